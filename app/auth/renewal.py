"""Bringing a session back on the installation that opened it."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.accounts.queries import PersonCard, person_card
from app.audit.actions import Action
from app.audit.commands import record
from app.auth.device_keys import is_signed, new_challenge
from app.auth.models import LoginSession
from app.auth.opened import Opened, end_of
from app.auth.secrets import new_session_secret, secret_hash
from app.config import Settings
from app.kit.clock import now
from app.kit.problems import NotAuthenticated
from app.kit.tables import column


def challenge(session: Session, session_id: str) -> str:
    """What the device key has to sign. A session that is not there gets one too, so that nothing can be learned."""
    made = new_challenge()
    session.execute(
        update(LoginSession)
        .where(column(LoginSession.id) == session_id, column(LoginSession.device_key).is_not(None))
        .values(challenge=made)
    )
    return made


def renew(
    session: Session, settings: Settings, session_id: str, signature: str, request_id: str | None = None
) -> Opened | None:
    """A new secret for a live session whose device key signed the challenge; None when it did not.

    The challenge is used up either way, and the old secret ends.
    """
    row = session.execute(
        select(LoginSession).where(column(LoginSession.id) == session_id).with_for_update()
    ).scalar_one_or_none()
    if row is None or row.device_key is None or row.challenge is None:
        return None
    proved = row.expires_at > now() and is_signed(row.device_key, row.challenge, signature)
    person = person_card(session, row.person_id)
    row.challenge = None
    if not proved or person is None or not person.active:
        session.flush()
        return None
    return renewed(session, settings, row, person, request_id)


def renewed(
    session: Session, settings: Settings, row: LoginSession, person: PersonCard, request_id: str | None
) -> Opened:
    """The same session under a new secret, its end moved on."""
    secret, moment = new_session_secret(), now()
    row.secret_hash = secret_hash(secret)
    row.last_seen_at = moment
    row.expires_at = end_of(settings, person.roles, row.created_at)
    session.flush()
    record(
        session,
        Action.SESSION_RENEWED,
        actor_id=person.id,
        object_kind="session",
        object_id=row.id,
        request_id=request_id,
    )
    return Opened(secret, row.expires_at, person, row.id)


def refused(epoch: str) -> NotAuthenticated:
    """What is said when a session can't be brought back, whatever the reason. The phone deletes the key that its copy
    of the server's words lies under, unless this is another life of the server than the one it knows: put back from a
    backup, it may have forgotten the session, and words that are on that phone alone."""
    return NotAuthenticated("Sign in to go on. What waits on this device is safe.", members={"epoch": epoch})
