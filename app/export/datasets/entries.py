"""Entries: the newest state of each."""

from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from app.entries.access import visible
from app.entries.left import left, may_have_left, unseen
from app.entries.models import Entry
from app.entries.queries import visible_entries
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
    """Entries that the asker sees, retracted ones included, each with why it has no content, if it has none.

    With a filter, what does not match comes as deleted if it was there when the asker last asked, since then it may be
    in the asker's table; what is new and does not match does not come.
    """
    actor, wanted = ask.actor, matching(ask.filters, ask.within)
    gone = may_have_left(actor, ask.after)
    why = withheld(wanted, unseen(actor) if gone else None)
    found = select(column(Entry.seq), column(Entry.author_id), why, utf8(column(Entry.body)))
    found = found.where(or_(visible(actor), left(actor, ask.after)) if gone else visible(actor))
    if wanted is not None:
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
    counts=counts,
    filters=EntryFilters,
    sensitivity=(
        "Pseudonymous. Free text was written by MSLs and may still let a reader guess at a person: handle it as "
        "personal data. No author names and no HCP references. Entries under safety or privacy review are left out "
        "until cleared."
    ),
)
