"""What is alike to an entry, as JSON, and how far the index has come."""

from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.entries.models import Entry, Revision
from app.entries.queries import visible_entries, wire_columns, with_authors
from app.entries.wire import entry_data
from app.kit.json_text import array, compact
from app.kit.problems import NotFound
from app.kit.tables import column, table
from app.likeness.models import VERSION, IndexState
from app.likeness.ranking import Asked
from app.likeness.search import Alike, alike

MOST_REASONS = 5


class Indexed(NamedTuple):
    """The newest revision in the index, the newest of all, and how many entries the index holds."""

    seq: int
    newest: int
    entries: int


def indexed(session: Session) -> Indexed:
    """Where the index stands in this session's snapshot."""
    newest = session.execute(select(func.max(column(Revision.seq)))).scalar_one() or 0
    current = select(table(IndexState)).where(column(IndexState.version) == VERSION)
    state = session.execute(current).one_or_none()
    return Indexed(state.seq, newest, state.entries) if state else Indexed(0, newest, 0)


def entry_said(session: Session, actor: Actor, entry_id: str) -> Any:
    """The entry that others are compared with. Raises NotFound when it does not exist for this actor."""
    names = (Entry.no, Entry.seq, Entry.deleted, Entry.text, Entry.sub_barrier, Entry.region)
    wanted = visible_entries(actor, *map(column, names)).where(column(Entry.id) == entry_id)
    row = session.execute(wanted).one_or_none()
    if row is None:
        raise NotFound("There is no such entry.")
    return row


def alike_to(session: Session, actor: Actor, entry_id: str, limit: int) -> str:
    """The entries most like one, with the reasons, as JSON text."""
    own = entry_said(session, actor, entry_id)
    known = indexed(session)
    found: list[Alike] = []
    asked = Asked(own.text or "", own.sub_barrier, own.region)
    if own.text:
        itself = own.no if own.seq <= known.seq and not own.deleted else None
        found = alike(session, actor, asked, limit, total=known.entries, itself=itself)
    entries = entries_of(session, actor, [one.no for one in found])
    items = (reasoned(entries[one.no], one, asked) for one in found)
    return f'{{"items":{array(items)},"up_to_date":{compact(known.seq >= known.newest)}}}'


def entries_of(session: Session, actor: Actor, numbers: list[int]) -> dict[int, str]:
    """Entries as JSON text, by their number."""
    wanted = with_authors(visible_entries(actor, *wire_columns(), column(Entry.no)))
    rows = session.execute(wanted.where(column(Entry.no).in_(numbers)))
    return {row.no: entry_data(row) for row in rows}


def reasoned(entry: str, one: Alike, asked: Asked) -> str:
    """An entry with why it is here."""
    reasons = {
        "cosine": round(one.cosine, 3),
        "shared": one.shared[:MOST_REASONS],
        "same_sub_barrier": asked.sub_barrier is not None and asked.sub_barrier == one.said.sub_barrier,
        "same_region": asked.region is not None and asked.region == one.said.region,
    }
    return f'{{"entry":{entry},{compact(reasons)[1:]}'
