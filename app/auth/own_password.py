"""Another password, by the person who knows the present one."""

from sqlalchemy import delete, select, update

from app.accounts.models import Person
from app.audit.actions import Action
from app.audit.commands import record
from app.auth.actor import Actor
from app.auth.models import OneTimeLink
from app.auth.password_rules import objection
from app.auth.passwords import Passwords
from app.auth.sessions import revoke
from app.auth.throttle import note_failure, refuse_if_guessing
from app.config import Settings
from app.kit.db import Database
from app.kit.problems import FieldError, Invalid, NotFound
from app.kit.tables import column


def change(
    db: Database,
    settings: Settings,
    passwords: Passwords,
    actor: Actor,
    session_id: str | None,
    *,
    current: str,
    password: str,
    address: str,
    request_id: str | None = None,
) -> None:
    """Every other session of the person ends. Raises Invalid, TooManyRequests; NotFound for who has no password here.

    A wrong present password counts like a failed sign-in: who sits at somebody's open screen may not guess either.
    """
    with db.read() as session:
        refuse_if_guessing(session, settings.passwords, actor.email, address)
        stored = session.execute(
            select(column(Person.password_hash)).where(column(Person.id) == actor.id)
        ).scalar_one_or_none()
    if stored is None:
        raise NotFound("You have no password here: you sign in with your company account.")
    if not passwords.matches(stored, current):
        with db.write() as session:
            note_failure(session, settings.passwords, actor.email, address)
        raise refused("/current", "This is not your present password.")
    why = objection(settings.passwords, password, actor.email)
    if why is not None:
        raise refused("/password", why)
    hashed = passwords.hash(password)
    with db.write() as session:
        session.execute(update(Person).where(column(Person.id) == actor.id).values(password_hash=hashed))
        session.execute(delete(OneTimeLink).where(column(OneTimeLink.person_id) == actor.id))
        revoke(session, actor.id, actor.id, but=session_id, request_id=request_id)
        record(
            session,
            Action.PASSWORD_SET,
            actor_id=actor.id,
            object_kind="person",
            object_id=actor.id,
            request_id=request_id,
        )


def refused(pointer: str, why: str) -> Invalid:
    """One field, one sentence."""
    return Invalid(why, errors=[FieldError(pointer, why)])
