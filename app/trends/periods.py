"""Whole days, ISO weeks, months and quarters between two days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Step = Literal["day", "week", "month", "quarter"]
# Never longer than a step really is, so that a count by it is never too low.
SHORTEST_DAYS = {"day": 1, "week": 7, "month": 28, "quarter": 90}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """One period, both days included."""

    start: date
    end: date
    label: str


def most_periods(step: Step, since: date, until: date) -> int:
    """At least as many periods as lie between two days, without making them."""
    return (until - since).days // SHORTEST_DAYS[step] + 2


def periods(step: Step, since: date, until: date) -> list[Period]:
    """The whole periods that hold these two days and all between them."""
    return list(running(step, since, until))


def running(step: Step, since: date, until: date) -> Iterator[Period]:
    """One period after the other."""
    start = start_of(step, since)
    while start <= until:
        follow = start_after(step, start)
        yield Period(start, follow - ONE_DAY, label_of(step, start))
        start = follow


def start_of(step: Step, day: date) -> date:
    """The first day of the period that a day lies in. A week begins on Monday."""
    if step == "day":
        return day
    if step == "week":
        return day - timedelta(days=day.weekday())
    month = day.month if step == "month" else day.month - (day.month - 1) % 3
    return day.replace(month=month, day=1)


def start_after(step: Step, start: date) -> date:
    """The first day of the period that follows."""
    if step in ("day", "week"):
        return start + timedelta(days=SHORTEST_DAYS[step])
    months = start.month - 1 + (1 if step == "month" else 3)
    return date(start.year + months // 12, months % 12 + 1, 1)


def label_of(step: Step, start: date) -> str:
    """`2026-11-22`, `2026-W47`, `2026-11`, `2026-Q4`. The week's year is that of its Thursday (ISO 8601)."""
    if step == "day":
        return start.isoformat()
    if step == "week":
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02}"
    return f"{start:%Y-%m}" if step == "month" else f"{start.year}-Q{(start.month + 2) // 3}"
