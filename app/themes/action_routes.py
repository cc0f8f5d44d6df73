"""Actions of themes over HTTP."""

from typing import Annotated, Any

from fastapi import APIRouter

from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.kit.dependencies import Config, Db, RequestId
from app.kit.openapi import declared
from app.kit.problems import Invalid, NotAllowed, NotFound
from app.kit.strict_route import StrictRoute
from app.kit.wire import Uuid
from app.themes import actions
from app.themes.action_schemas import ActionChange, ActionHistoryOut, ActionIn, ActionOut
from app.themes.problems import ThemeChanged

router = APIRouter(prefix="/themes/{theme_id}/actions", tags=["themes"], route_class=StrictRoute)
Curator = Annotated[Actor, requires(Permission.THEME_CURATE)]


@router.post("", status_code=201, response_model=ActionOut, responses=declared(NotAllowed, NotFound, Invalid))
def add_action(
    theme_id: Uuid, given: ActionIn, actor: Curator, db: Db, settings: Config, request_id: RequestId
) -> dict[str, Any]:
    """Something to be done, with whom on the HCP's side, and which function here owes it."""
    with db.write() as session:
        return actions.add_action(session, actor, settings.themes, theme_id, given, request_id)


@router.patch(
    "/{action_id}",
    response_model=ActionOut,
    responses=declared(NotAllowed, NotFound, ThemeChanged, Invalid),
)
def change_action(
    theme_id: Uuid,
    action_id: Uuid,
    given: ActionChange,
    actor: Curator,
    db: Db,
    settings: Config,
    request_id: RequestId,
) -> dict[str, Any]:
    """Move an action on. Done or dropped needs an outcome: it is what the authors of the evidence hear."""
    with db.write() as session:
        return actions.change_action(session, actor, settings.themes, theme_id, action_id, given, request_id)


@router.get("/{action_id}/history", response_model=ActionHistoryOut, responses=declared(NotFound))
def read_history(theme_id: Uuid, action_id: Uuid, actor: Curator, db: Db, settings: Config) -> dict[str, Any]:
    """Every revision: who, when, and what changed."""
    with db.read() as session:
        return actions.action_history(session, actor, settings.themes, theme_id, action_id)
