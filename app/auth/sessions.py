"""Where people are signed in, and ending it: by themselves, or by an administrator."""

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.audit.actions import Action
from app.audit.commands import record
from app.auth.models import LoginSession
from app.kit.clock import now
from app.kit.problems import NotFound
from app.kit.tables import column


def open_sessions(session: Session, person_id: str, this: str | None) -> dict[str, Any]:
    """A person's live sessions, the one used last first."""
    has_password = column(Person.password_hash).is_not(None)
    known = session.execute(select(has_password).where(column(Person.id) == person_id)).scalar_one_or_none()
    rows = session.execute(
        select(LoginSession)
        .where(column(LoginSession.person_id) == person_id, column(LoginSession.expires_at) > now())
        .order_by(column(LoginSession.last_seen_at).desc())
    )
    items = [
        {
            "id": row.id,
            "browser": row.browser,
            "created_at": row.created_at,
            "last_seen_at": row.last_seen_at,
            "expires_at": row.expires_at,
            "is_this": row.id == this,
        }
        for row in rows.scalars()
    ]
    return {"items": items, "has_password": bool(known)}


def revoke(
    session: Session,
    person_id: str,
    actor_id: str | None,
    *,
    session_id: str | None = None,
    but: str | None = None,
    request_id: str | None = None,
) -> None:
    """End one session of a person's, or all (`but` one). The next request of it finds nobody signed in, and neither
    does its device key. Raises NotFound when a single one is not theirs."""
    ended = delete(LoginSession).where(column(LoginSession.person_id) == person_id)
    if session_id is not None:
        ended = ended.where(column(LoginSession.id) == session_id)
    if but is not None:
        ended = ended.where(column(LoginSession.id) != but)
    gone = list(session.execute(ended.returning(column(LoginSession.id))).scalars())
    if session_id is not None and not gone:
        raise NotFound("There is no such session.")
    for one in gone:
        record(
            session,
            Action.SESSIONS_REVOKED,
            actor_id=actor_id,
            object_kind="session",
            object_id=one,
            request_id=request_id,
        )
