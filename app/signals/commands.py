"""Deciding about a signal."""

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.audit.actions import Action
from app.audit.commands import record
from app.auth.actor import Actor
from app.kit.clock import now
from app.kit.problems import NotFound
from app.signals.models import Judgement


def judge(
    session: Session,
    actor: Actor,
    signal_id: str,
    present: set[str],
    verdict: str,
    reason: str | None,
    request_id: str | None,
) -> None:
    """Note what a lead makes of a signal that is there (`present`). Raises NotFound for any other."""
    if signal_id not in present:
        raise NotFound("There is no such signal now. It may have ended: load the list again.")
    session.execute(
        insert(Judgement).values(
            signal_id=signal_id, verdict=verdict, reason=reason, person_id=actor.id, at=now()
        )
    )
    record(
        session,
        Action.SIGNAL_JUDGED,
        actor_id=actor.id,
        object_kind="signal",
        object_id=signal_id,
        request_id=request_id,
        verdict=verdict,
    )
