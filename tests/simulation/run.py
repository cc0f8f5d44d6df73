"""Starting simulations: how many, from which seed, and what came of them."""

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.simulation.server_bugs import SERVER_BUGS

PROJECT = Path(__file__).parents[2]
# Phones come and go by the thousand: with room for the young, garbage is collected less often.
NODE = [
    *("node", "--max-semi-space-size=64", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"),
    "tests/simulation/main.mjs",
]
Line = dict[str, Any]
# Planted alone, no harm of these was found in 600 sequences: as far as we know a second defence mends it. Kept for
# whoever takes such a defence away, to be looked for by name: `find_bugs([…])`.
MENDED = frozenset(
    {
        # The daily digest differs, everything is listed again, and `ops:check` names the op that never arrived.
        "an answer acknowledges every op of its batch, named or not",
        # The next page, or the digest, brings the newer one back.
        "an older rev replaces a newer one",
        "a page is stored whatever happened since it was asked for",
        # What was on the screen bounds the base as well.
        "the base is always the rev last pulled",
    }
)


def client_bugs() -> list[str]:
    """Names of the bugs that are planted on the phone's side."""
    show = "import('./tests/simulation/bugs.mjs').then(m => console.log(JSON.stringify(Object.keys(m.CLIENT_BUGS))))"
    answer = subprocess.run(["node", "-e", show], cwd=PROJECT, check=True, capture_output=True, text=True)
    names: list[str] = json.loads(answer.stdout)
    return names


def all_bugs() -> list[str]:
    """Every planted bug but those that a second defence mends."""
    return [bug for bug in (*client_bugs(), *SERVER_BUGS) if bug not in MENDED]


def worker(**options: Any) -> Iterator[Line]:
    """One process of phones with one of the server; its lines as they come."""
    flags = [text for name, value in options.items() for text in (f"--{name}", str(value))]
    command = [*NODE, "--python", sys.executable, *flags]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            yield json.loads(line)
    if process.returncode != 0:
        raise RuntimeError(f"the simulation ended with {process.returncode}; see its words above")


def simulate(sequences: int, seed: int, jobs: int = 2) -> list[Line]:
    """Sequences from `seed` on, shared between `jobs` workers."""
    shares = [len(range(job, sequences, jobs)) for job in range(jobs)]
    with ThreadPoolExecutor(jobs) as pool:
        return list(
            pool.map(
                lambda job: next(worker(sequences=shares[job], seed=seed + job, stride=jobs)),
                [job for job in range(jobs) if shares[job]],
            )
        )


def find_bugs(bugs: list[str], sequences: int = 200, seed: int = 1, jobs: int = 2) -> list[Line]:
    """For each planted bug, after how many sequences it was found."""
    shares = [bugs[job::jobs] for job in range(jobs) if bugs[job::jobs]]

    def share(some: list[str]) -> list[Line]:
        return list(worker(sequences=sequences, seed=seed, bugs=json.dumps(some)))

    with ThreadPoolExecutor(jobs) as pool:
        found = [line for lines in pool.map(share, shares) for line in lines]
    return sorted(found, key=lambda line: bugs.index(line["bug"]))


def story(failure: Line) -> str:
    """A failure as its finder wants to read it."""
    steps = "\n".join(f"  {line}" for line in failure["trace"])
    again = f"python -m tests.simulation --sequences 1 --seed {failure['seed']}"
    return f"seed {failure['seed']}: {failure['error']}\nfewest steps ({failure['least']}):\n{steps}\nagain: {again}"


def table(found: list[Line]) -> str:
    """The planted bugs, and after how many sequences each was found."""
    lines = [f"{line['after'] if line['found'] else 'NOT':>5}  {line['bug']}" for line in found]
    number = sum(line["found"] for line in found)
    return "\n".join([" after  planted bug", *lines, f"{number} of {len(found)} found"])
