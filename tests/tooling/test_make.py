"""`make` explains itself, starts fast, and says in one line what is missing."""

import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
MAKEFILE = (PROJECT / "Makefile").read_text()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A clone with no environment, holding what making one needs."""
    for name in (
        "Makefile",
        "pyproject.toml",
        "requirements.lock",
        "requirements-dev.lock",
        "README.md",
        "LICENSE",
    ):
        shutil.copy(PROJECT / name, tmp_path)
    shutil.copytree(PROJECT / ".ci", tmp_path / ".ci")
    (tmp_path / "app").mkdir()
    shutil.copy(PROJECT / "app" / "__init__.py", tmp_path / "app")
    return tmp_path


@pytest.fixture
def bare_path(tmp_path: Path) -> str:
    """A PATH with a shell and its helpers but no Python, uv or pip."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "make", "sed", "cat", "cksum", "dirname", "env", "rm"):
        (tools / name).symlink_to(str(shutil.which(name)))
    return str(tools)


def make(folder: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    # These tests run under `make test` themselves, and a make that knows of another says more.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", *arguments],
        cwd=folder,
        env=inherited | environment,
        capture_output=True,
        text=True,
        timeout=100,
    )


def test_help_names_every_target() -> None:
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    said = make(PROJECT)

    assert said.returncode == 0
    assert {line.split()[0] for line in said.stdout.splitlines() if line.startswith("  ")} == targets


def test_ci_runs_what_a_developer_runs() -> None:
    assert (PROJECT / ".ci/run").read_text().splitlines()[-1].endswith("exec make test")
    assert "\t@.ci/run\n" in MAKEFILE
    assert "\t@.ci/test\n" in MAKEFILE


def test_without_a_python_one_line_says_what_to_install(checkout: Path, bare_path: str) -> None:
    said = make(checkout, "run", PATH=bare_path)

    (line,) = lines_of_ours(said)
    assert "Python 3.11 or newer is needed" in line
    assert "apt-get install python3" in line


def test_an_environment_is_made_once_and_again_only_when_its_lock_changed(
    checkout: Path, bare_path: str
) -> None:
    begin = time.monotonic()
    first = venv(checkout)
    took = time.monotonic() - begin
    assert first.returncode == 0, first.stderr
    assert "making .venv" in first.stderr

    begin = time.monotonic()
    second = venv(checkout, PATH=bare_path)  # nothing that could ask a registry is within reach
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert time.monotonic() - begin < took / 5

    with (checkout / "requirements.lock").open("a") as lock:
        lock.write("# a newer lock\n")
    third = venv(checkout)
    assert third.returncode == 0, third.stderr
    assert "making .venv" in third.stderr


def venv(folder: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["/bin/sh", ".ci/venv", "run"],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=100,
    )


def test_what_runs_needs_no_tool_of_development() -> None:
    recipe = MAKEFILE.split("\nrun:")[1].split("\n\n")[0]

    assert ".ci/venv run" in recipe
    assert not re.search(r"npm|node|dev|pytest", recipe.replace("development", "").split("\n", 1)[1])


def test_a_port_in_use_and_an_unwritable_folder_get_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = make(PROJECT, "run", f"PORT={port}", PATHNOTE_DATA=str(tmp_path / "data"))
    assert lines_of_ours(said) == [
        f"pathnote: Port {port} is in use. Try another one: make run PORT={int(port) + 10}"
    ]

    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "data"
    said = make(PROJECT, "run", f"PORT={port}", PATHNOTE_DATA=str(folder))
    (line,) = lines_of_ours(said)
    assert f"The data folder {folder} can't be written to" in line


def lines_of_ours(said: "subprocess.CompletedProcess[str]") -> list[str]:
    """What a failed command said, less make's own last word."""
    assert said.returncode != 0
    return [line for line in (said.stdout + said.stderr).splitlines() if not line.startswith("make:")]
