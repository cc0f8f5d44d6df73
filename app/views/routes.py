"""Saved views over HTTP."""

from typing import Annotated, Any

from fastapi import APIRouter

from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.kit.dependencies import Db, RequestId
from app.kit.openapi import declared
from app.kit.problems import Conflict, Invalid, NotFound
from app.kit.retry import on_collision
from app.kit.strict_route import StrictRoute
from app.kit.wire import Uuid
from app.views import commands, queries
from app.views.schemas import ViewIn, ViewOut, ViewsOut

router = APIRouter(prefix="/views", tags=["views"], route_class=StrictRoute)
Holder = Annotated[Actor, requires(Permission.VIEW_MANAGE)]


@router.get("", response_model=ViewsOut)
def list_views(actor: Holder, db: Db) -> dict[str, Any]:
    """Your own views and those that other leads share, by name."""
    with db.read() as session:
        return {"items": queries.views_of(session, actor)}


@router.post("", status_code=201, response_model=ViewOut, responses=declared(Conflict, Invalid))
def save_view(given: ViewIn, actor: Holder, db: Db, request_id: RequestId) -> dict[str, Any]:
    """Keep a page's state under a name."""

    # Two at once with one name both find it free; the second one then looks again and hears that it is taken.
    @on_collision
    def saved() -> dict[str, Any]:
        with db.write() as session:
            return commands.save_view(session, actor, given, request_id)

    return saved()


@router.put("/{view_id}", response_model=ViewOut, responses=declared(NotFound, Conflict, Invalid))
def change_view(view_id: Uuid, given: ViewIn, actor: Holder, db: Db, request_id: RequestId) -> dict[str, Any]:
    """Change an own view, share it or take it back."""

    @on_collision
    def changed() -> dict[str, Any]:
        with db.write() as session:
            return commands.change_view(session, actor, view_id, given, request_id)

    return changed()


@router.delete("/{view_id}", status_code=204, responses=declared(NotFound))
def remove_view(view_id: Uuid, actor: Holder, db: Db, request_id: RequestId) -> None:
    """Remove an own view; for those it was shared with, too."""
    with db.write() as session:
        commands.remove_view(session, actor, view_id, request_id)
