"""What an erasure would touch."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from app.entries.models import Entry, Revision
from app.erasure.scrubbing import ERASED, REFERENCE, WORDS
from app.kit.tables import column
from app.themes.models import ActionRevision, ThemeAction


@dataclass(frozen=True, slots=True)
class Plan:
    """`waiting`: with a suspected event that nobody handed off; they stay until somebody did."""

    entries: list[str]
    waiting: int
    actions: int = 0


def entries_about(session: Session, hcp_ref: str) -> Plan:
    """Entries that name this HCP, or did in some revision, and actions with them."""
    said = f'"{REFERENCE}":{json.dumps(hcp_ref, ensure_ascii=False)}'
    once = exists().where(
        column(Revision.entry_id) == column(Entry.id), column(Revision.body).contains(said, autoescape=True)
    )
    return planned(session, once, len(session.execute(actions_with(hcp_ref)).all()))


def actions_with(hcp_ref: str) -> Select[str, int]:
    """Ids and revs of the actions agreed with this HCP now, or in some revision."""
    once = exists().where(column(ActionRevision.action_id) == column(ThemeAction.id), agreed_with(hcp_ref))
    named = or_(column(ThemeAction.partner_ref) == hcp_ref, once)
    return (
        select(column(ThemeAction.id), column(ThemeAction.rev)).where(named).order_by(column(ThemeAction.id))
    )


def agreed_with(hcp_ref: str) -> ColumnElement[bool]:
    """Whether a revision of an action names this HCP."""
    return cast(ColumnElement[bool], column(ActionRevision.body)["partner_ref"].as_string() == hcp_ref)


def entries_before(session: Session, day: date) -> Plan:
    """Entries of visits before a day, that still hold words."""
    words = [column(getattr(Entry, name)) for name in (*WORDS, REFERENCE)]
    still = or_(*(and_(word.is_not(None), word != ERASED) for word in words))
    return planned(session, and_(column(Entry.visited_on) < day, still))


def planned(session: Session, condition: Any, actions: int = 0) -> Plan:
    """Sorted by id: the order in which entries are locked everywhere."""
    suspected = column(Entry.safety_status) == "suspected"
    found = session.execute(select(column(Entry.id)).where(condition, ~suspected).order_by(column(Entry.id)))
    waiting = session.execute(select(func.count()).select_from(Entry).where(condition, suspected))
    return Plan(list(found.scalars()), waiting.scalar_one(), actions)
