"""Saving, changing and removing views."""

from typing import Any

from sqlalchemy.orm import Session

from app.audit.actions import Action
from app.audit.commands import record
from app.auth.actor import Actor
from app.kit.clock import new_id, now
from app.kit.problems import Conflict, NotFound
from app.views import queries
from app.views.models import SavedView
from app.views.schemas import ViewIn

MOST_VIEWS = 200


def save_view(session: Session, actor: Actor, given: ViewIn, request_id: str | None) -> dict[str, Any]:
    """Keep a view under a new name. Raises Conflict when the name is taken or there are too many."""
    refuse_taken(session, actor, given.name, None)
    if queries.how_many(session, actor) >= MOST_VIEWS:
        raise Conflict(f"You have {MOST_VIEWS} views. Remove one that you no longer need.")
    view = SavedView(id=new_id(), person_id=actor.id, changed_at=now(), **given.model_dump())
    session.add(view)
    session.flush()
    note(session, actor, Action.VIEW_SAVED, view, request_id)
    return queries.view_out(view, actor, actor.name)


def change_view(
    session: Session, actor: Actor, view_id: str, given: ViewIn, request_id: str | None
) -> dict[str, Any]:
    """Put another content or name into an own view. Raises NotFound, Conflict."""
    view = owned(session, actor, view_id)
    refuse_taken(session, actor, given.name, view_id)
    for name, value in given.model_dump().items():
        setattr(view, name, value)
    view.changed_at = now()
    session.flush()
    note(session, actor, Action.VIEW_SAVED, view, request_id)
    return queries.view_out(view, actor, actor.name)


def remove_view(session: Session, actor: Actor, view_id: str, request_id: str | None) -> None:
    """Remove an own view. Raises NotFound."""
    view = owned(session, actor, view_id)
    session.delete(view)
    session.flush()
    note(session, actor, Action.VIEW_REMOVED, view, request_id)


def owned(session: Session, actor: Actor, view_id: str) -> SavedView:
    """Somebody else's view is read, not changed."""
    view = queries.own_view(session, actor, view_id)
    if view is None:
        raise NotFound("You have no such view. Only who saved a view can change or remove it.")
    return view


def refuse_taken(session: Session, actor: Actor, name: str, but: str | None) -> None:
    """Raise Conflict when another of the actor's views has the name."""
    if queries.named(session, actor, name) not in (None, but):
        raise Conflict("You have a view of that name. Choose another, or change that one.")


def note(session: Session, actor: Actor, action: Action, view: SavedView, request_id: str | None) -> None:
    """The line in the trail; a name is free text and stays out of it."""
    record(
        session,
        action,
        actor_id=actor.id,
        object_kind="view",
        object_id=view.id,
        request_id=request_id,
        shared=view.shared,
    )
