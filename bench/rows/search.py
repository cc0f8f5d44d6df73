"""Search for two words, the newest twenty and the best twenty, beside the bare FTS5 query."""

import json
from collections.abc import Iterator
from functools import partial

from bench import raw
from bench.people import LEAD
from bench.phones import signed_in
from bench.rows.trends import beside, counted
from bench.run import Run
from bench.server import Server
from bench.table import Figure

# Two words that many entries hold, and two that few do.
PAIRS = {"common": ("the", "patient"), "rare": ("letter", "the")}


def measure(run: Run) -> Iterator[Figure]:
    """One line for each pair of words."""
    folder = run.copied(run.size)
    connection = raw.connect(folder / "pathnote.db")
    with Server(folder) as server:
        (client,) = signed_in(server, [LEAD])
        for name, (one, two) in PAIRS.items():
            match = f'FROM entry_search WHERE entry_search MATCH \'"{one}" AND "{two}"*\''
            (total,) = connection.execute(f"SELECT count(*) {match}").fetchone()
            sql = f"SELECT rowid {match} ORDER BY rowid DESC LIMIT 20"
            for order in ("newest", "best"):
                path = f"/api/v1/search?q={one}%20{two}&order={order}&limit=20"
                found = json.loads(client.get(path).body)
                assert found["total"] == min(total, 1_000) > 0, f"{found['total']} and {total}"
                assert len(found["items"]) == min(20, total)
                yield beside(
                    partial(counted, connection, sql),
                    client,
                    path,
                    run.rounds,
                    f"search, two {name} words, {order} 20, {run.size}",
                    f"over HTTP, marked, with up to 1,000 of {total:,} counted, beside {{}} of bare FTS5",
                )
    connection.close()
