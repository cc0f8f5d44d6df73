"""Where counts are read: from kept counts when a sheet holds all that is asked, else from the entries' covering index.

Both give the same rows: a day (or the first day of a slice that lies in one week and one month), a value for each
dimension, and how many entries.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, func, select, true
from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.entries.access import by_region, counted
from app.entries.filters import EntryFilters, conditions, kept_column, kept_conditions
from app.entries.models import Entry, Tally
from app.entries.tallies import FIELDS, SHEETS, SMALLEST
from app.kit.tables import column, table
from app.trends.periods import Period
from app.trends.schemas import TrendQuery

HEARD = ["observation", "reaction"]
CONTENT_FILTERS = {"kind", "barrier", "sub_barrier", "listening_priority", "q"}
RANGE = {"since", "until"}


def heard(session: Session, actor: Actor, query: TrendQuery, spans: list[Period]) -> Select[Any]:
    """What all filters leave, by the dimensions asked for."""
    return counts(session, actor, query, query.by, heard_within(query, spans))


def visits(session: Session, actor: Actor, query: TrendQuery, spans: list[Period]) -> Select[Any]:
    """What was logged, by those of the dimensions that tell of the visit."""
    return counts(session, actor, query, visit_dimensions(query), visits_within(query, spans))


def heard_and_visits(
    session: Session, actor: Actor, query: TrendQuery, spans: list[Period]
) -> Select[Any] | None:
    """Both in one pass over the entries, where neither is kept: days, dimensions, what was heard, all that was logged.

    None where one of them is read from kept counts, or words choose the entries: then each goes its own, shorter way.
    """
    narrow, wide = heard_within(query, spans), visits_within(query, spans)
    if query.q.strip() or kept(actor, query.step, query.by, narrow):
        return None
    if kept(actor, query.step, visit_dimensions(query), wide):
        return None
    by = [column(getattr(Entry, name)) for name in query.by]
    # The rest of the filters stands below, for all rows; asked of each row twice it would cost a tenth more.
    about_words = {name: getattr(narrow, name) for name in CONTENT_FILTERS}
    about_words["missing"] = [name for name in query.missing if name in CONTENT_FILTERS]
    was_heard = and_(true(), *conditions(session, EntryFilters().model_copy(update=about_words)))
    found = select(column(Entry.visited_on), *by, func.count().filter(was_heard), func.count())
    found = found.select_from(table(Entry)).where(
        counted(actor), column(Entry.deleted).is_(False), *conditions(session, wide)
    )
    return found.group_by(column(Entry.visited_on), *by)


def heard_within(query: TrendQuery, spans: list[Period]) -> TrendQuery:
    """The filters of what was heard."""
    return within(query, spans, kind=counted_kinds(query))


def visits_within(query: TrendQuery, spans: list[Period]) -> TrendQuery:
    """The filters of what was logged: those of the visit."""
    open_ended: dict[str, Any] = {name: EntryFilters.model_fields[name].default for name in CONTENT_FILTERS}
    open_ended["missing"] = [name for name in query.missing if name not in CONTENT_FILTERS]
    return within(query, spans, **open_ended)


def visit_dimensions(query: TrendQuery) -> list[str]:
    """The dimensions that every visit has, whatever was heard at it."""
    return [name for name in query.by if name not in CONTENT_FILTERS]


def counted_kinds(query: TrendQuery) -> list[Any]:
    """The kinds that a series counts; empty for all."""
    return query.kind or ([] if "kind" in query.by else list(HEARD))


def within(query: TrendQuery, spans: list[Period], **changed: Any) -> TrendQuery:
    """The same question for whole periods, with some filters changed."""
    return query.model_copy(update={"since": spans[0].start, "until": spans[-1].end, **changed})


def counts(
    session: Session, actor: Actor, query: TrendQuery, by: Sequence[str], filters: TrendQuery
) -> Select[Any]:
    """Counts by day or slice and some dimensions."""
    sheet = kept(actor, query.step, by, filters)
    if sheet is None:
        found = select(column(Entry.visited_on), *(column(getattr(Entry, name)) for name in by), func.count())
        found = found.select_from(table(Entry)).where(
            counted(actor), column(Entry.deleted).is_(False), *conditions(session, filters)
        )
    else:
        found = select(
            column(Tally.visited_on), *(kept_column(name, sheet) for name in by), func.sum(column(Tally.n))
        )
        found = found.select_from(table(Tally)).where(counted(actor, Tally), *kept_conditions(filters, sheet))
    return found.group_by(*found.selected_columns[:-1])


def kept(actor: Actor, step: str, by: Sequence[str], filters: TrendQuery) -> str | None:
    """The sheet that holds every field that this question is about, if there is one."""
    asked = {name for name in EntryFilters.model_fields if getattr(filters, name) and name not in RANGE}
    if "region_only" in asked:
        asked = asked - {"region_only"} | {"region"}
    fields = {*by, *filters.missing, *asked} - {"missing", *FIELDS}
    if step == "day" or not by_region(actor) or len(fields) > 1 or not fields <= set(SHEETS):
        return None
    return next(iter(fields), SMALLEST)
