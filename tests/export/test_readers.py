"""What analytics teams have reads the export of a real server without a word of configuration."""

import io
import json
import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx2 as httpx
import pytest

from tests.fixtures.server import LiveServer

PASSWORD = "pathnote-demo"


@dataclass
class Exported:
    """A token on a running server, and a file that its export was saved to, as `curl -o` does."""

    url: str
    token: str
    file: Path

    def get(self, **query: str) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"}
        return httpx.get(f"{self.url}/api/v1/export/entries", params=query, headers=headers)


@pytest.fixture
def exported(live_server: LiveServer, tmp_path: Path) -> Exported:
    with httpx.Client(base_url=live_server.url) as browser:
        signed = browser.post("/api/v1/session", json={"email": "analyst@demo.example", "password": PASSWORD})
        # The cookie is Secure, and this client knows no exception for localhost.
        cookie = {"Cookie": signed.headers["set-cookie"].split(";")[0]}
        made = browser.post("/api/v1/tokens", json={"name": "t", "scopes": ["export:read"]}, headers=cookie)
    export = Exported(live_server.url, made.json()["token"], tmp_path / "entries.jsonl")
    export.file.write_bytes(export.get().content)
    return export


def test_duckdb_pandas_and_polars(exported: Exported) -> None:
    import duckdb
    import pandas
    import polars

    rows = [json.loads(line) for line in exported.file.read_text("utf-8").splitlines()]
    assert len(rows) > 100
    texts = sorted(row["text"] for row in rows if row["text"])
    names = sorted(rows[0])

    table = duckdb.sql(f"SELECT * FROM read_json('{exported.file}')")
    assert sorted(table.columns) == names
    assert sorted(text for (text,) in table.select("text").fetchall() if text) == texts
    [(kind,)] = duckdb.sql(f"SELECT DISTINCT typeof(visited_on) FROM read_json('{exported.file}')").fetchall()
    assert kind == "DATE"

    frame = pandas.read_json(exported.file, lines=True)
    assert sorted(frame.columns) == names
    assert sorted(frame["text"].dropna()) == texts

    lazy = polars.read_ndjson(exported.file)
    assert sorted(lazy.columns) == names
    assert sorted(lazy["text"].drop_nulls().to_list()) == texts
    assert lazy["deleted"].dtype == polars.Boolean

    array = pandas.read_json(io.StringIO(exported.get(format="json").text))
    assert sorted(array["text"].dropna()) == texts


def test_a_reader_that_goes_away_gets_the_rest_later(exported: Exported) -> None:
    """The connection is cut for real, at a byte in the middle of a line."""
    whole = exported.file.read_bytes()
    place = urlsplit(exported.url)
    request = (
        f"GET /api/v1/export/entries HTTP/1.1\r\nHost: {place.netloc}\r\n"
        f"Authorization: Bearer {exported.token}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection((place.hostname, place.port)) as line:
        line.sendall(request.encode())
        received = b""
        while len(received) < 20_000:
            received += line.recv(1_000)
    body = received.partition(b"\r\n\r\n")[2].partition(b"\r\n")[
        2
    ]  # after the head, and the first chunk's size
    kept = body[:15_000].rpartition(b"\n")[0] + b"\n"
    assert whole.startswith(kept)
    last = json.loads(kept.splitlines()[-1])["seq"]
    assert kept + exported.get(after_seq=str(last)).content == whole
