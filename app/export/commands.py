"""Saying in the trail what left the house."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.audit.actions import Action
from app.audit.commands import record
from app.auth.actor import Actor
from app.export.dataset import DataSet
from app.export.queries import Run


def note_end(
    session: Session,
    actor: Actor,
    data_set: DataSet,
    asked: Mapping[str, object],
    run: Run,
    request_id: str | None,
) -> None:
    """Who took what, from where to where, how much of it went out, and whether all of it did."""
    record(
        session,
        Action.ENTRIES_EXPORTED if data_set.name == "entries" else Action.DATA_SET_EXPORTED,
        actor_id=actor.id,
        object_kind=data_set.name,
        object_id=actor.token_id,
        request_id=request_id,
        **asked,
        from_seq=run.after,
        to_seq=run.until,
        reached_seq=run.until if run.complete else run.reached,
        rows=run.rows,
        complete=run.complete,
    )
