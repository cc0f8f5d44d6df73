"""The database: one engine for reads, one way to write, on SQLite and on PostgreSQL.

`Database.write()` commits before its `with` block is left, so a route that returns from inside it never answers for
something that was not stored. (A `yield` dependency commits after the answer; see docs/decisions.)
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.orm import Session

from app.kit.group_commit import GroupCommit

# Every release from 3.7.0 to 3.51.2 can corrupt a WAL database under several writers and checkpoints.
OLDEST_SAFE_SQLITE = (3, 51, 3)


class UnsafeSqliteError(RuntimeError):
    """The SQLite library in use can corrupt a database in WAL mode."""


class Database:
    """Reads from a pool, writes through one door.

    On SQLite all writes share one connection and commit in groups (`GroupCommit`); on PostgreSQL each write is a
    transaction of its own and the change sequence orders the commits.
    """

    def __init__(self, url: str) -> None:
        """Open the database at `url`. Raises UnsafeSqliteError on a SQLite library older than 3.51.3."""
        self.dialect = make_url(url).get_backend_name()
        if self.dialect == "sqlite":
            self.engine = sqlite_engine(url, query_only=True)
            self._writer_engine = sqlite_engine(url, query_only=False)
            self._group: GroupCommit | None = GroupCommit(self._writer_engine)
        else:
            self._writer_engine = create_engine(
                url, pool_size=10, max_overflow=30, pool_pre_ping=True, hide_parameters=True
            )
            # PostgreSQL's default gives each statement a snapshot of its own: a pull could then hold entries that
            # are newer than the head it names, and bring them once more the next time.
            self.engine = self._writer_engine.execution_options(isolation_level="REPEATABLE READ")
            self._group = None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session on one consistent snapshot; what it would write is refused on SQLite and rolled back elsewhere."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction: committed durably when the block ends, undone as a whole when it raises."""
        if self._group is not None:
            with self._group.transaction() as session:
                yield session
            return
        with Session(self._writer_engine, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Give every connection back; on SQLite this also checkpoints the WAL."""
        if self._group is not None:
            self._group.close()
        self.engine.dispose()
        self._writer_engine.dispose()


def sqlite_engine(url: str, *, query_only: bool) -> Engine:
    """An engine on `pysqlite3`'s own SQLite, transactions begun by us and never by the driver."""
    module = import_module("pysqlite3.dbapi2")
    if module.sqlite_version_info < OLDEST_SAFE_SQLITE:
        raise UnsafeSqliteError(
            f"SQLite {module.sqlite_version} can corrupt a database in WAL mode; 3.51.3 or newer is needed."
        )
    Path(make_url(url).database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        module=module,
        hide_parameters=True,
        pool_size=1 if not query_only else 16,
        max_overflow=0 if not query_only else 32,
        connect_args={"check_same_thread": False, "timeout": 30},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        # The driver's own BEGIN is deferred and comes late: it loses updates without an error.
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",  # NORMAL loses acknowledged commits at a power cut
            "foreign_keys=ON",
            "trusted_schema=OFF",
            "busy_timeout=30000",
            # For each connection, in KiB: readers are many, and the system keeps the file's pages for all of them.
            f"cache_size={-4_096 if query_only else -65_536}",
            "mmap_size=268435456",
            "temp_store=MEMORY",
            f"query_only={'ON' if query_only else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    # Not by an event: with one listener on an engine, every statement looks for listeners.
    def begin(dbapi_connection: Any) -> None:
        dbapi_connection.execute("BEGIN" if query_only else "BEGIN IMMEDIATE")

    engine.dialect.do_begin = begin  # type: ignore[method-assign]
    return engine
