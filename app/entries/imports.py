"""Existing notes become entries, by the same rules as what a phone sends, all in one transaction or not at all.

An imported entry's id follows from what its row says, so that the same file, or a longer one that holds it, can be
imported again: what is there stays as it is.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.actions import Action
from app.audit.commands import record
from app.auth.actor import Actor
from app.changes.queries import feed_names
from app.entries.commands import Change, store
from app.entries.models import Entry
from app.entries.rules import incomplete, wrong_codes, wrong_dates
from app.entries.schemas import EntryFields
from app.entries.state import EntryState, created
from app.kit.clock import now
from app.kit.field_errors import field_errors
from app.kit.problems import FieldError
from app.kit.sql import moment_text
from app.kit.tables import column
from app.vocabulary.queries import Codes, codes

COPIED = (
    *(
        "text",
        "barrier",
        "sub_barrier",
        "region",
        "therapeutic_area",
        "stakeholder_type",
        "hco_type",
        "channel",
    ),
    *("so_what", "next_step", "hcp_ref", "hco_ref", "solicited", "evidence"),
)
DATES = ("visited_on", "date")
KNOWN = frozenset({*COPIED, *DATES, "hint", "kind"})
OUR_OTHER_KINDS = ("reaction", "nothing_new")
UNSURE = "other_unsure"
# Rows that are judged, looked up and stored together.
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file: what it says, or why it can't be read."""

    line: int
    values: dict[str, Any] | None
    reason: str = ""


@dataclass(slots=True)
class Report:
    """What became of a file's rows. `same` pairs a line with the earlier one that says the same."""

    imported: int = 0
    there: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    same: list[tuple[int, int]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


class RowRefused(Exception):  # noqa: N818 - said of one row, for the report
    """A row that can't become an entry; the message says why."""


@dataclass(frozen=True, slots=True)
class Importing:
    """What judging a row needs besides the row."""

    actor: Actor
    codes: Codes
    region: str | None
    received_at: str
    rev_floor: int


def import_notes(
    session: Session, actor: Actor, rows: Iterable[Row], *, region: str | None, file_sha256: str
) -> Report:
    """Store every acceptable row as an entry of the actor's; the caller's transaction makes it all or nothing."""
    at, report = now(), Report()
    floor = feed_names(session).rev_floor
    importing = Importing(actor, codes(session), region or default_region(actor), moment_text(at), floor)
    lines: dict[str, int] = {}
    ignored: dict[str, None] = {}
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        for row in chunk:
            ignored.update(dict.fromkeys(ignored_columns(row.values or {})))
        fresh = not_there(session, list(acceptable(chunk, importing, lines, report)), report)
        store(session, [imported(entry, actor, importing.received_at) for entry in fresh], at)
        report.imported += len(fresh)
    report.ignored = list(ignored)
    record(
        session,
        Action.ENTRIES_IMPORTED,
        actor_id=actor.id,
        object_kind="entries",
        file_sha256=file_sha256,
        imported=report.imported,
        there=report.there,
        same=len(report.same),
        refused=len(report.refused),
    )
    return report


def default_region(actor: Actor) -> str | None:
    """As for an entry from a phone: without a region it lies in its author's."""
    return actor.regions[0] if actor.regions else None


def ignored_columns(values: dict[str, Any]) -> Iterator[str]:
    """Columns of this row that no field takes. A `kind` in somebody else's words is none of ours."""
    for name, value in values.items():
        if name not in KNOWN:
            yield name
        elif name == "kind" and value not in (None, "observation", *OUR_OTHER_KINDS):
            yield "kind (its words are not ours)"


def acceptable(
    rows: list[Row], importing: Importing, lines: dict[str, int], report: Report
) -> Iterator[EntryState]:
    """The entries that rows become, each once; the others go into the report."""
    for row in rows:
        try:
            entry = entry_of(row, importing)
        except RowRefused as refused:
            report.refused.append((row.line, str(refused)))
            continue
        if entry.id in lines:
            report.same.append((row.line, lines[entry.id]))
            continue
        lines[entry.id] = row.line
        yield entry


def entry_of(row: Row, importing: Importing) -> EntryState:
    """The entry that a row becomes. Raises RowRefused."""
    if row.values is None:
        raise RowRefused(row.reason)
    if row.values.get("kind") in OUR_OTHER_KINDS:
        raise RowRefused("kind: Only observations can be imported.")
    date_column = next((name for name in DATES if row.values.get(name) is not None), "date")
    values = checked(row.values, date_column, importing.codes)
    hints = words_of(row.values.get("hint"))
    captured = datetime.fromisoformat(f"{values['visited_on']}T12:00:00+00:00")
    entry_id = import_id(captured, {**values, "hint": sorted(hints)})
    values = {
        "kind": "observation",
        "captured_at": captured.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "region": importing.region,
        "barrier": hinted_barrier(hints, importing.codes),
        **values,
    }
    entry = created(
        entry_id,
        importing.actor.id,
        importing.received_at,
        values,
        client_id=None,
        rev_floor=importing.rev_floor,
    )
    if entry.values["safety_status"] == "suspected":
        # Nobody here knew of it before: from the day of an old visit on, its time to report would long be over.
        entry.values["aware_at"] = importing.received_at
    refuse(incomplete(entry.values, importing.codes, ""), date_column)
    return entry


def checked(row: dict[str, Any], date_column: str, known: Codes) -> dict[str, Any]:
    """The fields that a row fills, each checked as if a phone had sent it. Raises RowRefused."""
    given = {name: unix_lines(row[name]) for name in COPIED if row.get(name) is not None}
    given |= {"visited_on": row[date_column]} if row.get(date_column) is not None else {}
    if isinstance(given.get("evidence"), str):
        given["evidence"] = [part.strip() for part in given["evidence"].split(";") if part.strip()]
    missing = (
        [FieldError("/visited_on", "Is missing; give the day as 2026-11-22.")]
        if "visited_on" not in given
        else []
    )
    missing += [FieldError("/text", "Is missing.")] if "text" not in given else []
    try:
        values = EntryFields.model_validate(given).written()
    except ValidationError as error:
        found = field_errors(error.errors(include_url=False, include_context=True, include_input=False))
        raise refusal(missing + found, date_column) from None
    refuse(missing + wrong_codes(values, known, "") + wrong_dates(values, ""), date_column)
    return values


def unix_lines(value: Any) -> Any:
    """A text with one kind of line end: files from Windows have two characters, of which one is refused in a text."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def refuse(errors: list[FieldError], date_column: str) -> None:
    """Raise RowRefused when there is anything wrong."""
    if errors:
        raise refusal(errors, date_column)


def refusal(errors: list[FieldError], date_column: str) -> RowRefused:
    """All that is wrong with a row, by the names of its own columns."""
    said = [f"{error.pointer[1:].replace('visited_on', date_column)}: {error.detail}" for error in errors]
    return RowRefused(" ".join(said))


def words_of(hint: Any) -> list[str]:
    """The codes of a hint: a list, or one text with several. Anything else hints at nothing."""
    if isinstance(hint, str):
        return re.findall(r"\w+", hint)
    return [word for word in hint if isinstance(word, str)] if isinstance(hint, list) else []


def hinted_barrier(hints: list[str], known: Codes) -> str:
    """The one barrier that is hinted at. None or several say no more than that nobody is sure."""
    barriers = {hint for hint in hints if hint in known.by_vocabulary.get("barrier", ())} - {UNSURE}
    return barriers.pop() if len(barriers) == 1 else UNSURE


def import_id(captured: datetime, said: dict[str, Any]) -> str:
    """A UUID in the form of version 7: the time from the date, the rest from SHA-256 over what the row says."""
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = int.from_bytes(hashlib.sha256(f"pathnote import {text}".encode()).digest(), "big")
    # A visit before 1970 has no place in a version 7 time.
    milliseconds = max(0, int(captured.astimezone(UTC).timestamp() * 1000))
    high, low = digest >> 62 & 0xFFF, digest & (1 << 62) - 1
    return str(UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low))


def not_there(session: Session, entries: list[EntryState], report: Report) -> list[EntryState]:
    """Those of them that no earlier import has brought. A retracted one stays retracted."""
    ids = [entry.id for entry in entries]
    known = set(session.execute(select(column(Entry.id)).where(column(Entry.id).in_(ids))).scalars())
    report.there += len(known)
    return [entry for entry in entries if entry.id not in known]


def imported(entry: EntryState, actor: Actor, at: str) -> Change:
    """The change that brings an entry in."""
    return Change(entry, "create", actor.id, None, at)
