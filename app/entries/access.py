"""Who may see and change which entries. `visible` is the only filter by which rows reach anyone."""

from typing import Literal

from sqlalchemy import ColumnElement, false, or_, true

from app.auth.actor import Actor
from app.auth.permissions import Permission
from app.entries.models import Entry
from app.kit.tables import column
from app.vocabulary.queries import regions_below


def visible(actor: Actor) -> ColumnElement[bool]:
    """The condition under which an entry exists for this actor. Roles add up."""
    grounds: list[ColumnElement[bool]] = []
    if "msl" in actor.roles and actor.may(Permission.ENTRY_READ):
        grounds.append(column(Entry.author_id) == actor.id)
    if "lead" in actor.roles or "analyst" in actor.roles:
        grounds.append(in_scope(actor))
    if "safety" in actor.roles:
        grounds.append((column(Entry.safety_status) != "none") & in_scope(actor))
    return or_(*grounds) if grounds else false()


def in_scope(actor: Actor) -> ColumnElement[bool]:
    """Whether the entry's region lies in one of the actor's subtrees."""
    if actor.regions is None:
        return true()
    within: ColumnElement[bool] = column(Entry.region).in_(regions_below(actor.regions))
    return within


def can_edit(actor: Actor, author_id: str) -> Literal[True] | str:
    """True, or the reason why not. An entry is its author's: others answer with themes, not with edits."""
    if not actor.may(Permission.ENTRY_WRITE):
        return "Your role does not write entries."
    if author_id != actor.id:
        return "Only its author can change an entry."
    return True
