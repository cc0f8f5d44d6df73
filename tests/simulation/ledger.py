"""What long runs add up to: a line for each piece that held, with the code it ran on, in a file that is kept.

A hundred thousand sequences take longer than one wants to wait in one go, and stopping must not cost what has held.
Only pieces on the very same code count together: of the phone, the server, the simulation and the locked libraries.
"""

import csv
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tests.simulation.run import PROJECT

LEDGER = PROJECT / "docs" / "simulated.csv"
# Far from the seeds of the gate, which are run with every change.
FIRST = 10_000_001
LOCKS = ("requirements.lock", "tests/js/package-lock.json")


class Piece(NamedTuple):
    """Sequences `first_seed`, `first_seed` + 1, …: every one of them held."""

    code: str
    first_seed: int
    sequences: int
    requests: int


def fingerprint(modules: Iterable[str]) -> str:
    """Of these files, by their paths from the project's folder; of the simulation's driver; and of the locks."""
    driver = (str(file.relative_to(PROJECT)) for file in Path(__file__).parent.glob("*.mjs"))
    digest = hashlib.sha256()
    for name in sorted({*modules, *driver, *LOCKS}):
        digest.update(name.encode() + b"\0" + hashlib.sha256((PROJECT / name).read_bytes()).digest())
    return digest.hexdigest()[:12]


def kept(file: Path = LEDGER) -> list[Piece]:
    """All pieces so far."""
    if not file.exists():
        return []
    with file.open(newline="") as lines:
        return [
            Piece(line["code"], *(int(line[name]) for name in Piece._fields[1:]))
            for line in csv.DictReader(lines)
        ]


def keep(piece: Piece, file: Path = LEDGER) -> None:
    """Add a piece; one that goes on from the last line makes that line longer."""
    pieces = kept(file)
    last = pieces[-1] if pieces else None
    if last and last.code == piece.code and last.first_seed + last.sequences == piece.first_seed:
        pieces[-1] = last._replace(
            sequences=last.sequences + piece.sequences, requests=last.requests + piece.requests
        )
    else:
        pieces.append(piece)
    with file.open("w", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(Piece._fields)
        writer.writerows(pieces)


def next_seed(pieces: list[Piece]) -> int:
    """After all seeds that any code has seen."""
    return max((piece.first_seed + piece.sequences for piece in pieces), default=FIRST)


def held(pieces: list[Piece], code: str) -> int:
    """Sequences that held on this code."""
    return sum(piece.sequences for piece in pieces if piece.code == code)
