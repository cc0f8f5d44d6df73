"""A product that can't be had on a machine is a line of the table, and the run goes on."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.peers import environment
from bench.rows import peers
from bench.run import Run


@pytest.fixture
def no_registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is installed, and nothing can be."""

    def refused(command: Any, **_: Any) -> None:
        raise subprocess.CalledProcessError(1, command, stderr="trying\nno registry is within reach\n")

    for name in ("PYTHON", "NODE"):
        monkeypatch.setattr(environment, name, tmp_path / "tools" / name)
    monkeypatch.setattr(environment.subprocess, "run", refused)
    for installed in (environment.commands, environment.node_commands):
        installed.cache_clear()
    yield
    for installed in (environment.commands, environment.node_commands):
        installed.cache_clear()


@pytest.mark.usefixtures("no_registry")
def test_every_peer_that_cannot_be_installed_is_said(tmp_path: Path) -> None:
    run = Run("1k", tmp_path / "run")

    lines = [figure.cells() for figure in peers.measure(run)]

    assert [line[0] for line in lines] == [f"all beside {name}" for name in peers.PEERS]
    for _, figure, goal, met, note in lines:
        assert (figure, goal, met) == ("not measured here", "ahead", "–")
        assert note == "missing: could not be installed: no registry is within reach"
    assert not run.folder.exists(), "no database is made for a peer that is not there"
