"""Trends over HTTP: how often what was heard, over time."""

from datetime import date
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query, Response

from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.config import Settings
from app.entries.filters import EntryFilters
from app.kit.clock import now
from app.kit.dependencies import Config, Db
from app.kit.json_text import compact
from app.kit.responses import JsonText
from app.kit.strict_route import StrictRoute
from app.trends import queries
from app.trends.events import events
from app.trends.schemas import EventsOut, TrendQuery, TrendsOut

router = APIRouter(prefix="/trends", tags=["trends"], route_class=StrictRoute)


@router.get("", responses={200: {"model": TrendsOut}})
def read_trends(
    actor: Annotated[Actor, requires(Permission.TRENDS_READ)],
    db: Db,
    settings: Config,
    query: Annotated[TrendQuery, Query()],
) -> Response:
    """Counts by one or two dimensions over whole days, ISO weeks, months or quarters; empty periods are zeros.

    **Series** count the live entries that the filters leave: observations and reactions, or the kinds that a filter
    or the dimension `kind` names. Each number equals the `total` of `/entries` with the series' own `filters` put over
    those asked for and the period's `start` and `end` as `from` and `to`.

    **Visits** count every entry logged, `nothing_new` included, whatever was heard at it: filters on `kind`,
    `barrier`, `sub_barrier`, `listening_priority` and `q` leave them alone. A rate is a count per 100 visits.

    Each series has its own visits: those of its region, area, stakeholder type, HCO type or channel.

    Whoever may not read the entries (an MSL sees the counts of the own regions, without others' words) asks by one
    dimension, in months or quarters, without filters. Counts below a setting (5) are then null, and so are as many more
    that nothing hidden can be worked out; sums are sums of what is shown.

    `from` and `to` are widened to whole periods. Without them: the last 26 weeks up to today, in the time zone of this
    installation.
    """
    with db.read() as session:
        found = queries.trends(
            session, actor, query, today(settings), settings.time_zone, settings.trends.small_cell
        )
    # Ten thousand numbers we just counted: checking each again would take longer than counting them.
    return JsonText(compact(found))


@router.get("/events", response_model=EventsOut)
def read_events(
    actor: Annotated[Actor, requires(Permission.TRENDS_READ)],
    db: Db,
    settings: Config,
    query: Annotated[EntryFilters, Query()],
) -> dict[str, Any]:
    """What happened meanwhile, for marks in a picture: listening priorities, and actions agreed and done.

    Everybody hears of listening priorities; of actions only whoever reads themes, and only of those whose place lies in
    the own regions or around them. The filters are those of `/trends`: barrier, sub-barrier, region, therapeutic area
    and HCO type narrow actions (a theme that says nothing there stays), `listening_priority` narrows priorities, `from`
    and `to` both; the last 26 weeks without them. The others are about entries and change nothing.
    """
    with db.read() as session:
        zone = ZoneInfo(settings.time_zone)
        return events(session, actor, settings.themes, query, today(settings), zone)


def today(settings: Settings) -> date:
    """The day it is where this installation is at home."""
    return now().astimezone(ZoneInfo(settings.time_zone)).date()
