"""`pathnote backup` and `pathnote restore`, for the embedded database."""

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from app.audit.actions import Action
from app.audit.commands import record
from app.changes import life
from app.changes.queries import feed_state
from app.cli.opened import migrated, opened
from app.cli.say import Refusal, say
from app.config import Settings
from app.kit.db import Database

# As much as is copied before writers get their turn.
PAGES = 2_000


def backup(file: Annotated[Path, typer.Argument(help="Where the copy goes; must not exist.")]) -> None:
    """Copy the database while it is served. (A plain copy of a live file is malformed.)"""
    source = database_file(Settings())
    if file.exists():
        raise Refusal(f"{file} exists already. Name a file that does not.")
    copy(source, file)
    say(f"The database was copied to {file}.")


def restore(file: Annotated[Path, typer.Argument(help="A copy made by `pathnote backup`.")]) -> None:
    """Put a copy back in place of the present database. Stop the server first.

    A new epoch begins: phones are told, send again what the copy does not hold, and list anew.
    """
    settings = Settings()
    if not file.is_file():
        raise Refusal(f"There is no file {file}.")
    copy(file, database_file(settings))
    migrated(settings)
    with opened(settings) as db:
        begin_new_life(db, settings)
    say(f"The database is the one of {file}. Phones will send again what it does not hold.")


def begin_new_life(db: Database, settings: Settings) -> None:
    """A new epoch, in the trail and remembered."""
    with db.write() as session:
        life.begin_epoch(session, life.recall(settings.data))
        record(session, Action.EPOCH_CHANGED, actor_id=None, object_kind="server")
    with db.read() as session:
        life.remember(settings.data, feed_state(session))


def database_file(settings: Settings) -> Path:
    """The embedded database's file. Raises Refusal for PostgreSQL, which has better tools of its own."""
    if not settings.database_url.startswith("sqlite"):
        raise Refusal(
            "The database is a PostgreSQL server: use pg_dump and pg_restore, then `pathnote new-epoch`."
        )
    return Path(settings.database_url.removeprefix("sqlite:///"))


def copy(source: Path, target: Path) -> None:
    """Page by page by SQLite's own means: whole whatever writers do meanwhile. Raises Refusal."""
    module: Any = import_module("pysqlite3.dbapi2")
    target.parent.mkdir(parents=True, exist_ok=True)
    origin, into = module.connect(f"file:{source}?mode=ro", uri=True), module.connect(target)
    try:
        origin.backup(into, pages=PAGES)
        (whole,) = into.execute("PRAGMA integrity_check").fetchone()
    except module.DatabaseError as error:
        raise Refusal(f"{source} can't be copied: {error}") from None
    finally:
        origin.close()
        into.close()
    if whole != "ok":
        raise Refusal(f"The copy of {source} is damaged: {whole}")


def new_epoch() -> None:
    """After PostgreSQL was restored from a backup: begin a new epoch, so that phones are told."""
    settings = Settings()
    with opened(settings) as db:
        begin_new_life(db, settings)
    say("A new epoch has begun. Phones will send again what the server does not hold.")
