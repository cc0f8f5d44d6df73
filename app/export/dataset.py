"""What a data set is: one kind of row that leaves in the order of the change sequence."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Select
from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.auth.permissions import Permission
from app.export.pseudonyms import Pseudonyms

Deleted = Literal["rows", "only", "none"]
Rows = Iterable[Any]


class Row(BaseModel):
    """Base of a data set's row. A field that may be empty is still there, as null: all lines have one shape."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class Filters(BaseModel):
    """Base of what a data set can be filtered by; by itself: by nothing."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


@dataclass(frozen=True, slots=True)
class Ask:
    """What one run asks of a data set: for whom, after which place of the sequence, and which part."""

    actor: Actor
    pseudonyms: Pseudonyms
    after: int = 0
    filters: Filters = field(default_factory=Filters)
    deleted: Deleted = "rows"
    # The people and the regions that the filter means, if it names any, and what regions with few entries are shown as.
    people: frozenset[str] | None = None
    within: frozenset[str] | None = None
    merged: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DataSet:
    """One line of the registry: see `app/export/datasets` for how to make one.

    `select` gives what exists for the one who asks, `seq` first among its columns; the run puts place, order and size
    of the page to it. `texts` makes finished JSON lines of such rows (as the driver gives them, in plain tuples).
    `lines`, for SQLite, selects `seq` and the finished `line` with its line feed, made like those of `texts`: see
    `sqlite_lines.py`. `counts` says how many rows a run from the beginning has, and how many of them are deleted.
    """

    name: str
    schema_name: str
    row: type[Row]
    key: tuple[str, ...]
    seq: Any
    select: Callable[[Ask], Select[Any]]
    texts: Callable[[Session, Rows, Ask], list[bytes]]
    counts: Callable[[Session, Ask], tuple[int, int]]
    sensitivity: str
    permission: Permission = Permission.EXPORT_READ
    filters: type[Filters] = Filters
    lines: Callable[[Ask], Select[Any]] | None = None
    # Of its own, so that a change of one data set's shape is none of another's.
    version: int = 1
    # One selected row makes several lines, which then share a seq: a cut run goes on with that seq, not after it.
    shares_seq: bool = False

    @property
    def schema_path(self) -> str:
        return f"/api/v1/export/schema/{self.schema_name}.json"

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(self.row.model_fields)

    @property
    def always(self) -> frozenset[str]:
        """The columns without which nobody could keep a table: they come whatever was picked."""
        return frozenset({*self.key, "rev", "seq", "deleted", "deleted_reason"}) & frozenset(self.fields)
