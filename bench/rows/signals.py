"""All signals over HTTP: every barrier by region, area and sub-barrier, and newly frequent words."""

import json
from collections.abc import Iterator
from functools import partial

from bench.http import Client
from bench.measure import milliseconds, percentile, seconds, spread
from bench.people import LEAD
from bench.phones import signed_in
from bench.run import Run
from bench.server import Server
from bench.table import Figure

PATH = "/api/v1/signals"


def measure(run: Run) -> Iterator[Figure]:
    """One line. What is found is verified by `python -m bench.signals`."""
    with Server(run.copied(run.size)) as server:
        (client,) = signed_in(server, [LEAD])
        answer = client.get(PATH)
        assert answer.status == 200, answer.body[:500]
        cells = json.loads(answer.body)["watched"]
        took = [seconds(partial(read, client)) for _ in range(2 * run.rounds)]
    p95 = percentile(took, 0.95)
    yield Figure(
        f"signals, {run.size}",
        f"{spread(took, milliseconds)}, p95 {milliseconds(p95)}",
        "< 2 s",
        p95 < 2,
        f"{cells} cells, and the words of the last four weeks",
    )


def read(client: Client) -> None:
    assert client.get(PATH).status == 200
