"""Does a cell's share rise more than chance? A predictive test of shares, made for few entries.

A *cell* is one barrier in one place. Its *team* is whatever was logged there: what the team logs is the denominator, so
neither a campaign nor a growing team is a signal.

1. **Baseline.** The cell's share of what its team logged is Beta(y + a·p, N - y + a·(1 - p)): y of N entries over 52
   weeks, a gap of two weeks before the windows, shrunk towards the share p of the same barrier everywhere with the
   weight of a = 60 entries (empirical Bayes as in DuMouchel 1999, *Bayesian data mining in large frequency tables*).
2. **Prediction.** Then the count among n entries of the last 4 and of the last 8 weeks is beta-binomial (Skellam 1948;
   Gelman et al., *Bayesian Data Analysis*, 3rd ed., 2.4). The p-value is the upper tail with half of the point itself
   (mid-p: Lancaster 1961), after dividing all counts by 1.7, because visits come in bunches (quasi-likelihood:
   McCullagh & Nelder 1989, 4.5; the same correction as in Farrington et al. 1996).
3. **Many places.** Benjamini & Hochberg 1995 at a false discovery rate of 0.10 over the cells of the week, each by
   the window in which it is hardest to explain.
4. **One loud voice.** The rise has to remain without the loudest author of the window: `remains`.

A gamma-Poisson prediction, which takes the team's entries for mere exposure, is wider than a share can vary and finds
fewer rises where one barrier is a third of all; docs/decisions/0007 has the figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma

from app.signals.windows import PRIOR, WINDOWS, Course, Window

DEFLATION = 1.7
FALSE_DISCOVERIES = 0.10
# Without its loudest author a real rise has fewer entries to show itself by: it has to be more than usual still.
REMAINS = 0.2
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Rise:
    """The window of a cell that is hardest to explain, and how hard."""

    chance: float
    window: Window


def rises(cells: Sequence[Course], end: int | None = None) -> list[Rise | None]:
    """For each cell the rise that is more than chance among all of them, after so many weeks; else None."""
    chances = [clearest(cell, len(cell.counts) - 1 if end is None else end) for cell in cells]
    limit = discoveries(chances)
    return [rise_of(cell, end) if p <= limit else None for cell, p in zip(cells, chances, strict=True)]


def rise_of(cell: Course, end: int | None) -> Rise:
    """The clearest window itself."""
    return min((Rise(chance(window), window) for window in cell.windows(end)), key=lambda one: one.chance)


def clearest(cell: Course, end: int) -> float:
    """The smallest of the windows' chances; above what can be a discovery, only that it is above.

    The same as `chance` of each window, without making windows: nearly all cells of nearly all weeks end here.
    """
    counts, logged = cell.counts, cell.logged
    y, big_n, share = cell.baseline(end)
    least = 1.0
    for weeks in WINDOWS:
        since = end - weeks if end > weeks else 0
        count = counts[end] - counts[since]
        if count >= FEWEST:
            n = logged[end] - logged[since]
            if count > n * (y + PRIOR * share) / (big_n + PRIOR):
                found = tail(count, n, y, big_n, share, FALSE_DISCOVERIES)
                if found < least:
                    least = found
    return least


def chance(window: Window) -> float:
    """The mid-p-value of a count at least this high. 1 where there is nothing to see."""
    if window.count < FEWEST or window.count <= window.usual:
        return 1.0
    return tail(window.count, window.logged, window.base_count, window.base_logged, window.share)


def tail(
    count: float, logged: float, base_count: float, base_logged: float, share: float, enough: float = 1.0
) -> float:
    """P(K > count) + P(K = count) / 2 for the beta-binomial prediction, on deflated counts.

    These are no whole numbers any more; the sum in steps of one is then the trapezium rule for the tail. Once it is
    more than `enough` it is added up no further.
    """
    k, n, y = count / DEFLATION, logged / DEFLATION, base_count / DEFLATION
    p = share if 1e-6 < share < 1 - 1e-6 else min(max(share, 1e-6), 1 - 1e-6)
    a, b = y + PRIOR * p, base_logged / DEFLATION - y + PRIOR * (1 - p)
    point = exp(
        lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
        + lgamma(k + a) + lgamma(n - k + b) - lgamma(n + a + b)
        + lgamma(a + b) - lgamma(a) - lgamma(b)
    )  # fmt: skip
    found = point / 2
    while k + 1 <= n and found <= enough and point > found * 1e-9:
        point *= (n - k) * (k + a) / ((k + 1) * (n - k - 1 + b))
        found += point
        k += 1
    return found if found < 1 else 1.0


def discoveries(chances: Sequence[float], rate: float = FALSE_DISCOVERIES) -> float:
    """The largest p-value that counts (Benjamini & Hochberg); -1 when none does."""
    ranked = sorted(chances)
    return max(
        (p for rank, p in enumerate(ranked, 1) if p <= rate * rank / len(ranked)),
        default=-1.0,
    )


def remains(window: Window, loudest: int) -> bool:
    """Whether the rise is there without the entries that the loudest author put into the cell."""
    rest = window.count - loudest
    if rest < FEWEST:
        return False
    return tail(rest, window.logged - loudest, window.base_count, window.base_logged, window.share) <= REMAINS
