"""Reading entries. `visible_entries` is the only door: lists, search, trends, pull and export all go through it."""

import json
from datetime import date
from typing import Any, Literal

from sqlalchemy import Select, and_, func, literal, or_, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.auth.actor import Actor
from app.entries.access import visible
from app.entries.filters import EntryFilters, conditions
from app.entries.models import Entry, Revision
from app.entries.wire import entry_data
from app.kit import cursors
from app.kit.json_text import array
from app.kit.problems import BadCursor, NotFound
from app.kit.sql import moment_text
from app.kit.tables import column, table

CURSOR = "entries"
# Beyond this a count takes longer than the page it stands on; `count=exact` asks for it all the same.
MOST_COUNTED = 10_000


def visible_entries(actor: Actor, *columns: Any) -> Select[Any]:
    """A select over the entries that exist for this actor, retracted ones included."""
    return select(*(columns or (table(Entry),))).select_from(table(Entry)).where(visible(actor))


def wire_columns() -> tuple[Any, ...]:
    """What `entry_data` needs."""
    return (
        column(Entry.body),
        column(Entry.seq),
        column(Entry.author_id),
        column(Person.name).label("author_name"),
        column(Entry.unknown_fields),
    )


def with_authors(entries: Select[Any]) -> Select[Any]:
    """The same select with the author's name at hand."""
    return entries.join(table(Person), column(Person.id) == column(Entry.author_id))


def list_entries(
    session: Session,
    actor: Actor,
    filters: EntryFilters,
    cursor: str | None,
    limit: int,
    count: Literal["bounded", "exact"] = "bounded",
) -> str:
    """A page of live entries as JSON text, newest visit first."""
    wanted = [column(Entry.deleted).is_(False), *conditions(session, filters)]
    total, whole = counted_entries(session, visible_entries(actor, literal(1)).where(*wanted), count)
    page = with_authors(visible_entries(actor, *wire_columns(), column(Entry.visited_on), column(Entry.no)))
    page = (
        page.where(*wanted)
        .order_by(column(Entry.visited_on).desc(), column(Entry.no).desc())
        .limit(limit + 1)
    )
    if cursor is not None:
        page = page.where(after(cursor))
    rows = session.execute(page).all()
    more = len(rows) > limit
    rows = rows[:limit]
    follow = cursors.encode(CURSOR, rows[-1].visited_on.isoformat(), rows[-1].no) if more else None
    return (
        f'{{"items":{array(map(entry_data, rows))},"next":{json.dumps(follow)},"total":{total},'
        f'"total_is_exact":{json.dumps(whole)}}}'
    )


def counted_entries(
    session: Session, entries: Select[Any], count: Literal["bounded", "exact"]
) -> tuple[int, bool]:
    """How many there are, up to a bound unless all are wanted; and whether that is all of them."""
    if count == "bounded":
        entries = entries.limit(MOST_COUNTED + 1)
    found = session.execute(select(func.count()).select_from(entries.subquery())).scalar_one()
    whole = count == "exact" or found <= MOST_COUNTED
    return (found if whole else MOST_COUNTED), whole


def after(cursor: str) -> Any:
    """The condition for what comes after a cursor. Raises BadCursor."""
    visited_on, number = cursors.decode(CURSOR, cursor, str, int)
    try:
        day = date.fromisoformat(str(visited_on))
    except ValueError:
        raise BadCursor from None
    return or_(
        column(Entry.visited_on) < day,
        and_(column(Entry.visited_on) == day, column(Entry.no) < number),
    )


def read_entry(session: Session, actor: Actor, entry_id: str) -> tuple[str, int]:
    """One entry as JSON text, with its rev. Raises NotFound when it does not exist for this actor."""
    row = session.execute(
        with_authors(visible_entries(actor, *wire_columns(), column(Entry.rev))).where(
            column(Entry.id) == entry_id
        )
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such entry.")
    return entry_data(row), row.rev


def read_history(session: Session, actor: Actor, entry_id: str) -> tuple[dict[str, Any], str]:
    """All revisions of an entry, oldest first, and whose it is. Raises NotFound when the actor may not see it."""
    wanted = visible_entries(actor, column(Entry.author_id)).where(column(Entry.id) == entry_id)
    author_id = session.execute(wanted).scalar_one_or_none()
    if author_id is None:
        raise NotFound("There is no such entry.")
    rows = session.execute(
        select(table(Revision), column(Person.name).label("person_name"))
        .join(table(Person), column(Person.id) == column(Revision.person_id))
        .where(column(Revision.entry_id) == entry_id)
        .order_by(column(Revision.rev))
    ).all()
    items: list[dict[str, Any]] = []
    before: dict[str, Any] = {}
    for row in rows:
        after_ = json.loads(row.body)
        items.append(
            {
                "rev": row.rev,
                "action": row.action,
                "at": moment_text(row.server_time),
                "device_time": row.device_time,
                "by": {"id": row.person_id, "name": row.person_name},
                "reason": row.reason,
                "changes": differences(before, after_),
            }
        )
        before = after_
    return {"items": items}, author_id


def differences(before: dict[str, Any], after_: dict[str, Any]) -> dict[str, Any]:
    """Fields whose value changed. Of a new entry, the fields that hold something."""
    return {
        name: {"before": before.get(name), "after": value}
        for name, value in after_.items()
        if name not in ("id", "rev", "received_at", "deleted")
        and before.get(name) != value
        and (before or value)
    }
