"""Saying in the trail what leaves the house: when it begins, so that no kill can hide it, and how it ended."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.audit.actions import Action
from app.audit.commands import record
from app.auth.actor import Actor
from app.config import ExportSettings
from app.export.dataset import DataSet
from app.export.queries import Run
from app.export.throttle import refuse_if_too_often


def begin(
    session: Session,
    actor: Actor,
    settings: ExportSettings,
    data_set: DataSet,
    asked: Mapping[str, Any],
    run: Run,
    request_id: str | None,
) -> None:
    """Note that an export begins. Raises TooManyRequests when this token began too many of late."""
    refuse_if_too_often(session, actor, settings)
    note(session, Action.EXPORT_BEGUN, actor, data_set, asked, run, request_id)


def note_end(
    session: Session,
    actor: Actor,
    data_set: DataSet,
    asked: Mapping[str, Any],
    run: Run,
    request_id: str | None,
) -> None:
    """Who took what, from where to where, how much of it went out, and whether all of it did."""
    action = Action.ENTRIES_EXPORTED if data_set.name == "entries" else Action.DATA_SET_EXPORTED
    ended = {
        "reached_seq": run.until if run.complete else run.reached,
        "rows": run.rows,
        "complete": run.complete,
    }
    note(session, action, actor, data_set, {**asked, **ended}, run, request_id)


def note(
    session: Session,
    action: Action,
    actor: Actor,
    data_set: DataSet,
    facts: Mapping[str, Any],
    run: Run,
    request_id: str | None,
) -> None:
    """One line of the trail."""
    record(
        session,
        action,
        actor_id=actor.id,
        object_kind=data_set.name,
        object_id=actor.token_id,
        request_id=request_id,
        from_seq=run.after,
        to_seq=run.until,
        **facts,
    )
