"""By what entries can be narrowed: when, where, and what they are about. What they say is never a filter."""

from collections.abc import Set
from typing import Annotated

from pydantic import Field
from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import Session

from app.entries import filters as shared
from app.entries.fields import CODED
from app.entries.models import Entry
from app.entries.schemas import Kind
from app.export.dataset import Filters
from app.kit.problems import FieldError, Invalid
from app.kit.tables import column
from app.kit.wire import LocalDate
from app.vocabulary.queries import codes


class EntryFilters(Filters):
    """Each given filter narrows; several values of one filter widen it."""

    since: LocalDate | None = Field(None, alias="from", description="First day of visits.")
    until: LocalDate | None = Field(None, alias="to", description="Last day of visits.")
    region: shared.Codes = Field([], description="A region stands for all below it.")
    barrier: shared.Codes = Field([])
    sub_barrier: shared.Codes = Field([])
    therapeutic_area: shared.Codes = Field([])
    kind: Annotated[list[Kind], Field(max_length=3)] = Field([])
    stakeholder_type: shared.Codes = Field([])
    hco_type: shared.Codes = Field([])
    channel: shared.Codes = Field([])
    listening_priority: shared.Codes = Field([])


def refuse_unknown_codes(session: Session, filters: Filters) -> None:
    """Raise Invalid for a code that no list has: a slip of the keyboard would look like a table without rows."""
    known = codes(session).by_vocabulary
    wrong = [
        FieldError(
            f"/{name}",
            f"There is no such {name.replace('_', ' ')} code (number {number} of those given).",
            "query",
        )
        for name, vocabulary in CODED.items()
        for number, code in enumerate(getattr(filters, name, None) or [], 1)
        if code not in known.get(vocabulary, frozenset())
    ]
    if wrong:
        raise Invalid(
            "The filter names a code that does not exist; the manifest's codebook has them.", errors=wrong
        )


def matching(filters: Filters, within: Set[str] | None) -> ColumnElement[bool] | None:
    """What the filters leave, as a condition on `entry`; None when they leave all. `within`: the regions meant."""
    given = filters.model_dump(mode="json", exclude={"region"}, exclude_defaults=True)
    found = [
        *shared.field_conditions(shared.EntryFilters(**given), lambda name: column(getattr(Entry, name)))
    ]
    if within is not None:
        found.append(column(Entry.region).in_(sorted(within)))
    return and_(*found) if found else None
