"""Datasette: a JSON API over a SQLite file, with one that writes since its 1.0."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import quote

from bench import raw
from bench.http import Client
from bench.peers import environment
from bench.peers.peer import MARK, Peer, Work, exported, paged
from bench.peers.process import free_port, running
from bench.rows.export import NAMES
from bench.rows.trends import SPAN

# The names of the columns as the peers have them; `seq` is the key, so that changes need no index of their own.
COLUMNS = [name for name in NAMES if name not in ("id", "deleted", "rev", "received_at", "seq")]
TABLE = f"""
    CREATE TABLE entry (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL DEFAULT 1,
        retracted INTEGER NOT NULL DEFAULT 0, received_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
        {", ".join(f"{name} TEXT" for name in COLUMNS)}
    )
"""
HEARD = "retracted = 0 AND kind IN ('observation', 'reaction')"
# All that the trend asks for and nothing else, already in its order.
INDEX = f"CREATE INDEX entry_heard ON entry (visited_on, barrier) WHERE {HEARD}"
# A day's entries are counted on the index, then a few hundred counts are put into weeks.
TREND = f"""
    SELECT date(visited_on, 'weekday 0', '-6 days') AS week, barrier, sum(n) AS n FROM (
        SELECT visited_on, barrier, count(*) AS n FROM entry
        WHERE {HEARD} AND visited_on BETWEEN '{SPAN[0]}' AND '{SPAN[1]}' GROUP BY visited_on, barrier
    ) GROUP BY week, barrier
"""
SECRET = "bench"
SETTINGS = {
    "max_returned_rows": "1000000",
    "max_csv_mb": "0",
    "sql_time_limit_ms": "60000",
    "max_post_body_bytes": "0",
    "permissions.insert-row.id": "bench",
}


class Datasette(Peer):
    """One process on a file of one table in WAL mode."""

    settings = (
        "one process with uvloop; one table in WAL mode, keyed by the change sequence, a covering index for the trend,"
        " no revisions, no words; limits on rows, time and sizes lifted"
    )

    def __init__(self, port: int, file: Path, token: str) -> None:
        super().__init__()
        self.name = environment.version("datasette")
        self.port, self.file, self.token = port, file, token

    def client(self) -> Client:
        return Client(self.port, Authorization=f"Bearer {self.token}")

    def count(self) -> int:
        connection = raw.connect(self.file)
        (found,) = connection.execute("SELECT count(*) FROM entry").fetchone()
        connection.close()
        return int(found)

    def exports(self) -> dict[str, Work]:
        client = self.client()
        table = "/peer/entry.json?_shape=array&_nl=on&_nocount=1&_size="

        def csv() -> int:
            answer = client.get("/peer/entry.csv?_stream=on")
            assert answer.status == 200, answer.body[:300]
            return answer.body.count(b"\n") - 1

        def pages(size: str) -> int:
            return sum(page.count(MARK) for page in paged(client, table + size, b"link"))

        return {
            "CSV as a stream": csv,
            "JSON lines, pages of 10,000": partial(pages, "10000"),
            "JSON lines, one page": partial(pages, "max"),
        }

    def pull(self, seq: int) -> Work:
        path = f"/peer/entry.json?_shape=array&_nocount=1&_size=100&_next={seq}"
        return partial(_entries, self.client(), path)

    def trend(self) -> Work:
        client = self.client()
        path = f"/peer/-/query.json?_shape=arrays&sql={quote(' '.join(TREND.split()))}"
        return lambda: sum(row[2] for row in json.loads(client.get(path).body)["rows"])

    def batch(self, entries: list[dict[str, Any]], writer: int = 0) -> bytes:
        return json.dumps({"rows": entries}, ensure_ascii=False).encode()

    def push(self, client: Client, batch: bytes) -> None:
        answer = client.post("/peer/entry/-/insert", batch)
        assert answer.status == 201, answer.body[:300]


def _entries(client: Client, path: str) -> int:
    answer = client.get(path)
    assert answer.status == 200, answer.body[:300]
    return answer.body.count(MARK)


@contextmanager
def datasette(folder: Path, into: Path) -> Iterator[Datasette]:
    """A server with the entries of this data folder."""
    command = environment.commands() / "datasette"
    home = Path(mkdtemp(prefix="datasette-", dir=into))
    file, port = home / "peer.db", free_port()
    fill(file, folder)
    made = subprocess.run(
        [command, "create-token", "bench", "--secret", SECRET], capture_output=True, text=True, check=True
    )
    lifted = [word for name, value in SETTINGS.items() for word in ("--setting", name, value)]
    serve: list[str | Path] = [
        command,
        "serve",
        file,
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--secret",
        SECRET,
        *lifted,
    ]
    with running(serve, home, port, "/-/versions.json"):
        yield Datasette(port, file, made.stdout.strip())


def fill(file: Path, folder: Path) -> None:
    """The one table."""
    connection = raw.connect(file)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(TABLE)
    names = ("seq", "id", "rev", "retracted", "received_at", *COLUMNS)
    connection.execute("BEGIN")
    connection.executemany(
        f"INSERT INTO entry ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        (tuple(row[name] for name in names) for row in exported(folder)),
    )
    connection.execute("COMMIT")
    connection.execute(INDEX)
    connection.execute("ANALYZE")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
