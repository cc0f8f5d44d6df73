"""People over HTTP, for administrators."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from app.admin import people_queries as queries
from app.admin.people_schemas import PeoplePage, PeopleQuery
from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.kit.dependencies import Db
from app.kit.openapi import declared
from app.kit.problems import BadCursor
from app.kit.strict_route import StrictRoute

router = APIRouter(prefix="/people", tags=["people"], route_class=StrictRoute)
Admin = Annotated[Actor, requires(Permission.PERSON_MANAGE)]


@router.get("", response_model=PeoplePage, responses=declared(BadCursor))
def list_people(_actor: Admin, db: Db, query: Annotated[PeopleQuery, Query()]) -> dict[str, Any]:
    """Everybody with an account, by name."""
    with db.read() as session:
        return queries.list_people(session, query)
