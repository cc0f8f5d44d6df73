"""The published shape of an entry: `schema/entry.json` is made from `EntryRow`."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Field

from app.entries.schemas import Kind, SafetyAnswer, SafetyStatus, Solicited, Stance
from app.export.dataset import Row

DeletedReason = Literal["retracted", "erased", "under_review", "not_in_filter", "out_of_scope"]
CODE_NOTE = (
    "A code; its words are in the codebook. Codes are added and retired, never used for anything else."
)


def code(vocabulary: str, said: str = "") -> Any:
    """A field that holds a code of this list."""
    return Field(description=f"{said} {CODE_NOTE}".strip(), json_schema_extra={"x-codebook": vocabulary})


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


class EntryRow(Row):
    """The newest state of one entry: a short note after one visit. Upsert by `id`; a higher `rev` replaces a lower one.

    In a row with `deleted` true every field but `id`, `rev`, `seq`, `deleted` and `deleted_reason` is null; only an
    erased one keeps what it was about, without its words.
    """

    id: str = Field(
        description="The entry's UUID, in lower case with dashes. The key of this data set.",
        json_schema_extra={"format": "uuid"},
    )
    rev: int = Field(
        description="Grows with each accepted change of the entry, and never repeats, whatever was restored: of two "
        "states the one with the higher rev is newer. Not a count: after a restore it goes on a million higher."
    )
    seq: int = Field(description="Place in the change sequence; rows come in its order. Resume after it.")
    deleted: bool = Field(description="Take this entry out: its content is not, or no longer, for export.")
    deleted_reason: DeletedReason | None = Field(
        description="`retracted` by its author; `erased`: no word of it is kept anywhere; `under_review`, for safety "
        "or for a patient's identity: such an entry comes back by itself, with a higher seq, when it is cleared; "
        "`not_in_filter` in a run with a filter: what it says now is not what was asked for; `out_of_scope`: it moved "
        "to a region that you do not see. Null for an entry that is not deleted."
    )
    received_at: str | None = Field(
        description="When the server first received it, UTC.",
        json_schema_extra={"format": "date-time", "x-zone": "UTC"},
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
    barrier: str | None = code("barrier", "What stood between patients and good care.")
    sub_barrier: str | None = code("sub_barrier", "The barrier more closely; may be null.")
    text: str | None = Field(description="What was learned, in the author's words: 1 to 1,000 characters.")
    so_what: str | None = Field(description="Why it matters.")
    next_step: str | None = Field(description="The step agreed with the HCP.")
    therapeutic_area: str | None = code("therapeutic_area")
    stakeholder_type: str | None = code("stakeholder_type", "Whom the visit was to, by profession.")
    channel: str | None = code("channel", "How they met.")
    hco_type: str | None = code("hco_type", "The kind of organisation.")
    region: str | None = code("region", "Regions are a tree, `parent` in the codebook.")
    hco_ref: str | None = Field(description="The organisation as an opaque reference, never a name.")
    solicited: Solicited | None = Field(description="Whether the subject was asked about.")
    evidence: list[str] | None = Field(description="Literature it leans on: DOI or PMID.")
    listening_priority: str | None = code("listening_priority", "The question of the cycle it answers.")
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
