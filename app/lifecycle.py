"""What happens at the start and at the end of a server process, in order."""

import asyncio
import logging

from sqlalchemy.exc import SQLAlchemyError

from app.accounts.queries import demo_people_exist
from app.audit.actions import Action
from app.audit.commands import record
from app.changes import life
from app.changes.queries import feed_state
from app.config import Environment, Settings
from app.kit.db import Database
from app.vocabulary.commands import install_shipped

log = logging.getLogger("app.lifecycle")
REMEMBER_EVERY = 30.0


class NotSafeToStartError(RuntimeError):
    """Something about this installation must be put right first; the message says what."""


def start(db: Database, settings: Settings) -> None:
    """Make a migrated database ready for use. Running it again changes nothing."""
    with db.write() as session:
        life.begin(session)
        if life.note_restore(session, settings.data):
            record(session, Action.EPOCH_CHANGED, actor_id=None, object_kind="server")
        install_shipped(session)
    with db.read() as session:
        life.remember(settings.data, feed_state(session))


def refuse_demo_people(db: Database, settings: Settings) -> None:
    """Raise NotSafeToStartError when anyone outside development could sign in with a password from the README."""
    if settings.environment is Environment.DEVELOPMENT:
        return
    with db.read() as session:
        if demo_people_exist(session):
            raise NotSafeToStartError(
                "This database holds the demo people, whose password is public. Use another data folder or database."
            )


async def keep_remembering(db: Database, settings: Settings) -> None:
    """Write down every half minute how far the sequence has come, so that a later restore is noticed after a crash."""
    while True:
        await asyncio.sleep(REMEMBER_EVERY)
        await asyncio.to_thread(remember_now, db, settings)


def remember_now(db: Database, settings: Settings) -> None:
    """One line beside the database. A database that can't be read just now is asked again later."""
    try:
        with db.read() as session:
            life.remember(settings.data, feed_state(session))
    except (SQLAlchemyError, OSError) as error:
        log.warning("how far the sequence has come could not be written down: %s", type(error).__name__)


def stop(db: Database, settings: Settings) -> None:
    """Remember how far the sequence has come, and let go of the database."""
    remember_now(db, settings)
    db.close()
