"""What all figures of one run share."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import fill
from bench.measure import ROUNDS


@dataclass
class Run:
    """The size asked for, how often to measure, and a folder for copies of databases that goes at the end."""

    size: str
    folder: Path
    rounds: int = ROUNDS
    _copies: dict[str, Path] = field(default_factory=dict)

    def copied(self, size: str) -> Path:
        """This run's own copy of a database, the same one each time; servers write to it."""
        if size not in self._copies:
            self._copies[size] = fill.copied(size, self.folder)
        return self._copies[size]


@contextmanager
def started(size: str, rounds: int) -> Iterator[Run]:
    """A run; its copies are removed afterwards."""
    fill.FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="run-", dir=fill.FOLDER) as folder:
        yield Run(size, Path(folder), rounds)
