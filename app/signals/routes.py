"""Signals over HTTP."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.entries.filters import EntryFilters
from app.kit.dependencies import Config, Db, RequestId
from app.kit.openapi import declared
from app.kit.problems import Invalid, NotFound
from app.kit.strict_route import StrictRoute
from app.signals import commands, queries
from app.signals.rising import rising
from app.signals.schemas import AllRisingOut, BaseOut, JudgementIn, SignalsOut
from app.signals.voices import corroboration
from app.trends.routes import today

router = APIRouter(prefix="/signals", tags=["signals"], route_class=StrictRoute)


@router.get("", response_model=SignalsOut)
def read_signals(
    actor: Annotated[Actor, requires(Permission.SIGNAL_READ)], db: Db, settings: Config
) -> dict[str, Any]:
    """Barriers that rise more than chance, and words that are newly frequent, in your regions.

    A barrier's share of what was logged in the last four and eight weeks is held against the 52 weeks before, in every
    region, therapeutic area and sub-barrier, corrected for how many are looked at; without the loudest author it has to
    rise still. The method and what it can find is explained in `docs/signals.md`.
    """
    with db.read() as session:
        return queries.signals(session, actor, today(settings))


@router.get("/rising", response_model=AllRisingOut)
def read_rising(
    actor: Annotated[Actor, requires(Permission.BRIEF_READ)], db: Db, settings: Config
) -> dict[str, Any]:
    """Barriers that rise in your regions, up to the last whole week: counts for whoever prepares a visit, no words.

    Counts below a setting (5) are left out. A phone asks once a day and keeps the answer for when there is no signal.
    """
    with db.read() as session:
        return rising(session, actor, today(settings), settings.trends.small_cell)


@router.get("/corroboration", response_model=BaseOut)
def read_corroboration(
    actor: Annotated[Actor, requires(Permission.SIGNAL_READ)], db: Db, query: Annotated[EntryFilters, Query()]
) -> dict[str, int]:
    """How many HCPs, HCOs and authors stand behind the entries that filters leave, each counted once.

    The filters are those of `/entries`. An entry that names no HCP or HCO adds none.
    """
    with db.read() as session:
        return corroboration(session, actor, query)


@router.post("/{signal_id}/judgements", status_code=204, responses=declared(NotFound, Invalid))
def judge_signal(
    signal_id: Annotated[str, Path(pattern="^[0-9a-f]{32}$")],
    given: JudgementIn,
    actor: Annotated[Actor, requires(Permission.SIGNAL_JUDGE)],
    db: Db,
    settings: Config,
    request_id: RequestId,
) -> None:
    """Seen, watching, or dismissed because of something. The newest judgement counts; none is taken away."""
    with db.read() as session:
        present = {item["id"] for item in queries.signals(session, actor, today(settings))["items"]}
    with db.write() as session:
        commands.judge(session, actor, signal_id, present, given.verdict, given.reason, request_id)
