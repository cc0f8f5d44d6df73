"""Trends over HTTP, beside the same count in raw SQL on the covering index."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median

from bench import raw
from bench.http import Client
from bench.measure import in_turn, milliseconds, percentile, seconds, spread, times
from bench.people import LEAD
from bench.phones import signed_in
from bench.run import Run
from bench.server import Server
from bench.table import Figure

# What is asked, and the raw count of it, each over 26 weeks of made-up data.
SPAN = ("2026-05-25", "2026-11-22")
WITHIN = (
    f"deleted = 0 AND kind IN ('observation', 'reaction') AND visited_on BETWEEN '{SPAN[0]}' AND '{SPAN[1]}'"
)
WORDS = """entry_search MATCH '"letter" AND "the"*'"""
COUNT = "SELECT visited_on, {by}, count(*) FROM entry WHERE {where} GROUP BY visited_on, {by}"
ASKED = {
    "by barrier": ("by=barrier", COUNT.format(by="barrier", where=WITHIN)),
    "by barrier and region": ("by=barrier&by=region", COUNT.format(by="barrier, region", where=WITHIN)),
    "by barrier, one area": (
        "by=barrier&therapeutic_area=cardiology",
        COUNT.format(by="barrier", where=f"{WITHIN} AND therapeutic_area = 'cardiology'"),
    ),
    "by sub-barrier": (
        "by=barrier&by=sub_barrier",
        COUNT.format(by="barrier, sub_barrier", where=WITHIN),
    ),
    "by stakeholder, GP practices": (
        "by=stakeholder_type&hco_type=gp_practice",
        COUNT.format(by="stakeholder_type", where=f"{WITHIN} AND hco_type = 'gp_practice'"),
    ),
    "by barrier, two words": (
        "by=barrier&q=letter%20the",
        COUNT.format(
            by="barrier", where=f"{WITHIN} AND no IN (SELECT rowid FROM entry_search WHERE {WORDS})"
        ),
    ),
}
REQUESTS = 4


def measure(run: Run) -> Iterator[Figure]:
    """One line for each question."""
    folder = run.copied(run.size)
    connection = raw.connect(folder / "pathnote.db")
    with Server(folder) as server:
        (client,) = signed_in(server, [LEAD])
        for name, (query, sql) in ASKED.items():
            path = f"/api/v1/trends?step=week&from={SPAN[0]}&to={SPAN[1]}&{query}"
            answer = json.loads(client.get(path).body)
            expected = sum(row[-1] for row in connection.execute(sql))
            assert answer["total"] == expected, f"{answer['total']} and {expected}"
            work = partial(counted, connection, sql)
            yield beside(
                work, client, path, run.rounds, f"trend {name}, {run.size}", "over HTTP beside {} of raw SQL"
            )
    connection.close()


def beside(work: Callable[[], float], client: Client, path: str, rounds: int, what: str, note: str) -> Figure:
    """Requests for a path in turn with the same question asked of the database itself.

    `note` says what both are, with `{}` for the time that the database takes.
    """
    single: list[float] = []
    turns = in_turn(partial(asked, client, path, single), work, rounds)
    p95 = percentile(single, 0.95)
    ours, peer = (milliseconds(median(side) / REQUESTS) for side in (turns.ours, turns.peer))
    return Figure(
        what,
        f"{spread(turns.times, times)} its time, p95 {milliseconds(p95)}",
        "≤ 1.5 ×, p95 ≤ 100 ms",
        median(turns.times) <= 1.5 and p95 <= 0.1,
        f"{ours} {note.format(peer)}",
    )


def asked(client: Client, path: str, single: list[float]) -> float:
    """Some requests, one after the other."""
    took = [seconds(lambda: client.get(path)) for _ in range(REQUESTS)]
    single.extend(took)
    return sum(took)


def counted(connection: object, sql: str) -> float:
    """The raw count, as often."""
    read: Callable[[], object] = lambda: connection.execute(sql).fetchall()  # type: ignore[attr-defined] # noqa: E731
    return sum(seconds(read) for _ in range(REQUESTS))
