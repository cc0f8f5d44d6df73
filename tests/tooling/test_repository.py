"""The repository keeps its shape, and names neither a package registry nor a folder of somebody's machine."""

import re
import subprocess
from pathlib import Path

PROJECT = Path(__file__).parents[2]
ROOMS = {
    *("app", "migrations", "static", "tests", "docs", "bench", ".ci"),
    *("alembic.ini", "pyproject.toml", "requirements.lock", "requirements-dev.lock"),
    *("Makefile", "Dockerfile", "README.md", "CHANGELOG.md", "LICENSE"),
    *(".dockerignore", ".editorconfig", ".gitignore"),
}
# Broken up, so that this file does not find itself.
REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmjs" + ".com", "debian" + ".org")
SOMEBODYS = re.compile(r"(?<![\w.])/(work|root|home/\w+|Users/\w+)/")


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    return [PROJECT / name for name in listed.stdout.split("\0") if name]


def test_nothing_new_at_the_top() -> None:
    assert {file.relative_to(PROJECT).parts[0] for file in tracked()} <= ROOMS


def test_no_address_of_a_registry_and_no_path_of_a_machine() -> None:
    found = []
    for file in tracked():
        text = file.read_text(errors="replace") if file.exists() else ""
        found += [f"{file}: {name}" for name in REGISTRIES if name in text]
        found += [f"{file}: {path[0]}" for path in SOMEBODYS.finditer(text)]

    assert not found
