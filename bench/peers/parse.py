"""Parse Server: a JSON API over PostgreSQL, with batches and aggregates."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import quote

from bench.http import Client
from bench.peers import environment
from bench.peers.peer import MARK, Peer, Work, exported
from bench.peers.process import free_port, running
from bench.rows.trends import SPAN

# Parse Server knows changes by the time they were made, here the change sequence in milliseconds after this moment.
FIRST = 1_700_000_000
CLASS = "/parse/classes/Entry"
TREND = [
    {
        "$match": {
            "retracted": False,
            "kind": "observation",
            "visited_on": {"$gte": SPAN[0], "$lte": SPAN[1]},
        }
    },
    {"$group": {"_id": {"visited_on": "$visited_on", "barrier": "$barrier"}, "n": {"$sum": 1}}},
]
# What Parse Server makes no index for by itself.
INDEXES = (
    'CREATE INDEX entry_changed ON "Entry" ("updatedAt")',
    """CREATE INDEX entry_heard ON "Entry" (visited_on, barrier) WHERE kind = 'observation' AND retracted = false""",
)
OPTIONS = {"host": "127.0.0.1", "appId": "bench", "masterKey": "bench", "maxUploadSize": "100mb"}
FLAGS = ("--allowCustomObjectId", "true", "--silent", "--logsFolder", "null", "--logLevel", "error")


class Parse(Peer):
    """One process; every entry is an object of one class."""

    settings = (
        "one process on PostgreSQL as durable as this service, asked with the master key, so that it looks up no"
        " rights; an index each for changes and the trend; nothing logged"
    )
    pushes = 2

    def __init__(self, port: int) -> None:
        super().__init__()
        self.name = environment.node_version("parse-server")
        self.port = port

    def client(self) -> Client:
        keys = {"X-Parse-Application-Id": "bench", "X-Parse-Master-Key": "bench"}
        return Client(self.port, **keys)

    def count(self) -> int:
        # Without a condition it answers with PostgreSQL's estimate.
        real = quote(json.dumps({"objectId": {"$gt": "0"}}))
        return int(json.loads(self.client().get(f"{CLASS}?count=1&limit=0&where={real}").body)["count"])

    def exports(self) -> dict[str, Work]:
        client = self.client()

        def pages(size: int) -> int:
            found, after = 0, ""
            while True:
                answer = client.get(f"{CLASS}?order=objectId&limit={size}{after}")
                assert answer.status == 200, answer.body[:300]
                many = answer.body.count(MARK)
                found += many
                if many < size:
                    return found
                last = answer.body.rpartition(b'"objectId":"')[2].partition(b'"')[0].decode()
                after = "&where=" + quote(json.dumps({"objectId": {"$gt": last}}))

        return {"pages of 10,000": partial(pages, 10_000), "one page": partial(pages, 10_000_000)}

    def pull(self, seq: int) -> Work:
        stamp = {"__type": "Date", "iso": f"{moment(seq).isoformat(timespec='milliseconds')}Z"}
        since = quote(json.dumps({"updatedAt": {"$gt": stamp}}))
        return partial(_entries, self.client(), f"{CLASS}?order=updatedAt&limit=100&where={since}")

    def trend(self) -> Work:
        client, path = self.client(), f"/parse/aggregate/Entry?pipeline={quote(json.dumps(TREND))}"
        return lambda: sum(row["n"] for row in json.loads(client.get(path).body)["results"])

    def batch(self, entries: list[dict[str, Any]], writer: int = 0) -> bytes:
        requests = [
            {
                "method": "POST",
                "path": CLASS,
                "body": {"objectId": entry.pop("id"), "retracted": False, **entry},
            }
            for entry in entries
        ]
        return json.dumps({"requests": requests}, ensure_ascii=False).encode()

    def push(self, client: Client, batch: bytes) -> None:
        answer = client.post("/parse/batch", batch)
        assert answer.status == 200, answer.body[:300]
        assert all("success" in one for one in json.loads(answer.body)), answer.body[:300]


def moment(seq: int) -> datetime:
    return datetime.fromtimestamp(FIRST + seq / 1000, UTC).replace(tzinfo=None)


def _entries(client: Client, path: str) -> int:
    answer = client.get(path)
    assert answer.status == 200, answer.body[:300]
    return answer.body.count(MARK)


@contextmanager
def parse(folder: Path, into: Path) -> Iterator[Parse]:
    """A server on PostgreSQL with the entries of this data folder."""
    command, port = environment.node_commands() / "parse-server", free_port()
    from bench.rows.postgres import dsn, durable_postgres

    home = Path(mkdtemp(prefix="parse-", dir=into))
    with durable_postgres() as postgres:
        address = dsn(postgres.create_database("parse"))
        options = OPTIONS | {"port": str(port), "databaseURI": address}
        serve: list[str | Path] = [command, *FLAGS]
        serve += [word for name, value in options.items() for word in (f"--{name}", value)]
        with running(serve, home, port, "/parse/health"):
            peer = Parse(port)
            fill(peer, address, folder)
            yield peer


def fill(peer: Parse, address: str, folder: Path) -> None:
    """The class by its API, its table past it."""
    import psycopg

    rows = exported(folder)
    first = next(rows)
    kinds = {name: {"type": _kind(value)} for name, value in first.items() if name != "id"}
    made = peer.client().post(
        "/parse/schemas/Entry", json.dumps({"className": "Entry", "fields": kinds}).encode()
    )
    assert made.status == 200, made.body[:300]
    columns = ("objectId", "createdAt", "updatedAt", *kinds)
    names = ", ".join(f'"{name}"' for name in columns)
    with psycopg.connect(address) as connection:
        with connection.cursor().copy(f'COPY "Entry" ({names}) FROM STDIN') as into:
            for row in chain([first], rows):
                into.write_row(_values(row, kinds))
        for index in INDEXES:
            connection.execute(index)
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE")


def _kind(value: object) -> str:
    return {bool: "Boolean", int: "Number"}.get(type(value), "String")


def _values(row: dict[str, Any], names: Iterable[str]) -> tuple[Any, ...]:
    at = moment(row["seq"])
    return (row["id"], at, at, *(row[name] for name in names))
