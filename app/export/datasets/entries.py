"""Entries: the newest state of each."""

from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from app.entries.access import visible
from app.entries.left import left, may_have_left, unseen
from app.entries.models import Entry
from app.entries.queries import visible_entries
from app.export import sqlite_lines
from app.export.dataset import Ask, DataSet, Rows
from app.export.entry_row import EntryRow
from app.export.filters import EntryFilters, matching
from app.export.regions import with_region
from app.export.rows import HELD, row_texts
from app.export.withheld import existed_at, withheld
from app.kit.json_text import compact
from app.kit.sql import utf8
from app.kit.tables import column


def states(ask: Ask) -> Select[Any]:
    """What a line is made of."""
    why = reason(ask)
    body = utf8(column(Entry.body))
    return narrowed(select(column(Entry.seq), column(Entry.author_id), why, body), why, ask)


def lines(ask: Ask) -> Select[Any]:
    """The lines themselves, as far as SQLite can put them together."""
    why = reason(ask)
    return narrowed(select(column(Entry.seq), sqlite_lines.line(why, ask).label("line")), why, ask)


def reason(ask: Ask) -> Any:
    """Why an entry has no content for the asker, or null."""
    gone = may_have_left(ask.actor, ask.after)
    return withheld(matching(ask.filters, ask.within), unseen(ask.actor) if gone else None)


def narrowed(found: Select[Any], why: Any, ask: Ask) -> Select[Any]:
    """Entries that the asker sees, retracted ones included.

    With a filter, what does not match comes as deleted if it was there when the asker last asked, since then it may be
    in the asker's table; what is new and does not match does not come.
    """
    seen = visible(ask.actor)
    if may_have_left(ask.actor, ask.after):
        seen = or_(seen, left(ask.actor, ask.after))
    found = found.where(seen)
    if matching(ask.filters, ask.within) is not None:
        found = found.where(or_(why.is_(None), existed_at(ask.after)) if ask.after else why.is_(None))
    if ask.deleted == "rows":
        return found
    return found.where(why.is_(None) if ask.deleted == "none" else why.is_not(None))


def texts(_session: Session, rows: Rows, ask: Ask) -> list[bytes]:
    """The lines of such rows."""
    if ask.merged:
        shown = {code.encode(): compact(other).encode() for code, other in ask.merged.items()}
        rows = [(seq, author, why, with_region(body, shown)) for seq, author, why, body in rows]
    return row_texts(rows, ask.pseudonyms)


def counts(session: Session, ask: Ask) -> tuple[int, int]:
    """How many rows a run from the beginning has, and how many of them are deleted."""
    why = withheld()
    found = {
        reason: number
        for reason, number in session.execute(visible_entries(ask.actor, why, func.count()).group_by(why))
        if reason != HELD
    }
    return sum(found.values()), sum(number for reason, number in found.items() if reason is not None)


DATA_SET = DataSet(
    name="entries",
    schema_name="entry",
    row=EntryRow,
    key=("id",),
    seq=column(Entry.seq),
    select=states,
    texts=texts,
    lines=lines,
    counts=counts,
    filters=EntryFilters,
    sensitivity=(
        "Pseudonymous. Free text was written by MSLs and may still let a reader guess at a person: handle it as "
        "personal data. No author names and no HCP references. Entries under safety or privacy review are left out "
        "until cleared."
    ),
)
