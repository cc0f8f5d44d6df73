"""Writing entries: load them locked, change their state by `state.py`, store each change as a revision."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from app.changes.commands import take_stamps
from app.changes.queries import feed_names
from app.entries import tallies
from app.entries.fields import CONTENT
from app.entries.models import Entry, Revision
from app.entries.state import EntryState
from app.kit import driver
from app.kit.driver import Insert
from app.kit.json_text import compact
from app.kit.sql import moment_text
from app.kit.tables import column, table
from app.search import index

Action = Literal["create", "update", "delete", "restore"]
JSON_FIELDS = ("evidence", "flags")
SEARCHED = ("text", "so_what", "next_step")

# Made once and run on the connection: of a push of one entry, SQLAlchemy's part is the largest.
INSERT_ENTRY = Insert(table(Entry), [one.name for one in table(Entry).c if one.name != "no"])
INSERT_REVISION = Insert(table(Revision), table(Revision).c.keys())
LOCKED = (
    select(table(Entry))
    .where(table(Entry).c.id.in_(bindparam("ids", expanding=True)))
    .order_by(table(Entry).c.id)
    .with_for_update()
)
THERE = "SELECT id FROM entry WHERE id IN (?)"
NUMBERS = "SELECT id, no FROM entry WHERE id IN (?)"


@dataclass(frozen=True, slots=True)
class Change:
    """One accepted change: what the entry became, who did it, when by the phone's clock, and why."""

    entry: EntryState
    action: Action
    person_id: str
    client_id: str | None
    device_time: str
    reason: str | None = None


def load_for_change(session: Session, ids: Iterable[str]) -> dict[str, EntryState]:
    """The entries of these ids, locked until commit, in the order of ids so that two batches can't deadlock."""
    # Nearly all that is pushed is new: then there is nothing to lock, and no need to put thirty columns into words.
    there = sorted(str(row[0]) for row in driver.among(session, THERE, sorted(set(ids))))
    if not there:
        return {}
    rows = session.connection().execute(LOCKED, {"ids": there})
    floor = feed_names(session).rev_floor
    return {row.id: state_of(row, floor) for row in rows}


def store(session: Session, changes: list[Change], at: datetime) -> dict[str, dict[str, Any]]:
    """Write changes as revisions and as the entries' newest state. Returns the row of each entry by its id.

    Takes the change sequence's lock: nothing else may be locked after it. Several changes of one entry are stored in
    the order given, each as its own revision.
    """
    stamps = take_stamps(session, len(changes))
    newest: dict[str, tuple[EntryState, int, str]] = {}
    fresh: set[str] = set()
    revisions = []
    for change, seq in zip(changes, stamps, strict=True):
        entry = change.entry
        body = entry.body()
        newest[entry.id] = (entry, seq, body)
        if change.action == "create":
            fresh.add(entry.id)
        revisions.append(revision_row(change, seq, at, body))
    rows = {entry_id: row_of(*found) for entry_id, found in newest.items()}
    tallies.count(session, rows, {entry_id for entry_id in rows if entry_id not in fresh})
    insert_entries(session, [row for entry_id, row in rows.items() if entry_id in fresh])
    update_entries(session, [row for entry_id, row in rows.items() if entry_id not in fresh])
    INSERT_REVISION.run(session, revisions)
    index_words(session, [entry for entry, _, _ in newest.values()])
    return rows


def revision_row(change: Change, seq: int, at: datetime, body: str) -> dict[str, Any]:
    """A line of the entry's history."""
    return {
        "entry_id": change.entry.id,
        "rev": change.entry.rev,
        "seq": seq,
        "action": change.action,
        "person_id": change.person_id,
        "client_id": change.client_id,
        "device_time": change.device_time,
        "server_time": at,
        "reason": change.reason,
        "body": body,
    }


def insert_entries(session: Session, rows: list[dict[str, Any]]) -> None:
    """New entries; a second one with the same id is an IntegrityError, and the caller's transaction starts again."""
    INSERT_ENTRY.run(session, rows)


def update_entries(session: Session, rows: list[dict[str, Any]]) -> None:
    """Entries that were there."""
    if not rows:
        return
    written: dict[str, Any] = {
        name: bindparam(f"new_{name}") for name in rows[0] if name not in ("id", "received_at", "author_id")
    }
    statement = update(table(Entry)).where(column(table(Entry).c.id) == bindparam("old_id")).values(written)
    session.connection().execute(
        statement, [{"old_id": row["id"]} | {f"new_{name}": row[name] for name in written} for row in rows]
    )


def index_words(session: Session, entries: list[EntryState]) -> None:
    """Keep the search index in step: one statement for the whole transaction, a third of a row trigger's cost."""
    ids = [entry.id for entry in entries]
    numbers = {str(one): number for one, number in driver.among(session, NUMBERS, ids)}
    index.put(
        session,
        [(numbers[e.id], searchable(e)) for e in entries if not e.deleted],
    )
    index.remove(session, [numbers[e.id] for e in entries if e.deleted])


def searchable(entry: EntryState) -> str:
    """The words by which an entry is found."""
    return "\n".join(entry.values[name] for name in SEARCHED if entry.values[name])


def row_of(entry: EntryState, seq: int, body: str) -> dict[str, Any]:
    """The table's row of an entry; `body` is its finished JSON."""
    values = entry.values
    return {
        **{name: values[name] for name in CONTENT if name not in JSON_FIELDS},
        **{name: compact(values[name]) for name in JSON_FIELDS},
        "visited_on": date.fromisoformat(values["visited_on"]),
        "id": entry.id,
        "seq": seq,
        "rev": entry.rev,
        "deleted": entry.deleted,
        "author_id": entry.author_id,
        "received_at": datetime.fromisoformat(entry.received_at),
        "copy_of": entry.copy_of,
        "created_by_client": entry.created_by_client,
        "safety_reference": entry.safety_reference,
        "field_marks": compact(entry.marks),
        "unknown_fields": compact(entry.unknown),
        "body": body,
    }


def state_of(row: Any, rev_floor: int) -> EntryState:
    """The entry of a table's row."""
    values = {name: getattr(row, name) for name in CONTENT}
    values |= {name: json.loads(getattr(row, name)) for name in JSON_FIELDS}
    values["visited_on"] = row.visited_on.isoformat()
    return EntryState(
        id=row.id,
        author_id=row.author_id,
        received_at=moment_text(row.received_at),
        values=values,
        rev=row.rev,
        rev_floor=rev_floor,
        deleted=row.deleted,
        created_by_client=row.created_by_client,
        copy_of=row.copy_of,
        safety_reference=row.safety_reference,
        unknown=json.loads(row.unknown_fields),
        marks=json.loads(row.field_marks),
    )
