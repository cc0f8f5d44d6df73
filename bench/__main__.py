"""`python -m bench`: measure, print one table. See docs/benchmarks.md."""

import argparse
import time
from importlib import import_module

from bench import fill, machine
from bench.measure import ROUNDS
from bench.run import Run, started
from bench.table import Figure, missing, printed

ROWS = (
    "start",
    "load",
    "phone",
    "pull",
    "trends",
    "search",
    "signals",
    "themes",
    "slow",
    "export",
    "push",
    "growth",
    "postgres",
    "peers",
)


def main() -> None:
    """Measure what was asked for. A row that fails is a line that says so; the others go on."""
    asked = arguments()
    print(machine.facts(), flush=True)
    began = time.perf_counter()
    figures: list[Figure] = []
    with started(asked.size, asked.rounds) as run:
        for name in asked.only:
            figures += measured(name, run)
    print(f"\n{printed(figures)}\n\n{time.perf_counter() - began:.0f} s")


def measured(name: str, run: Run) -> list[Figure]:
    """The lines of one kind of figure, announced as they come."""
    began, found = time.perf_counter(), []
    try:
        for figure in import_module(f"bench.rows.{name}").measure(run):
            found.append(figure)
            print("  ".join(cell for cell in figure.cells() if cell), flush=True)
    except Exception as error:
        found.append(missing(name, "–", f"{type(error).__name__}: {str(error).splitlines()[0][:150]}"))
        print(f"{name}: {error!r}"[:500], flush=True)
    print(f"  ({name}: {time.perf_counter() - began:.0f} s)", flush=True)
    return found


def arguments() -> argparse.Namespace:
    """`--size 100k --only push,pull --rounds 5`."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Figures, each beside its peer.")
    parser.add_argument("--size", choices=fill.SIZES, default="1m", help="entries in the database")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds of each side; at least five count")
    parser.add_argument(
        "--only", default=",".join(ROWS), help=f"some of {','.join(ROWS)}", type=lambda text: text.split(",")
    )
    asked = parser.parse_args()
    if unknown := set(asked.only) - set(ROWS):
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    return asked


if __name__ == "__main__":
    main()
