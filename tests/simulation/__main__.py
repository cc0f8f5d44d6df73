"""`python -m tests.simulation --sequences N --seed S`: bounded, prints its figures, stops by itself.

With `--bugs` it looks for every planted bug instead, within 200 sequences each.
"""

import argparse
import sys
import time

from tests.simulation.run import all_bugs, find_bugs, simulate, story, table

# A piece after which figures are printed, so that a long run shows that it lives.
PIECE = 2_000


def main() -> int:
    """0 when everything held, 1 when something did not."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--sequences", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--bugs", action="store_true", help="look for the planted bugs instead")
    asked = parser.parse_args()
    return bugs(asked.seed, asked.jobs) if asked.bugs else sequences(asked.sequences, asked.seed, asked.jobs)


def sequences(number: int, seed: int, jobs: int) -> int:
    """Sequences, piece by piece."""
    ran = requests = 0
    began = time.monotonic()
    while ran < number:
        some = simulate(min(PIECE, number - ran), seed + ran, jobs)
        ran += sum(line["ran"] for line in some)
        requests += sum(line["requests"] for line in some)
        seconds = time.monotonic() - began
        say(f"{ran} sequences of 60 steps, {requests} requests, {seconds:.0f} s")
        failures = [failure for line in some for failure in line["failures"]]
        if failures:
            say("\n\n".join(story(failure) for failure in failures))
            return 1
    say(f"seeds {seed} to {seed + number - 1}: 0 lost, 0 doubled, 0 diverged, 0 gaps, 0 blind overwrites")
    return 0


def bugs(seed: int, jobs: int) -> int:
    """Every planted bug."""
    found = find_bugs(all_bugs(), seed=seed, jobs=jobs)
    say(table(found))
    return 0 if all(line["found"] for line in found) else 1


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
