"""Searching for words: hits newest first, or the best of the newest, with where the words stand.

Newest means last arrived. Ranking every hit of a common word would read a hundred thousand texts, so the best are
looked for among the newest `RANKED` hits, and the answer says whether those were all.
"""

import json
from collections.abc import Iterable
from typing import Any, Literal

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.entries.access import only_own, visible
from app.entries.commands import SEARCHED
from app.entries.filters import EntryFilters, conditions
from app.entries.models import Entry
from app.entries.queries import visible_entries, wire_columns, with_authors
from app.entries.wire import entry_data
from app.kit import cursors
from app.kit.json_text import array, compact, spliced
from app.kit.problems import BadCursor
from app.kit.tables import column, table
from app.search import index
from app.search.ranking import score
from app.search.spans import Hit, folded, hits, length, merged
from app.search.words import phrases

Order = Literal["best", "newest"]
CURSOR = "search"
RANKED = 300
# Counting more would read more entries than answering does.
MOST_COUNTED = 1_000
# What one person wrote is soon read, whatever the words; of more than this the newest hits are soon found anyway.
FEW_OF_ONE_AUTHOR = 20_000


def search(
    session: Session, actor: Actor, filters: EntryFilters, order: Order, cursor: str | None, limit: int
) -> str:
    """A page of hits as JSON text."""
    asked = phrases(filters.q)
    newest, begin = position(order, cursor)
    numbers = found(session, actor, filters, asked, newest) if asked else []
    listed = best(session, actor, numbers[:RANKED], asked) if order == "best" else numbers
    follow = begin + limit
    more = follow < len(listed)
    next_cursor = cursors.encode(CURSOR, order, newest or numbers[0], follow) if more else None
    total = min(len(numbers), MOST_COUNTED)
    items = [item(row, asked) for row in rows_of(session, actor, listed[begin:follow])]
    return (
        f'{{"order":"{order}","items":{array(items)},'
        f'"next":{json.dumps(next_cursor)},"total":{total},'
        f'"total_is_exact":{json.dumps(len(numbers) <= MOST_COUNTED)},'
        f'"ranked":{json.dumps(len(listed) if order == "best" else None)},'
        f'"words":{compact(asked)}}}'
    )


def position(order: Order, cursor: str | None) -> tuple[int | None, int]:
    """The newest entry that the first page knew, so that a page never shows what another did; and where to go on."""
    if cursor is None:
        return None, 0
    of_order, newest, begin = cursors.decode(CURSOR, cursor, str, int, int)
    if of_order != order or not isinstance(newest, int) or not isinstance(begin, int) or begin < 0:
        raise BadCursor
    return newest, begin


def found(
    session: Session, actor: Actor, filters: EntryFilters, asked: list[list[str]], newest: int | None
) -> list[int]:
    """Numbers of the entries that hold the words, newest first, one more than are counted at most.

    The index is read backwards and stops when there are enough: the words of an old archive cost nothing. Only where
    few entries are in question at all, those are looked at instead of everybody's hits.
    """
    words, number, matching = index.source(session, asked)
    wanted = [
        visible(actor),
        column(Entry.deleted).is_(False),
        *conditions(session, filters.model_copy(update={"q": ""})),
    ]
    if own_are_few(session, actor):
        number = column(Entry.no)
        hits_first = select(number).where(*wanted, index.matches(session, number, filters.q))
    else:
        hits_first = select(column(Entry.no)).select_from(
            words.join(table(Entry), column(Entry.no) == number)
        )
        hits_first = hits_first.where(matching, *wanted)
    if newest is not None:
        hits_first = hits_first.where(number <= newest)
    hits_first = hits_first.order_by(number.desc()).limit(MOST_COUNTED + 1)
    return list(session.connection().execute(hits_first).scalars().all())


def own_are_few(session: Session, actor: Actor) -> bool:
    """Whether this actor sees nothing but own entries, and they are few beside everybody's."""
    if not only_own(actor):
        return False
    own = visible_entries(actor, literal(1)).limit(FEW_OF_ONE_AUTHOR)
    return session.execute(select(func.count()).select_from(own.subquery())).scalar_one() < FEW_OF_ONE_AUTHOR


def best(session: Session, actor: Actor, numbers: list[int], asked: list[list[str]]) -> list[int]:
    """The same numbers, those first whose texts answer best; of equal ones the newest."""
    if not numbers:
        return []
    texts = visible_entries(actor, column(Entry.no), *(column(getattr(Entry, name)) for name in SEARCHED))
    rows = session.connection().execute(texts.where(column(Entry.no).in_(numbers))).all()
    ranked = [(-score(fields_of(row[1:], asked), len(asked)), -row[0]) for row in rows]
    return [-number for _, number in sorted(ranked)]


def fields_of(typed: Iterable[str | None], asked: list[list[str]]) -> list[tuple[int, list[Hit]]]:
    """How many words each field has, and the hits in it."""
    there = [folded(text) if text else None for text in typed]
    return [(length(one), list(hits(one, asked))) if one else (0, []) for one in there]


def rows_of(session: Session, actor: Actor, numbers: list[int]) -> list[Any]:
    """The entries of these numbers, in the same order."""
    if not numbers:
        return []
    columns = (*wire_columns(), column(Entry.no), *(column(getattr(Entry, name)) for name in SEARCHED))
    wanted = with_authors(visible_entries(actor, *columns)).where(column(Entry.no).in_(numbers))
    place = {number: at for at, number in enumerate(numbers)}
    return sorted(session.connection().execute(wanted).all(), key=lambda row: place[row.no])


def item(row: Any, asked: list[list[str]]) -> str:
    """One hit as JSON: the entry, and where in its fields the words stand."""
    spans = [
        {"field": name, "start": start, "end": end}
        for name in SEARCHED
        for start, end in merged(list(hits(folded(getattr(row, name) or ""), asked)))
    ]
    return spliced(f'{{"entry":{entry_data(row)}}}', f'"highlights":{compact(spans)}')
