"""Which entries stand behind which theme: by a lead's hand, or as an HCP's reaction that came from a phone.

As in `settling.py`, the change sequence is locked. Each (theme, entry) is there once, whatever is merged or split.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from app.entries.models import Entry
from app.kit.tables import column, table
from app.themes.models import Link, Theme
from app.themes.problems import ReactionStands
from app.themes.settling import settle, tell

LINKS_OF_ENTRIES = select(table(Link)).where(column(Link.entry_id).in_(bindparam("ids", expanding=True)))
REACTIONS = select(
    *(column(getattr(Entry, name)) for name in ("id", "author_id", "kind", "theme_id", "stance"))
).where(column(Entry.id).in_(bindparam("ids", expanding=True)))
ADD = insert(table(Link))
CHANGE = (
    update(table(Link))
    .where(column(Link.no) == bindparam("number"))
    .values(stance=bindparam("new_stance"), reacts_to=bindparam("names"))
)
REMOVE = delete(table(Link)).where(column(Link.no) == bindparam("number"))


def put(session: Session, person_id: str, theme_id: str, stances: Mapping[str, str], at: datetime) -> None:
    """A lead puts entries behind a theme. Raises ReactionStands."""
    there = {
        row.entry_id: row
        for row in session.connection().execute(LINKS_OF_ENTRIES, {"ids": list(stances)})
        if row.theme_id == theme_id
    }
    fresh = []
    for entry_id, stance in stances.items():
        row = there.get(entry_id)
        if row is None:
            fresh.append(link_row(theme_id, entry_id, stance, person_id, at))
        elif row.stance != stance:
            if row.reacts_to is not None:
                raise ReactionStands
            change(session, row.no, stance, None)
    if fresh:
        session.connection().execute(ADD, fresh)


def link_row(
    theme_id: str, entry_id: str, stance: str, person_id: str, at: datetime, reacts_to: str | None = None
) -> dict[str, Any]:
    """A new link."""
    return {
        "theme_id": theme_id,
        "entry_id": entry_id,
        "stance": stance,
        "reacts_to": reacts_to,
        "person_id": person_id,
        "at": at,
    }


def change(session: Session, number: int, stance: str, reacts_to: str | None) -> None:
    """What a link says."""
    session.connection().execute(CHANGE, {"number": number, "new_stance": stance, "names": reacts_to})


def remove(session: Session, number: int) -> None:
    """Take one link away."""
    session.connection().execute(REMOVE, {"number": number})


def follow(session: Session, entry_ids: Iterable[str], at: datetime) -> None:
    """Entries changed: reactions find their themes, and whatever they stand behind is counted anew.

    Called by whoever stores entries that exist already or that name a theme: a push, an import, an erasure.
    """
    ids = sorted(set(entry_ids))
    if not ids:
        return
    links: dict[str, list[Any]] = {one: [] for one in ids}
    for row in session.connection().execute(LINKS_OF_ENTRIES, {"ids": ids}):
        links[row.entry_id].append(row)
    changed = {row.theme_id for found in links.values() for row in found}
    moved = {one for one in ids if links[one]}
    for entry in session.connection().execute(REACTIONS, {"ids": ids}):
        if after := reacted(session, entry, links[entry.id], at):
            changed |= after
            moved.add(entry.id)
    settle(session, changed, at)
    tell(session, moved, at)


def reacted(session: Session, entry: Any, links: list[Any], at: datetime) -> set[str]:
    """Bring the link of one reaction in line with what it says now. Returns themes that gained or lost by it."""
    standing = next((row for row in links if row.reacts_to is not None), None)
    names = entry.theme_id if entry.kind == "reaction" else None
    if standing is not None and standing.reacts_to == names:
        if standing.stance != entry.stance:
            change(session, standing.no, entry.stance, names)
        return {standing.theme_id}
    if standing is not None:
        remove(session, standing.no)
    target = resolved(session, names) if names else None
    if target is None:
        return set()
    by_hand = next((row for row in links if row.theme_id == target and row.reacts_to is None), None)
    if by_hand is not None:
        change(session, by_hand.no, entry.stance, names)
    else:
        row = link_row(target, entry.id, entry.stance, entry.author_id, at, names)
        session.connection().execute(ADD, [row])
    return {target}


def resolved(session: Session, theme_id: str) -> str | None:
    """What a theme has become; None of one that never was."""
    row = session.execute(
        select(column(Theme.id), column(Theme.merged_into)).where(column(Theme.id) == theme_id)
    ).one_or_none()
    return None if row is None else row.merged_into or row.id


def carry_over(session: Session, source: str, target: str) -> None:
    """All links of one theme become the other's, each entry once; an HCP's own answer goes before a lead's reading."""
    both = session.connection().execute(
        select(table(Link)).where(column(Link.theme_id).in_([source, target]))
    )
    by_entry: dict[str, dict[str, Any]] = {}
    for row in both:
        by_entry.setdefault(row.entry_id, {})[row.theme_id] = row
    for found in by_entry.values():
        if source in found and target in found:
            if found[source].reacts_to is not None:
                change(session, found[target].no, found[source].stance, found[source].reacts_to)
            remove(session, found[source].no)
    session.execute(update(table(Link)).where(column(Link.theme_id) == source).values(theme_id=target))
    # Those merged into the source before lead to the target now, in one step.
    session.execute(
        update(table(Theme))
        .where(or_(column(Theme.id) == source, column(Theme.merged_into) == source))
        .values(merged_into=target)
    )
