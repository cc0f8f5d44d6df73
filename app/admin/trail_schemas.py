"""The trail on the wire."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from app.audit.actions import Action
from app.kit.wire import LocalDate, Uuid

Word = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f]+$")]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class TrailQuery(BaseModel):
    """Which lines; nothing leaves nothing out."""

    model_config = ConfigDict(extra="forbid")

    actor: Uuid | None = Field(None, description="Who did it, by id.")
    action: list[Action] = Field([], description="What was done; may repeat.")
    object_kind: Word | None = Field(None, description="What it was done to, such as `person`.")
    object_id: Word | None = Field(None, description="To which of them.")
    request_id: Uuid | None = Field(None, description="In which request.")
    since: LocalDate | None = Field(
        None, alias="from", description="From this day on, in the service's zone."
    )
    until: LocalDate | None = Field(None, alias="to", description="Up to this day, included.")
    cursor: str | None = Field(None, description="`next` of the page before.")
    limit: int = Field(50, ge=1, le=200, description="Lines a page.")

    def narrows(self) -> list[str]:
        """By what: names alone, for the trail itself."""
        return sorted(self.model_fields_set - {"cursor", "limit"})


class Named(BaseModel):
    """Somebody, with the name they have now."""

    id: str
    name: str


class TrailObject(BaseModel):
    """What it was done to."""

    kind: str = Field(examples=["person"])
    id: str | None
    name: str | None = Field(description="Of a person, as they are called now.")


class TrailLine(BaseModel):
    """One line. It names things and fields, never what somebody wrote."""

    no: int
    at: datetime = Field(description="The server's clock.")
    actor: Named | None = Field(description="Null: nobody who was signed in, such as the command line.")
    action: str = Field(examples=["person:scope-changed"])
    object: TrailObject
    facts: dict[str, Any] = Field(description="Counts, codes and names of fields.")
    request_id: str | None
    hash: str = Field(description="SHA-256 over this line and the hash of the line before.")


class TrailEnd(BaseModel):
    """The newest line. Kept elsewhere, it shows later that nothing was cut off."""

    no: int
    hash: str


class TrailPage(BaseModel):
    """Lines, the newest first."""

    items: list[TrailLine]
    next: str | None
    head: TrailEnd | None


class CheckQuery(BaseModel):
    """From where to check."""

    model_config = ConfigDict(extra="forbid")

    after: int = Field(
        0, ge=0, lt=2**63, description="`checked_to` of the answer before; 0 is the beginning."
    )


class TrailCheck(BaseModel):
    """How far the chain was followed, and whether it holds so far."""

    lines: int = Field(description="Lines followed in this answer.")
    checked_to: int = Field(description="Number of the last of them.")
    broken: int | None = Field(description="The first line that does not follow from the one before.")
    more: bool = Field(description="Whether there is more to follow.")
    head: TrailEnd | None
