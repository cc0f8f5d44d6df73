"""An entry on the wire."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.kit.wire import Code, DeviceTime, LocalDate, Schema, Uuid, free_text, line_text

Kind = Literal["observation", "reaction", "nothing_new"]
Solicited = Literal["yes", "no", "not_applicable"]
Stance = Literal["supports", "contradicts", "refines"]
SafetyAnswer = Literal["yes", "no"]
SafetyStatus = Literal["none", "suspected", "handed_off", "not_an_event"]


class Flag(Schema):
    """What the on-device check marked: a rule and the span of `text`, or of `field`, that it marked, in characters."""

    rule: Code
    start: int = Field(ge=0, le=1_000)
    end: int = Field(ge=0, le=1_000)
    field: Literal["text", "so_what", "next_step"] = Field(
        "text", description="Where the span lies; left out, it is `text`."
    )
    kept: bool = Field(
        False, description="The author has looked and keeps the words; left out, nobody has yet."
    )


class EntryFields(BaseModel):
    """The fields a phone writes, each optional: a create leaves out what is empty, an update what did not change.

    A field that this version does not know is kept as it came.
    """

    model_config = ConfigDict(extra="allow", strict=True)

    kind: Kind | None = None
    visited_on: LocalDate | None = None
    captured_at: DeviceTime | None = None
    barrier: Code | None = None
    sub_barrier: Code | None = None
    text: Annotated[str, free_text(1_000)] | None = None
    so_what: Annotated[str, free_text(500)] | None = None
    next_step: Annotated[str, free_text(500)] | None = None
    therapeutic_area: Code | None = None
    stakeholder_type: Code | None = None
    channel: Code | None = None
    hco_type: Code | None = None
    region: Code | None = None
    hcp_ref: Annotated[str, line_text(64)] | None = None
    hco_ref: Annotated[str, line_text(64)] | None = None
    solicited: Solicited | None = None
    evidence: Annotated[list[Annotated[str, line_text(200)]], Field(max_length=20)] | None = None
    listening_priority: Code | None = None
    theme_id: Uuid | None = None
    stance: Stance | None = None
    safety_answer: SafetyAnswer | None = None
    safety_status: SafetyStatus | None = None
    safety_reason: Annotated[str, free_text(500)] | None = None
    aware_at: DeviceTime | None = None
    flags: Annotated[list[Flag], Field(max_length=100)] | None = None

    def written(self) -> dict[str, Any]:
        """The known fields that were sent, in wire form."""
        return self.model_dump(mode="json", include=self.model_fields_set - set(self.model_extra or ()))


class AuthorOut(BaseModel):
    """Who wrote it."""

    id: str
    name: str


class EntryOut(BaseModel):
    """One entry as its author and leads see it."""

    id: str = Field(examples=["0199a0c4-7c1e-7d2a-9f00-3a5be2c41d77"])
    rev: int = Field(description="Grows by one with each accepted change.")
    seq: int = Field(description="Its place in the change sequence.")
    deleted: bool = Field(description="Retracted by its author.")
    kind: Kind
    visited_on: date
    captured_at: str = Field(
        description="The phone's clock, with its offset.", examples=["2026-11-20T14:32:00.000+01:00"]
    )
    received_at: str = Field(description="The server's clock, UTC.")
    barrier: str | None = Field(examples=["referral"])
    sub_barrier: str | None = Field(examples=["feedback_gap"])
    text: str | None = Field(
        examples=["Letters come back with no plan, so the second referral never gets written."]
    )
    so_what: str | None
    next_step: str | None
    therapeutic_area: str | None = Field(examples=["hepatology"])
    stakeholder_type: str | None = Field(examples=["gp"])
    channel: str | None = Field(examples=["in_person"])
    hco_type: str | None = Field(examples=["gp_practice"])
    region: str | None = Field(examples=["germany_north"])
    hcp_ref: str | None = Field(description="Opaque; never a name.")
    hco_ref: str | None = Field(description="Opaque.")
    solicited: Solicited | None
    evidence: list[str] = Field(description="DOI or PMID.")
    listening_priority: str | None
    theme_id: str | None
    stance: Stance | None
    safety_answer: SafetyAnswer | None
    safety_status: SafetyStatus
    safety_reason: str | None
    safety_reference: str | None
    aware_at: str | None
    flags: list[Flag] = Field(description="What is marked in the author's words.")
    copy_of: str | None = Field(description="The entry that this one is a conflict copy of.")
    author: AuthorOut


class EntryPage(BaseModel):
    """Entries, newest visit first."""

    items: list[EntryOut]
    next: str | None = Field(description="Pass as `cursor` for the next page; null on the last.")
    total: int = Field(description="How many entries the filters leave, over all pages; at most 10,000.")
    total_is_exact: bool = Field(description="False when there are more than `total`.")


class Change(BaseModel):
    """One field, before and after."""

    before: Any
    after: Any


class RevisionOut(BaseModel):
    """What was done to an entry, by whom, on both clocks and why."""

    rev: int
    action: Literal["create", "update", "delete", "restore"]
    at: str = Field(description="The server's clock, UTC.")
    device_time: str = Field(description="The phone's clock, with its offset.")
    by: AuthorOut
    reason: str | None
    changes: dict[str, Change]


class HistoryOut(BaseModel):
    """All revisions, oldest first."""

    items: list[RevisionOut]
