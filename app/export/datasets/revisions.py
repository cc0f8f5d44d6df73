"""What was done to entries, for auditors: who, when on both clocks, and which fields; never what anyone wrote."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, Literal

from pydantic import Field
from sqlalchemy import ColumnElement, Select, func, literal, select
from sqlalchemy.orm import Session, aliased

from app.auth.permissions import Permission
from app.entries import filters as shared
from app.entries.access import in_scope
from app.entries.left import region_in
from app.entries.models import Entry, Revision
from app.entries.queries import differences
from app.export.dataset import Ask, DataSet, Filters, Row, Rows
from app.export.pseudonyms import Pseudonym
from app.kit.json_text import compact
from app.kit.sql import moment_text
from app.kit.tables import column, table
from app.kit.wire import LocalDate, Uuid


class RevisionRow(Row):
    """One accepted change of one entry. Append-only: a revision never changes and is never taken out."""

    entry_id: str = Field(
        description="The entry's UUID, as `id` in `entries`. With `rev`, the key.",
        json_schema_extra={"format": "uuid"},
    )
    rev: int = Field(description="The entry's rev that this change made.")
    seq: int = Field(description="Place in the change sequence; rows come in its order. Resume after it.")
    deleted: bool = Field(description="Always false: history is not taken back.")
    action: Literal["create", "update", "delete", "restore"] = Field(
        description="`delete` is a retraction by the author, `restore` an edit that took one back."
    )
    person: str = Field(
        description="A pseudonym of who did it: the same as `author` in `entries` for one token."
    )
    client_id: str | None = Field(
        description="The installation of the app that it came from; null for an import or an act of the server.",
        json_schema_extra={"format": "uuid"},
    )
    device_time: str = Field(
        description="By the phone's clock, with its offset.", json_schema_extra={"format": "date-time"}
    )
    server_time: str = Field(
        description="By the server's clock, UTC: when it was accepted.",
        json_schema_extra={"format": "date-time", "x-zone": "UTC"},
    )
    gave_reason: bool = Field(
        description="Whether the person said why. The words stay here: they may name someone."
    )
    changed: list[str] = Field(
        description="The fields whose value this change altered; of a creation, those filled."
    )


class RevisionFilters(Filters):
    """Each given filter narrows; several values of one filter widen it."""

    since: LocalDate | None = Field(
        None, alias="from", description="First day, UTC, on which changes were accepted."
    )
    until: LocalDate | None = Field(None, alias="to", description="Last day.")
    entry_id: Annotated[list[Uuid], Field(max_length=50)] = Field([], description="Changes of these entries.")
    person: Annotated[list[Pseudonym], Field(max_length=50)] = Field(
        [], description="Changes by these people: pseudonyms, as in the rows."
    )
    region: shared.Codes = Field(
        [], description="Changes after which the entry lay in this region or below it."
    )


def history(ask: Ask) -> Select[Any]:
    """Revisions of the entries in the asker's regions, each with what stood before it."""
    before = aliased(table(Revision))
    stood = (
        select(before.c.body)
        .where(before.c.entry_id == column(Revision.entry_id), before.c.rev < column(Revision.rev))
        .order_by(before.c.rev.desc())
        .limit(1)
        .correlate(table(Revision))
        .scalar_subquery()
    )
    wanted = ("seq", "entry_id", "rev", "action", "person_id", "client_id", "device_time", "server_time")
    found = (
        select(
            *(column(getattr(Revision, name)) for name in wanted),
            column(Revision.reason).is_not(None),
            column(Revision.body),
            stood,
        )
        .join(table(Entry), column(Entry.id) == column(Revision.entry_id))
        .where(in_scope(ask.actor), *matching(ask))
    )
    return found.where(literal(False)) if ask.deleted == "only" else found


def matching(ask: Ask) -> Iterator[ColumnElement[bool]]:
    """The filters as conditions on what never changes, so that a cursor leaves nothing behind."""
    asked = ask.filters
    if not isinstance(asked, RevisionFilters):
        return
    if asked.since:
        yield column(Revision.server_time) >= midnight(asked.since)
    if asked.until:
        yield column(Revision.server_time) < midnight(asked.until + timedelta(days=1))
    if asked.entry_id:
        yield column(Revision.entry_id).in_(asked.entry_id)
    if ask.people is not None:
        yield column(Revision.person_id).in_(sorted(ask.people))
    if ask.within is not None:
        yield region_in(column(Revision.body)).in_(sorted(ask.within))


def midnight(day: date) -> datetime:
    """When a day begins, UTC."""
    return datetime.combine(day, time(), UTC)


def texts(_session: Session, rows: Rows, ask: Ask) -> list[bytes]:
    """Each as a line."""
    return [compact(line(row, ask)).encode() for row in rows]


def line(row: Any, ask: Ask) -> dict[str, Any]:
    """One revision. What it did to the reference to the HCP is nobody's business outside."""
    seq, entry_id, rev, action, person_id, client_id, device_time, server_time, reasoned, body, stood = row
    changes = differences(json.loads(stood) if stood else {}, json.loads(body))
    return {
        "entry_id": str(entry_id),
        "rev": rev,
        "seq": seq,
        "deleted": False,
        "action": action,
        "person": ask.pseudonyms[person_id].decode(),
        "client_id": None if client_id is None else str(client_id),
        "device_time": device_time,
        "server_time": server_time if isinstance(server_time, str) else moment_text(server_time),
        "gave_reason": bool(reasoned),
        "changed": [name for name in changes if name != "hcp_ref"],
    }


def counts(session: Session, ask: Ask) -> tuple[int, int]:
    """How many there are."""
    return session.execute(select(func.count()).select_from(history(ask).subquery())).scalar_one(), 0


DATA_SET = DataSet(
    name="revisions",
    schema_name="revision",
    row=RevisionRow,
    key=("entry_id", "rev"),
    seq=column(Revision.seq),
    select=history,
    texts=texts,
    counts=counts,
    sensitivity="Pseudonymous, and without any words: who changed which field of which entry, and when.",
    permission=Permission.REVISION_READ,
    filters=RevisionFilters,
)
