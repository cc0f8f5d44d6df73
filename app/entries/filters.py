"""The filters that lists, trends and signals share, so that a number clicked equals the entries listed."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from app.entries.models import Entry, Tally
from app.entries.schemas import Kind
from app.kit.tables import column
from app.kit.wire import Code, LocalDate, Uuid
from app.search import index
from app.vocabulary.queries import regions_below

Codes = Annotated[list[Code], Field(max_length=50)]
Missable = Literal[
    "barrier",
    "sub_barrier",
    "region",
    "therapeutic_area",
    "stakeholder_type",
    "hco_type",
    "channel",
    "listening_priority",
]


class EntryFilters(BaseModel):
    """Each given filter narrows; several values of one filter widen it. A region stands for all below it."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    kind: Annotated[list[Kind], Field(max_length=3)] = []
    barrier: Codes = []
    sub_barrier: Codes = []
    region: Codes = []
    region_only: Annotated[Codes, Field(description="These regions themselves, without those below.")] = []
    missing: Annotated[
        list[Missable], Field(max_length=8, description="Only entries that say nothing in this field.")
    ] = []
    therapeutic_area: Codes = []
    stakeholder_type: Codes = []
    hco_type: Codes = []
    channel: Codes = []
    listening_priority: Codes = []
    author: Annotated[list[Uuid], Field(max_length=50)] = []
    since: LocalDate | None = Field(None, alias="from", description="First day of visits.")
    until: LocalDate | None = Field(None, alias="to", description="Last day of visits.")
    q: str = Field(
        "",
        max_length=500,
        description="Words in the text; the last also as a beginning, quoted ones in order.",
    )


EXACT = (
    "kind",
    "barrier",
    "sub_barrier",
    "therapeutic_area",
    "stakeholder_type",
    "hco_type",
    "channel",
    "listening_priority",
)


def conditions(session: Session, filters: EntryFilters) -> list[ColumnElement[bool]]:
    """The filters as conditions on `entry`."""
    found = [*field_conditions(filters, lambda name: column(getattr(Entry, name)))]
    if filters.author:
        found.append(column(Entry.author_id).in_(filters.author))
    if filters.q.strip():
        found.append(index.matches(session, column(Entry.no), filters.q))
    return found


def kept_conditions(filters: EntryFilters, sheet: str) -> list[ColumnElement[bool]]:
    """The filters as conditions on a sheet of kept counts, for filters on nothing but its fields."""
    return [
        column(Tally.sheet) == sheet,
        *field_conditions(filters, lambda name: kept_column(name, sheet), nothing=""),
    ]


def kept_column(name: str, sheet: str) -> Any:
    """The column of a sheet that holds a field."""
    return column(Tally.code if name == sheet else getattr(Tally, name))


def field_conditions(
    filters: EntryFilters, field: Callable[[str], Any], nothing: str | None = None
) -> Iterator[ColumnElement[bool]]:
    """The filters on fields, wherever these stand; `nothing` is how a field says nothing there."""
    for name in EXACT:
        if wanted := getattr(filters, name):
            yield field(name).in_(wanted)
    if filters.region:
        yield field("region").in_(regions_below(filters.region))
    if filters.region_only:
        yield field("region").in_(filters.region_only)
    for name in filters.missing:
        yield field(name) == nothing  # SQLAlchemy writes IS NULL for None
    if filters.since:
        yield field("visited_on") >= filters.since
    if filters.until:
        yield field("visited_on") <= filters.until
