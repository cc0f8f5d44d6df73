"""PostgreSQL: not measured yet by this harness."""

from collections.abc import Iterator

from bench.run import Run
from bench.table import Figure, missing


def measure(run: Run) -> Iterator[Figure]:
    """Lines that say that something is missing."""
    yield missing("PostgreSQL, 2 processes, push", "≥ 25 % of COPY", "")
    yield missing("PostgreSQL, 2 processes, export", "≥ 50 % of row_to_json", "")
