"""What work costs as the database grows: servers on all sizes at once, asked in turn."""

import math
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median

from app.kit import cursors
from app.sync.queries import CURSOR
from bench import fill, phones, raw
from bench.http import Client
from bench.measure import seconds, times
from bench.people import LEAD
from bench.phones import signed_in
from bench.rows.trends import SPAN
from bench.run import Run
from bench.server import Server
from bench.table import Figure, missing

SIZES = ("10k", "100k", "1m")
EACH = 5


def measure(run: Run) -> Iterator[Figure]:
    """One line for push, pull, trend and search."""
    sizes = [size for size in SIZES if fill.SIZES[size] <= fill.SIZES[run.size]]
    if len(sizes) < 2:
        yield missing("cost as it grows", "as the index's depth", "needs --size 100k or 1m")
        return
    with ExitStack() as stack:
        work = {
            size: works(stack.enter_context(Server(run.copied(size))), run.copied(size)) for size in sizes
        }
        for name in ("push of 100", "pull of 100", "trend by barrier", "search, two words"):
            took: dict[str, list[float]] = {size: [] for size in sizes}
            for size in sizes:
                work[size][name]()
            for _ in range(run.rounds):
                for size in sizes:
                    took[size].append(work[size][name]())
            yield line(name, took)


def line(name: str, took: dict[str, list[float]]) -> Figure:
    """From the smallest to the largest; a B-tree's depth grows with the logarithm of its entries."""
    first, last = min(took, key=fill.SIZES.__getitem__), max(took, key=fill.SIZES.__getitem__)
    ratios = [large / small for small, large in zip(took[first], took[last], strict=True)]
    depth = math.log(fill.SIZES[last]) / math.log(fill.SIZES[first])
    steps = ", ".join(f"{size} {median(took[size]) / EACH * 1000:.1f} ms" for size in took)
    from_to = [
        f"{large} {median(took[large]) / median(took[small]):.2f} × {small}"
        for small, large in pairwise(took)
    ]
    return Figure(
        f"{name}, {first} to {last}",
        f"{times(median(ratios))} ({times(min(ratios))} to {times(max(ratios))})",
        f"≤ {depth:.2f} ×",
        median(ratios) <= depth,
        f"{steps}; {'; '.join(from_to)}",
    )


def works(server: Server, folder: Path) -> dict[str, Callable[[], float]]:
    """What is timed, on one server."""
    connection = raw.connect(folder / "pathnote.db")
    epoch, head = connection.execute("SELECT epoch, head FROM feed").fetchone()
    connection.close()
    (client,) = signed_in(server, [LEAD])
    field = phones.Field(server, 1, seed=11)
    cursor = cursors.encode(CURSOR, epoch, head // 2)
    return {
        "push of 100": partial(pushed, field),
        "pull of 100": partial(got, client, f"/api/v1/sync/pull?limit=100&cursor={cursor}"),
        "trend by barrier": partial(got, client, f"/api/v1/trends?by=barrier&from={SPAN[0]}&to={SPAN[1]}"),
        "search, two words": partial(got, client, "/api/v1/search?q=letter%20the&limit=20"),
    }


def pushed(field: phones.Field) -> float:
    """Some batches of one phone."""
    bodies, answers = field.bodies(EACH, 100), []
    took = seconds(lambda: answers.extend(field.push(bodies)))
    phones.check(answers, 100)
    return took


def got(client: Client, path: str) -> float:
    """Some requests, one after the other."""
    answers = []
    took = seconds(lambda: answers.extend(client.get(path) for _ in range(EACH)))
    assert all(answer.status == 200 for answer in answers), answers[0]
    return took
