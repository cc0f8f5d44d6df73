"""What is independent behind a theme: organisations and people, not the number of notes about them.

Two MSLs who heard the same HCP are one voice of the HCP's side, and colleagues' votes are no evidence at all. So each
side counts distinct references, beside the entries; the dissent stands next to the support. The database counts: a
theme of five thousand entries is counted anew with each reaction to it.
"""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, case, func, select
from sqlalchemy.orm import Session

from app.entries.fields import STANCES
from app.entries.models import Entry
from app.kit.tables import column, table
from app.themes.live import LIVE
from app.themes.models import Link

HCP, HCO, AUTHOR = (column(getattr(Entry, name)) for name in ("hcp_ref", "hco_ref", "author_id"))
# A side comes from one voice when each of its entries names the same source.
SOURCES = (("hcp", HCP), ("hco", HCO), ("author", AUTHOR))
DISTINCT = (
    ("hcps", HCP),
    ("hcos", HCO),
    ("stakeholder_types", column(Entry.stakeholder_type)),
    ("authors", AUTHOR),
)
BEHIND = (column(Link.theme_id) == bindparam("theme"), LIVE)
JOINED = column(Entry.id) == column(Link.entry_id)
SIDES = (
    select(
        column(Link.stance),
        func.count().label("entries"),
        *(func.count(what.distinct()).label(name) for name, what in DISTINCT),
        *(func.count(what).label(f"naming_{name}") for name, what in SOURCES),
        func.max(column(Entry.visited_on)).label("newest"),
    )
    .join(table(Entry), JOINED)
    .where(*BEHIND)
    .group_by(column(Link.stance))
)
# Regions in which no organisation is counted: each is one place more.
REGIONS = (
    select(column(Link.stance), column(Entry.region))
    .join(table(Entry), JOINED)
    .where(*BEHIND, column(Entry.region).is_not(None))
    .group_by(column(Link.stance), column(Entry.region))
    .having(func.max(case((HCO.is_not(None), 1), else_=0)) == 0)
)
EMPTY = {"entries": 0, **{name: 0 for name, _ in DISTINCT}, "places": 0, "one_voice": None}
NOTHING: dict[str, Any] = {**dict.fromkeys(STANCES, EMPTY), "last_heard_on": None}


def corroboration(session: Session, theme_id: str) -> dict[str, Any]:
    """The figures of all sides, and when something was last heard."""
    asked = {"theme": theme_id}
    sides = session.connection().execute(SIDES, asked).all()
    alone = [row.stance for row in session.connection().execute(REGIONS, asked)]
    newest: date | None = max((row.newest for row in sides), default=None)
    return {
        **NOTHING,
        **{row.stance: side(row, alone.count(row.stance)) for row in sides},
        "last_heard_on": newest.isoformat() if newest else None,
    }


def side(row: Any, regions: int) -> dict[str, Any]:
    """The figures of one side. A place is an organisation, or a region in which none is named."""
    return {
        "entries": row.entries,
        **{name: getattr(row, name) for name, _ in DISTINCT},
        "places": row.hcos + regions,
        "one_voice": one_voice(row),
    }


def one_voice(row: Any) -> str | None:
    """The one source that everything on this side comes from, if there is one: an HCP, an organisation, an author."""
    for (name, _), counted in zip(SOURCES, ("hcps", "hcos", "authors"), strict=True):
        if getattr(row, counted) == 1 and getattr(row, f"naming_{name}") == row.entries:
            return name
    return None
