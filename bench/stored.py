"""Notes as rows of the product's tables, the way `app.entries.commands` and `app.sync.commands` store them.

Written out by hand because a million of them pass through; `verify.py` compares them with what the product makes.
"""

import hashlib
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.entries.commands import compact, searchable
from app.entries.fields import CONTENT
from app.entries.state import EntryState, created, deleted, updated
from app.search.words import words
from bench.data import SEED, Note

PLAIN = tuple(name for name in CONTENT if name not in ("evidence", "flags"))
ENTRY = (
    *("no", "id", "seq", "rev", "deleted", "author_id", "received_at", *PLAIN, "evidence", "flags"),
    *("copy_of", "created_by_client", "safety_reference", "field_marks", "unknown_fields", "body"),
)
REVISION = (
    *("entry_id", "rev", "seq", "action", "person_id", "client_id", "device_time", "server_time", "reason"),
    "body",
)
OP = (
    *("op_id", "hash", "client_id", "op_no", "person_id", "entry_id", "status", "copy_id", "problem", "at"),
)
SEARCH = ("rowid", "words")
INSERTS = {
    table: f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    for table, columns in (
        ("entry", ENTRY),
        ("entry_revision", REVISION),
        ("op", OP),
        ("entry_search", SEARCH),
    )
}


@dataclass(slots=True)
class Rows:
    """Rows by table, in the order in which they can be inserted."""

    entry: list[tuple[Any, ...]]
    entry_revision: list[tuple[Any, ...]]
    op: list[tuple[Any, ...]]
    entry_search: list[tuple[Any, ...]]


def stored(
    notes: Iterable[Note], person_ids: list[str], *, first_no: int, first_seq: int, chunk: int = 10_000
) -> Iterator[tuple[Rows, int]]:
    """Rows of the notes in chunks, each with the newest stamp so far. One in 25 was edited, one in 100 retracted."""
    pick, seq, rows = random.Random(SEED), first_seq, Rows([], [], [], [])
    op_no: dict[str, int] = {}
    for no, note in enumerate(notes, first_no):
        person, client = person_ids[note.author.number - 1], note.author.client_id
        op_no[client] = op_no.get(client, 0) + 1
        drawn = pick.random()
        for entry, action in lives(note, person, drawn):
            body = entry.body()
            rows.entry_revision.append(revision_row(note, entry, action, person, seq, body))
            seq += 1
        rows.entry.append(entry_row(entry, no, seq - 1, body))
        rows.op.append(op_row(note, person, op_no[client]))
        if not entry.deleted:
            rows.entry_search.append((no, " ".join(words(searchable(entry)))))
        if len(rows.entry) == chunk:
            yield rows, seq - 1
            rows = Rows([], [], [], [])
    if rows.entry:
        yield rows, seq - 1


def lives(note: Note, person: str, drawn: float) -> Iterator[tuple[EntryState, str]]:
    """The states an entry went through."""
    entry = created(
        note.id, person, note.received_at, note.fields, client_id=note.author.client_id, rev_floor=0
    )
    yield entry, "create"
    if drawn < 0.04:
        entry = updated(entry, {"next_step": "Ask again at the next visit."}, note.author.client_id)
        yield entry, "update"
    if drawn < 0.01:
        yield deleted(entry), "delete"


def entry_row(entry: EntryState, no: int | None, seq: int, body: str) -> tuple[Any, ...]:
    values = entry.values
    return (
        *(no, entry.id, seq, entry.rev, entry.deleted, entry.author_id, entry.received_at),
        *map(values.__getitem__, PLAIN),
        *("[]", compact(entry.values["flags"]), None, entry.created_by_client, None),
        *("{}" if entry.rev == 1 else compact(entry.marks), "{}", body),
    )


def revision_row(
    note: Note, entry: EntryState, action: str, person: str, seq: int, body: str
) -> tuple[Any, ...]:
    client, device_time = note.author.client_id, note.fields["captured_at"]
    return (*(entry.id, entry.rev, seq, action, person, client, device_time, note.received_at, None, body),)


def op_row(note: Note, person: str, op_no: int) -> tuple[Any, ...]:
    # The hash of an op that no phone keeps any more: its width counts, its content is never compared.
    digest = hashlib.sha256(note.op_id.encode()).hexdigest()
    client = note.author.client_id
    return (*(note.op_id, digest, client, op_no, person, note.id, "applied", None, None, note.received_at),)
