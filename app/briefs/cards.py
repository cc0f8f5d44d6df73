"""A theme as an MSL carries it into a visit: nobody's words, nobody's name, no reference to an HCP or organisation."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from app.entries.fields import STANCES
from app.kit.sql import moment_text
from app.themes.journey import action_told
from app.themes.queries import actions_of, counts_of, place_of

SHOWN = ("id", "barrier", "sub_barrier", "conclusion", "status", "closed_because")
COUNTED = ("entries", "hcps", "hcos", "places")
MOST_ACTIONS = 10


def cards(session: Session, themes: Iterable[Any]) -> list[dict[str, Any]]:
    """Cards of these themes, their actions read at once."""
    rows = list(themes)
    actions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for action in actions_of(session, [row.id for row in rows]) if rows else ():
        actions[action.theme_id].append(action_told(action))
    return [card(row, actions[row.id][:MOST_ACTIONS]) for row in rows]


def card(row: Any, actions: list[dict[str, Any]]) -> dict[str, Any]:
    """One card."""
    counts = counts_of(row)
    return {
        **{name: getattr(row, name) for name in SHOWN},
        "place": place_of(row),
        **{stance: count(counts[stance]) for stance in STANCES},
        "last_heard_on": counts["last_heard_on"],
        "actions": actions,
        "line_to_take_back": row.line_to_take_back if row.cleared_at else None,
        "changed_at": moment_text(row.changed_at),
    }


def count(side: dict[str, Any]) -> dict[str, Any]:
    """What a card says of one side."""
    return {name: side[name] for name in COUNTED} | {"one_voice": side["one_voice"] is not None}
