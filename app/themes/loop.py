"""How long each step of the loop takes, what is stuck and with whom, and what nobody has read.

These times, not the number of entries, are the figures: whoever sends notes into silence stops sending them.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.auth.actor import Actor
from app.config import ThemeSettings
from app.entries.models import Entry, Journey
from app.entries.queries import visible_entries
from app.kit.clock import now
from app.kit.sql import moment_text
from app.kit.tables import column, table
from app.kit.wire import instant
from app.themes.models import Theme, ThemeAction
from app.themes.queries import visible_themes
from app.themes.words import CLOSED, ENDED, LADDER, OWNER_FUNCTIONS
from app.vocabulary.queries import regions_below

STEPS = ("arrived", "read", "theme", "decision", "heard_back")
DAYS = 90
STUCK_AFTER = timedelta(days=30)
MOST_UNREAD = 20
MOST_STUCK = 50
# Enough for any median; a year of a large team would take a second to read.
MOST_ENTRIES = 20_000


def loop(
    session: Session,
    actor: Actor,
    settings: ThemeSettings,
    zone: str,
    since: date | None,
    until: date | None,
    regions: list[str],
) -> dict[str, Any]:
    """The lead's figures for entries that arrived from one day to another, both included."""
    until = until or now().astimezone(ZoneInfo(zone)).date()
    since = since or until - timedelta(days=DAYS)
    arrived = heard(actor, since, until, zone, regions)
    moments = [moments_of(row) for row in session.execute(timed(arrived))]
    return {
        "from": since.isoformat(),
        "to": until.isoformat(),
        "entries": len(moments),
        "steps": [*steps(moments)],
        "never_read": never_read(session, arrived),
        "stuck": {
            "themes": stuck_themes(session, actor, settings),
            "functions": functions(session, actor, settings),
        },
    }


def heard(actor: Actor, since: date, until: date, zone: str, regions: list[str]) -> Select[Any]:
    """The entries that are looked at; a visit without news waits for nothing."""
    found = visible_entries(actor).outerjoin(table(Journey), column(Journey.entry_id) == column(Entry.id))
    day = timedelta(days=1)
    found = found.where(
        column(Entry.deleted).is_(False),
        column(Entry.kind) != "nothing_new",
        column(Entry.received_at) >= midnight(since, zone),
        column(Entry.received_at) < midnight(until + day, zone),
    )
    return found.where(column(Entry.region).in_(regions_below(regions))) if regions else found


def midnight(day: date, zone: str) -> datetime:
    """Where a day begins here."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))


def timed(arrived: Select[Any]) -> Select[Any]:
    """Every moment of each entry's way, the newest entries first."""
    moments = (
        column(Entry.captured_at),
        column(Entry.received_at),
        *(column(getattr(Journey, name)) for name in ("read_at", "linked_at", "decided_at", "heard_back_at")),
    )
    return arrived.with_only_columns(*moments).order_by(column(Entry.no).desc()).limit(MOST_ENTRIES)


def moments_of(row: Any) -> tuple[datetime | None, ...]:
    """Captured, arrived, read, in a theme, decided, heard back."""
    return instant(row.captured_at), *tuple(row)[1:]


def steps(moments: list[tuple[datetime | None, ...]]) -> Iterator[dict[str, Any]]:
    """How many came so far, and how long it took from the step before."""
    for at, name in enumerate(STEPS, start=1):
        reached = [one for one in moments if one[at] is not None]
        hours = sorted(
            # A phone's clock that is ahead makes no time run backwards.
            max(0.0, (one[at] - before).total_seconds() / 3_600)  # type: ignore[operator]
            for one in reached
            if (before := latest_before(one, at)) is not None
        )
        yield {
            "step": name,
            "n": len(reached),
            "share": round(len(reached) / len(moments), 3) if moments else 0.0,
            "median_hours": round(median(hours), 2) if hours else None,
            "p90_hours": round(hours[math.ceil(0.9 * len(hours)) - 1], 2) if hours else None,
        }


def latest_before(moments: tuple[datetime | None, ...], at: int) -> datetime | None:
    """The last step before this one that was taken: a reaction is in its theme before anybody reads it."""
    return next((moment for moment in reversed(moments[:at]) if moment is not None), None)


def never_read(session: Session, arrived: Select[Any]) -> dict[str, Any]:
    """How many no lead has opened, and the oldest of them."""
    unread = arrived.where(column(Journey.read_at).is_(None))
    n = session.execute(unread.with_only_columns(func.count())).scalar_one()
    names = ("id", "received_at", "visited_on", "barrier", "region", "author_id")
    rows = session.execute(
        unread.join(table(Person), column(Person.id) == column(Entry.author_id))
        .with_only_columns(*(column(getattr(Entry, name)) for name in names), column(Person.name))
        .order_by(column(Entry.received_at), column(Entry.no))
        .limit(MOST_UNREAD)
    )
    items = [
        {
            "entry_id": row.id,
            "arrived_at": moment_text(row.received_at),
            "visited_on": row.visited_on.isoformat(),
            "barrier": row.barrier,
            "region": row.region,
            "author": {"id": row.author_id, "name": row.name},
        }
        for row in rows
    ]
    return {"n": n, "items": items}


def stuck_themes(session: Session, actor: Actor, settings: ThemeSettings) -> list[dict[str, Any]]:
    """Open themes without a step for a month, the longest first, and who owes an action of theirs."""
    rows = session.execute(
        visible_themes(actor, settings)
        .where(
            column(Theme.status).not_in([LADDER[-1], CLOSED]), column(Theme.status_at) < now() - STUCK_AFTER
        )
        .order_by(column(Theme.status_at), column(Theme.no))
        .limit(MOST_STUCK)
    ).all()
    owing: dict[str, set[str]] = defaultdict(set)
    actions = select(column(ThemeAction.theme_id), column(ThemeAction.owner_function)).where(
        column(ThemeAction.theme_id).in_([row.id for row in rows]),
        column(ThemeAction.status).not_in(ENDED),
    )
    for action in session.execute(actions):
        owing[action.theme_id].add(action.owner_function)
    return [
        {
            "id": row.id,
            "conclusion": row.conclusion,
            "status": row.status,
            "since": moment_text(row.status_at),
            "days": (now() - row.status_at).days,
            "owner_functions": sorted(owing[row.id]),
        }
        for row in rows
    ]


def functions(session: Session, actor: Actor, settings: ThemeSettings) -> list[dict[str, Any]]:
    """What each function owes, those with the most overdue first; who owes nothing is left out."""
    rows = session.execute(
        visible_themes(actor, settings, column(ThemeAction.owner_function), column(ThemeAction.due_on))
        .join(table(ThemeAction), column(ThemeAction.theme_id) == column(Theme.id))
        .where(column(ThemeAction.status).not_in(ENDED))
    ).all()
    found = [
        owed(name, [row.due_on for row in rows if row.owner_function == name]) for name in OWNER_FUNCTIONS
    ]
    return sorted((one for one in found if one["open"]), key=lambda one: (-one["overdue"], -one["open"]))


def owed(name: str, due: Iterable[date | None]) -> dict[str, Any]:
    """One function's open actions."""
    every = list(due)
    dated = sorted(day for day in every if day is not None)
    return {
        "owner_function": name,
        "open": len(every),
        "overdue": sum(day < now().date() for day in dated),
        "oldest_due_on": dated[0].isoformat() if dated else None,
    }
