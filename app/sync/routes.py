"""Sync over HTTP."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.kit.clock import now
from app.kit.dependencies import Db
from app.kit.openapi import declared
from app.kit.problems import (
    BadCursor,
    CursorAhead,
    EpochChanged,
    Invalid,
    NotAllowed,
    PayloadTooLarge,
    UpgradeRequired,
)
from app.kit.responses import JsonText
from app.kit.retry import on_collision
from app.kit.strict_route import StrictRoute
from app.sync import commands, losses, queries
from app.sync.results import behind_themes
from app.sync.schemas import (
    PROTOCOL,
    DevicesOut,
    DigestOut,
    OpsCheckIn,
    OpsCheckOut,
    PullOut,
    PushIn,
    PushOut,
)
from app.themes.links import follow

router = APIRouter(prefix="/sync", tags=["sync"], route_class=StrictRoute)
Phone = Annotated[Actor, requires(Permission.SYNC_USE)]
Writer = Annotated[Actor, requires(Permission.ENTRY_WRITE)]


@router.post(
    "/push",
    responses={200: {"model": PushOut}, **declared(NotAllowed, EpochChanged, PayloadTooLarge, Invalid)},
)
def push(batch: PushIn, actor: Writer, db: Db) -> Response:
    """Take in what a phone has waiting. Each op has its own result; a repeated op has the one it had."""

    @on_collision
    def stored() -> str:
        with db.write() as session:
            results = commands.push(session, actor, batch)
            follow(session, behind_themes(batch, results), now())
            return queries.push_answer(session, actor, batch.batch_id, results)

    return JsonText(stored())


@router.get(
    "/pull",
    responses={200: {"model": PullOut}, **declared(BadCursor, EpochChanged, CursorAhead, UpgradeRequired)},
)
def pull(
    actor: Phone,
    db: Db,
    cursor: Annotated[
        str | None, Query(max_length=1_024, description="Of the last answer; none from the start.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
    protocol: Annotated[int, Query(ge=0, description="What the app speaks.")] = PROTOCOL,
) -> Response:
    """What changed since the cursor, of all that this person may see."""
    if protocol < PROTOCOL:
        # Only reading can be too old: what was typed is taken from every version, for ever.
        raise UpgradeRequired(protocol=PROTOCOL)
    with db.read() as session:
        return JsonText(queries.pull(session, actor, cursor, limit))


@router.get("/digest", response_model=DigestOut, responses=declared(BadCursor, EpochChanged, CursorAhead))
def digest(
    actor: Phone,
    db: Db,
    upto: Annotated[str, Query(max_length=1_024, description="The cursor of the last pull.")],
) -> dict[str, Any]:
    """What a phone should hold after a pull, so that it can prove to itself that it has everything."""
    with db.read() as session:
        return queries.digest(session, actor, upto)


@router.get("/devices", response_model=DevicesOut)
def devices(actor: Annotated[Actor, requires(Permission.DEVICE_READ)], db: Db) -> dict[str, Any]:
    """Phones with something that has not arrived: a lead's and an admin's view of what may be lost."""
    with db.read() as session:
        return {"items": [asdict(device) for device in losses.devices(session, actor)]}


@router.post("/ops:check", response_model=OpsCheckOut)
def check_ops(asked: OpsCheckIn, actor: Writer, db: Db) -> dict[str, Any]:
    """After a restore from backup: which ops, acknowledged before, this server no longer knows."""
    with db.read() as session:
        return queries.check(session, actor, asked.ops)
