"""Pushes over HTTP, beside `executemany` into the same tables, indexes and words, in the same batches, as durable."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from bench import fill, phones, raw
from bench.measure import in_turn, milliseconds, percent, rate, seconds, spread
from bench.run import Run
from bench.server import Server
from bench.table import Figure

PUSH = "/api/v1/sync/push"


def measure(run: Run) -> Iterator[Figure]:
    """Many ops from many phones, one op each from many, one phone's batch, all phones of a team at once."""
    ours, theirs = run.copied(run.size), fill.copied(run.size, run.folder)
    connection = raw.connect(theirs / "pathnote.db")
    with Server(ours) as server:
        yield batches(run, server, connection, clients=8, pushes=5, ops=100, goal=0.5)
        yield batches(run, server, connection, clients=32, pushes=10, ops=1, goal=0.6)
        yield one_phone(run, server)
        yield team(run, server, ops=5)
        yield team(run, server, ops=20)
    connection.close()


def batches(
    run: Run, server: Server, connection: object, *, clients: int, pushes: int, ops: int, goal: float
) -> Figure:
    """Phones at once against one raw writer, who has its rows ready."""
    field = phones.Field(server, clients, seed=clients)
    answers: list[bytes] = []
    entries = clients * pushes * ops

    def pushed() -> float:
        bodies = field.bodies(pushes, ops)
        return seconds(lambda: answers.extend(field.push(bodies)))

    def written() -> float:
        rows = phones.raw_batches(connection, field.notes(entries), ops)
        return seconds(lambda: phones.raw_push(connection, rows))

    turns = in_turn(pushed, written, run.rounds)
    phones.check(answers, ops)
    what = f"push, {clients} phones at once, {ops} op{'s' * (ops > 1)} a batch, {run.size}"
    return Figure(
        what,
        f"{spread(turns.speeds, percent)} of raw writes",
        f"≥ {goal:.0%}",
        median(turns.speeds) >= goal,
        f"{spread(turns.ours, rate(entries))}, raw {rate(entries)(median(turns.peer))}; SQLite FULL",
    )


def one_phone(run: Run, server: Server) -> Figure:
    """One phone, a warm server, a batch of a hundred."""
    field = phones.Field(server, 1, seed=99)
    answers: list[bytes] = []
    took = [pushed_in(field, body, answers) for body in field.bodies(4 * run.rounds + 2, 100)[0]][2:]
    phones.check(answers, 100)
    return Figure(
        f"push, one phone, 100 ops, {run.size}",
        spread(took, milliseconds),
        "< 50 ms",
        median(took) < 0.05,
        "median of single pushes",
    )


def team(run: Run, server: Server, ops: int) -> Figure:
    """After a congress everybody finds a network at the same moment: with a day's entries, or with a week's."""
    field = phones.Field(server, 200, seed=200)
    bodies = field.bodies(1, ops)
    answers: list[bytes] = []

    def timed(phone: phones.Phone, mine: list[bytes]) -> float:
        return seconds(lambda: answers.extend(phones.push_all(phone, mine)))

    with ThreadPoolExecutor(len(field.phones)) as pool:
        took = sorted(pool.map(timed, field.phones, bodies))
    phones.check(answers, ops)
    p99 = took[int(len(took) * 0.99)]
    return Figure(
        f"push, 200 phones at once, {ops} ops each, {run.size}",
        f"p99 {milliseconds(p99)}",
        "< 2 s, no error",
        p99 < 2,
        f"median {milliseconds(median(took))}, last {milliseconds(took[-1])}; each waits for all before it",
    )


def pushed_in(field: phones.Field, body: bytes, answers: list[bytes]) -> float:
    """Seconds of one push by the first phone."""
    return seconds(lambda: answers.extend(phones.push_all(field.phones[0], [body])))
