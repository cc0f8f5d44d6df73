"""The cells that are watched, as weekly series from kept counts: every barrier in every place, area and detail."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.entries.access import in_scope
from app.entries.filters import EntryFilters, kept_column, kept_conditions
from app.entries.models import Tally
from app.entries.tallies import SMALLEST
from app.kit.tables import column, table
from app.signals.windows import HISTORY, Course, share_of
from app.vocabulary.models import Term
from app.vocabulary.queries import regions_below

HEARD: list[Any] = ["observation", "reaction"]
Series = list[int]


@dataclass(frozen=True, slots=True)
class Cell:
    """One barrier somewhere: the fields that name it, its weekly counts, and what its team logged in those weeks."""

    key: dict[str, str]
    counts: Series
    logged: Series
    share: float | None  # of the barrier everywhere; None for a cell that is everywhere itself

    def course(self) -> Course:
        return Course.of(self.counts, self.logged, self.share)


def weeks_until(today: date) -> list[date]:
    """The Mondays of the weeks that are looked at, the running one last."""
    monday = today - timedelta(days=today.weekday())
    return [monday - timedelta(weeks=back) for back in range(HISTORY - 1, -1, -1)]


def watched(session: Session, actor: Actor, weeks: list[date]) -> list[Cell]:
    """Every cell in this actor's regions."""
    above = ancestors(session, actor)
    by_barrier: dict[str, Series] = defaultdict(lambda: [0] * len(weeks))
    by_region: dict[tuple[str, str], Series] = defaultdict(lambda: [0] * len(weeks))
    for at, region, barrier, n in weekly(session, actor, weeks, "region", "barrier"):
        by_barrier[barrier][at] += n
        for place in above.get(region, ()):
            by_region[place, barrier][at] += n
    by_area: dict[tuple[str, str], Series] = defaultdict(lambda: [0] * len(weeks))
    for at, area, barrier, n in weekly(session, actor, weeks, "therapeutic_area", "barrier"):
        by_area[area, barrier][at] += n
    by_detail: dict[tuple[str, str], Series] = defaultdict(lambda: [0] * len(weeks))
    for at, barrier, detail, n in weekly(session, actor, weeks, "barrier", "sub_barrier"):
        by_detail[barrier, detail][at] += n
    everything = total(by_barrier.values(), len(weeks))
    shares = {barrier: share_of(counts, everything) for barrier, counts in by_barrier.items()}
    return [
        *(
            Cell({"barrier": barrier}, counts, everything, None)
            for barrier, counts in by_barrier.items()
            if barrier
        ),
        *placed("region", by_region, shares, len(weeks)),
        *placed("therapeutic_area", by_area, shares, len(weeks)),
        *(
            Cell({"barrier": barrier, "sub_barrier": detail}, counts, by_barrier[barrier], None)
            for (barrier, detail), counts in by_detail.items()
            if barrier and detail
        ),
    ]


def placed(
    dimension: str, found: dict[tuple[str, str], Series], shares: dict[str, float], weeks: int
) -> Iterator[Cell]:
    """Barriers within the places of one dimension, beside all that was logged in the place."""
    logged: dict[str, Series] = {}
    for place in {place for place, _ in found}:
        logged[place] = total((counts for (where, _), counts in found.items() if where == place), weeks)
    for (place, barrier), counts in found.items():
        if place and barrier:
            yield Cell({dimension: place, "barrier": barrier}, counts, logged[place], shares[barrier])


def weekly(
    session: Session, actor: Actor, weeks: list[date], one: str, other: str
) -> Iterator[tuple[int, str, str, int]]:
    """What was heard: which week, a value for each of two fields, and how often."""
    sheet = next((name for name in (one, other) if name not in ("region", "barrier")), SMALLEST)
    fields = [kept_column(name, sheet) for name in (one, other)]
    within = EntryFilters(kind=HEARD, since=weeks[0], until=weeks[-1] + timedelta(days=6))
    counts = (
        select(column(Tally.visited_on), *fields, func.sum(column(Tally.n)))
        .select_from(table(Tally))
        .where(in_scope(actor, Tally), *kept_conditions(within, sheet))
        .group_by(column(Tally.visited_on), *fields)
    )
    place = {monday + timedelta(days=day): at for at, monday in enumerate(weeks) for day in range(7)}
    for row in session.connection().execute(counts):
        day, first, second, n = tuple(row)
        yield place[day], first, second, int(n)


def ancestors(session: Session, actor: Actor) -> dict[str, list[str]]:
    """For each region in scope itself and what it lies in, as far as the scope reaches."""
    regions = select(column(Term.code), column(Term.parent)).where(column(Term.vocabulary) == "region")
    if actor.regions is not None:
        regions = regions.where(column(Term.code).in_(regions_below(actor.regions)))
    parent = {row.code: row.parent for row in session.connection().execute(regions)}
    return {code: list(upwards(code, parent)) for code in parent}


def upwards(code: str | None, parent: dict[str, Any]) -> Iterator[str]:
    """A region, the one around it, and so on."""
    while code in parent:
        yield code
        code = parent[code]


def total(series: Iterable[Series], weeks: int) -> Series:
    """The sum of weekly series."""
    return [sum(week) for week in zip(*series, strict=True)] or [0] * weeks
