"""The Dockerfile rehearsed without Docker: its steps run in a folder, and its command answers its health check.

What a rehearsal can't show: the base image, its user and the file system's permissions.
"""

import json
import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fixtures.server import free_port
from tests.tooling.dockerfile import PROJECT, Instruction, stages, values


@dataclass
class Rehearsal:
    """One file system in a folder; `/srv/pathnote` is `<root>/srv/pathnote`."""

    root: Path
    folder: Path = Path("/")

    def carry_out(self, stage: list[Instruction], built: Path | None = None) -> None:
        for keyword, rest in stage:
            if keyword == "WORKDIR":
                self.folder = self.inside(rest)
                self.folder.mkdir(parents=True, exist_ok=True)
            elif keyword == "COPY":
                self.copy(rest, built)
            elif keyword == "RUN" and "useradd" not in rest:
                subprocess.run(["/bin/sh", "-c", rest], cwd=self.folder, check=True, timeout=200)

    def copy(self, rest: str, built: Path | None) -> None:
        *words, target = rest.split()
        sources = [Path(word) for word in words if not word.startswith("--from=")]
        for source in sources:
            origin = built / source.relative_to("/") if built and source.is_absolute() else PROJECT / source
            goal = self.folder / target
            if origin.is_dir():
                shutil.copytree(origin, goal, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(origin, goal)

    def inside(self, path: str) -> Path:
        return self.root / path.lstrip("/")


@pytest.mark.timeout(300)
def test_the_command_answers_the_health_check(tmp_path: Path) -> None:
    build, run = stages()
    here, built = tmp_path / "image", tmp_path / "built"
    Rehearsal(here).carry_out(build)
    # Scripts in a virtualenv carry its path: the second stage has to stand where the first one stood.
    here.rename(built)
    image = Rehearsal(here)
    image.carry_out(run, built)

    port = str(free_port())
    environment = environment_of(run, image)
    command = [word.replace("8000", port) for word in json.loads(values(run, "CMD")[0])]
    check = [
        word.replace("8000", port) for word in json.loads(values(run, "HEALTHCHECK")[0].partition("CMD ")[2])
    ]
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(
            [shutil.which(command[0], path=environment["PATH"]) or command[0], *command[1:]],
            cwd=image.folder,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        answered = answers(check, environment, image.folder, server)
    finally:
        server.terminate()
        server.wait(20)

    assert answered, (tmp_path / "log").read_text()
    assert list(image.inside(values(run, "VOLUME")[0]).iterdir())


def environment_of(stage: list[Instruction], image: Rehearsal) -> dict[str, str]:
    """The variables of ENV, with paths inside the rehearsal's folder."""
    found = {"HOME": str(image.root)}
    for pair in values(stage, "ENV")[0].split():
        name, _, value = pair.partition("=")
        found[name] = str(image.inside(value)) if value.startswith("/") else value
    found["PATH"] = found["PATH"].replace("$PATH", os.environ["PATH"])
    return found


def answers(
    check: list[str], environment: dict[str, str], folder: Path, server: "subprocess.Popen[bytes]"
) -> bool:
    for _ in range(60):
        if server.poll() is not None:
            return False
        if (
            subprocess.run(check, cwd=folder, env=environment, capture_output=True, timeout=10).returncode
            == 0
        ):
            return True
        time.sleep(0.5)
    return False
