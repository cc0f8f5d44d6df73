"""Searching for words: hits newest first, or the best of the newest, with where the words stand.

Newest means last arrived. Ranking every hit of a common word would read a hundred thousand texts, so the best are
looked for among the newest `RANKED` hits, and the answer says whether those were all.
"""

import json
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.entries.access import visible
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
from app.search.spans import Hit, hits, merged, tokens
from app.search.words import phrases

Order = Literal["best", "newest"]
CURSOR = "search"
RANKED = 300
# Counting more would read more entries than answering does.
MOST_COUNTED = 1_000
Fields = list[tuple[str, int, list[Hit]]]


def search(
    session: Session, actor: Actor, filters: EntryFilters, order: Order, cursor: str | None, limit: int
) -> str:
    """A page of hits as JSON text."""
    asked = phrases(filters.q)
    newest, begin = position(order, cursor)
    numbers = found(session, actor, filters, asked, newest) if asked else []
    ranked = numbers[:RANKED] if order == "best" else numbers[begin : begin + limit]
    hits_of = [(row, located(row, asked)) for row in rows_of(session, actor, ranked)]
    if order == "best":
        hits_of.sort(key=lambda one: (-score([(n, h) for _, n, h in one[1]], len(asked)), -one[0].no))
        hits_of = hits_of[begin : begin + limit]
    follow = begin + limit
    more = follow < (len(ranked) if order == "best" else len(numbers))
    next_cursor = cursors.encode(CURSOR, order, newest or numbers[0], follow) if more else None
    total = min(len(numbers), MOST_COUNTED)
    return (
        f'{{"order":"{order}","items":{array(item(row, fields) for row, fields in hits_of)},'
        f'"next":{json.dumps(next_cursor)},"total":{total},'
        f'"total_is_exact":{json.dumps(len(numbers) <= MOST_COUNTED)},'
        f'"ranked":{json.dumps(len(ranked) if order == "best" else None)},'
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

    The index is read backwards and stops when there are enough: the words of an old archive cost nothing.
    """
    words, number, matching = index.source(session, asked)
    others = filters.model_copy(update={"q": ""})
    hits_first = (
        select(column(Entry.no))
        .select_from(words.join(table(Entry), column(Entry.no) == number))
        .where(matching, visible(actor), column(Entry.deleted).is_(False), *conditions(session, others))
        .order_by(number.desc())
        .limit(MOST_COUNTED + 1)
    )
    if newest is not None:
        hits_first = hits_first.where(number <= newest)
    return list(session.connection().execute(hits_first).scalars())


def rows_of(session: Session, actor: Actor, numbers: list[int]) -> list[Any]:
    """The entries of these numbers, newest first."""
    if not numbers:
        return []
    columns = (*wire_columns(), column(Entry.no), *(column(getattr(Entry, name)) for name in SEARCHED))
    wanted = with_authors(visible_entries(actor, *columns)).where(column(Entry.no).in_(numbers))
    return list(session.connection().execute(wanted.order_by(column(Entry.no).desc())))


def located(row: Any, asked: list[list[str]]) -> Fields:
    """The hits in each field that is searched, with how many words the field has."""
    split = [(name, tokens(getattr(row, name) or "")) for name in SEARCHED]
    return [(name, len(there), list(hits(there, asked))) for name, there in split]


def item(row: Any, fields: Fields) -> str:
    """One hit as JSON: the entry, and where in its fields the words stand."""
    spans = [
        {"field": name, "start": start, "end": end}
        for name, _, there in fields
        for start, end in merged(there)
    ]
    return spliced(f'{{"entry":{entry_data(row)}}}', f'"highlights":{compact(spans)}')
