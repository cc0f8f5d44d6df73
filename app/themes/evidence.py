"""The entries behind a theme, as far as their reader may see them, and others that may belong there."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.config import ThemeSettings
from app.entries.models import Entry
from app.entries.queries import visible_entries, wire_columns, with_authors
from app.entries.wire import entry_data
from app.kit import cursors
from app.kit.json_text import array, compact
from app.kit.sql import moment_text
from app.kit.tables import column, table
from app.likeness.queries import entries_of as entries_by_number
from app.likeness.queries import indexed, reasoned
from app.likeness.ranking import Asked
from app.likeness.search import Alike, alike
from app.themes import queries
from app.themes.live import LIVE
from app.themes.models import Link

CURSOR = "evidence"
# Beside the conclusion, so many of the newest entries are looked at for others like them.
SAMPLES = 3


def evidence(
    session: Session,
    actor: Actor,
    settings: ThemeSettings,
    theme_id: str,
    stances: list[str],
    cursor: str | None,
    limit: int,
) -> str:
    """A page of the entries behind a theme, newest link first, as JSON text. Raises NotFound, BadCursor."""
    theme = queries.found_theme(session, actor, settings, theme_id)
    behind = [column(Link.theme_id) == theme.id, LIVE]
    if stances:
        behind.append(column(Link.stance).in_(stances))
    joined = column(Link.entry_id) == column(Entry.id)
    counts = queries.counts_of(theme)
    every = sum(counts[name]["entries"] for name in stances or ("supports", "contradicts", "refines"))
    seen = every
    if actor.regions is not None:
        counted = visible_entries(actor, func.count()).join(table(Link), joined).where(*behind)
        seen = session.execute(counted).scalar_one()
    columns = (
        *wire_columns(),
        *(column(getattr(Link, name)) for name in ("no", "stance", "reacts_to", "person_id", "at")),
    )
    page = with_authors(visible_entries(actor, *columns).join(table(Link), joined)).where(*behind)
    if cursor is not None:
        (before,) = cursors.decode(CURSOR, cursor, int)
        page = page.where(column(Link.no) < before)
    rows = session.execute(page.order_by(column(Link.no).desc()).limit(limit + 1)).all()
    follow = cursors.encode(CURSOR, rows[limit - 1].no) if len(rows) > limit else None
    names = queries.people(session, [row.person_id for row in rows])
    items = (linked_entry(row, names) for row in rows[:limit])
    return (
        f'{{"items":{array(items)},"next":{compact(follow)},"total":{seen},"hidden":{max(0, every - seen)}}}'
    )


def linked_entry(row: Any, names: dict[str, str]) -> str:
    """An entry with its link."""
    link = {
        "stance": row.stance,
        "source": "lead" if row.reacts_to is None else "reaction",
        "at": moment_text(row.at),
        "by": queries.by(row.person_id, names),
    }
    return f'{{"entry":{entry_data(row)},{compact(link)[1:]}'


def proposals(session: Session, actor: Actor, settings: ThemeSettings, theme_id: str, limit: int) -> str:
    """Entries that say much the same as the conclusion or as what is behind it, with the reason. Raises NotFound."""
    theme = queries.found_theme(session, actor, settings, theme_id)
    known = indexed(session)
    best: dict[int, tuple[Alike, Asked, str]] = {}
    for like, asked, itself in questions(session, actor, theme, known.seq):
        for one in alike(session, actor, asked, limit + SAMPLES, total=known.entries, itself=itself):
            if one.no not in best or one.cosine > best[one.no][0].cosine:
                best[one.no] = (one, asked, like)
    behind = numbers_behind(session, theme.id, best)
    found = sorted((one for one in best.values() if one[0].no not in behind), key=lambda one: -one[0].cosine)
    entries = entries_by_number(session, actor, [one.no for one, _, _ in found[:limit]])
    items = (
        f'{{"like":"{like}",{reasoned(entries[one.no], one, asked)[1:]}' for one, asked, like in found[:limit]
    )
    return f'{{"items":{array(items)},"up_to_date":{compact(known.seq >= known.newest)}}}'


def questions(
    session: Session, actor: Actor, theme: Any, indexed_to: int
) -> Iterable[tuple[str, Asked, int | None]]:
    """What others are compared with, each with its number, if any: the conclusion, and the newest words behind it."""
    yield "conclusion", Asked(theme.conclusion, theme.sub_barrier, theme.region), None
    fields = (Entry.id, Entry.no, Entry.seq, Entry.text, Entry.sub_barrier, Entry.region)
    newest = (
        visible_entries(actor, *map(column, fields))
        .join(table(Link), column(Link.entry_id) == column(Entry.id))
        .where(column(Link.theme_id) == theme.id)
        .where(LIVE, column(Entry.text).is_not(None))
        .order_by(column(Link.no).desc())
        .limit(SAMPLES)
    )
    for row in session.execute(newest):
        itself = row.no if row.seq <= indexed_to else None
        yield row.id, Asked(row.text, row.sub_barrier, row.region), itself


def numbers_behind(session: Session, theme_id: str, numbers: Iterable[int]) -> set[int]:
    """Those of these entries that are behind the theme already."""
    rows = session.execute(
        select(column(Entry.no))
        .join(table(Link), column(Link.entry_id) == column(Entry.id))
        .where(column(Link.theme_id) == theme_id, column(Entry.no).in_(list(numbers)))
    )
    return {row.no for row in rows}
