"""Periods follow on each other without a gap, and are named as people name them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.trends.periods import Step, most_periods, periods

DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))
STEPS: list[Step] = ["day", "week", "month", "quarter"]


@pytest.mark.parametrize(
    ("step", "day", "start", "end", "label"),
    [
        ("day", "2026-11-22", "2026-11-22", "2026-11-22", "2026-11-22"),
        ("week", "2026-11-22", "2026-11-16", "2026-11-22", "2026-W47"),
        ("week", "2027-01-03", "2026-12-28", "2027-01-03", "2026-W53"),
        ("week", "2024-12-30", "2024-12-30", "2025-01-05", "2025-W01"),
        ("month", "2028-02-29", "2028-02-01", "2028-02-29", "2028-02"),
        ("month", "2026-12-31", "2026-12-01", "2026-12-31", "2026-12"),
        ("quarter", "2026-11-22", "2026-10-01", "2026-12-31", "2026-Q4"),
        ("quarter", "2026-03-31", "2026-01-01", "2026-03-31", "2026-Q1"),
    ],
)
def test_the_period_of_a_day(step: Step, day: str, start: str, end: str, label: str) -> None:
    [found] = periods(step, date.fromisoformat(day), date.fromisoformat(day))
    assert (found.start.isoformat(), found.end.isoformat(), found.label) == (start, end, label)


@given(st.sampled_from(STEPS), DAYS, st.integers(0, 1_200))
def test_no_gap_no_overlap_and_nothing_left_out(step: Step, since: date, days: int) -> None:
    until = min(since + timedelta(days=days), date(2999, 12, 31))
    found = periods(step, since, until)
    assert found[0].start <= since <= found[0].end
    assert found[-1].start <= until <= found[-1].end
    assert all(a.end + timedelta(days=1) == b.start for a, b in pairwise(found))
    assert len({period.label for period in found}) == len(found)
    assert len(found) <= most_periods(step, since, until)
