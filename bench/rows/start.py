"""From the command to the first 200, and the memory of a server that nobody asks anything."""

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.measure import spread
from bench.run import Run
from bench.server import Server
from bench.table import Figure

MB = 1_000_000
KEPT = "front-end-*.zip"


def measure(run: Run) -> Iterator[Figure]:
    """Starts of the whole command, migrations looked at included, on a database that is there."""
    folder = run.copied(run.size)
    first = after_an_update(folder)
    took, memory = [], []
    for _ in range(run.rounds):
        with Server(folder) as server:
            took.append(server.started_in)
            time.sleep(0.5)
            memory.append(server.memory() / MB)
    yield Figure(
        f"start to first 200, {run.size}",
        spread(took, lambda value: f"{value:.2f} s"),
        "≤ 2 s",
        median(took) <= 2,
        f"no peer: `pathnote serve` until /health/ready answers; the first with a new front end took {first:.2f} s",
    )
    yield Figure(
        "idle memory, resident",
        spread(memory, lambda value: f"{value:.0f} MB"),
        "≤ 120 MB",
        median(memory) <= 120,
        "no peer",
    )


def after_an_update(folder: Path) -> float:
    """Seconds of a start that puts the front end together, which the later ones find kept."""
    for kept in folder.glob(KEPT):
        kept.unlink()
    with Server(folder) as server:
        for _ in range(600):
            if list(folder.glob(KEPT)):
                break
            time.sleep(0.1)
        return server.started_in
