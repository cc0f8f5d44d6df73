"""Deleted is not gone: a database keeps old pages, index terms and its log until it is swept."""

import time
from importlib import import_module
from typing import Any

from sqlalchemy import make_url, text

from app.kit.db import Database

SECONDS = 60.0
SWEPT = (
    "entry",
    "entry_revision",
    "entry_search",
    "person",
    "likeness_posting",
    "likeness_stem",
    "theme_action",
)


class StillReadError(RuntimeError):
    """Somebody reads the database without a pause, so its log can't be cut now."""


def sweep(db: Database, url: str) -> None:
    """Afterwards the files hold nothing of what was deleted. Raises StillReadError on SQLite under constant reading."""
    if db.dialect == "postgresql":
        with db.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(
                text(f"VACUUM {', '.join(SWEPT)}")
            )
        return
    with db.write() as session:
        # A deleted row leaves its words in the index until its segments are merged.
        session.execute(text("INSERT INTO entry_search (entry_search) VALUES ('optimize')"))
    module: Any = import_module("pysqlite3.dbapi2")
    connection = module.connect(make_url(url).database, timeout=SECONDS, isolation_level=None)
    try:
        connection.execute("VACUUM")
        ends = time.monotonic() + SECONDS
        # A log that was cut to nothing holds no page from before.
        while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() > ends:
                raise StillReadError
            time.sleep(0.2)
    finally:
        connection.close()
