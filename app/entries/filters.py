"""The filters that lists, trends and (later) signals share, so that a number clicked equals the entries listed."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from app.entries.models import Entry
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
    found: list[ColumnElement[bool]] = [
        column(getattr(Entry, name)).in_(wanted) for name in EXACT if (wanted := getattr(filters, name))
    ]
    if filters.region:
        found.append(column(Entry.region).in_(regions_below(filters.region)))
    if filters.region_only:
        found.append(column(Entry.region).in_(filters.region_only))
    found += [column(getattr(Entry, name)).is_(None) for name in filters.missing]
    if filters.author:
        found.append(column(Entry.author_id).in_(filters.author))
    if filters.since:
        found.append(column(Entry.visited_on) >= filters.since)
    if filters.until:
        found.append(column(Entry.visited_on) <= filters.until)
    if filters.q.strip():
        found.append(index.matches(session, column(Entry.no), filters.q))
    return found
