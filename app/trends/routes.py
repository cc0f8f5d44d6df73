"""Trends over HTTP: how often what was heard, over time."""

from datetime import date
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query

from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.config import Settings
from app.kit.clock import now
from app.kit.dependencies import Config, Db
from app.kit.strict_route import StrictRoute
from app.trends import queries
from app.trends.schemas import TrendQuery, TrendsOut

router = APIRouter(prefix="/trends", tags=["trends"], route_class=StrictRoute)


@router.get("", response_model=TrendsOut)
def read_trends(
    actor: Annotated[Actor, requires(Permission.TRENDS_READ)],
    db: Db,
    settings: Config,
    query: Annotated[TrendQuery, Query()],
) -> dict[str, Any]:
    """Counts by one or two dimensions over whole days, ISO weeks, months or quarters; empty periods are zeros.

    **Series** count the live entries that the filters leave: observations and reactions, or the kinds that a filter
    or the dimension `kind` names. Each number equals the `total` of `/entries` with the series' own `filters` put over
    those asked for and the period's `start` and `end` as `from` and `to`.

    **Visits** count every entry logged, `nothing_new` included, whatever was heard at it: filters on `kind`,
    `barrier`, `sub_barrier`, `listening_priority` and `q` leave them alone. A rate is a count per 100 visits.

    `from` and `to` are widened to whole periods. Without them: the last 26 weeks up to today, in the time zone of this
    installation.
    """
    with db.read() as session:
        return queries.trends(session, actor, query, today(settings))


def today(settings: Settings) -> date:
    """The day it is where this installation is at home."""
    return now().astimezone(ZoneInfo(settings.time_zone)).date()
