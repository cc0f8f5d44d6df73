"""Other products on the same entries, asked for the same in turn: exports, pulls, a trend, pushes."""

import json
import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from statistics import median

from app.config import Settings
from app.kit import cursors
from app.sync.queries import CURSOR
from bench import fill, phones, raw
from bench.http import Client
from bench.measure import Turns, in_turn, milliseconds, rate, seconds, spread, times
from bench.peers import environment
from bench.peers.datasette import datasette
from bench.peers.kinto import kinto, kinto_in_memory
from bench.peers.parse import parse
from bench.peers.peer import Peer, Work
from bench.peers.pouchdb import pouchdb
from bench.people import LEAD, export_token
from bench.phones import signed_in
from bench.rows import export
from bench.rows.pull import LIMIT
from bench.rows.trends import SPAN, WITHIN
from bench.run import Run
from bench.server import Server
from bench.table import Figure, missing

Served = Callable[[Path, Path], AbstractContextManager[Peer]]
# What each has to have installed, and how it is served.
PEERS: dict[str, tuple[Callable[[], Path], Served]] = {
    "Datasette": (environment.commands, datasette),
    "Kinto": (environment.commands, kinto),
    "Kinto in memory": (environment.commands, kinto_in_memory),
    "pouchdb-server": (environment.node_commands, pouchdb),
    "Parse Server": (environment.node_commands, parse),
}
SIZES = ("10k", "100k")
GOAL = "ahead"
CLIENTS, BATCH, PULLS, TRENDS = 8, 100, 40, 4


def measure(run: Run) -> Iterator[Figure]:
    """Every peer on 10 k and 100 k entries; on fewer when the run has fewer."""
    sizes = [size for size in SIZES if fill.SIZES[size] <= fill.SIZES[run.size]] or [run.size]
    for name, (installed, served) in PEERS.items():
        try:
            installed()
            for size in sizes[-1:] if served is kinto_in_memory else sizes:
                yield from beside(run, served, size, whole=size == sizes[-1])
        except environment.NotHereError as error:
            yield missing(f"all beside {name}", GOAL, f"missing: {error}")
        except Exception as error:
            # One that fails says how; the others go on.
            said = str(error).splitlines() or [""]
            yield missing(f"the rest beside {name}", GOAL, f"{type(error).__name__}: {said[0][:150]}")


def beside(run: Run, served: Served, size: str, *, whole: bool) -> Iterator[Figure]:
    """One peer, filled with our export: its own export and, on the largest database, all else too."""
    folder = fill.copied(size, run.folder)
    with served(folder, run.folder) as peer, Server(folder) as server:
        if ways := peer.exports():
            yield exports(run, server, peer, size, ways)
        if not whole:
            return
        if peer.pull(0):
            yield pulls(run, server, peer, size)
        if theirs := peer.trend():
            yield trends(run, server, peer, size, theirs)
        yield pushes(run, server, peer, size)
        for what, why in peer.cannot().items():
            yield missing(f"{what}, {size}, beside {peer.name}", GOAL, f"{peer.name} {why}")
        yield Figure(f"{peer.name}, how it was set", "–", note=peer.settings)


def exports(run: Run, server: Server, peer: Peer, size: str, ways: dict[str, Work]) -> Figure:
    """All entries, by the fastest way that the peer has."""
    connection = raw.connect(server.data / "pathnote.db")
    (count,) = connection.execute(f"SELECT count(*) {export.FREE}").fetchone()
    connection.close()
    token = export_token(Settings(data=server.data, database_url=""))
    client = server.client(Authorization=f"Bearer {token}")
    tried = {name: timed(work, count)() for name, work in ways.items()}
    best = min(tried, key=lambda name: tried[name])
    ours = timed(lambda: client.get(export.PATH).body.count(b"\n"), count)
    turns = in_turn(ours, timed(ways[best], count), run.rounds)
    return ahead(f"export, {size}", peer, turns, rate(count), f"; {best}, the fastest of {len(ways)} ways")


def pulls(run: Run, server: Server, peer: Peer, size: str) -> Figure:
    """100 changes after random places, one after the other."""
    connection = raw.connect(server.data / "pathnote.db")
    epoch, head = connection.execute("SELECT epoch, head FROM feed").fetchone()
    connection.close()
    pick = random.Random(7)
    places = [pick.randrange(head // 10, head - 2 * LIMIT) for _ in range(PULLS)]
    (client,) = signed_in(server, [LEAD])
    asked = [
        f"/api/v1/sync/pull?limit={LIMIT}&cursor={cursors.encode(CURSOR, epoch, place)}" for place in places
    ]
    theirs = [work for place in places if (work := peer.pull(place))]
    turns = in_turn(
        timed(lambda: sum(client.get(path).body.count(b'"kind":"entry"') for path in asked), PULLS * LIMIT),
        timed(lambda: sum(work() for work in theirs), PULLS * LIMIT),
        run.rounds,
    )
    return ahead(f"pull of {LIMIT} changes, {size}", peer, turns, lambda took: milliseconds(took / PULLS))


def trends(run: Run, server: Server, peer: Peer, size: str, theirs: Work) -> Figure:
    """26 weeks by barrier."""
    (client,) = signed_in(server, [LEAD])
    path = f"/api/v1/trends?step=week&from={SPAN[0]}&to={SPAN[1]}&by=barrier"
    connection = raw.connect(server.data / "pathnote.db")
    # What waits for review is in our trends and in no export, so no peer has it.
    heard, shared = (
        connection.execute(f"SELECT count(*) {entries} WHERE {WITHIN}").fetchone()[0]
        for entries in ("FROM entry", f"FROM (SELECT * {export.FREE})")
    )
    connection.close()

    def times_over(work: Work, total: int) -> Callable[[], float]:
        return timed(lambda: sum(work() for _ in range(TRENDS)), TRENDS * total)

    ours = times_over(lambda: int(json.loads(client.get(path).body)["total"]), heard)
    turns = in_turn(ours, times_over(theirs, shared), run.rounds)
    return ahead(f"trend by barrier, {size}", peer, turns, lambda took: milliseconds(took / TRENDS))


def pushes(run: Run, server: Server, peer: Peer, size: str) -> Figure:
    """Batches of 100 from 8 clients at once."""
    field = phones.Field(server, CLIENTS, seed=8)
    clients, before = [peer.client() for _ in range(CLIENTS)], peer.count()
    entries, answers = CLIENTS * peer.pushes * BATCH, list[bytes]()

    def ours() -> float:
        bodies = field.bodies(peer.pushes, BATCH)
        return seconds(lambda: answers.extend(field.push(bodies)))

    def theirs() -> float:
        batches = [
            [peer.batch(peer.new(BATCH), writer) for _ in range(peer.pushes)] for writer in range(CLIENTS)
        ]
        with ThreadPoolExecutor(CLIENTS) as pool:
            return seconds(lambda: list(pool.map(partial(sent, peer), clients, batches)))

    turns = in_turn(ours, theirs, run.rounds)
    phones.check(answers, BATCH)
    kept, sent_in_all = peer.count() - before, entries * (len(turns.peer) + 1)
    assert kept == sent_in_all, f"{peer.name} kept {kept:,} of {sent_in_all:,}"
    what = f"push, {CLIENTS} clients at once, {BATCH} a batch, {size}"
    return ahead(what, peer, turns, rate(entries))


def sent(peer: Peer, client: Client, batches: list[bytes]) -> None:
    """One client's batches, each after the answer to the one before."""
    for batch in batches:
        peer.push(client, batch)


def timed(work: Work, expected: int) -> Callable[[], float]:
    """The seconds of some work, which has to answer with as many entries."""

    def once() -> float:
        began = time.perf_counter()
        found = work()
        took = time.perf_counter() - began
        assert found == expected, f"{found:,} entries of {expected:,}"
        return took

    return once


def ahead(what: str, peer: Peer, turns: Turns, shown: Callable[[float], str], how: str = "") -> Figure:
    """The line: how many times as fast as the peer."""
    return Figure(
        f"{what}, beside {peer.name}",
        f"{spread(turns.speeds, times)} as fast",
        GOAL,
        median(turns.speeds) > 1,
        f"{spread(turns.ours, shown)}, {peer.name} {spread(turns.peer, shown)}{how}",
    )
