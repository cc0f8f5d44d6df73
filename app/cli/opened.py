"""The database as a command needs it: migrated and ready."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from logging import WARNING, getLogger
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.exc import OperationalError

from app import lifecycle
from app.cli.say import Refusal
from app.config import PROJECT, Settings
from app.kit.db import Database


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The migrated database, closed afterwards."""
    migrated(settings)
    db = Database(settings.database_url)
    try:
        lifecycle.start(db, settings)
        yield db
    except lifecycle.NotSafeToStartError as error:
        raise Refusal(str(error)) from None
    finally:
        db.close()


def migrated(settings: Settings) -> None:
    """Bring the database to the newest schema. Raises Refusal when the folder or the server can't be reached."""
    refuse_unwritable(settings.data)
    getLogger("alembic").setLevel(WARNING)
    config = Config(PROJECT / "alembic.ini")
    config.set_main_option("sqlalchemy.url", settings.database_url.replace("%", "%%"))
    try:
        command.upgrade(config, "head")
    except OperationalError as error:
        raise Refusal(f"The database can't be opened: {str(error.orig).splitlines()[0]}") from None


def refuse_unwritable(folder: Path) -> None:
    """Raise Refusal, in one line, when nothing can be written into the data folder."""
    probe = folder / f".write-probe-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        reason = os.strerror(error.errno or errno.EIO)
        raise Refusal(
            f"The data folder {folder} can't be written to ({reason}). Set PATHNOTE_DATA to one that can."
        ) from None
