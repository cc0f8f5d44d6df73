"""Where people are signed in, over HTTP."""

from typing import Annotated, Any

from fastapi import APIRouter, Request

from app.auth import own_password, sessions
from app.auth.actor import Actor
from app.auth.dependencies import SignedIn, address_of, requires
from app.auth.permissions import Permission
from app.auth.schemas import OpenSessions, PasswordChange
from app.kit.dependencies import Config, Db, RequestId
from app.kit.openapi import declared
from app.kit.problems import Invalid, NotFound, TooManyRequests
from app.kit.strict_route import StrictRoute
from app.kit.wire import Uuid

router = APIRouter(tags=["sign-in"], route_class=StrictRoute)
Owner = Annotated[Actor, requires(Permission.SESSION_OWN)]
Admin = Annotated[Actor, requires(Permission.SESSION_MANAGE)]


@router.get("/sessions", response_model=OpenSessions)
def list_own(actor: Owner, found: SignedIn, db: Db) -> dict[str, Any]:
    """Where you are signed in."""
    with db.read() as session:
        return sessions.open_sessions(session, actor.id, found.session_id)


@router.post("/session/password", status_code=204, responses=declared(Invalid, TooManyRequests, NotFound))
def change_password(
    given: PasswordChange,
    actor: Owner,
    found: SignedIn,
    request: Request,
    db: Db,
    settings: Config,
    request_id: RequestId,
) -> None:
    """Take another password. You stay signed in here and nowhere else."""
    own_password.change(
        db,
        settings,
        request.app.state.passwords,
        actor,
        found.session_id,
        current=given.current,
        password=given.password,
        address=address_of(request),
        request_id=request_id,
    )


@router.delete("/sessions", status_code=204)
def revoke_others(actor: Owner, found: SignedIn, db: Db, request_id: RequestId) -> None:
    """Sign out everywhere else."""
    with db.write() as session:
        sessions.revoke(session, actor.id, actor.id, but=found.session_id, request_id=request_id)


@router.delete("/sessions/{session_id}", status_code=204, responses=declared(NotFound))
def revoke_own(session_id: Uuid, actor: Owner, db: Db, request_id: RequestId) -> None:
    """Sign out there."""
    with db.write() as session:
        sessions.revoke(session, actor.id, actor.id, session_id=session_id, request_id=request_id)


@router.get("/people/{person_id}/sessions", response_model=OpenSessions)
def list_theirs(person_id: Uuid, _actor: Admin, db: Db) -> dict[str, Any]:
    """Where somebody is signed in."""
    with db.read() as session:
        return sessions.open_sessions(session, person_id, None)


@router.delete("/people/{person_id}/sessions", status_code=204)
def revoke_theirs(person_id: Uuid, actor: Admin, db: Db, request_id: RequestId) -> None:
    """Sign somebody out everywhere: a phone was lost, or somebody left."""
    with db.write() as session:
        sessions.revoke(session, person_id, actor.id, request_id=request_id)


@router.delete("/people/{person_id}/sessions/{session_id}", status_code=204, responses=declared(NotFound))
def revoke_one_of_theirs(
    person_id: Uuid, session_id: Uuid, actor: Admin, db: Db, request_id: RequestId
) -> None:
    """Sign somebody out there."""
    with db.write() as session:
        sessions.revoke(session, person_id, actor.id, session_id=session_id, request_id=request_id)
