"""Who sees which themes, and who may change them: the one place that says so.

A theme exists for somebody when its place and their regions overlap, whichever of the two is the wider. Whoever may
not see one gets the same 404 as for one that never was. What a person sees *of* a theme is cut here as well.
"""

from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.auth.permissions import Permission
from app.config import ThemeSettings
from app.kit.tables import column
from app.themes.models import FormerPlace, Theme
from app.vocabulary.queries import regions_above, regions_below

Reader = Literal["lead", "colleague", "commercial"]


def reader(actor: Actor) -> Reader:
    """As whom somebody reads theme pages. Roles do not add up here: who is also commercial reads as that."""
    if actor.may(Permission.THEME_CURATE):
        return "lead"
    return "commercial" if "commercial" in actor.roles else "colleague"


def readable(actor: Actor, settings: ThemeSettings) -> ColumnElement[bool]:
    """The condition under which a theme's page exists for this actor."""
    if reader(actor) != "commercial":
        return in_scope(actor)
    if not settings.commercial:
        return false()
    return and_(in_scope(actor), column(Theme.places) >= settings.commercial_places)


def in_scope(actor: Actor) -> ColumnElement[bool]:
    """Whether a theme's place overlaps the actor's regions. No region is everywhere."""
    return overlapping(actor, Theme.region, column(Theme.region).is_(None))


def was_in_scope(actor: Actor) -> ColumnElement[bool]:
    """Whether it did so before it was moved elsewhere."""
    there = overlapping(actor, FormerPlace.region, column(FormerPlace.region) == "")
    moved = select(column(FormerPlace.theme_id)).where(there)
    found: ColumnElement[bool] = column(Theme.id).in_(moved)
    return found


def overlapping(actor: Actor, region: Any, everywhere: ColumnElement[bool]) -> ColumnElement[bool]:
    """Inside the actor's regions, around them, or everywhere."""
    if actor.regions is None:
        return true()
    return or_(
        everywhere,
        column(region).in_(regions_below(actor.regions)),
        column(region).in_(regions_above(actor.regions)),
    )


def regions_in_reach(session: Session, actor: Actor) -> frozenset[str] | None:
    """The regions whose themes the actor may curate; None is all."""
    if actor.regions is None:
        return None
    return frozenset(row.code for row in session.execute(regions_below(actor.regions)))


def can_curate(actor: Actor, region: str | None, reach: frozenset[str] | None) -> Literal[True] | str:
    """True, or the reason why not."""
    if not actor.may(Permission.THEME_CURATE):
        return "Your role does not curate themes."
    if reach is not None and region not in reach:
        return "This theme reaches beyond your regions. A lead of the wider region can change it."
    return True


HIDDEN_COUNTS = ("hcps", "hcos", "authors", "stakeholder_types")


def cut(page: dict[str, Any], as_whom: Reader) -> dict[str, Any]:
    """A theme in wire form without what this reader may not see."""
    if as_whom == "lead":
        return page
    page = {**page, "by": None, "line_to_take_back": page["line_to_take_back"] if page["cleared"] else None}
    if page["cleared"]:
        page["cleared"] = {**page["cleared"], "by": None}
    if "steps" in page:
        page["steps"] = [{**step, "by": None} for step in page["steps"]]
        page["actions"] = [{**action, "partner_ref": None} for action in page["actions"]]
    if as_whom == "commercial":
        page["corroboration"] = {
            name: {key: None if key in HIDDEN_COUNTS else n for key, n in side.items() if key != "one_voice"}
            | {"one_voice": None}
            if isinstance(side, dict)
            else side
            for name, side in page["corroboration"].items()
        }
    return page
