"""People over HTTP, for administrators."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query

from app.accounts.problems import LastAdmin, PersonChanged
from app.admin import people, people_queries
from app.admin.people_schemas import (
    HandedOut,
    InvitationIn,
    InvitedOut,
    PeoplePage,
    PeopleQuery,
    PersonOut,
    RevIn,
    ScopeIn,
)
from app.auth import commands, queries, suspending
from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.handing import hand_over
from app.auth.permissions import Permission
from app.auth.schemas import TokenOut, TokensOut
from app.kit.db import Database
from app.kit.dependencies import Config, Db, RequestId
from app.kit.openapi import declared
from app.kit.problems import BadCursor, Conflict, Invalid, NotFound
from app.kit.retry import on_collision
from app.kit.strict_route import StrictRoute
from app.kit.wire import Uuid

router = APIRouter(prefix="/people", tags=["people"], route_class=StrictRoute)
Admin = Annotated[Actor, requires(Permission.PERSON_MANAGE)]
CHANGING = declared(NotFound, Conflict, PersonChanged, LastAdmin, Invalid)


@router.get("", response_model=PeoplePage, responses=declared(BadCursor))
def list_people(_actor: Admin, db: Db, query: Annotated[PeopleQuery, Query()]) -> dict[str, Any]:
    """Everybody with an account, by name."""
    with db.read() as session:
        return people_queries.list_people(session, query)


@router.post("", status_code=201, response_model=InvitedOut, responses=declared(Conflict, Invalid))
def invite(
    given: InvitationIn, actor: Admin, db: Db, settings: Config, request_id: RequestId
) -> dict[str, Any]:
    """Make an account, and a link to set its password: mailed, or in this answer and nowhere else."""

    # Two at once with one address both find it free; the second one then looks again and hears that it is taken.
    @on_collision
    def invited() -> tuple[str, str]:
        with db.write() as session:
            return people.invite(
                session, settings, **given.model_dump(), actor_id=actor.id, request_id=request_id
            )

    person_id, secret = invited()
    # After the commit: nobody gets a link to an account that is not there.
    handed = hand_over(settings, given.email, "invitation", secret)
    return {"person": found(db, person_id), "handed": asdict(handed)}


@router.get("/{person_id}", response_model=PersonOut, responses=declared(NotFound))
def read_person(person_id: Uuid, _actor: Admin, db: Db) -> dict[str, Any]:
    """One person."""
    return found(db, person_id)


@router.patch("/{person_id}", response_model=PersonOut, responses=CHANGING)
def change_scope(
    person_id: Uuid, given: ScopeIn, actor: Admin, db: Db, request_id: RequestId
) -> dict[str, Any]:
    """Other roles and regions, from their next request on; their phones list again."""
    with db.write() as session:
        people.change_scope(
            session, person_id, **given.model_dump(), actor_id=actor.id, request_id=request_id
        )
    return found(db, person_id)


@router.post("/{person_id}/suspension", response_model=PersonOut, responses=CHANGING)
def suspend(person_id: Uuid, given: RevIn, actor: Admin, db: Db, request_id: RequestId) -> dict[str, Any]:
    """Sign somebody out everywhere and let them in no more. Nothing of theirs is lost."""
    with db.write() as session:
        suspending.suspend(session, person_id, actor.id, rev=given.rev, request_id=request_id)
    return found(db, person_id)


@router.post("/{person_id}/readmission", response_model=PersonOut, responses=CHANGING)
def readmit(person_id: Uuid, given: RevIn, actor: Admin, db: Db, request_id: RequestId) -> dict[str, Any]:
    """Let somebody in again, as what they were."""
    with db.write() as session:
        suspending.readmit(session, person_id, actor.id, rev=given.rev, request_id=request_id)
    return found(db, person_id)


@router.post(
    "/{person_id}/links", status_code=201, response_model=HandedOut, responses=declared(NotFound, Conflict)
)
def make_link(
    person_id: Uuid, actor: Admin, db: Db, settings: Config, request_id: RequestId
) -> dict[str, Any]:
    """A link to set a password: mailed, or in this answer and nowhere else. An older one opens nothing any more."""
    with db.write() as session:
        email, purpose, secret = people.new_link(session, settings, person_id, actor.id, request_id)
    return asdict(hand_over(settings, email, purpose, secret))


@router.get("/{person_id}/tokens", response_model=TokensOut)
def list_tokens(person_id: Uuid, _actor: Admin, db: Db) -> dict[str, Any]:
    """Somebody's API tokens that are alive, newest first; their secrets are nowhere."""
    with db.read() as session:
        alive = queries.tokens_of(session, person_id)
        return {"items": [TokenOut.model_validate(token.model_dump()) for token in alive]}


@router.delete("/{person_id}/tokens/{token_id}", status_code=204, responses=declared(NotFound))
def revoke_token(person_id: Uuid, token_id: Uuid, actor: Admin, db: Db, request_id: RequestId) -> None:
    """End a token of somebody's at once."""
    with db.write() as session:
        commands.revoke_token(session, actor, token_id, request_id, owner_id=person_id)


def found(db: Database, person_id: str) -> dict[str, Any]:
    """A person in wire form."""
    with db.read() as session:
        return people_queries.read_person(session, person_id)
