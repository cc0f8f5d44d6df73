"""From a request to what is asked of a data set, and to the mark by which its cursors are known again."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.auth.actor import Actor
from app.config import ExportSettings
from app.export.asked import ExportQuery
from app.export.dataset import Ask, DataSet, Filters
from app.export.filters import refuse_unknown_codes
from app.export.pseudonyms import Pseudonyms
from app.export.regions import entries_by_region, merged, parents_of_regions, within
from app.kit.problems import FieldError, Invalid
from app.kit.tables import column


def asked(
    session: Session,
    actor: Actor,
    data_set: DataSet,
    query: ExportQuery,
    settings: ExportSettings,
    pseudonyms: Pseudonyms,
) -> Ask:
    """What a query asks, from the beginning. Raises Invalid for a code that no list and a name that nobody has."""
    filters = filters_of(data_set, query)
    refuse_unknown_codes(session, filters)
    names, roots = getattr(filters, "person", None), getattr(filters, "region", None)
    parents = parents_of_regions(session) if roots or settings.small_region > 1 else {}
    shown: dict[str, str | None] = {}
    if settings.small_region > 1 and (roots or "region" in data_set.fields):
        shown = merged(parents, entries_by_region(session), settings.small_region)
    return Ask(
        actor,
        pseudonyms,
        filters=filters,
        deleted=query.deleted,
        people=people_called(session, names, pseudonyms) if names else None,
        within=frozenset(within(roots, parents, shown)) if roots else None,
        merged=shown,
    )


def people_called(session: Session, names: Collection[str], pseudonyms: Pseudonyms) -> frozenset[str]:
    """Whose pseudonyms these are. Raises Invalid for one that nobody has."""
    people = {pseudonyms[one].decode(): one for one in session.scalars(select(column(Person.id)))}
    if not people.keys() >= set(names):
        raise Invalid(
            errors=[
                FieldError("/person", "Nobody has this pseudonym here; another reader has others.", "query")
            ]
        )
    return frozenset(people[name] for name in names)


def filters_of(data_set: DataSet, query: ExportQuery) -> Filters:
    """The data set's own part of a query."""
    given = {name: getattr(query, name) for name in data_set.filters.model_fields if hasattr(query, name)}
    return data_set.filters.model_construct(**given)


def columns_of(data_set: DataSet, query: ExportQuery) -> frozenset[str] | None:
    """The columns picked, or None for all. Raises Invalid for one that there is not."""
    if query.columns is None:
        return None
    picked = [name.strip() for name in query.columns.split(",")]
    if not set(picked) <= set(data_set.fields):
        there = ", ".join(data_set.fields)
        raise Invalid(
            errors=[FieldError("/columns", f"Name some of: {there}; with commas between them.", "query")]
        )
    return data_set.always | frozenset(picked)


def question(data_set: DataSet, ask: Ask, columns: frozenset[str] | None) -> dict[str, Any]:
    """What was asked, in words that stay the same: only what differs from asking for everything."""
    said: dict[str, Any] = {"data_set": data_set.name}
    if filters := ask.filters.model_dump(mode="json", by_alias=True, exclude_defaults=True):
        said["filter"] = filters
    if ask.within is not None:
        said["within"] = sorted(ask.within)
    if columns is not None:
        said["columns"] = sorted(columns)
    if ask.deleted != "rows":
        said["deleted"] = ask.deleted
    return said
