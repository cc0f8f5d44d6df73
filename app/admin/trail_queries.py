"""Reading the trail as a person reads it: the newest first, narrowed down, with names."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.admin.trail_schemas import TrailQuery
from app.audit import queries as audit
from app.audit.models import AuditEvent
from app.kit import cursors
from app.kit.tables import column, table

CURSOR = "trail"
# About a second's work; whoever checks more asks again from there.
CHECKED_AT_ONCE = 50_000


def page(session: Session, query: TrailQuery, time_zone: str) -> dict[str, Any]:
    """Some lines. Raises BadCursor."""
    wanted = select(table(AuditEvent)).where(*conditions(query, time_zone))
    if query.cursor:
        (before,) = cursors.decode(CURSOR, query.cursor, int)
        wanted = wanted.where(column(AuditEvent.no) < before)
    rows = session.execute(wanted.order_by(column(AuditEvent.no).desc()).limit(query.limit + 1)).all()
    more, rows = len(rows) > query.limit, rows[: query.limit]
    return {
        "items": with_names(session, rows),
        "next": cursors.encode(CURSOR, rows[-1].no) if more else None,
        "head": end(session),
    }


def conditions(query: TrailQuery, time_zone: str) -> Iterator[ColumnElement[bool]]:
    """What a line has to be."""
    for name in ("object_kind", "object_id", "request_id"):
        if (value := getattr(query, name)) is not None:
            yield column(getattr(AuditEvent, name)) == value
    if query.actor:
        yield column(AuditEvent.actor_id) == query.actor
    if query.action:
        yield column(AuditEvent.action).in_(query.action)
    if query.since:
        yield column(AuditEvent.at) >= midnight(query.since, time_zone)
    if query.until:
        yield column(AuditEvent.at) < midnight(query.until + timedelta(days=1), time_zone)


def midnight(day: date, time_zone: str) -> datetime:
    """When a day begins where this service reckons its days."""
    return datetime.combine(day, time(), ZoneInfo(time_zone))


def with_names(session: Session, rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Lines with the names that people have now; the trail itself holds none."""
    rows = list(rows)
    people = {row.actor_id for row in rows} | {row.object_id for row in rows if row.object_kind == "person"}
    found = session.execute(
        select(column(Person.id), column(Person.name)).where(column(Person.id).in_(people - {None}))
    )
    names: dict[str, str] = {row.id: row.name for row in found}
    return [
        {
            "no": row.no,
            "at": row.at,
            "actor": row.actor_id and {"id": row.actor_id, "name": names.get(row.actor_id, "")},
            "action": row.action,
            "object": {"kind": row.object_kind, "id": row.object_id, "name": names.get(row.object_id)},
            "facts": row.facts,
            "request_id": row.request_id,
            "hash": row.hash,
        }
        for row in rows
    ]


def end(session: Session) -> dict[str, Any] | None:
    """The newest line."""
    last = audit.head(session)
    return None if last is None else {"no": last[0], "hash": last[1]}


def check(session: Session, after: int) -> dict[str, Any]:
    """Follow the chain from one line on, as far as is quick."""
    followed, last, broken = 0, after, None
    for number, holds in audit.followed(session, after, CHECKED_AT_ONCE):
        followed, last = followed + 1, number
        if not holds:
            broken = number
            break
    head = end(session)
    more = broken is None and head is not None and last < head["no"]
    return {"lines": followed, "checked_to": last, "broken": broken, "more": more, "head": head}
