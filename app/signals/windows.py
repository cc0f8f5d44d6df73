"""Weekly counts of a cell and of its team, and the windows that are cut out of them.

Counts are summed up once from the first week on: whatever a window or a baseline holds is then one subtraction, so that
looking at each of eight years' weeks costs little more than looking at one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

WINDOWS = (4, 8)
GAP = 2
BASELINE = 52
HISTORY = max(WINDOWS) + GAP + BASELINE
PRIOR = 60.0


@dataclass(frozen=True, slots=True)
class Window:
    """What one window of a cell holds, beside its baseline."""

    weeks: int
    count: int
    logged: int
    base_count: int
    base_logged: int
    share: float  # of the same barrier everywhere, over the baseline

    @property
    def usual(self) -> float:
        """The count to expect."""
        return self.logged * (self.base_count + PRIOR * self.share) / (self.base_logged + PRIOR)


@dataclass(frozen=True, slots=True)
class Course:
    """How a cell went: its counts and its team's, each week's with all before it, from nothing on."""

    counts: Sequence[int]
    logged: Sequence[int]
    share: float | None  # of the barrier everywhere; None leans on the cell's own

    @classmethod
    def of(cls, counts: Iterable[int], logged: Iterable[int], share: float | None = None) -> "Course":
        return cls([0, *accumulate(counts)], [0, *accumulate(logged)], share)

    def baseline(self, end: int) -> tuple[int, int, float]:
        """The count, what was logged, and the share to lean on, for windows that end with so many weeks."""
        since, until = max(0, end - HISTORY), max(0, end - HISTORY + BASELINE)
        y, big_n = self.counts[until] - self.counts[since], self.logged[until] - self.logged[since]
        return y, big_n, (y + 0.5) / (big_n + 1) if self.share is None else self.share

    def windows(self, end: int | None = None) -> list[Window]:
        """The windows after so many weeks, all of them by default."""
        end = len(self.counts) - 1 if end is None else end
        return [
            Window(
                weeks,
                self.counts[end] - self.counts[max(0, end - weeks)],
                self.logged[end] - self.logged[max(0, end - weeks)],
                *self.baseline(end),
            )
            for weeks in WINDOWS
        ]


def share_of(counts: Iterable[int], logged: Iterable[int]) -> float:
    """The share of a barrier everywhere over the baseline; one in two where nothing is known."""
    return Course.of(counts, logged).windows()[0].share
