"""Runs migrations on SQLite and PostgreSQL, online only: they are checked against the rows they find."""

from alembic import context
from sqlalchemy import Connection, create_engine, event, text

from app.config import Settings
from app.kit.db import sqlite_engine
from app.models import SQLModel

LOCK = 7_240_115  # any number, the same for all processes


def run() -> None:
    """Migrate the database that `sqlalchemy.url` names, or that the settings name."""
    url = context.config.get_main_option("sqlalchemy.url") or Settings().database_url
    if url.startswith("sqlite"):
        engine = sqlite_engine(url, query_only=False)

        @event.listens_for(engine, "connect")
        def unlinked(connection: object, _record: object) -> None:
            # Batch mode makes a table anew; with foreign keys on, dropping the old one would delete its children.
            connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[attr-defined]

    else:
        engine = create_engine(url, hide_parameters=True)
    with engine.connect() as connection:
        migrate(connection)
    engine.dispose()


def migrate(connection: Connection) -> None:
    """One transaction, one process at a time, and no row left that points nowhere."""
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        transaction_per_migration=False,
        include_object=lambda _object, name, kind, *_: (
            not (kind == "table" and name.startswith("entry_search"))
        ),
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if orphans:
                raise RuntimeError(f"the migration would leave {len(orphans)} rows that point nowhere")


run()
