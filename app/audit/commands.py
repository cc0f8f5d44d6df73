"""Adding a line to the trail."""

from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from app.audit.actions import Action
from app.audit.chain import chain_hash
from app.audit.models import AuditEvent
from app.kit.clock import now
from app.kit.tables import column


def record(
    session: Session,
    action: Action,
    *,
    actor_id: str | None,
    object_kind: str,
    object_id: str | None = None,
    request_id: str | None = None,
    **facts: object,
) -> None:
    """Append one line, in the transaction of what it tells of. Call it last: it takes the feed's lock.

    `facts` are counts, codes and names of fields; free text and secrets have no place here.
    """
    if session.get_bind().dialect.name == "postgresql":
        # Two transactions must not chain to the same line. The feed's row is the lock that everyone takes last.
        session.execute(text("SELECT head FROM feed WHERE id = 1 FOR UPDATE"))
    at = now()
    before = (
        session.execute(
            select(column(AuditEvent.hash)).order_by(column(AuditEvent.no).desc()).limit(1)
        ).scalar()
        or ""
    )
    line: dict[str, Any] = {
        "actor_id": actor_id,
        "action": str(action),
        "object_kind": object_kind,
        "object_id": object_id,
        "facts": facts,
        "request_id": request_id,
    }
    session.execute(insert(AuditEvent).values(at=at, **line, hash=chain_hash(before, at=at, **line)))
