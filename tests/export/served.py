"""A real server with demo entries, an analyst's token, and a line to it that fails when told to."""

import importlib.util
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2 as httpx

from tests.fixtures.field import Phone
from tests.fixtures.proxy import Line
from tests.fixtures.server import LiveServer

DOCS = Path(__file__).parents[2] / "docs"
Table = dict[str, dict[str, Any]]


@dataclass
class Served:
    """A running server with the demo entries, an analyst's token, and a line to it that can be cut."""

    server: LiveServer
    line: Line
    token: str

    def get(self, **query: str) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"}
        return httpx.get(f"{self.server.url}/api/v1/export/entries", params=query, headers=headers)

    def table(self, **query: str) -> Table:
        return table_of(self.get(**query).content)

    def write(self) -> None:
        """A phone's afternoon: something new, something changed, something taken back."""
        with self.server.client("msl@demo.example") as client:
            person = client.get("/api/v1/session").json()["person"]
            phone = Phone(client)  # type: ignore[arg-type]
            client.person = person  # type: ignore[attr-defined]
            live = [item for item in phone.pull_entries() if not item["deleted"]][:2]
            phone.push(
                phone.create(text="Written while others read."),
                phone.update(live[0]["id"], live[0]["rev"], so_what="Changed while others read."),
                phone.delete(live[1]["id"], live[1]["rev"]),
            )


def serving(server: LiveServer) -> Iterator[Served]:
    """The server, started, and all that a reader needs."""
    server.start()
    with server.client("analyst@demo.example") as browser:
        made = browser.post("/api/v1/tokens", json={"name": "t", "scopes": ["export:read"]})
    line = Line(server.port)
    line.start()
    yield Served(server, line, made.json()["token"])
    line.end()
    server.stop()


def table_of(lines: bytes, held: Table | None = None) -> Table:
    """Upsert by id, take out what is deleted."""
    held = {} if held is None else held
    for line in lines.splitlines():
        row = json.loads(line)
        held[row["id"]] = row
        if row["deleted"]:
            del held[row["id"]]
    return held


def example(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, DOCS / "examples" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
