"""SQLite without the product: the peer that it is measured against. Same library, same tables, same durability."""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.stored import INSERTS, Rows

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


def write_batches(connection: Any, batches: Iterable[Rows]) -> None:
    """One durable transaction for each batch, the change sequence kept."""
    for rows in batches:
        connection.execute("BEGIN IMMEDIATE")
        insert(connection, rows)
        connection.execute("UPDATE feed SET head = head + ?", (len(rows.entry_revision),))
        connection.execute("COMMIT")
