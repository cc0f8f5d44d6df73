"""The test of shares is the one that is cited: exact tails, a bounded share of false discoveries, no lone voice."""

from fractions import Fraction
from itertools import pairwise
from math import comb, isclose, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.signals import shares
from app.signals.shares import chance, discoveries, remains, rise_of, rises, tail
from app.signals.windows import HISTORY, Course, Window


def rising(x: Fraction, times: int) -> Fraction:
    """x (x + 1) (x + 2) …"""
    return prod((x + step for step in range(times)), start=Fraction(1))


@given(st.integers(1, 12), st.integers(12, 40), st.integers(1, 40), st.integers(41, 200))
def test_the_tail_is_that_of_the_beta_binomial(count: int, logged: int, y: int, big_n: int) -> None:
    """In whole fractions, by the definition."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shares, "DEFLATION", 1.0)
        found = tail(count, logged, y, big_n, 0.25)
    a, b = Fraction(y + 15), Fraction(big_n - y + 45)
    point = [
        comb(logged, j) * rising(a, j) * rising(b, logged - j) / rising(a + b, logged)
        for j in range(logged + 1)
    ]
    assert sum(point) == 1
    assert isclose(found, float(sum(point[count + 1 :]) + point[count] / 2), rel_tol=1e-6)


@given(st.integers(3, 300), st.integers(0, 3_000), st.integers(0, 30_000), st.floats(0.01, 0.6))
def test_the_more_above_the_usual_the_less_likely(n: int, y: int, more: int, share: float) -> None:
    usual = Window(4, 0, n, y, y + more, share).usual
    chances = [tail(count, n, y, y + more, share) for count in range(int(usual) + 1, n + 1)]
    assert all(0 <= p <= 1 for p in chances)
    assert all(after <= before + 1e-9 for before, after in pairwise(chances))


def test_more_entries_are_no_rise_when_everything_was_logged_more() -> None:
    quiet, campaign = [1] * 54 + [1] * 8, [1] * 54 + [4] * 8
    for counts in (quiet, campaign):
        logged = [4 * count for count in counts]
        assert min(chance(window) for window in Course.of(counts, logged, 0.25).windows()) > 0.2
    assert min(chance(window) for window in Course.of(campaign, [4] * 54 + [7] * 8, 0.25).windows()) < 0.001


def test_the_baseline_ends_two_weeks_before_the_windows() -> None:
    short, long = Course.of(range(100), [100] * 100, 0.5).windows()
    assert (short.count, long.count) == (96 + 97 + 98 + 99, sum(range(92, 100)))
    assert short.base_count == long.base_count == sum(range(38, 90))
    assert short.base_logged == 5_200


def test_of_many_chances_only_those_stay_that_are_few_enough() -> None:
    assert discoveries([0.001, 0.02, 0.5, 0.9]) == 0.02
    assert discoveries([0.03] + [0.5] * 9) == -1
    assert discoveries([0.06, 0.09, 0.9]) == -1  # 0.10 of three cells
    assert discoveries([]) == -1


def test_the_clearest_window_of_each_cell_counts() -> None:
    logged = [10] * HISTORY
    still = Course.of([1] * HISTORY, logged, 0.1)
    rising = Course.of([1] * (HISTORY - 8) + [5] * 4 + [1] * 4, logged, 0.1)
    found = rises([still] * 30 + [rising])
    assert found[:-1] == [None] * 30
    assert found[-1] is not None
    assert found[-1].window.weeks == 8


weekly = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 12)), min_size=HISTORY, max_size=HISTORY + 12)


@settings(max_examples=30)
@given(st.lists(weekly, min_size=1, max_size=8), st.floats(0.02, 0.6))
def test_the_short_way_finds_what_each_window_reckoned_in_full_says(
    drawn: list[list[tuple[int, int]]], share: float
) -> None:
    """To the letter: sums that are carried along, and tails cut off where nothing can be a discovery."""
    cells = [([y for y, _ in weeks], [y + more for y, more in weeks]) for weeks in drawn]
    courses = [Course.of(counts, logged, share) for counts, logged in cells]
    cut = [Course.of(counts[:HISTORY], logged[:HISTORY], share).windows() for counts, logged in cells]
    assert [course.windows(HISTORY) for course in courses] == cut
    chances = [min(chance(window) for window in windows) for windows in cut]
    limit = discoveries(chances)
    told = [None if rise is None else rise.chance for rise in rises(courses, HISTORY)]
    assert told == [p if p <= limit else None for p in chances]
    assert all(rise_of(course, HISTORY).chance == p for course, p in zip(courses, chances, strict=True))


@pytest.mark.parametrize(("loudest", "left"), [(4, True), (9, True), (10, False), (12, False)])
def test_a_rise_of_one_voice_is_none(loudest: int, left: bool) -> None:
    assert remains(Window(4, 12, 20, 52, 520, 0.1), loudest) is left
