"""Likeness over HTTP."""

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Query, Response

from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.kit.dependencies import Db
from app.kit.openapi import declared
from app.kit.problems import NotFound
from app.kit.responses import JsonText
from app.kit.wire import Uuid
from app.likeness import commands, queries
from app.likeness.schemas import AlikePage

router = APIRouter(prefix="/entries", tags=["entries"])
Reader = Annotated[Actor, requires(Permission.ENTRY_READ)]


@router.get("/{entry_id}/alike", responses={200: {"model": AlikePage}, **declared(NotFound)})
def read_alike(
    entry_id: Uuid,
    actor: Reader,
    db: Db,
    later: BackgroundTasks,
    limit: Annotated[int, Query(ge=1, le=20, description="Entries at most.")] = 5,
) -> Response:
    """Entries that say much the same, among those that you may see: the most alike first, each with the reasons."""
    with db.read() as session:
        # Before anything is done for them: is there such an entry for this person at all?
        queries.entry_said(session, actor, entry_id)
    if commands.catch_up(db):
        later.add_task(commands.go_on, db)
    with db.read() as session:
        return JsonText(queries.alike_to(session, actor, entry_id, limit), background=later)
