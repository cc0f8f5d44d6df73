"""What happened meanwhile, to hold a rise against: listening priorities begin and end, actions are agreed and done.

A campaign of listening makes more be heard, an action that is done may make less: neither shows in counts alone. An
action belongs to its theme, so it exists here for whom that theme's page exists, and for nobody else.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.auth.permissions import Permission
from app.config import ThemeSettings
from app.entries.filters import EntryFilters
from app.kit.problems import FieldError, Invalid
from app.kit.tables import column, table
from app.themes.models import ActionRevision, Theme, ThemeAction
from app.themes.queries import visible_themes
from app.vocabulary.models import Term
from app.vocabulary.queries import regions_above, regions_below

MOST = 100
DEFAULT_SPAN = timedelta(weeks=26)
DAY = timedelta(days=1)
# What themes and entries both say. A theme that says nothing here holds for all of it.
SHARED = ("barrier", "sub_barrier", "hco_type", "therapeutic_area")


def events(
    session: Session,
    actor: Actor,
    settings: ThemeSettings,
    filters: EntryFilters,
    today: date,
    zone: ZoneInfo,
) -> dict[str, Any]:
    """The newest events of some days, oldest first. Raises Invalid."""
    until = filters.until or max(today, filters.since or today)
    since = filters.since or until - DEFAULT_SPAN + DAY
    if since > until:
        raise Invalid(errors=[FieldError("/from", "Lies after `to`.", "query")])
    found = [*listening(session, filters, zone)]
    if actor.may(Permission.THEME_READ):
        found += acted(session, actor, settings, filters, midnight(since, zone), zone)
    within = [one for one in found if since.isoformat() <= one["on"] <= until.isoformat()]
    within.sort(key=lambda one: (one["on"], one["kind"], one["what"] or one["listening_priority"]))
    return {
        "from": since.isoformat(),
        "to": until.isoformat(),
        "items": within[-MOST:],
        "left_off": max(0, len(within) - MOST),
    }


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Where a day begins here."""
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def listening(session: Session, filters: EntryFilters, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """Beginnings and ends of listening priorities, whenever they are; everybody may know of them."""
    wanted = select(table(Term)).where(column(Term.vocabulary) == "listening_priority")
    if filters.listening_priority:
        wanted = wanted.where(column(Term.code).in_(filters.listening_priority))
    for term in session.execute(wanted):
        retired = term.retired_at and term.retired_at.astimezone(zone).date()
        ends = min((day for day in (term.ends_on, retired) if day), default=None)
        if term.starts_on and ends and ends < term.starts_on:
            continue  # taken back before anybody was asked
        for kind, day in (("priority_started", term.starts_on), ("priority_ended", ends)):
            if day:
                yield event(kind, day, listening_priority=term.code, label=words_of(term.label))


def acted(
    session: Session,
    actor: Actor,
    settings: ThemeSettings,
    filters: EntryFilters,
    since: datetime,
    zone: ZoneInfo,
) -> Iterator[dict[str, Any]]:
    """Actions of the themes this actor sees: the day each was agreed, and the day it was done."""
    columns = (Theme.barrier, ThemeAction.theme_id, ThemeAction.id, ThemeAction.what, ThemeAction.at)
    asked = visible_themes(actor, settings, *map(column, columns), column(ThemeAction.status).label("now"))
    rows = session.execute(
        asked.join(table(ThemeAction), column(ThemeAction.theme_id) == column(Theme.id)).where(
            # Whatever was done since was changed since.
            or_(
                column(ThemeAction.at) >= since,
                and_(column(ThemeAction.status) == "done", column(ThemeAction.changed_at) >= since),
            ),
            *about(filters),
        )
    ).all()
    done = done_at(session, [row.id for row in rows if row.now == "done"])
    for row in rows:
        for kind, at in (("action_agreed", row.at), ("action_done", done.get(row.id))):
            if at is not None:
                day = at.astimezone(zone).date()
                yield event(kind, day, barrier=row.barrier, theme_id=row.theme_id, what=row.what)


def about(filters: EntryFilters) -> Iterator[ColumnElement[bool]]:
    """The filters as far as they are about what a theme says; one that says nothing there is let through."""
    for name in SHARED:
        if codes := getattr(filters, name):
            said = column(getattr(Theme, name))
            yield or_(said.is_(None), said.in_(codes))
    if regions := [*filters.region, *filters.region_only]:
        there = column(Theme.region)
        yield or_(there.is_(None), there.in_(regions_below(regions)), there.in_(regions_above(regions)))


def done_at(session: Session, actions: Iterable[str]) -> dict[str, datetime]:
    """When each of these was done, for the last time: what was corrected afterwards changes nothing about the day."""
    revisions = session.execute(
        select(table(ActionRevision))
        .where(column(ActionRevision.action_id).in_(sorted(actions)))
        .order_by(column(ActionRevision.action_id), column(ActionRevision.rev))
    )
    found: dict[str, datetime] = {}
    for row in revisions:
        body = json.loads(row.body) if isinstance(row.body, str) else row.body
        if body["status"] != "done":
            found.pop(row.action_id, None)
        else:
            found.setdefault(row.action_id, row.at)
    return found


def words_of(label: Any) -> dict[str, str]:
    """A label in each language, whether the driver gave JSON or text."""
    words: dict[str, str] = json.loads(label) if isinstance(label, str) else label
    return words


def event(kind: str, day: date, **said: Any) -> dict[str, Any]:
    """One event in wire form."""
    nothing = dict.fromkeys(("barrier", "theme_id", "what", "listening_priority", "label"))
    return {"on": day.isoformat(), "kind": kind, **nothing, **said}
