"""Themes: tentative conclusions with what stands for and against them, where they got to, and why."""

import json
from typing import Any, Literal

from pydantic import Field
from sqlalchemy import Select, case, func, literal, or_, select
from sqlalchemy.orm import Session

from app.entries.fields import STANCES
from app.export.dataset import Ask, DataSet, Row, Rows
from app.kit.json_text import compact
from app.kit.sql import moment_text
from app.kit.tables import column
from app.themes.access import in_scope, was_in_scope
from app.themes.models import Theme
from app.themes.words import Status

UUID: dict[str, Any] = {"format": "uuid"}
MOMENT: dict[str, Any] = {"format": "date-time", "x-zone": "UTC"}
COUNTED = ("entries", "hcps", "hcos", "authors", "places")
CODED = ("barrier", "sub_barrier", "region", "hco_type", "therapeutic_area")


def counted(what: str, side: str) -> Any:
    """A count of one side, which a deleted row does not have."""
    return Field(description=f"{what} {side}; live entries only.")


class ThemeRow(Row):
    """One tentative conclusion. Upsert by `id`; a higher `seq` replaces a lower one."""

    id: str = Field(description="The theme's UUID. The key of this data set.", json_schema_extra=UUID)
    rev: int = Field(description="Grows with what a lead changes; new evidence alone moves only `seq`.")
    seq: int = Field(description="Place in the change sequence; rows come in its order. Resume after it.")
    deleted: bool = Field(description="Take this theme out; every other field but the named ones is null.")
    deleted_reason: Literal["merged", "moved"] | None = Field(
        description="`merged` into another theme, or `moved` to a place outside your regions."
    )
    merged_into: str | None = Field(description="Of a merged one: where it went.", json_schema_extra=UUID)
    barrier: str | None = Field(
        description="What stands in the way.", json_schema_extra={"x-codebook": "barrier"}
    )
    sub_barrier: str | None = Field(
        description="More closely; may be null.", json_schema_extra={"x-codebook": "sub_barrier"}
    )
    region: str | None = Field(
        description="Where it holds; null is everywhere.", json_schema_extra={"x-codebook": "region"}
    )
    hco_type: str | None = Field(
        description="In which kind of organisation; null is any.",
        json_schema_extra={"x-codebook": "hco_type"},
    )
    therapeutic_area: str | None = Field(
        description="In which area; null is any.", json_schema_extra={"x-codebook": "therapeutic_area"}
    )
    conclusion: str | None = Field(description="One tentative sentence, in a lead's words.")
    status: Status | None = Field(
        description="How far it got; `closed` is not acted on, because of something."
    )
    status_at: str | None = Field(description="When it got there.", json_schema_extra=MOMENT)
    closed_because: str | None = Field(description="Why it was not acted on.")
    line_to_take_back: str | None = Field(
        description="What may be said to the HCP; null until it is cleared."
    )
    supports_entries: int | None = counted("Entries", "for it")
    supports_hcps: int | None = counted("Different HCPs", "for it")
    supports_hcos: int | None = counted("Different organisations", "for it")
    supports_authors: int | None = counted("Different authors", "for it")
    supports_places: int | None = counted("Organisations, or regions of entries that name none,", "for it")
    contradicts_entries: int | None = counted("Entries", "against it")
    contradicts_hcps: int | None = counted("Different HCPs", "against it")
    contradicts_hcos: int | None = counted("Different organisations", "against it")
    contradicts_authors: int | None = counted("Different authors", "against it")
    contradicts_places: int | None = counted(
        "Organisations, or regions of entries that name none,", "against it"
    )
    refines_entries: int | None = counted("Entries", "that would word it otherwise")
    refines_hcps: int | None = counted("Different HCPs", "that would word it otherwise")
    refines_hcos: int | None = counted("Different organisations", "that would word it otherwise")
    refines_authors: int | None = counted("Different authors", "that would word it otherwise")
    refines_places: int | None = counted(
        "Organisations, or regions of entries that name none,", "that would word it otherwise"
    )
    last_heard_on: str | None = Field(
        description="Day of the newest visit behind it.", json_schema_extra={"format": "date"}
    )
    created_at: str | None = Field(description="When it was gathered.", json_schema_extra=MOMENT)
    changed_at: str | None = Field(description="When anything about it changed.", json_schema_extra=MOMENT)
    author: str | None = Field(description="A pseudonym of the lead who gathered it, as in `entries`.")


COLUMNS = (
    *("seq", "id", "rev", "merged_into", *CODED, "conclusion", "status", "status_at", "closed_because"),
    *("line_to_take_back", "cleared_at", "counts", "created_at", "changed_at", "person_id"),
)
GONE = dict.fromkeys(ThemeRow.model_fields)


def states(ask: Ask) -> Select[Any]:
    """Themes that overlap the asker's regions, or did; each with why it is gone from there."""
    gone = why(ask)
    found = select(*(column(getattr(Theme, name)) for name in COLUMNS), gone)
    found = found.where(or_(in_scope(ask.actor), was_in_scope(ask.actor)))
    if ask.deleted == "rows":
        return found
    return found.where(gone.is_(None) if ask.deleted == "none" else gone.is_not(None))


def why(ask: Ask) -> Any:
    """Why a theme is a deleted row, or null."""
    return case(
        (column(Theme.merged_into).is_not(None), literal("merged")),
        (~in_scope(ask.actor), literal("moved")),
        else_=None,
    )


def texts(_session: Session, rows: Rows, ask: Ask) -> list[bytes]:
    """Each as a line."""
    return [compact(line(dict(zip((*COLUMNS, "gone"), row, strict=True)), ask)).encode() for row in rows]


def line(row: dict[str, Any], ask: Ask) -> dict[str, Any]:
    """One theme."""
    known = {"id": str(row["id"]), "rev": row["rev"], "seq": row["seq"], "deleted": row["gone"] is not None}
    known |= {"deleted_reason": row["gone"]}
    if row["gone"] is not None:
        into = row["merged_into"] if row["gone"] == "merged" else None
        return GONE | known | {"merged_into": into and str(into)}
    counts_ = json.loads(row["counts"]) if isinstance(row["counts"], str) else row["counts"]
    return (
        GONE
        | known
        | {name: row[name] for name in (*CODED, "conclusion", "status", "closed_because")}
        | {name: moment(row[name]) for name in ("status_at", "created_at", "changed_at")}
        | {f"{side}_{name}": counts_[side][name] for side in STANCES for name in COUNTED}
        | {
            "region": ask.merged.get(row["region"], row["region"]) if row["region"] else None,
            "line_to_take_back": row["line_to_take_back"] if row["cleared_at"] else None,
            "last_heard_on": counts_["last_heard_on"],
            "author": ask.pseudonyms[str(row["person_id"])].decode(),
        }
    )


def moment(value: Any) -> str:
    """As the drivers give moments: text, or a datetime."""
    return value if isinstance(value, str) else moment_text(value)


def counts(session: Session, ask: Ask) -> tuple[int, int]:
    """How many there are, and how many are gone."""
    found = select(func.count(), func.count(why(ask))).where(
        or_(in_scope(ask.actor), was_in_scope(ask.actor))
    )
    rows, deleted = session.execute(found).one()
    return rows, deleted


DATA_SET = DataSet(
    name="themes",
    schema_name="theme",
    row=ThemeRow,
    key=("id",),
    seq=column(Theme.seq),
    select=states,
    texts=texts,
    counts=counts,
    sensitivity="Conclusions in leads' words, with counts: no HCP, no organisation, no author by name.",
)
