"""What rises in somebody's regions, for those who prepare a visit there: counts, and nothing that anybody wrote.

An MSL reads own entries only, so what rises is worked out as for a lead of the same regions and then cut down to the
figures. Two answers held against each other must not give one entry away: only whole weeks count, so the figures stand
still for a week, and a rise with a small count is left out (`app/trends/small_cells.py`).
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.signals.cells import watched, weeks_until
from app.signals.queries import risen

TOLD = ("key", "weeks", "from", "to", "count", "usual")


def rising(session: Session, actor: Actor, today: date, small_cell: int) -> dict[str, Any]:
    """The rises of this actor's regions up to the last whole week, those that are hardest to explain first."""
    sunday = today - timedelta(days=today.isoweekday())
    weeks = weeks_until(sunday)
    for_all = replace(actor, roles=("lead",))
    items, _ = risen(session, for_all, watched(session, for_all, weeks), weeks)
    told = [{name: item[name] for name in TOLD} for item in items if item["count"] >= small_cell]
    return {"person": actor.id, "as_of": sunday.isoformat(), "items": told}
