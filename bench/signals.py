"""`python -m bench.signals`: are signals what they promise? False alarms, what is found and when, real outbreaks.

Injected rises and teams in which nothing rises are simulated from a seed; the outbreaks are those of Salmonella
Newport in Germany, from `../shared/data/` where it lies beside the project, beside a plain CUSUM.
"""

import argparse
import csv
import random
from collections.abc import Iterator
from statistics import mean, median, stdev

import numpy as np

from app.config import PROJECT
from app.signals.shares import chance, rises
from app.signals.windows import BASELINE, GAP, HISTORY, WINDOWS, Course
from app.signals.words import newly_frequent
from bench import data
from bench.measure import milliseconds, seconds
from bench.signals_tenants import SCENARIOS, a_rise, delay, false_alarms, tenant
from bench.table import Figure, missing, printed

NEWPORT = PROJECT.parent / "shared" / "data" / "salmonella_newport.csv"
RISES = {
    "three-fold, one region": (3, 1, 0.55),
    "three-fold, four regions": (3, 4, 0.92),
    "five-fold, one region": (5, 1, 0.92),
}
# A single series has no other cells to be one of: the level that 60 cells have when one of them stands out.
ALONE = 0.10 / 60
THEME = [
    "voucher expired for elastography",
    "elastography voucher had expired",
    "the elastography voucher expired",
]


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(prog="python -m bench.signals", description=__doc__)
    parser.add_argument("--tenants", type=int, default=30, help="teams simulated for each line")
    asked = parser.parse_args()
    figures = []
    for part in (
        quiet(asked.tenants),
        injected(4 * asked.tenants),
        newport(),
        new_words(asked.tenants),
        cost(),
    ):
        for figure in part:
            figures.append(figure)
            print("  ".join(cell for cell in figure.cells() if cell), flush=True)
    print(f"\n{printed(figures)}")


def quiet(tenants: int) -> Iterator[Figure]:
    """Nothing rises; something is flagged now and then."""
    for scenario in SCENARIOS:
        pick = np.random.default_rng(1)
        found = [false_alarms(tenant(pick, scenario)) for _ in range(tenants)]
        yield Figure(
            f"false alarms a quarter, {scenario}",
            f"{mean(found):.2f}",
            "≤ 0.7",
            mean(found) <= 0.7,
            f"{tenants} teams of 60 cells, two years each",
        )


def injected(tenants: int) -> Iterator[Figure]:
    """One rise, for half a year."""
    for name, (fold, regions, goal) in RISES.items():
        pick = np.random.default_rng(2)
        taken = []
        for _ in range(tenants):
            rise = a_rise(pick, fold, regions)
            taken.append(delay(tenant(pick, "nothing", rise), rise))
        found = [weeks for weeks in taken if weeks is not None]
        part = len(found) / tenants
        late = median(found) if found else float("inf")
        error = (part * (1 - part) / tenants) ** 0.5
        yield Figure(
            f"found: {name}", f"{part:.2f}", f"≥ {goal}", part >= goal, f"± {error:.2f}; within 26 weeks"
        )
        goal_weeks = "≤ 5 weeks" if fold == 5 else "–"
        yield Figure(
            f"median delay: {name}", f"{late:g} weeks", goal_weeks, late <= 5 if fold == 5 else None, ""
        )


def newport() -> Iterator[Figure]:
    """Weeks of real outbreaks found, and weeks flagged outside them, beside a plain CUSUM."""
    if not NEWPORT.exists():
        yield missing("Newport series", "–", "needs ../shared/data/salmonella_newport.csv")
        return
    with NEWPORT.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    cases = [int(row["cases"]) for row in rows]
    outbreak = {at for at, row in enumerate(rows) if row["outbreak"] == "true" and at >= HISTORY}
    # A register counts cases of one country, whose size stays: the same large denominator each week.
    flags = {
        "share test": {at for at in range(HISTORY, len(cases)) if signalled(cases[: at + 1])},
        "plain CUSUM": cusum(cases),
    }
    for name, flagged in flags.items():
        found = len(flagged & outbreak)
        yield Figure(
            f"Newport, {name}",
            f"{found} of {len(outbreak)} outbreak weeks",
            "printed",
            None,
            f"{len(flagged - outbreak)} of {len(cases) - HISTORY - len(outbreak)} other weeks flagged;"
            f" {episodes(outbreak, flagged)}",
        )


def signalled(cases: list[int]) -> bool:
    """Whether the series is flagged at its end."""
    return min(chance(window) for window in Course.of(cases, [1_000] * len(cases)).windows()) <= ALONE


def cusum(cases: list[int], slack: float = 0.5, limit: float = 4.0) -> set[int]:
    """Page 1954: the sum of what is above the mean of the same baseline by more than half a deviation."""
    found, height = set(), 0.0
    for at in range(HISTORY, len(cases)):
        base = cases[at - HISTORY + 1 : at - HISTORY + 1 + BASELINE]
        height = max(0.0, height + (cases[at] - mean(base)) / max(stdev(base), 0.5) - slack)
        if height > limit:
            found.add(at)
    return found


def episodes(outbreak: set[int], flagged: set[int]) -> str:
    """How many outbreaks were flagged in any of their weeks."""
    spans: list[list[int]] = []
    for at in sorted(outbreak):
        if spans and at - spans[-1][-1] <= 2:
            spans[-1].append(at)
        else:
            spans.append([at])
    return f"{sum(bool(flagged & set(span)) for span in spans)} of {len(spans)} outbreaks"


def new_words(streams: int) -> Iterator[Figure]:
    """A theme that several people begin to speak of, in streams of sentences; and streams without one."""
    pick = random.Random(3)
    hits, strangers = 0, []
    for _ in range(streams):
        before = [pick.choice(data.sentences()) for _ in range(24 * 30)]
        now = [(pick.choice(data.sentences()), f"{pick.randrange(12)}") for _ in range(4 * 30)]
        strangers.append(len(newly_frequent(now, before, 5)))
        said = [(pick.choice(THEME), f"{pick.randrange(12)}") for _ in range(10)]
        terms = [one.term for one in newly_frequent(now + said, before, 5)]
        hits += any("voucher" in term or "elastography" in term for term in terms)
    yield Figure(
        "new theme among the first five terms",
        f"{hits / streams:.2f}",
        "≥ 0.95",
        hits / streams >= 0.95,
        f"{streams} streams of 30 entries a week, {'real' if data.sentences_are_real() else 'made-up'} sentences, two"
        " and a half entries a week on the theme",
    )
    yield Figure(
        "terms flagged without a theme", f"{mean(strangers):.2f} a month", "printed", None, "of five shown"
    )


def cost() -> Iterator[Figure]:
    """The test alone, in one process."""
    pick = np.random.default_rng(4)
    wide = [pick.poisson(1.0, (HISTORY, 2)).tolist() for _ in range(2_000)]
    cells = [([one for one, _ in series], [one + 3 * other for one, other in series]) for series in wide]
    took = seconds(lambda: rises([Course.of(counts, logged, 0.25) for counts, logged in cells]))
    yield Figure("cost, 2,000 cells, one week", milliseconds(took), "≤ 2 s", took <= 2, "plain Python")
    weeks = 8 * 52
    counts = tenant(np.random.default_rng(5), "nothing").sum(3)
    long = np.concatenate([counts] * 4)[: weeks + HISTORY]
    flat = [long[:, region, barrier].tolist() for region in range(15) for barrier in range(4)]
    logged = [long[:, region].sum(1).tolist() for region in range(15) for _ in range(4)]

    def eight_years() -> None:
        courses = [Course.of(one, other, 0.25) for one, other in zip(flat, logged, strict=True)]
        for end in range(HISTORY, HISTORY + weeks):
            rises(courses, end)

    took = median(seconds(eight_years) for _ in range(5))
    note = f"plain Python, median of five, {milliseconds(took / weeks)} a week; windows {WINDOWS}, gap {GAP}"
    yield Figure("cost, 60 cells × 8 years", milliseconds(took), "≤ 50 ms", took <= 0.05, note)


if __name__ == "__main__":
    main()
