"""SQLite without the product: the peer that it is measured against. Same library, same tables, same durability."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from app.entries.tallies import ADD_EACH, RECOUNT, SLICE, as_row, keys_of
from bench.stored import ENTRY, INSERTS, Rows

PRAGMAS = (
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cache_size=-65536",
    "mmap_size=268435456",
    "temp_store=MEMORY",
)


def connect(file: Path, *, synchronous: str = "FULL") -> Any:
    """A connection with the product's settings, transactions begun by hand."""
    connection = import_module("pysqlite3.dbapi2").connect(str(file), isolation_level=None)
    connection.execute(f"PRAGMA synchronous={synchronous}")
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def insert(connection: Any, rows: Rows) -> None:
    """Rows of all tables, one statement each, in the transaction that is open."""
    for table, statement in INSERTS.items():
        connection.executemany(statement, getattr(rows, table))


def counted(rows: Rows) -> list[tuple[Any, ...]]:
    """The kept counts of new entries, one line for each that moves."""
    moved: Counter[Any] = Counter()
    for row in rows.entry:
        entry = dict(zip(ENTRY, row, strict=True))
        moved.update(keys_of(entry | {"visited_on": date.fromisoformat(entry["visited_on"])}))
    return [as_row(key, n) for key, n in moved.items()]


def count_all(connection: Any) -> None:
    """All kept counts, of all entries."""
    connection.execute(
        "INSERT INTO entry_tally (sheet, visited_on, region, kind, barrier, code, n) "
        + RECOUNT.format(slice=SLICE["sqlite"])
    )


def write_batches(connection: Any, batches: Iterable[Rows]) -> None:
    """One durable transaction for each batch, the change sequence kept."""
    for rows in batches:
        connection.execute("BEGIN IMMEDIATE")
        insert(connection, rows)
        connection.executemany(ADD_EACH, counted(rows))
        connection.execute("UPDATE feed SET head = head + ?", (len(rows.entry_revision),))
        connection.execute("COMMIT")
