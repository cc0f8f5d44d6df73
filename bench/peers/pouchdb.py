"""pouchdb-server: CouchDB's API, and with it its sync, over LevelDB."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from bench.http import Client
from bench.peers import environment
from bench.peers.peer import MARK, Peer, Work, exported
from bench.peers.process import free_port, running
from bench.rows.trends import SPAN

# Counted when asked for the first time, then kept; weeks are made of days by whoever asks.
HEARD = """function (entry) {
  if (!entry.retracted && entry.kind !== "nothing_new") emit([entry.visited_on, entry.barrier]);
}"""
VIEWS = {"_id": "_design/trend", "views": {"heard": {"map": HEARD, "reduce": "_count"}}}
SPANNED = f'startkey=["{SPAN[0]}"]&endkey=["{SPAN[1]}",{{}}]&group=true'
TREND = f"/entries/_design/trend/_view/heard?{SPANNED}".replace('"', "%22")


class PouchDB(Peer):
    """One process; every entry is a document of one database."""

    settings = (
        "one process on LevelDB, which it does not tell to reach the disk before it answers; a view for the trend,"
        " built beforehand; its log is on, as it can't be turned off"
    )

    def __init__(self, port: int) -> None:
        super().__init__()
        self.name = environment.node_version("pouchdb-server")
        self.port = port

    def client(self) -> Client:
        return Client(self.port)

    def count(self) -> int:
        # One document is the view's.
        return int(json.loads(self.client().get("/entries").body)["doc_count"]) - 1

    def exports(self) -> dict[str, Work]:
        client = self.client()
        return {
            "_all_docs with their bodies": partial(_entries, client, "/entries/_all_docs?include_docs=true"),
            "_changes with their bodies": partial(_entries, client, "/entries/_changes?include_docs=true"),
        }

    def pull(self, seq: int) -> Work:
        # Its own sequence counts from one without gaps, ours has gaps: the place is only as far along.
        path = f"/entries/_changes?include_docs=true&limit=100&since={seq * 9 // 10}"
        return partial(_entries, self.client(), path)

    def trend(self) -> Work:
        client = self.client()
        return lambda: sum(row["value"] for row in json.loads(client.get(TREND).body)["rows"])

    def batch(self, entries: list[dict[str, Any]], writer: int = 0) -> bytes:
        documents = [{"_id": entry.pop("id"), **entry} for entry in entries]
        return json.dumps({"docs": documents}, ensure_ascii=False).encode()

    def push(self, client: Client, batch: bytes) -> None:
        answer = client.post("/entries/_bulk_docs", batch)
        assert answer.status == 201, answer.body[:300]
        assert all(one.get("ok") for one in json.loads(answer.body)), answer.body[:300]


def _entries(client: Client, path: str) -> int:
    answer = client.get(path)
    assert answer.status == 200, answer.body[:300]
    return answer.body.count(MARK)


@contextmanager
def pouchdb(folder: Path, into: Path) -> Iterator[PouchDB]:
    """A server with the entries of this data folder, put in through its API."""
    command, port = environment.node_commands() / "pouchdb-server", free_port()
    home = Path(mkdtemp(prefix="pouchdb-", dir=into))
    (home / "data").mkdir()
    serve: list[str | Path] = [command, "--host", "127.0.0.1", "--port", str(port)]
    serve += ["--dir", home / "data", "--no-stdout-logs"]
    with running(serve, home, port, "/"):
        peer = PouchDB(port)
        client = peer.client()
        assert client.post("/entries", b"", "PUT").status == 201
        rows = exported(folder)
        while batch := list(islice(rows, 1_000)):
            peer.push(client, peer.batch(batch))
        assert client.post("/entries", json.dumps(VIEWS).encode()).status == 201
        client.get(TREND)
        yield peer
