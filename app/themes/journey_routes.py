"""The journey of an entry over HTTP; a phone has its own from the pull."""

from typing import Annotated, Any

from fastapi import APIRouter

from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.kit.dependencies import Db
from app.kit.openapi import declared
from app.kit.problems import NotFound
from app.kit.wire import Uuid
from app.themes import journey
from app.themes.schemas import JourneyOut

router = APIRouter(prefix="/entries", tags=["entries"])


@router.get("/{entry_id}/journey", response_model=JourneyOut, responses=declared(NotFound))
def read_journey(
    entry_id: Uuid, actor: Annotated[Actor, requires(Permission.ENTRY_READ)], db: Db
) -> dict[str, Any]:
    """What became of an entry: read, in which theme, what was decided and done, and the line to take back."""
    with db.read() as session:
        return journey.entry_journey(session, actor, entry_id)
