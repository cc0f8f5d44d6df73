"""Kinto: a JSON store with sync by timestamps, on PostgreSQL as it recommends, or in memory."""

import json
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from bench.http import Client
from bench.peers import environment
from bench.peers.peer import MARK, Peer, Work, exported, paged
from bench.peers.process import free_port, running

# Kinto knows a record by its place and a time in milliseconds, here the change sequence after this moment.
FIRST = 1_700_000_000_000
BUCKET = "/buckets/bench"
PLACE = f"{BUCKET}/collections/entries"
# A collection for each client that pushes: it takes one writer at a time and answers others with 409.
WRITERS = [f"writer-{number}" for number in range(8)]
RECORDS = f"/v1{PLACE}/records"
INI = """
[server:main]
use = egg:waitress#main
host = 127.0.0.1
port = %(http_port)s
threads = 8

[app:main]
use = egg:kinto
kinto.includes =
kinto.userid_hmac_secret = bench
multiauth.policies = basicauth
kinto.explicit_permissions = false
kinto.batch_max_requests = 100
kinto.storage_max_fetch_size = 1000000
kinto.storage_backend = kinto.core.storage.{backend}
kinto.storage_url = {url}
kinto.permission_backend = kinto.core.permission.{backend}
kinto.permission_url = {url}
kinto.cache_backend = kinto.core.cache.memory

[loggers]
keys = root
[handlers]
keys = none
[formatters]
keys =
[logger_root]
level = CRITICAL
handlers = none
[handler_none]
class = NullHandler
args = ()
"""
COPY = "COPY objects (id, parent_id, resource_name, last_modified, data, deleted) FROM STDIN"


class Kinto(Peer):
    """One process; every entry is a record of one collection."""

    settings = (
        "one process of `kinto start`, 8 threads; PostgreSQL as durable as this service, permissions kept for the"
        " bucket alone, nothing logged, a whole collection in an answer, a collection for each client that pushes"
    )
    pushes = 1

    def __init__(self, port: int) -> None:
        super().__init__()
        self.name = environment.version("kinto")
        self.port = port

    def client(self) -> Client:
        return Client(self.port, Authorization="Basic " + b64encode(b"bench:bench").decode())

    def count(self) -> int:
        client = self.client()
        places = (f"/v1{BUCKET}/collections/{name}/records" for name in WRITERS)
        return sum(page.count(MARK) for place in places for page in paged(client, place, b"next-page"))

    def exports(self) -> dict[str, Work]:
        client = self.client()

        def pages(query: str) -> int:
            return sum(page.count(MARK) for page in paged(client, RECORDS + query, b"next-page"))

        return {"pages of 10,000": partial(pages, "?_limit=10000"), "one page": partial(pages, "")}

    def pull(self, seq: int) -> Work | None:
        client = self.client()
        path = f"{RECORDS}?_since=%22{FIRST + seq}%22&_sort=last_modified&_limit=100"

        def pulled() -> int:
            answer = client.get(path)
            assert answer.status == 200, answer.body[:300]
            return answer.body.count(MARK)

        return pulled

    def cannot(self) -> dict[str, str]:
        return {"trend": "counts nothing by group: a client would have to fetch every record"}

    def batch(self, entries: list[dict[str, Any]], writer: int = 0) -> bytes:
        requests = [{"body": {"data": entry}} for entry in entries]
        defaults = {"method": "POST", "path": f"{BUCKET}/collections/{WRITERS[writer]}/records"}
        return json.dumps({"defaults": defaults, "requests": requests}, ensure_ascii=False).encode()

    def push(self, client: Client, batch: bytes) -> None:
        answer = client.post("/v1/batch", batch)
        assert answer.status == 200, answer.body[:300]
        found = [one["status"] for one in json.loads(answer.body)["responses"]]
        assert set(found) == {201}, set(found)


class KintoInMemory(Kinto):
    """The same, keeping nothing on disk."""

    settings = (
        "one process of `kinto start`, 8 threads, kept in memory alone, empty at first, lost at its end"
    )

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.name += " in memory"

    def exports(self) -> dict[str, Work]:
        return {}

    def pull(self, seq: int) -> Work | None:
        return None

    def cannot(self) -> dict[str, str]:
        return {}


@contextmanager
def kinto(folder: Path, into: Path) -> Iterator[Kinto]:
    """A server on PostgreSQL with the entries of this data folder."""
    environment.commands()
    from bench.rows.postgres import dsn, durable_postgres

    with durable_postgres() as postgres:
        address = dsn(postgres.create_database("kinto"))
        with _served(into, "postgresql", address, Kinto) as peer:
            fill(address, folder)
            yield peer


@contextmanager
def kinto_in_memory(_folder: Path, into: Path) -> Iterator[Kinto]:
    """An empty server: what is in memory can only come through its API."""
    with _served(into, "memory", "", KintoInMemory) as peer:
        yield peer


@contextmanager
def _served(into: Path, backend: str, url: str, kind: type[Kinto]) -> Iterator[Kinto]:
    command, port = environment.commands() / "kinto", free_port()
    home = Path(mkdtemp(prefix="kinto-", dir=into))
    ini = home / "kinto.ini"
    ini.write_text(INI.format(backend=backend, url=url))
    if url:
        subprocess.run([command, "migrate", "--ini", ini], check=True, capture_output=True)
    serve: list[str | Path] = [command, "start", "--ini", ini, "--port", str(port)]
    with running(serve, home, port, "/v1/"):
        peer = kind(port)
        client = peer.client()
        collections = [(f"/v1{BUCKET}/collections", name) for name in ("entries", *WRITERS)]
        for path, name in (("/v1/buckets", "bench"), *collections):
            # Who may write a bucket may write all in it; without explicit permissions its maker may not.
            wanted = {"data": {"id": name}, "permissions": {"write": ["system.Authenticated"]}}
            made = client.post(path, json.dumps(wanted).encode())
            assert made.status == 201, made.body[:300]
        yield peer


def fill(address: str, folder: Path) -> None:
    """Kinto's own table, filled past its API, which would take an hour."""
    import psycopg

    with psycopg.connect(address) as connection:
        with connection.cursor().copy(COPY) as into:
            for entry in exported(folder):
                key, stamp = entry.pop("id"), datetime.fromtimestamp((FIRST + entry["seq"]) / 1000, UTC)
                body = json.dumps(entry, ensure_ascii=False)
                into.write_row((key, PLACE, "record", stamp.replace(tzinfo=None), body, False))
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE")
