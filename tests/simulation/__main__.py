"""`python -m tests.simulation --sequences N --seed S`: bounded, prints its figures, stops by itself.

With `--bugs` it looks for every planted bug instead, within 200 sequences each. With `--add-up` it goes on where
`docs/simulated.csv` ends, until N have held on the code as it is: stopped, it goes on there another time.
"""

import argparse
import sys
import time

from tests.simulation.ledger import Piece, fingerprint, held, keep, kept, next_seed
from tests.simulation.run import Line, all_bugs, find_bugs, simulate, story, table

# A piece after which figures are printed, so that a long run shows that it lives.
PIECE = 2_000
# As much is lost when a long run is stopped; a start of the workers takes as long as fifty sequences.
KEPT_PIECE = 4_000
NOTHING_BROKE = "0 lost, 0 doubled, 0 diverged, 0 gaps, 0 blind overwrites"


def main() -> int:
    """0 when everything held, 1 when something did not."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--sequences", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--bugs", action="store_true", help="look for the planted bugs instead")
    parser.add_argument("--add-up", action="store_true", help="count with what held on this code before")
    asked = parser.parse_args()
    if asked.bugs:
        return bugs(asked.seed, asked.jobs)
    if asked.add_up:
        return add_up(asked.sequences, asked.jobs)
    return sequences(asked.sequences, asked.seed, asked.jobs)


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
        if failed(some):
            return 1
    say(f"seeds {seed} to {seed + number - 1}: {NOTHING_BROKE}")
    return 0


def add_up(goal: int, jobs: int) -> int:
    """Sequences nobody ran before, until so many have held on this code; each piece is kept as it ends."""
    code = code_of(simulate(jobs, 1, jobs))
    say(f"code {code}: {held(kept(), code)} of {goal} sequences held before")
    while (before := held(kept(), code)) < goal:
        seed = next_seed(kept())
        some = simulate(min(KEPT_PIECE, goal - before), seed, jobs)
        if failed(some):
            return 1
        if code_of(some) != code:
            say("the code was changed meanwhile: this piece does not count")
            return 1
        ran, requests = (sum(line[name] for line in some) for name in ("ran", "requests"))
        keep(Piece(code, seed, ran, requests))
        say(f"{before + ran} sequences, {max(line['seconds'] for line in some):.0f} s for the last {ran}")
    say(f"{held(kept(), code)} sequences on this code: {NOTHING_BROKE}")
    return 0


def code_of(some: list[Line]) -> str:
    """The code that these workers ran."""
    return fingerprint(name for line in some for name in line["modules"])


def failed(some: list[Line]) -> bool:
    """Whether any sequence did not hold; its story is told."""
    failures = [failure for line in some for failure in line["failures"]]
    if failures:
        say("\n\n".join(story(failure) for failure in failures))
    return bool(failures)


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
