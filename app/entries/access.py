"""Who may see and change which entries. `visible` is the only filter by which rows reach anyone."""

from typing import Literal

from sqlalchemy import ColumnElement, false, or_, true

from app.auth.actor import Actor
from app.auth.permissions import Permission
from app.entries.models import Entry, Tally
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


def only_own(actor: Actor) -> bool:
    """Whether no entry but this actor's own can exist for it."""
    return not {"lead", "analyst", "safety"} & set(actor.roles)


def sees_entries(actor: Actor) -> bool:
    """Whether this actor may read the entries of its regions, as a lead or as rows of an export, so that counting
    them hides nothing."""
    return ("lead" in actor.roles and actor.may(Permission.ENTRY_READ)) or actor.may(Permission.EXPORT_READ)


def counted(actor: Actor, of: type[Entry] | type[Tally] = Entry) -> ColumnElement[bool]:
    """The condition under which an entry is counted for this actor: what it may list; else all of its regions."""
    if by_region(actor):
        return in_scope(actor, of)
    return visible(actor)


def by_region(actor: Actor) -> bool:
    """Whether an entry's region alone decides if it is counted for this actor."""
    own_elsewhere = "msl" in actor.roles and actor.may(Permission.ENTRY_READ) and actor.regions is not None
    return not (sees_entries(actor) and own_elsewhere)


def in_scope(actor: Actor, of: type[Entry] | type[Tally] = Entry) -> ColumnElement[bool]:
    """Whether a region lies in one of the actor's subtrees."""
    if actor.regions is None:
        return true()
    within: ColumnElement[bool] = column(of.region).in_(regions_below(actor.regions))
    return within


def can_edit(actor: Actor, author_id: str) -> Literal[True] | str:
    """True, or the reason why not. An entry is its author's: others answer with themes, not with edits."""
    if not actor.may(Permission.ENTRY_WRITE):
        return "Your role does not write entries."
    if author_id != actor.id:
        return "Only its author can change an entry."
    return True
