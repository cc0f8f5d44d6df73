"""What happens at the start and at the end of a server process, in order."""

from app.accounts.queries import demo_people_exist
from app.audit.actions import Action
from app.audit.commands import record
from app.changes import life
from app.changes.queries import feed_state
from app.config import Environment, Settings
from app.kit.db import Database
from app.vocabulary.commands import install_shipped


class NotSafeToStartError(RuntimeError):
    """Something about this installation must be put right first; the message says what."""


def start(db: Database, settings: Settings) -> None:
    """Make a migrated database ready to serve. Raises NotSafeToStartError. Running it again changes nothing."""
    with db.write() as session:
        life.begin(session)
        if life.note_restore(session, settings.data):
            record(session, Action.EPOCH_CHANGED, actor_id=None, object_kind="server")
        install_shipped(session)
    with db.read() as session:
        if settings.environment is not Environment.DEVELOPMENT and demo_people_exist(session):
            raise NotSafeToStartError(
                "This database holds the demo people, whose password is public. Use another data folder or database."
            )
        life.remember(settings.data, feed_state(session))


def stop(db: Database, settings: Settings) -> None:
    """Remember how far the sequence has come, and let go of the database."""
    with db.read() as session:
        life.remember(settings.data, feed_state(session))
    db.close()
