"""The trail over HTTP, for administrators. Who reads it stands in it."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from app.admin import trail_queries as queries
from app.admin.trail_schemas import CheckQuery, TrailCheck, TrailPage, TrailQuery
from app.audit.actions import Action
from app.audit.commands import record
from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.kit.dependencies import Config, Db, RequestId
from app.kit.openapi import declared
from app.kit.problems import BadCursor

router = APIRouter(prefix="/audit", tags=["audit"])
Admin = Annotated[Actor, requires(Permission.TRAIL_READ)]


@router.get("", response_model=TrailPage, responses=declared(BadCursor))
def read_trail(
    actor: Admin, db: Db, settings: Config, request_id: RequestId, query: Annotated[TrailQuery, Query()]
) -> dict[str, Any]:
    """Who did what, the newest first. A listing stands in the trail itself, once and not for each further page."""
    with db.read() as session:
        found = queries.page(session, query, settings.time_zone)
    if query.cursor is None:
        with db.write() as session:
            record(
                session,
                Action.TRAIL_READ,
                actor_id=actor.id,
                object_kind="trail",
                request_id=request_id,
                by=query.narrows(),
            )
    return found


@router.get("/check", response_model=TrailCheck)
def check_trail(_actor: Admin, db: Db, query: Annotated[CheckQuery, Query()]) -> dict[str, Any]:
    """Follow the chain of hashes, some ten thousand lines at a time, and name the first that does not follow."""
    with db.read() as session:
        return queries.check(session, query.after)
