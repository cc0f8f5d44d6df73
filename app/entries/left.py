"""Entries that moved out of the regions that somebody sees: who held them is told to let go, and nothing more."""

from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from app.auth.actor import Actor
from app.entries.access import only_own, visible
from app.entries.earlier import ever
from app.entries.models import Revision
from app.kit.tables import column
from app.vocabulary.queries import regions_below


def may_have_left(actor: Actor, after: int) -> bool:
    """Whether there can be any: of all regions nobody moves out, own entries stay, and a first look holds none."""
    return actor.regions is not None and after > 0 and not only_own(actor)


def unseen(actor: Actor) -> ColumnElement[bool]:
    """Never null, as a plain `NOT` would be of an entry without a region."""
    return not_(func.coalesce(visible(actor), False))


def left(actor: Actor, after: int) -> ColumnElement[bool]:
    """Whether an entry that the actor does not see was in its regions at that place of the sequence or before."""
    there = ever(
        column(Revision.seq) <= after,
        region_in(column(Revision.body)).in_(regions_below(actor.regions or ())),
    )
    return and_(unseen(actor), there)


class region_in(FunctionElement[str]):  # noqa: N801 - reads as the function that it is
    """The region in a stored body."""

    inherit_cache = True


@compiles(region_in)
def _region_in(element: region_in, compiler: Any, **options: Any) -> str:
    return f"(CAST({compiler.process(element.clauses, **options)} AS json) ->> 'region')"


@compiles(region_in, "sqlite")
def _region_in_sqlite(element: region_in, compiler: Any, **options: Any) -> str:
    return f"json_extract({compiler.process(element.clauses, **options)}, '$.region')"
