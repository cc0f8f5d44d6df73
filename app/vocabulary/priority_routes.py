"""Listening priorities over HTTP; everyone reads them with the other code lists."""

from typing import Annotated, Any

from fastapi import APIRouter

from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.kit.dependencies import Db, RequestId
from app.kit.openapi import declared
from app.kit.problems import Invalid, NotFound
from app.kit.strict_route import StrictRoute
from app.kit.wire import Code
from app.vocabulary import priorities
from app.vocabulary.priority_schemas import PriorityChange, PriorityIn
from app.vocabulary.schemas import TermOut

router = APIRouter(prefix="/listening-priorities", tags=["vocabulary"], route_class=StrictRoute)
Lead = Annotated[Actor, requires(Permission.PRIORITY_MANAGE)]


@router.post("", status_code=201, response_model=TermOut, responses=declared(Invalid))
def create_priority(given: PriorityIn, actor: Lead, db: Db, request_id: RequestId) -> dict[str, Any]:
    """Ask the field to listen for something: it is one line on every phone between its dates."""
    with db.write() as session:
        return priorities.create_priority(session, actor, given, request_id)


@router.patch("/{code}", response_model=TermOut, responses=declared(NotFound, Invalid))
def change_priority(
    code: Code, given: PriorityChange, actor: Lead, db: Db, request_id: RequestId
) -> dict[str, Any]:
    """Other words, or other dates."""
    with db.write() as session:
        return priorities.change_priority(session, actor, code, given, request_id)


@router.delete("/{code}", status_code=204, responses=declared(NotFound))
def retire_priority(code: Code, actor: Lead, db: Db, request_id: RequestId) -> None:
    """Ask no more. What was filed under it stays."""
    with db.write() as session:
        priorities.retire_priority(session, actor, code, request_id)
