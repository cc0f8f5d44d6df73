"""Consultation cards over HTTP; a phone has them from the pull."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.briefs import queries
from app.briefs.schemas import BriefOut
from app.kit.dependencies import Db
from app.kit.wire import Code

router = APIRouter(prefix="/briefs", tags=["briefs"])


class BriefQuery(BaseModel):
    """The place of the visit, as far as it is known."""

    model_config = ConfigDict(extra="forbid")

    region: Code | None = None
    hco_type: Code | None = None
    therapeutic_area: Code | None = None
    limit: int = Field(3, ge=1, le=50)


@router.get("", response_model=BriefOut)
def read_brief(
    actor: Annotated[Actor, requires(Permission.BRIEF_READ)], db: Db, query: Annotated[BriefQuery, Query()]
) -> dict[str, Any]:
    """Tentative conclusions worth reacting to at such a place: open ones first, the nearest place first."""
    with db.read() as session:
        asked = query.model_dump(exclude={"limit"})
        return {"items": queries.brief(session, actor, asked, query.limit)}
