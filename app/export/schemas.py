"""The published shape of an export: `entry.json` is made from `EntryRow`; `docs/export-entry.schema.json` is its copy.

Within a version fields are added, never renamed, retyped or removed; a test compares with the copy.
"""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.entries.schemas import Kind, SafetyAnswer, SafetyStatus, Solicited, Stance

VERSION = 1
Format = Literal["jsonl", "json"]
CODE_NOTE = "A code; the manifest's codebook has its words. Codes are added and retired, never used for anything else."


class FlagRow(BaseModel):
    """What the check on the phone marked in the author's words."""

    rule: str = Field(description="Which rule marked it.")
    start: int = Field(description="First character of the span in `text`, or in `field`, from 0.")
    end: int = Field(description="The character after the span.")
    field: Literal["text", "so_what", "next_step"] = Field(
        "text", description="Where the span lies. Absent: in `text`."
    )
    kept: bool = Field(
        False, description="The author looked at the words and keeps them. Absent: nobody has."
    )


class EntryRow(BaseModel):
    """The newest state of one entry: a short note after one visit. Upsert by `id`; a higher `rev` replaces a lower one.

    In a row with `deleted` true every field but `id`, `rev`, `seq`, `deleted` and `deleted_reason` is null.
    """

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    id: str = Field(
        description="The entry's UUID, in lower case with dashes. The key of this data set.",
        json_schema_extra={"format": "uuid"},
    )
    rev: int = Field(description="Grows with each accepted change of the entry.")
    seq: int = Field(description="Place in the change sequence; rows come in its order. Resume after it.")
    deleted: bool = Field(description="Take this entry out: its content is not, or no longer, for export.")
    deleted_reason: Literal["retracted", "under_review"] | None = Field(
        description="`retracted` by its author; or `under_review`, for safety or for a patient's identity: such an "
        "entry comes back by itself, with a higher rev, when it is cleared. Null for an entry that is not deleted."
    )
    received_at: str | None = Field(
        description="When the server first received it, UTC.", json_schema_extra={"format": "date-time"}
    )
    kind: Kind | None = Field(
        description="`observation`: what was heard. `reaction`: an answer to a theme. `nothing_new`: a visit without "
        "news, which turns counts into rates."
    )
    visited_on: date | None = Field(description="The day of the visit, where the visit was.")
    captured_at: str | None = Field(
        description="The phone's clock when it was written, with its offset.",
        json_schema_extra={"format": "date-time"},
    )
    barrier: str | None = Field(description=f"What stood between patients and good care. {CODE_NOTE}")
    sub_barrier: str | None = Field(description=f"The barrier more closely; may be null. {CODE_NOTE}")
    text: str | None = Field(description="What was learned, in the author's words: 1 to 1,000 characters.")
    so_what: str | None = Field(description="Why it matters.")
    next_step: str | None = Field(description="The step agreed with the HCP.")
    therapeutic_area: str | None = Field(description=CODE_NOTE)
    stakeholder_type: str | None = Field(description=f"Whom the visit was to, by profession. {CODE_NOTE}")
    channel: str | None = Field(description=f"How they met. {CODE_NOTE}")
    hco_type: str | None = Field(description=f"The kind of organisation. {CODE_NOTE}")
    region: str | None = Field(description=f"Regions are a tree, `parent` in the codebook. {CODE_NOTE}")
    hco_ref: str | None = Field(description="The organisation as an opaque reference, never a name.")
    solicited: Solicited | None = Field(description="Whether the subject was asked about.")
    evidence: list[str] | None = Field(description="Literature it leans on: DOI or PMID.")
    listening_priority: str | None = Field(description=f"The question of the cycle it answers. {CODE_NOTE}")
    theme_id: str | None = Field(
        description="Of a reaction: the theme it reacts to.", json_schema_extra={"format": "uuid"}
    )
    stance: Stance | None = Field(description="Of a reaction: what it does to the theme.")
    safety_answer: SafetyAnswer | None = Field(
        description="Whether anyone mentioned a side effect, product complaint, medication error, exposure in "
        "pregnancy or lack of effect."
    )
    safety_status: SafetyStatus | None = Field(
        description="`none`, `handed_off` to pharmacovigilance or `not_an_event`. What is `suspected` is under review."
    )
    safety_reason: str | None = Field(description="Of `not_an_event`: why.")
    aware_at: str | None = Field(
        description="When the author became aware of a possible event, by the phone's clock.",
        json_schema_extra={"format": "date-time"},
    )
    flags: list[FlagRow] | None = Field(description="What the check marked in the author's words.")
    safety_reference: str | None = Field(description="The receipt of the hand-off to pharmacovigilance.")
    copy_of: str | None = Field(
        description="The entry of which this one is a conflict copy: two versions of one note, typed at the same time.",
        json_schema_extra={"format": "uuid"},
    )
    author: str | None = Field(
        description="A pseudonym of the author: the same in each run for the same owner of a token, another for others."
    )


def entry_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of one row."""
    made = EntryRow.model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "/api/v1/export/schema/entry.json",
        "version": VERSION,
        "$comment": "Within a version fields are added, never renamed, retyped or removed.",
        **made,
    }


class DataSet(BaseModel):
    """One thing to export."""

    name: str = Field(examples=["entries"])
    href: str = Field(examples=["/api/v1/export/entries"])
    formats: list[Format]
    schema_href: str = Field(examples=["/api/v1/export/schema/entry.json"])
    schema_version: int
    key: list[str] = Field(description="Upsert by these.", examples=[["id"]])
    order: str = Field(description="Rows come in this order; of two rows with one key the later is newer.")
    rows: int = Field(description="Rows of an export without a cursor, at this moment.")
    deleted: int = Field(description="How many of them are marked as deleted.")


class Manifest(BaseModel):
    """What there is to export, as it stands now."""

    server_id: str
    epoch: str = Field(description="Changes when the server is restored from a backup: cursors end with it.")
    head: int = Field(description="The newest place in the change sequence.")
    cursor: str = Field(description="Stands for all up to `head`. An export's own header closes that run.")
    generated_at: str
    taxonomy_version: int = Field(description="Grows with every change of any code list.")
    licence: str
    sensitivity: str
    datasets: list[DataSet]
    codebook: list[dict[str, Any]] = Field(
        description="Every code list with its terms, as in `/vocabularies`."
    )
