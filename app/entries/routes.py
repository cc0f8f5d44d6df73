"""Entries over HTTP: reading. Writing goes through sync, from a phone as from anywhere else."""

from typing import Annotated, Literal

from fastapi import APIRouter, BackgroundTasks, Query, Response
from pydantic import Field

from app.audit.actions import Action
from app.audit.commands import record
from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.entries import journeys, queries
from app.entries.filters import EntryFilters
from app.entries.schemas import EntryOut, EntryPage, HistoryOut
from app.kit.dependencies import Db, RequestId
from app.kit.openapi import declared
from app.kit.problems import NotFound
from app.kit.responses import JsonText
from app.kit.wire import Uuid

router = APIRouter(prefix="/entries", tags=["entries"])
Reader = Annotated[Actor, requires(Permission.ENTRY_READ)]


class PageQuery(EntryFilters):
    """Filters, and which page of what they leave."""

    cursor: str | None = Field(None, max_length=1_024, description="`next` of the page before.")
    limit: int = Field(50, ge=1, le=500, description="Entries a page.")
    count: Literal["bounded", "exact"] = Field(
        "bounded", description="`total` stops at 10,000; `exact` counts on, which takes longer."
    )


@router.get("", responses={200: {"model": EntryPage}})
def list_entries(actor: Reader, db: Db, query: Annotated[PageQuery, Query()]) -> Response:
    """Entries that you may see, newest visit first; retracted ones are left out."""
    with db.read() as session:
        return JsonText(queries.list_entries(session, actor, query, query.cursor, query.limit, query.count))


@router.get("/{entry_id}", responses={200: {"model": EntryOut}, **declared(NotFound)})
def read_entry(
    entry_id: Uuid, actor: Reader, db: Db, later: BackgroundTasks, request_id: RequestId
) -> Response:
    """One entry, retracted or not. A lead's first reading is noted: its author sees that it was read."""
    with db.read() as session:
        data, rev = queries.read_entry(session, actor, entry_id)
        if journeys.is_unread(session, actor, entry_id):
            later.add_task(journeys.mark_read, db, actor, entry_id, request_id)
    return JsonText(data, headers={"ETag": f'"{rev}"'}, background=later)


@router.get("/{entry_id}/history", response_model=HistoryOut, responses=declared(NotFound))
def read_history(entry_id: Uuid, actor: Reader, db: Db, request_id: RequestId) -> dict[str, object]:
    """Every revision: who, when on both clocks, why, and what changed. Reading another's stands in the trail."""
    with db.read() as session:
        found, author_id = queries.read_history(session, actor, entry_id)
    if author_id != actor.id:
        with db.write() as session:
            record(
                session,
                Action.HISTORY_READ,
                actor_id=actor.id,
                object_kind="entry",
                object_id=entry_id,
                request_id=request_id,
            )
    return found
