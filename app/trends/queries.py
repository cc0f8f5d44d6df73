"""Counting entries over time, in one select through the one door to entries.

Two numbers, from the same rows of the same snapshot:

- **Heard** (`series`, `total`): observations and reactions that all filters leave. With a filter on `kind`, or with
  `kind` as a dimension, whatever kinds those name.
- **Visits**: entries of every kind, `nothing_new` too, that the filters about the visit leave (where, with whom, when,
  by whom). Filters about what was heard (`CONTENT_FILTERS`) don't narrow it: a visit at which nobody spoke of referral
  is exactly what a rate of referral is reckoned on.

The database counts days, Python folds them into periods: an ISO week is one line here and a dialect's business there.
"""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, func, true
from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.entries.filters import EntryFilters, conditions
from app.entries.models import Entry
from app.entries.queries import visible_entries
from app.kit.problems import FieldError, Invalid
from app.kit.tables import column
from app.trends.periods import Period, Step, most_periods, periods
from app.trends.schemas import Dimension, TrendQuery

DEFAULT_SPAN = timedelta(weeks=26)
MOST_PERIODS = 1_500
HEARD = ["observation", "reaction"]
CONTENT_FILTERS = {"kind", "barrier", "sub_barrier", "listening_priority", "q"}
Key = tuple[str | None, ...]


def trends(session: Session, actor: Actor, query: TrendQuery, today: date) -> dict[str, Any]:
    """Series of counts over whole periods, most frequent first. Raises Invalid."""
    if len(set(query.by)) < len(query.by):
        raise Invalid(errors=[FieldError("/by", "Name each dimension once.", "query")])
    spans = asked_periods(query.step, query.since, query.until, today)
    place = {
        start + timedelta(days=day): number
        for number, (start, days) in enumerate((p.start, (p.end - p.start).days + 1) for p in spans)
        for day in range(days)
    }
    found: dict[Key, list[int]] = {}
    visits = [0] * len(spans)
    for visited_on, *key, logged, heard in session.execute(daily_counts(session, actor, query, spans)):
        period = place[visited_on]
        visits[period] += logged
        if heard:
            found.setdefault(tuple(key), [0] * len(spans))[period] += heard
    series = [series_of(query, key, counts) for key, counts in found.items()]
    series.sort(key=lambda one: (-one["total"], [(code is None, code or "") for code in one["key"].values()]))
    return {
        "step": query.step,
        "from": spans[0].start,
        "to": spans[-1].end,
        "by": query.by,
        "total": sum(one["total"] for one in series),
        "visits": sum(visits),
        "periods": [period_out(period, today) for period in spans],
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


def daily_counts(session: Session, actor: Actor, query: TrendQuery, spans: list[Period]) -> Select[Any]:
    """Day, a value for each dimension, how much was logged, and how much of that was heard."""
    dimensions = [column(getattr(Entry, name)) for name in query.by]
    visit = query.model_copy(
        update={
            **{name: EntryFilters.model_fields[name].default for name in CONTENT_FILTERS},
            "missing": [name for name in query.missing if name not in CONTENT_FILTERS],
            "since": spans[0].start,
            "until": spans[-1].end,
        }
    )
    whole = query.model_copy(update={"kind": counted_kinds(query), "since": None, "until": None})
    heard = func.sum(case((and_(true(), *conditions(session, whole)), 1), else_=0))
    return (
        visible_entries(actor, column(Entry.visited_on), *dimensions, func.count(), heard)
        .where(column(Entry.deleted).is_(False), *conditions(session, visit))
        .group_by(column(Entry.visited_on), *dimensions)
    )


def counted_kinds(query: TrendQuery) -> list[Any]:
    """The kinds that a series counts; empty for all."""
    return query.kind or ([] if "kind" in query.by else list(HEARD))


def series_of(query: TrendQuery, key: Key, counts: list[int]) -> dict[str, Any]:
    """One slice, with the filters that list what it counts."""
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
    return {"key": named, "filters": filters, "total": sum(counts), "counts": counts}


def period_out(period: Period, today: date) -> dict[str, Any]:
    """A period in wire form."""
    return {
        "start": period.start,
        "end": period.end,
        "label": period.label,
        "running": period.start <= today <= period.end,
    }
