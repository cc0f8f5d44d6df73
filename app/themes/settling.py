"""What follows from a change behind a theme: counts anew, a stamp for phones, and the journeys of its entries.

Everything here runs with the change sequence locked, so nobody else changes an entry, a link or a theme meanwhile,
and what is counted is what is committed.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, func, insert, or_, select, update
from sqlalchemy.orm import Session

from app.changes.commands import take_stamps
from app.entries import journeys
from app.kit.tables import column, table
from app.themes.corroboration import corroboration
from app.themes.models import FormerPlace, Link, Theme, ThemeAction

SETTLE = (
    update(table(Theme))
    .where(column(Theme.id) == bindparam("theme"))
    .values(
        counts=bindparam("new_counts", type_=column(Theme.counts).type),
        places=bindparam("new_places"),
        seq=bindparam("new_seq"),
        changed_at=bindparam("moment", type_=column(Theme.changed_at).type),
    )
)
DECIDED = column(Theme.status) != "heard"
TOLD = or_(column(Theme.status).in_(["changed", "closed"]), column(Theme.cleared_at).is_not(None))
STANDING = (
    select(
        column(Link.entry_id),
        func.max(case((DECIDED, 1), else_=0)).label("decided"),
        func.max(case((TOLD, 1), else_=0)).label("told"),
    )
    .join(table(Theme), column(Theme.id) == column(Link.theme_id))
    .where(column(Link.entry_id).in_(bindparam("ids", expanding=True)))
    .group_by(column(Link.entry_id))
)
CHUNK = 1_000


def settle(session: Session, themes: Iterable[str], at: datetime) -> None:
    """Count these themes anew and stamp them."""
    ids = sorted(set(themes))
    rows = [
        {
            "theme": one,
            "new_counts": (counts := corroboration(session, one)),
            "new_places": counts["supports"]["places"],
            "new_seq": seq,
            "moment": at,
        }
        for one, seq in zip(ids, take_stamps(session, len(ids)), strict=True)
    ]
    if rows:
        session.connection().execute(SETTLE, rows)


def leave(session: Session, theme: Any, *, into: str) -> None:
    """Remember where a theme was, and that what is done about it belongs to `into` now, for those there."""
    former = select(column(FormerPlace.theme_id), column(FormerPlace.region)).where(
        column(FormerPlace.theme_id).in_([theme.id, into])
    )
    places = {(row.theme_id, row.region) for row in session.execute(former)}
    there = {region for _, region in places} | {theme.region or ""}
    missing = [{"theme_id": into, "region": one} for one in sorted(there) if (into, one) not in places]
    if missing:
        session.execute(insert(table(FormerPlace)), missing)
    actions = list(
        session.execute(
            select(column(ThemeAction.id)).where(column(ThemeAction.theme_id) == theme.id)
        ).scalars()
    )
    for action, seq in zip(actions, take_stamps(session, len(actions)), strict=True):
        session.execute(
            update(table(ThemeAction)).where(column(ThemeAction.id) == action).values(theme_id=into, seq=seq)
        )


def entries_of(session: Session, themes: Iterable[str]) -> list[str]:
    """Every entry behind these themes."""
    behind = select(column(Link.entry_id)).where(column(Link.theme_id).in_(sorted(set(themes))))
    return list(session.connection().execute(behind.distinct()).scalars())


def tell(session: Session, entries: Iterable[str], at: datetime, read_by: str | None = None) -> None:
    """The journeys of these entries moved. Who puts one behind a theme (`read_by`) has read it."""
    ids = sorted(set(entries))
    firsts: dict[str, dict[str, Any]] = {
        one: {"read_at": at, "read_by": read_by} if read_by else {} for one in ids
    }
    for start in range(0, len(ids), CHUNK):
        for row in session.connection().execute(STANDING, {"ids": ids[start : start + CHUNK]}):
            firsts[row.entry_id]["linked_at"] = at
            firsts[row.entry_id]["decided_at"] = at if row.decided else None
            firsts[row.entry_id]["heard_back_at"] = at if row.told else None
    journeys.move(session, firsts, at)
