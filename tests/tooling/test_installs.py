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


# Which script brings which package. WebKitGTK counts as missing here: these machines have no Xvfb.
BROWSERS = {"chromium": "chromium", "firefox": "firefox-esr", "webkit": "gir1.2-webkit2-4.1"}


@pytest.mark.parametrize(("script", "program"), [("chromium", "chromium"), ("firefox", "firefox-esr")])
def test_a_browser_that_is_there_is_enough(path: Path, script: str, program: str) -> None:
    stand_in(path, program, "exit 1")

    assert run(script, path).returncode == 0


@pytest.mark.parametrize(("script", "package"), BROWSERS.items())
def test_root_installs_browsers(path: Path, tmp_path: Path, script: str, package: str) -> None:
    stand_in(path, "id", "echo 0")
    stand_in(path, "apt-get", f'echo "$@" >>{tmp_path}/asked')

    assert run(script, path).returncode == 0
    assert [line.split()[1] for line in (tmp_path / "asked").read_text().splitlines()] == [
        "update",
        "install",
    ]
    assert package in (tmp_path / "asked").read_text().split()


@pytest.mark.parametrize(("script", "package"), BROWSERS.items())
@pytest.mark.parametrize("tools", [[], ["apt-get"]], ids=["no apt-get", "not root"])
def test_without_the_right_to_install_one_line_says_how(
    path: Path, tools: list[str], script: str, package: str
) -> None:
    stand_in(path, "id", "echo 1000")
    for tool in tools:
        stand_in(path, tool, "exit 1")

    said = run(script, path)

    assert said.returncode != 0
    (line,) = said.stderr.splitlines()
    assert f"sudo apt-get install {package}" in line


def test_without_node_one_line_says_how(path: Path) -> None:
    said = run("node", path)

    assert said.returncode != 0
    (line,) = said.stderr.splitlines()
    assert "Node 20 or newer" in line
