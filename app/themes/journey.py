"""What became of an entry, for its author: read, in which theme, what was decided and done, and what to take back.

It tells of conclusions, decisions and outcomes, never of another person's words, nor of anybody on the HCP's side.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.changes.queries import has_newer
from app.entries.models import Entry, Journey
from app.entries.queries import visible_entries
from app.kit.json_text import compact
from app.kit.problems import NotFound
from app.kit.sql import moment_text
from app.kit.tables import column, table
from app.themes import queries
from app.themes.models import Link, Step, Theme

MOMENTS = ("read_at", "read_by", "decided_at", "heard_back_at", "moved_at")
SHOWN = ("id", "conclusion", "barrier", "status", "closed_because")
SHOWN_OF_ACTION = ("id", "what", "owner_function", "status", "outcome")


def journey_items(session: Session, actor: Actor, since: int, limit: int) -> list[tuple[int, str]]:
    """Journeys of the actor's own entries stamped after `since`: each with its place, as an item of a pull."""
    if not has_newer(session, table(Journey), since):
        return []
    rows = session.execute(
        journeys_of(actor, column(Journey.seq), column(Journey.rev))
        .where(column(Journey.author_id) == actor.id, column(Journey.seq) > since)
        .order_by(column(Journey.seq))
        .limit(limit)
    ).all()
    return [(row.seq, item(row, told)) for row, told in zip(rows, told_of(session, rows), strict=True)]


def item(row: Any, told: dict[str, Any]) -> str:
    """A journey as an item."""
    known = f'"id":"{row.id}","rev":{row.rev},"seq":{row.seq},"deleted":false'
    return f'{{"kind":"journey",{known},"data":{compact(told)}}}'


def journeys_of(actor: Actor, *columns: Any) -> Any:
    """Entries that exist for the actor and that have moved beyond arrival."""
    return visible_entries(
        actor,
        column(Entry.id),
        column(Entry.received_at),
        *(column(getattr(Journey, name)) for name in MOMENTS),
        *columns,
    ).join(table(Journey), column(Journey.entry_id) == column(Entry.id))


def entry_journey(session: Session, actor: Actor, entry_id: str) -> dict[str, Any]:
    """What became of one entry. Raises NotFound when it does not exist for this actor."""
    moved = session.execute(journeys_of(actor).where(column(Entry.id) == entry_id)).all()
    if moved:
        return told_of(session, moved)[0]
    arrived = session.execute(
        visible_entries(actor, column(Entry.received_at)).where(column(Entry.id) == entry_id)
    ).one_or_none()
    if arrived is None:
        raise NotFound("There is no such entry.")
    at = moment_text(arrived.received_at)
    nothing: dict[str, Any] = {"read": None, "themes": [], "decided_at": None, "heard_back_at": None}
    return {"entry_id": entry_id, "arrived_at": at, **nothing, "moved_at": at}


def told_of(session: Session, rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Journeys in wire form, all themes read at once."""
    rows = list(rows)
    names = queries.people(session, [row.read_by for row in rows])
    themes = themes_of(session, [row.id for row in rows])
    return [
        {
            "entry_id": row.id,
            "arrived_at": moment_text(row.received_at),
            "read": row.read_at
            and {
                "at": moment_text(row.read_at),
                "by": queries.by(row.read_by, names) if row.read_by else None,
            },
            "themes": themes[row.id],
            "decided_at": row.decided_at and moment_text(row.decided_at),
            "heard_back_at": row.heard_back_at and moment_text(row.heard_back_at),
            "moved_at": moment_text(row.moved_at),
        }
        for row in rows
    ]


def themes_of(session: Session, entries: list[str]) -> dict[str, list[dict[str, Any]]]:
    """The themes that each of these entries stands behind, the oldest link first."""
    links = session.execute(
        select(table(Link)).where(column(Link.entry_id).in_(entries)).order_by(column(Link.no))
    ).all()
    ids = sorted({link.theme_id for link in links})
    known = themes_told(session, ids)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for link in links:
        mine = {"stance": link.stance, "since": moment_text(link.at)}
        found[link.entry_id].append(known[link.theme_id] | mine)
    return found


def themes_told(session: Session, ids: list[str]) -> dict[str, dict[str, Any]]:
    """What an author hears of each of these themes."""
    steps: dict[str, list[dict[str, Any]]] = defaultdict(list)
    actions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    if not ids:
        return {}
    rows = session.execute(
        select(table(Step)).where(column(Step.theme_id).in_(ids)).order_by(column(Step.no))
    )
    for one in rows:
        steps[one.theme_id].append({"status": one.status, "at": moment_text(one.at), "why": one.why})
    for action in queries.actions_of(session, ids):
        actions[action.theme_id].append(action_told(action))
    return {
        theme.id: {
            **{name: getattr(theme, name) for name in SHOWN},
            "steps": steps[theme.id],
            "actions": actions[theme.id],
            "line_to_take_back": theme.line_to_take_back if theme.cleared_at else None,
        }
        for theme in session.execute(select(table(Theme)).where(column(Theme.id).in_(ids)))
    }


def action_told(row: Any) -> dict[str, Any]:
    """What an author, or a phone in the region, hears of an action: not with whom."""
    shown = {name: getattr(row, name) for name in SHOWN_OF_ACTION}
    return shown | {"due_on": row.due_on and row.due_on.isoformat()}
