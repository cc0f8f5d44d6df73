"""What `make test` installs by itself, and the one line it says where it may not. The installers are stand-ins."""

import shutil
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A PATH with a shell, no Chromium, no Node and no way to become root."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "dirname", "cat", "cksum", "env"):
        (folder / name).symlink_to(str(shutil.which(name)))
    return folder


def stand_in(path: Path, name: str, script: str) -> None:
    (path / name).write_text(f"#!/bin/sh\n{script}\n")
    (path / name).chmod(0o755)


def run(script: str, path: Path) -> "subprocess.CompletedProcess[str]":
    command = ["/bin/sh", str(PROJECT / ".ci" / script)]
    return subprocess.run(command, env={"PATH": str(path)}, capture_output=True, text=True, timeout=30)


def test_a_chromium_that_is_there_is_enough(path: Path) -> None:
    stand_in(path, "chromium", "exit 1")

    assert run("chromium", path).returncode == 0


def test_root_installs_chromium(path: Path, tmp_path: Path) -> None:
    stand_in(path, "id", "echo 0")
    stand_in(path, "apt-get", f'echo "$@" >>{tmp_path}/asked')

    assert run("chromium", path).returncode == 0
    assert [line.split()[1] for line in (tmp_path / "asked").read_text().splitlines()] == [
        "update",
        "install",
    ]
    assert " chromium " in (tmp_path / "asked").read_text()


@pytest.mark.parametrize("tools", [[], ["apt-get"]], ids=["no apt-get", "not root"])
def test_without_the_right_to_install_one_line_says_how(path: Path, tools: list[str]) -> None:
    stand_in(path, "id", "echo 1000")
    for tool in tools:
        stand_in(path, tool, "exit 1")

    said = run("chromium", path)

    assert said.returncode != 0
    (line,) = said.stderr.splitlines()
    assert "sudo apt-get install chromium" in line


def test_without_node_one_line_says_how(path: Path) -> None:
    said = run("node", path)

    assert said.returncode != 0
    (line,) = said.stderr.splitlines()
    assert "Node 20 or newer" in line
