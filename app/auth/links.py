"""Links by which somebody sets their password: made, used once, forgotten."""

from collections.abc import Callable

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.queries import has_identity, person_by_email
from app.audit.actions import Action
from app.audit.commands import record
from app.auth.models import LoginSession, OneTimeLink
from app.auth.passkeys import remove_all
from app.auth.password_rules import objection
from app.auth.passwords import Passwords
from app.auth.secrets import new_session_secret, secret_hash
from app.config import Settings
from app.kit.clock import new_id, now
from app.kit.db import Database
from app.kit.problems import FieldError, Invalid, NotFound
from app.kit.tables import column

# The secret stands behind a #: a browser sends that part to nobody, so it is in no log.
PAGE = "/set-password#"
GONE = "This link was used, has expired or is not whole. Ask for a new one."


def make_link(
    session: Session,
    settings: Settings,
    person_id: str,
    purpose: str,
    actor_id: str | None = None,
    request_id: str | None = None,
) -> str:
    """A link for this person; those from before open nothing any more. Returns its secret, which is nowhere stored."""
    moment, secret = now(), new_session_secret()
    lives = settings.links.invitation if purpose == "invitation" else settings.links.reset
    session.execute(delete(OneTimeLink).where(column(OneTimeLink.person_id) == person_id))
    session.execute(
        insert(OneTimeLink).values(
            id=new_id(),
            secret_hash=secret_hash(secret),
            person_id=person_id,
            purpose=purpose,
            created_at=moment,
            expires_at=moment + lives,
        )
    )
    record(
        session,
        Action.LINK_MADE,
        actor_id=actor_id,
        object_kind="person",
        object_id=person_id,
        request_id=request_id,
        purpose=purpose,
    )
    return secret


def address(settings: Settings, secret: str) -> str:
    """Where the link leads. From the settings, never from a request: that would let a stranger choose the host."""
    return (settings.public_origin or "http://localhost:8000").rstrip("/") + PAGE + secret


def send_reset(db: Database, settings: Settings, email: str, send: Callable[[str, str], None]) -> None:
    """Mail a link to the person of this address, if there is one who signs in by password. Says nothing either way."""
    with db.write() as session:
        person = person_by_email(session, email)
        if person is None or not person.active or has_identity(session, person.id):
            return
        secret = make_link(session, settings, person.id, "reset")
        to = person.email
    send(to, address(settings, secret))


def set_password(
    db: Database,
    settings: Settings,
    passwords: Passwords,
    secret: str,
    password: str,
    request_id: str | None = None,
) -> None:
    """Use a link up: the person has this password; every session of theirs ends, and every passkey.

    Raises NotFound for a link that opens nothing, Invalid for a password nobody may take; then the link stays.
    """
    with db.read() as session:
        person = person_of(session, secret)
        if person is None:
            raise NotFound(GONE)
        email = person.email
    why = objection(settings.passwords, password, email)
    if why is not None:
        raise Invalid(why, errors=[FieldError("/password", why)])
    hashed = passwords.hash(password)
    with db.write() as session:
        person = person_of(session, secret, lock=True)
        if person is None:
            raise NotFound(GONE)
        session.execute(delete(OneTimeLink).where(column(OneTimeLink.person_id) == person.id))
        session.execute(delete(LoginSession).where(column(LoginSession.person_id) == person.id))
        session.execute(update(Person).where(column(Person.id) == person.id).values(password_hash=hashed))
        # Whoever sets a password anew may do so because somebody else got in, and left a passkey behind.
        remove_all(session, person.id, person.id, request_id)
        record(
            session,
            Action.PASSWORD_SET,
            actor_id=person.id,
            object_kind="person",
            object_id=person.id,
            request_id=request_id,
        )


def person_of(session: Session, secret: str, *, lock: bool = False) -> Person | None:
    """Whose password a link may set, as long as it lives and they may sign in."""
    wanted = (
        select(Person)
        .join(OneTimeLink, column(OneTimeLink.person_id) == column(Person.id))
        .where(
            column(OneTimeLink.secret_hash) == secret_hash(secret),
            column(OneTimeLink.expires_at) > now(),
            column(Person.active),
        )
    )
    return session.execute(wanted.with_for_update() if lock else wanted).scalar_one_or_none()
