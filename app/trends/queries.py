"""Counting entries over time, in one select over the entries that count for this actor.

Two numbers, from the same rows of the same snapshot:

- **Heard** (`series`, `total`): observations and reactions that all filters leave. With a filter on `kind`, or with
  `kind` as a dimension, whatever kinds those name.
- **Visits**: entries of every kind, `nothing_new` too, that the filters about the visit leave (where, with whom, when,
  by whom). Filters about what was heard (`CONTENT_FILTERS`) don't narrow it: a visit at which nobody spoke of referral
  is exactly what a rate of referral is reckoned on.

The database counts days or slices of weeks (`sources.py`), Python folds them into periods: an ISO week is one line
here and a dialect's business there. What may not be shown is hidden last (`small_cells.py`).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import compress
from typing import Any

from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.entries.access import sees_entries
from app.kit.problems import FieldError, Invalid
from app.trends import small_cells, sources
from app.trends.periods import Period, Step, most_periods, periods
from app.trends.schemas import Dimension, TrendQuery
from app.trends.sources import counted_kinds
from app.vocabulary.queries import codes

DEFAULT_SPAN = timedelta(weeks=26)
MOST_PERIODS = 1_500
Key = tuple[str | None, ...]


def trends(
    session: Session, actor: Actor, query: TrendQuery, today: date, time_zone: str, small_cell: int
) -> dict[str, Any]:
    """Series of counts over whole periods, most frequent first. Raises Invalid."""
    if len(set(query.by)) < len(query.by):
        raise Invalid(errors=[FieldError("/by", "Name each dimension once.", "query")])
    below = 1 if sees_entries(actor) else small_cell
    if below > 1:
        if "step" not in query.model_fields_set:
            query = query.model_copy(update={"step": "month"})
        small_cells.refuse_cuts(query)
    spans = asked_periods(query.step, query.since, query.until, today)
    # Counts are hidden by months, so that no quarter says what a month does not.
    months = periods("month", spans[0].start, spans[-1].end) if below > 1 else spans
    told = [name in sources.visit_dimensions(query) for name in query.by]
    heard, logged = counted_in(session, actor, query, months, told)
    visits = [sum(counts) for counts in zip(*logged.values(), strict=True)] or [0] * len(months)
    answer = {
        "step": query.step,
        "from": spans[0].start.isoformat(),
        "to": spans[-1].end.isoformat(),
        "time_zone": time_zone,
        "by": query.by,
        "periods": [period_out(period, today) for period in spans],
    }
    if below > 1:
        return answer | protected(session, query, heard, visits, months, spans, below)
    series = [
        series_of(query, key, counts, logged[tuple(compress(key, told))]) for key, counts in heard.items()
    ]
    return answer | summed(series, visits) | {"small_cells": None}


def counted_in(
    session: Session, actor: Actor, query: TrendQuery, spans: list[Period], told: list[bool]
) -> tuple[dict[Key, list[int]], dict[Key, list[int]]]:
    """What was heard by all dimensions, and what was logged by those that tell of the visit (`told`)."""
    read = session.connection().execute
    at_once = sources.heard_and_visits(session, actor, query, spans)
    if at_once is None:
        heard = read(sources.heard(session, actor, query, spans))
        return tallied(heard, spans), tallied(read(sources.visits(session, actor, query, spans)), spans)
    rows = read(at_once).all()
    logged = ((day, *compress(values, told), count) for day, *values, _, count in rows)
    return tallied((row[:-1] for row in rows), spans), tallied(logged, spans)


def tallied(rows: Iterable[Any], spans: list[Period]) -> dict[Key, list[int]]:
    """Counts for each period, by key. Keys that nothing was counted for are left out."""
    place = {
        start + timedelta(days=day): number
        for number, (start, days) in enumerate((p.start, (p.end - p.start).days + 1) for p in spans)
        for day in range(days)
    }
    found: dict[Key, list[int]] = {}
    for day, *values, count in rows:
        if count:
            key = tuple(value or None for value in values)
            if key not in found:
                found[key] = [0] * len(spans)
            found[key][place[day]] += count
    return found


def protected(
    session: Session,
    query: TrendQuery,
    heard: dict[Key, list[int]],
    visits: list[int],
    months: list[Period],
    spans: list[Period],
    below: int,
) -> dict[str, Any]:
    """The same answer with small counts hidden, month by month."""
    barrier_of = codes(session).barrier_of if query.by == ["sub_barrier"] else {}
    families = [
        [key for key in heard if barrier_of.get(key[0] or "") == barrier]
        for barrier in set(barrier_of.values())
    ]
    shown: dict[Key, list[int | None]] = {key: list(counts) for key, counts in heard.items()}
    for month in range(len(months)):
        of_month = {key: counts[month] for key, counts in heard.items()}
        for key in small_cells.hidden(of_month, below, families):
            shown[key][month] = None
    parts = [[at for at, m in enumerate(months) if p.start <= m.start <= p.end] for p in spans]
    series = [series_of(query, key, small_cells.folded(counts, parts), None) for key, counts in shown.items()]
    logged = small_cells.folded([small_cells.shown(count, below) for count in visits], parts)
    cells = [count for one in series for count in one["counts"]]
    return summed(series, logged) | {"small_cells": {"below": below, "hidden": cells.count(None)}}


def summed(series: list[dict[str, Any]], visits: list[int | None] | list[int]) -> dict[str, Any]:
    """The series in order, with the sums of what they show."""
    series.sort(key=lambda one: (-one["total"], [(code is None, code or "") for code in one["key"].values()]))
    return {
        "total": sum(one["total"] for one in series),
        "visits": small_cells.total_shown(visits),
        "series": series,
        "visits_per_period": visits,
    }


def asked_periods(step: Step, since: date | None, until: date | None, today: date) -> list[Period]:
    """Whole periods for what was asked; the last 26 weeks up to today without a word about it. Raises Invalid."""
    until = until or max(today, since or today)
    since = since or until - DEFAULT_SPAN + timedelta(days=1)
    if since > until:
        raise Invalid(errors=[FieldError("/from", "Lies after `to`.", "query")])
    if most_periods(step, since, until) > MOST_PERIODS:
        sentence = f"Has more than {MOST_PERIODS:,} steps of one {step} up to `to`. Ask for less, or for a longer step."
        raise Invalid(errors=[FieldError("/from", sentence, "query")])
    return periods(step, since, until)


def series_of(query: TrendQuery, key: Key, counts: list[Any], visits: list[int] | None) -> dict[str, Any]:
    """One slice, with the filters that list what it counts, and the visits that its rate is reckoned on."""
    named: dict[Dimension, str | None] = dict(zip(query.by, key, strict=True))
    filters: dict[str, list[str]] = {}
    if kinds := counted_kinds(query):
        filters["kind"] = kinds
    if empty := [name for name, code in named.items() if code is None]:
        filters["missing"] = [*query.missing, *(name for name in empty if name not in query.missing)]
    for name, code in named.items():
        if code is not None:
            # A region as a filter stands for all below it, as a slice for itself.
            filters["region_only" if name == "region" else name] = [code]
    return {
        "key": named,
        "filters": filters,
        "total": small_cells.total_shown(counts),
        "counts": counts,
        "visits": None if visits is None else sum(visits),
        "visits_per_period": visits,
    }


def period_out(period: Period, today: date) -> dict[str, Any]:
    """A period in wire form."""
    return {
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "label": period.label,
        "running": period.start <= today <= period.end,
    }
