"""Keeping somebody out, and letting them in again."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.accounts.standing import admins, held, refuse_last, set_active
from app.audit.actions import Action
from app.audit.commands import record
from app.auth.models import OneTimeLink
from app.auth.sessions import revoke
from app.kit.problems import Conflict
from app.kit.tables import column


def suspend(
    session: Session,
    person_id: str,
    actor_id: str | None,
    *,
    rev: int | None = None,
    request_id: str | None = None,
) -> None:
    """Sign somebody out everywhere and let them in no more; their API tokens are refused for as long.

    Raises NotFound, PersonChanged, LastAdmin, and Conflict for oneself. Somebody suspended already is no error.
    """
    if person_id == actor_id:
        raise Conflict("Nobody suspends themselves. Let another administrator do it.")
    refuse_last(admins(session), person_id)
    if not held(session, person_id, rev).active:
        return
    set_active(session, person_id, False)
    session.execute(delete(OneTimeLink).where(column(OneTimeLink.person_id) == person_id))
    revoke(session, person_id, actor_id, request_id=request_id)
    note(session, Action.PERSON_SUSPENDED, person_id, actor_id, request_id)


def readmit(
    session: Session,
    person_id: str,
    actor_id: str | None,
    *,
    rev: int | None = None,
    request_id: str | None = None,
) -> None:
    """Let somebody in again, with the roles and regions they had. Raises NotFound, PersonChanged."""
    if held(session, person_id, rev).active:
        return
    set_active(session, person_id, True)
    note(session, Action.PERSON_READMITTED, person_id, actor_id, request_id)


def note(
    session: Session, action: Action, person_id: str, actor_id: str | None, request_id: str | None
) -> None:
    """The line in the trail."""
    record(
        session,
        action,
        actor_id=actor_id,
        object_kind="person",
        object_id=person_id,
        request_id=request_id,
    )
