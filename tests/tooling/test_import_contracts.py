"""Each contract on imports fails when it is broken: a contract that can't fail holds nothing."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The application and its contracts, to be spoiled."""
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    shutil.copytree(PROJECT / "app", tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.mark.parametrize(
    ("contract", "module", "line"),
    [
        pytest.param("features", "app/kit/planted.py", "import app.accounts.models", id="up"),
        pytest.param("features", "app/audit/planted.py", "import app.changes.models", id="sideways"),
        pytest.param("features", "app/planted/__init__.py", "", id="a feature on no layer"),
        pytest.param(
            "inside", "app/accounts/queries.py", "import app.accounts.commands", id="query to command"
        ),
        pytest.param("inside", "app/accounts/models.py", "import app.accounts.queries", id="model to query"),
        pytest.param("no-http", "app/accounts/commands.py", "import fastapi", id="command"),
        pytest.param("no-http", "app/accounts/queries.py", "import starlette.requests", id="query"),
        pytest.param("no-http", "app/accounts/models.py", "from fastapi import Depends", id="model"),
    ],
)
def test_a_planted_violation_is_found(copy: Path, contract: str, module: str, line: str) -> None:
    planted = copy / module
    planted.parent.mkdir(exist_ok=True)
    with planted.open("a") as file:
        file.write(f"\n{line}\n")

    found = lint_imports(copy, contract)

    assert found.returncode == 1, found.stdout
    assert "BROKEN" in found.stdout
    assert ".".join(Path(module).with_suffix("").parts).removesuffix(".__init__") in found.stdout


def lint_imports(folder: Path, contract: str) -> "subprocess.CompletedProcess[str]":
    command = [LINT_IMPORTS, "--no-logo", "--no-cache", "--contract", contract]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
