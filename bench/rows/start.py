"""From the command to the first 200, and the memory of a server that nobody asks anything."""

import time
from collections.abc import Iterator
from statistics import median

from bench.measure import spread
from bench.run import Run
from bench.server import Server
from bench.table import Figure

MB = 1_000_000


def measure(run: Run) -> Iterator[Figure]:
    """Starts of the whole command, migrations looked at included, on a database that is there."""
    folder = run.copied(run.size)
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
        "no peer: `pathnote serve` until /health/ready answers",
    )
    yield Figure(
        "idle memory, resident",
        spread(memory, lambda value: f"{value:.0f} MB"),
        "≤ 120 MB",
        median(memory) <= 120,
        "no peer",
    )
