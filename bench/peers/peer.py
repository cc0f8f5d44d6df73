"""What is asked of a peer. Each piece of work gives the number of entries it answered with, which is checked."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench import raw
from bench.http import Client
from bench.phones import fresh_notes
from bench.rows.export import OBJECTS

# Asks a peer, and says with how many entries it answered.
Work = Callable[[], int]
# A field that every entry has, as it stands in JSON; a text's own quotes are escaped.
MARK = b'"visited_on":'


class Peer(ABC):
    """A server of another product that holds the same entries."""

    name: str
    # What was done for its sake, for the table.
    settings: str
    # How many batches each client sends in a round: slow ones fewer, or a round would take minutes.
    pushes = 5

    def __init__(self) -> None:
        self._notes = fresh_notes(seed=8)

    @abstractmethod
    def client(self) -> Client:
        """A connection that may do everything asked for here."""

    @abstractmethod
    def count(self) -> int:
        """How many entries it has, not timed."""

    def exports(self) -> dict[str, Work]:
        """The ways to get all entries; the fastest is the one that counts."""
        return {}

    def pull(self, seq: int) -> Work | None:
        """The next 100 changes after this one."""
        return None

    def trend(self) -> Work | None:
        """The counts of 26 weeks by barrier; gives their sum."""
        return None

    def cannot(self) -> dict[str, str]:
        """What it can't do, and why."""
        return {}

    def new(self, many: int) -> list[dict[str, Any]]:
        """Entries that nobody has yet, as a phone has them."""
        notes = (next(self._notes) for _ in range(many))
        made = [{"id": note.id, "author_id": f"author-{note.author.number}", **note.fields} for note in notes]
        for entry in made:
            del entry["hcp_ref"]  # Which is in no export, so that no peer keeps it.
        return made

    @abstractmethod
    def batch(self, entries: list[dict[str, Any]], writer: int = 0) -> bytes:
        """A request with these entries, from one of several writers."""

    @abstractmethod
    def push(self, client: Client, batch: bytes) -> None:
        """Send it, and see that it was taken."""


def exported(folder: Path) -> Iterator[dict[str, Any]]:
    """The rows of this service's own export, in the order of its changes."""
    connection = raw.connect(folder / "pathnote.db")
    for (row,) in connection.execute(OBJECTS):
        entry = json.loads(row)
        # A name that Kinto keeps for itself.
        entry["retracted"] = bool(entry.pop("deleted"))
        yield entry
    connection.close()


def paged(client: Client, path: str, header: bytes) -> Iterator[bytes]:
    """The bodies of all pages, each with the address of the next one in a header."""
    while path:
        client.send(path)
        status, headers = client.begin()
        body = b"".join(client.pieces(headers))
        assert status == 200, body[:300]
        yield body
        path = _within(headers.get(header, b"").decode())


def _within(link: str) -> str:
    """The path of `https://host/path` or of `<https://host/path>; rel="next"`."""
    address = link.partition(";")[0].strip("<> ")
    return "/" + address.split("/", 3)[3] if address else ""
