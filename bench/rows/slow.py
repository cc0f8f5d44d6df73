"""2,000 clients that never finish what they ask: how long they are held, and what a good one feels of them."""

import resource
import selectors
import socket
import time
from collections.abc import Iterator

from bench.measure import milliseconds, percentile, seconds
from bench.people import LEAD
from bench.phones import signed_in
from bench.run import Run
from bench.server import Server
from bench.table import Figure, missing

CLIENTS = 2_000
HEAD = b"POST /api/v1/sync/push HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
# What each of them sends, and then nothing more: no byte, half a head, half a body.
BEGINNINGS = (b"", HEAD, HEAD + b"Content-Length: 100000\r\n\r\n{")
# The server gives up 8 s after it first saw one; here they are counted from connecting.
WITHIN = 10.0
FELT = 0.25


def measure(run: Run) -> Iterator[Figure]:
    """Two lines: the slow ones, and the good one meanwhile."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if 0 <= most < CLIENTS + 200:
        yield missing("slow clients", "all, ≤ 10 s", f"only {most} open files are allowed")
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (CLIENTS + 200, most))
    with Server(run.copied("1k")) as server:
        (good,) = signed_in(server, [LEAD])
        waiting = selectors.DefaultSelector()
        for at in range(CLIENTS):
            slow = socket.create_connection(("127.0.0.1", server.port), timeout=30)
            slow.sendall(BEGINNINGS[at % len(BEGINNINGS)])
            slow.setblocking(False)
            waiting.register(slow, selectors.EVENT_READ, time.perf_counter())
        held: list[float] = []
        felt: list[float] = []
        end = time.perf_counter() + 3 * WITHIN
        while len(held) < CLIENTS and time.perf_counter() < end:
            felt.append(seconds(lambda: good.get("/api/v1/sync/pull?limit=10")))
            held += cut(waiting)
        for key in list(waiting.get_map().values()):
            waiting.unregister(key.fileobj)
            key.fileobj.close()  # type: ignore[union-attr]
    longest = max(held, default=0.0)
    yield Figure(
        f"{CLIENTS:,} slow clients",
        f"{len(held):,} cut, the last after {longest:.1f} s",
        "all, ≤ 10 s",
        len(held) == CLIENTS and longest <= WITHIN,
        "no byte, half a head, half a body; from connecting, the server counts 8 s from seeing one",
    )
    p99 = percentile(felt, 0.99)
    yield Figure(
        "a good client meanwhile, p99", milliseconds(p99), "≤ 250 ms", p99 <= FELT, f"{len(felt):,} pulls"
    )


def cut(waiting: selectors.BaseSelector) -> list[float]:
    """How long those were held that the server closes now."""
    found = []
    for key, _ in waiting.select(timeout=0.01):
        try:
            over = not key.fileobj.recv(4_096)  # type: ignore[union-attr]
        except ConnectionError:
            over = True
        if over:
            found.append(time.perf_counter() - key.data)
            waiting.unregister(key.fileobj)
            key.fileobj.close()  # type: ignore[union-attr]
    return found
