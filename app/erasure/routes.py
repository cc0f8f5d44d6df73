"""Erasing over HTTP: first what it would do, then, typed once more and with a reason, doing it."""

import logging
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks

from app.accounts.problems import LastAdmin
from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.config import Settings
from app.erasure import commands, people, queries
from app.erasure.schemas import HcpErasureIn, HcpIn, HcpPlanOut, PersonErasureIn, PersonPlanOut
from app.erasure.sweeping import sweep
from app.kit.db import Database
from app.kit.dependencies import Config, Db, RequestId
from app.kit.openapi import declared
from app.kit.problems import Conflict, FieldError, Invalid, NotFound
from app.kit.strict_route import StrictRoute
from app.kit.wire import Uuid

router = APIRouter(tags=["erasure"], route_class=StrictRoute)
Eraser = Annotated[Actor, requires(Permission.ERASURE_MAKE)]
log = logging.getLogger("app.erasure")


@router.post("/erasures/preview", response_model=HcpPlanOut, responses=declared(Invalid))
def preview_hcp(given: HcpIn, _actor: Eraser, db: Db) -> dict[str, int]:
    """What erasing an HCP would take out. Nothing is changed."""
    with db.read() as session:
        return shown(queries.entries_about(session, given.hcp_ref))


@router.post("/erasures", response_model=HcpPlanOut, responses=declared(Invalid))
def erase_hcp(
    given: HcpErasureIn,
    actor: Eraser,
    db: Db,
    settings: Config,
    later: BackgroundTasks,
    request_id: RequestId,
) -> dict[str, int]:
    """Take the words out of each entry about an HCP, of its history, and the reference out of everything."""
    refuse_unlike(given.confirm, given.hcp_ref, "This is not the reference. Type it exactly as above.")
    with db.read() as session:
        plan = queries.entries_about(session, given.hcp_ref)
    done = commands.erase_entries(db, plan.entries, actor.id, given.reason, request_id)
    with db.write() as session:
        commands.forget_partner(session, given.hcp_ref, actor.id, given.reason, request_id)
    later.add_task(clean, db, settings)
    return {**shown(plan), "entries": done}


@router.get(
    "/people/{person_id}/erasure",
    response_model=PersonPlanOut,
    responses=declared(NotFound, Conflict, LastAdmin),
)
def preview_person(person_id: Uuid, actor: Eraser, db: Db) -> dict[str, int]:
    """What emptying an account would take, and what would stay. Nothing is changed."""
    # As if to change them: whether they are the last administrator is asked of those who are held.
    with db.write() as session:
        people.erasable(session, person_id, actor.id)
        return people.person_plan(session, person_id)


@router.post(
    "/people/{person_id}/erasure",
    status_code=204,
    responses=declared(NotFound, Conflict, LastAdmin, Invalid),
)
def erase_person(
    person_id: Uuid,
    given: PersonErasureIn,
    actor: Eraser,
    db: Db,
    settings: Config,
    later: BackgroundTasks,
    request_id: RequestId,
) -> None:
    """Empty an account: name, address, ways in, tokens. What they wrote stays, by nobody."""
    with db.write() as session:
        person = people.erasable(session, person_id, actor.id)
        typed = given.confirm.strip().lower()
        refuse_unlike(typed, person.email, "This is not their address. Type it exactly as above.")
        commands.erase_person(session, person_id, actor.id, given.reason, request_id)
    later.add_task(clean, db, settings)


def shown(plan: queries.Plan) -> dict[str, int]:
    """How much, never which: an administrator reads no entries."""
    return {"entries": len(plan.entries), "waiting": plan.waiting, "actions": plan.actions}


def refuse_unlike(typed: str, meant: str, sentence: str) -> None:
    """Raise Invalid when something else was typed."""
    if typed != meant:
        raise Invalid(sentence, errors=[FieldError("/confirm", sentence)])


def clean(db: Database, settings: Settings) -> None:
    """Out of the files as well, after the answer: it takes as long as the database is large."""
    try:
        sweep(db, settings.database_url)
    except Exception as error:  # whatever it was, somebody has to do it again
        log.error("erased, but files still hold old pages (%s): erase again", type(error).__name__)
