"""Pulls of 100 changes from random places, beside a raw select of the same fields and `json.dumps` in process."""

import json
import random
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from app.kit import cursors
from app.sync.queries import CURSOR
from bench import raw
from bench.measure import Turns, in_turn, milliseconds, percentile, seconds, spread, times
from bench.people import LEAD
from bench.phones import signed_in
from bench.run import Run
from bench.server import Server
from bench.stored import ENTRY
from bench.table import Figure

LIMIT = 100
PULLS = 40
WIRE = tuple(name for name in ENTRY if name not in ("no", "body", "field_marks", "created_by_client"))
FIELDS = f"SELECT {', '.join(f'e.{name}' for name in WIRE)}, p.name FROM entry e JOIN person p ON p.id = e.author_id"
BODIES = "SELECT e.body FROM entry e"
SINCE = " WHERE e.seq > ? ORDER BY e.seq LIMIT ?"


def measure(run: Run) -> Iterator[Figure]:
    """A lead's pull, who sees everything."""
    folder = run.copied(run.size)
    connection = raw.connect(folder / "pathnote.db")
    epoch, head = connection.execute("SELECT epoch, head FROM feed").fetchone()
    pick = random.Random(7)
    places = [pick.randrange(head - LIMIT) for _ in range(PULLS)]
    with Server(folder) as server:
        (client,) = signed_in(server, [LEAD])
        asked = [
            f"/api/v1/sync/pull?limit={LIMIT}&cursor={cursors.encode(CURSOR, epoch, place)}"
            for place in places
        ]
        single: list[float] = []

        def pulled() -> float:
            took = [seconds(lambda path=path: client.get(path)) for path in asked]  # type: ignore[misc]
            single.extend(took)
            return sum(took)

        for path, place in zip(asked, places, strict=True):
            items = json.loads(client.get(path).body)["items"]
            assert [item["seq"] for item in items] == [row["seq"] for row in selected(connection, place)]
        turns = in_turn(pulled, lambda: seconds(each(places, connection, encoded)), run.rounds)
        beside = in_turn(pulled, lambda: seconds(each(places, connection, joined)), run.rounds)
    yield figure(run, turns, beside)
    p95 = percentile(single, 0.95)
    yield Figure(
        f"pull of 100 changes, {run.size}, p95",
        milliseconds(p95),
        "≤ 15 ms",
        p95 <= 0.015,
        f"{len(single)} pulls",
    )
    connection.close()


def figure(run: Run, turns: Turns, beside: Turns) -> Figure:
    return Figure(
        f"pull of 100 changes, {run.size}",
        f"{spread(turns.times, times)} its time",
        "≤ 4 ×",
        median(turns.times) <= 4,
        f"{milliseconds(median(turns.ours) / PULLS)} beside {milliseconds(median(turns.peer) / PULLS)}; over HTTP,"
        f" beside select and json.dumps in process ({median(beside.times):.1f} × joining stored bodies)",
    )


def each(places: list[int], connection: Any, work: Callable[[Any, int], object]) -> Callable[[], None]:
    """The peer's work at all places."""

    def all_of_them() -> None:
        for place in places:
            work(connection, place)

    return all_of_them


def selected(connection: Any, place: int) -> list[dict[str, Any]]:
    """The next entries as dictionaries."""
    names = (*WIRE, "author_name")
    return [dict(zip(names, row, strict=True)) for row in connection.execute(FIELDS + SINCE, (place, LIMIT))]


def encoded(connection: Any, place: int) -> str:
    """Select and encode."""
    return json.dumps(selected(connection, place), ensure_ascii=False)


def joined(connection: Any, place: int) -> str:
    """The least that could be done with bodies stored as JSON."""
    return f"[{','.join(body for (body,) in connection.execute(BODIES + SINCE, (place, LIMIT)))}]"
