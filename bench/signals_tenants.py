"""Made-up teams to try signals on: uneven regions, visits in bunches, growth, campaigns, a loud author, real rises.

60 cells (15 regions, 4 barriers) with a median of 0.8 entries a week; five authors in each region, the loudest of them
with 44 % of its entries (Zipf). Week by week a region's volume varies by a gamma of shape 4 and each cell's by one of
shape 8, on top of Poisson.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.signals.shares import remains, rises
from app.signals.windows import Course, Window, share_of

REGIONS, BARRIERS, AUTHORS = 15, 4, 5
WEEKS, FIRST = 166, 64
MEDIAN = 0.8
QUARTER = 13
# A cell that was quiet for so long and is flagged again is another alarm.
SILENCE = 8
BEGINS = 100
WATCHED = 26
SCENARIOS = ("nothing", "growth", "campaign", "loud author")

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rise:
    """What is injected: one barrier, so many times as frequent, in these regions, from week BEGINS on."""

    barrier: int
    fold: float
    regions: tuple[int, ...]

    @property
    def cells(self) -> set[Cell]:
        return {(region, self.barrier) for region in self.regions}


def a_rise(pick: np.random.Generator, fold: float, regions: int) -> Rise:
    chosen = pick.choice(REGIONS, regions, replace=False)
    return Rise(int(pick.integers(3)), fold, tuple(int(region) for region in chosen))


def tenant(pick: np.random.Generator, scenario: str, rise: Rise | None = None) -> np.ndarray:
    """Counts by week, region, barrier and author."""
    shares = np.array([pick.dirichlet(np.array([34, 27, 30, 9]) * 0.4 + 1) for _ in range(REGIONS)])
    size = pick.lognormal(0, 0.6, REGIONS)
    size *= MEDIAN / np.median(size[:, None] * shares)
    loudness = 1 / np.arange(1, AUTHORS + 1)
    counts = np.zeros((WEEKS, REGIONS, BARRIERS, AUTHORS), int)
    for week in range(WEEKS):
        volume = size * pick.gamma(4, 1 / 4, REGIONS)
        if scenario == "growth":
            volume *= 1 + 2 * week / WEEKS
        if scenario == "campaign" and (week - 70) % 26 < 6:
            volume[::2] *= 2.5
        rates = volume[:, None] * shares * pick.gamma(8, 1 / 8, (REGIONS, BARRIERS))
        if rise and week >= BEGINS:
            rates[list(rise.regions), rise.barrier] *= rise.fold
        counts[week] = pick.multinomial(pick.poisson(rates), loudness / loudness.sum())
    if scenario == "loud author":
        region, barrier = int(pick.integers(REGIONS)), int(pick.integers(3))
        for begins in (80, 120):
            counts[begins : begins + 16, region, barrier, 0] += pick.poisson(3, 16)
    return counts


def alarms(counts: np.ndarray, weeks: range) -> Iterator[tuple[int, set[Cell]]]:
    """Each week the cells that the product would flag at its end."""
    cells = counts.sum(3)
    for week in weeks:
        past = cells[max(0, week - FIRST) : week]
        everything = past.sum((1, 2)).tolist()
        shares = [share_of(past[:, :, barrier].sum(1).tolist(), everything) for barrier in range(BARRIERS)]
        places = [(region, barrier) for region in range(REGIONS) for barrier in range(BARRIERS)]
        logged = [past[:, region].sum(1).tolist() for region in range(REGIONS)]
        watched = [
            Course.of(past[:, region, barrier].tolist(), logged[region], shares[barrier])
            for region, barrier in places
        ]
        flagged = {
            place
            for place, rise in zip(places, rises(watched), strict=True)
            if rise and remains(rise.window, loudest(counts, week, place, rise.window))
        }
        yield week, flagged


def loudest(counts: np.ndarray, week: int, place: Cell, window: Window) -> int:
    """How many of the window's entries the loudest author wrote."""
    return int(counts[week - window.weeks : week, place[0], place[1]].sum(0).max())


def false_alarms(counts: np.ndarray) -> float:
    """How often a quarter something is flagged where nothing rises."""
    last: dict[Cell, int] = {}
    found = 0
    span = range(FIRST, WEEKS)
    for week, flagged in alarms(counts, span):
        for place in flagged:
            found += week - last.get(place, -WEEKS) > SILENCE
            last[place] = week
    return found / (len(span) / QUARTER)


def delay(counts: np.ndarray, rise: Rise) -> int | None:
    """After how many weeks the rise is flagged in one of its cells; None when it is not within half a year."""
    for week, flagged in alarms(counts, range(BEGINS + 1, BEGINS + 1 + WATCHED)):
        if flagged & rise.cells:
            return week - BEGINS
    return None
