"""Reading themes. `visible_themes` is the only door to them for pages and lists."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.auth.actor import Actor
from app.config import ThemeSettings
from app.kit import cursors
from app.kit.clock import now
from app.kit.problems import NotFound
from app.kit.sql import moment_text
from app.kit.tables import column, table
from app.kit.wire import Code
from app.search.words import unaccented
from app.themes import access
from app.themes.models import Link, Step, Theme, ThemeAction
from app.themes.words import ENDED, PLACE, Status, possible
from app.vocabulary.queries import regions_above, regions_below

CURSOR = "themes"
Codes = list[Code]


class ThemeFilters(BaseModel):
    """Each given filter narrows; several values of one widen it."""

    model_config = ConfigDict(extra="forbid")

    status: list[Status] = Field([], max_length=6)
    barrier: Codes = Field([], max_length=50)
    sub_barrier: Codes = Field([], max_length=50)
    region: Codes = Field([], max_length=50, description="With all below it, and what lies around it.")
    hco_type: Codes = Field([], max_length=50)
    therapeutic_area: Codes = Field([], max_length=50)
    q: str = Field(
        "", max_length=200, description="Part of the conclusion; case and accents make no difference."
    )


def visible_themes(actor: Actor, settings: ThemeSettings, *columns: Any) -> Select[Any]:
    """A select over the themes whose pages exist for this actor; merged ones live on in others."""
    wanted = select(*(columns or (table(Theme),))).select_from(table(Theme))
    return wanted.where(column(Theme.merged_into).is_(None), access.readable(actor, settings))


def found_theme(session: Session, actor: Actor, settings: ThemeSettings, theme_id: str) -> Any:
    """One theme, or what it was merged into. Raises NotFound when it does not exist for this actor."""
    led_to = select(column(Theme.merged_into)).where(column(Theme.id) == theme_id).scalar_subquery()
    row = session.execute(
        visible_themes(actor, settings).where(or_(column(Theme.id) == theme_id, column(Theme.id) == led_to))
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such theme.")
    return row


def list_themes(
    session: Session,
    actor: Actor,
    settings: ThemeSettings,
    filters: ThemeFilters,
    cursor: str | None,
    limit: int,
) -> dict[str, Any]:
    """A page of themes, newest change first."""
    wanted = [*conditions(filters)]
    total = session.execute(visible_themes(actor, settings, func.count()).where(*wanted)).scalar_one()
    # A stamp for each change: newest change first, without ties.
    page = visible_themes(actor, settings).where(*wanted).order_by(column(Theme.seq).desc())
    if cursor is not None:
        (before,) = cursors.decode(CURSOR, cursor, int)
        page = page.where(column(Theme.seq) < before)
    rows = session.execute(page.limit(limit + 1)).all()
    follow = cursors.encode(CURSOR, rows[limit - 1].seq) if len(rows) > limit else None
    return {"items": themes_out(session, actor, rows[:limit]), "next": follow, "total": total}


def conditions(filters: ThemeFilters) -> Iterable[ColumnElement[bool]]:
    """The filters as conditions."""
    for name in ("status", "barrier", "sub_barrier", "hco_type", "therapeutic_area"):
        if codes := getattr(filters, name):
            yield column(getattr(Theme, name)).in_(codes)
    if filters.region:
        region = column(Theme.region)
        yield or_(
            region.is_(None),
            region.in_(regions_below(filters.region)),
            region.in_(regions_above(filters.region)),
        )
    if filters.q.strip():
        yield column(Theme.words).contains(folded(filters.q.strip()), autoescape=True)


def folded(text: str) -> str:
    """As conclusions are stored for finding; a NUL would match everything."""
    return unaccented(text).replace("\x00", "")


def themes_out(session: Session, actor: Actor, rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Themes in wire form, as far as this actor may see them."""
    rows = list(rows)
    names = people(session, [name for row in rows for name in (row.person_id, row.cleared_by)])
    reach = access.regions_in_reach(session, actor)
    as_whom = access.reader(actor)
    late = overdue(session, [row.id for row in rows])
    return [
        access.cut(theme_out(row, actor, reach, names) | {"overdue": late.get(row.id, 0)}, as_whom)
        for row in rows
    ]


def overdue(session: Session, themes: list[str]) -> dict[str, int]:
    """How many actions of each of these themes are late; none of those without any."""
    found = session.execute(
        select(column(ThemeAction.theme_id), func.count().label("late"))
        .where(
            column(ThemeAction.theme_id).in_(themes),
            column(ThemeAction.status).not_in(ENDED),
            column(ThemeAction.due_on) < now().date(),
        )
        .group_by(column(ThemeAction.theme_id))
    )
    return {row.theme_id: row.late for row in found}


def theme_out(row: Any, actor: Actor, reach: frozenset[str] | None, names: dict[str, str]) -> dict[str, Any]:
    """One theme in wire form."""
    own = access.can_curate(actor, row.region, reach) is True
    cleared = row.cleared_at and {"at": moment_text(row.cleared_at), "by": by(row.cleared_by, names)}
    return {
        "id": row.id,
        "rev": row.rev,
        "barrier": row.barrier,
        "sub_barrier": row.sub_barrier,
        "place": place_of(row),
        "conclusion": row.conclusion,
        "status": row.status,
        "closed_because": row.closed_because,
        "line_to_take_back": row.line_to_take_back,
        "cleared": cleared,
        "created_at": moment_text(row.created_at),
        "changed_at": moment_text(row.changed_at),
        "by": by(row.person_id, names),
        "corroboration": counts_of(row),
        "own": own,
        "may": possible(row.status) if own else [],
    }


def place_of(row: Any) -> dict[str, str | None]:
    """Where a theme holds."""
    return {name: getattr(row, name) for name in PLACE}


def counts_of(row: Any) -> dict[str, Any]:
    """The kept counts, whether the driver gave JSON or text."""
    counts: dict[str, Any] = json.loads(row.counts) if isinstance(row.counts, str) else row.counts
    return counts


def people(session: Session, ids: Iterable[str | None]) -> dict[str, str]:
    """Names by id."""
    wanted = sorted({one for one in ids if one})
    if not wanted:
        return {}
    rows = session.execute(
        select(column(Person.id), column(Person.name)).where(column(Person.id).in_(wanted))
    )
    return {row.id: row.name for row in rows}


def by(person_id: str, names: dict[str, str]) -> dict[str, str]:
    """A person in wire form."""
    return {"id": person_id, "name": names[person_id]}


def theme_page(session: Session, actor: Actor, settings: ThemeSettings, theme_id: str) -> dict[str, Any]:
    """A theme with its steps, its actions and what was merged into it. Raises NotFound."""
    row = found_theme(session, actor, settings, theme_id)
    steps = session.execute(
        select(table(Step)).where(column(Step.theme_id) == row.id).order_by(column(Step.no))
    ).all()
    merged = session.execute(
        select(column(Theme.id), column(Theme.conclusion), column(Theme.changed_at))
        .where(column(Theme.merged_into) == row.id)
        .order_by(column(Theme.no))
    )
    names = people(session, [row.person_id, row.cleared_by, *(step.person_id for step in steps)])
    page = theme_out(row, actor, access.regions_in_reach(session, actor), names)
    actions = [action_out(action) for action in actions_of(session, [row.id])]
    page |= {
        "overdue": sum(action["overdue"] for action in actions),
        "steps": [
            {
                "status": step.status,
                "from": step.status_before,
                "at": moment_text(step.at),
                "by": by(step.person_id, names),
                "why": step.why,
            }
            for step in steps
        ],
        "actions": actions,
        "merged_from": [
            {"id": one.id, "conclusion": one.conclusion, "at": moment_text(one.changed_at)} for one in merged
        ],
    }
    return access.cut(page, access.reader(actor))


def actions_of(session: Session, themes: Iterable[str]) -> list[Any]:
    """The actions of these themes: open ones first, by due date, those without one last."""
    rows = session.execute(
        select(table(ThemeAction)).where(column(ThemeAction.theme_id).in_(sorted(set(themes))))
    ).all()
    return sorted(rows, key=lambda row: (row.status in ENDED, row.due_on or date.max, row.at, row.id))


def action_out(row: Any) -> dict[str, Any]:
    """An action in wire form."""
    return {
        "id": row.id,
        "rev": row.rev,
        **{
            name: getattr(row, name)
            for name in ("what", "partner_ref", "owner_function", "status", "outcome")
        },
        "due_on": row.due_on and row.due_on.isoformat(),
        "at": moment_text(row.at),
        "changed_at": moment_text(row.changed_at),
        "overdue": row.status not in ENDED and row.due_on is not None and row.due_on < now().date(),
    }


def linked(session: Session, theme_id: str, entries: Iterable[str]) -> dict[str, Any]:
    """The links of these entries to a theme."""
    rows = session.execute(
        select(table(Link)).where(
            column(Link.theme_id) == theme_id, column(Link.entry_id).in_(sorted(set(entries)))
        )
    )
    return {row.entry_id: row for row in rows}
