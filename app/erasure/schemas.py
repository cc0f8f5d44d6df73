"""Erasing on the wire. The reference stands in bodies alone: addresses end up in logs."""

from typing import Annotated

from pydantic import BaseModel, Field

from app.kit.wire import Schema, line_text

Reference = Annotated[str, line_text(64)]
Reason = Annotated[str, line_text(64)]


class HcpIn(Schema):
    """Whom it is about."""

    hcp_ref: Reference = Field(examples=["HCP-77"])


class HcpErasureIn(HcpIn):
    """Do it."""

    confirm: Reference = Field(description="The reference once more, typed.", examples=["HCP-77"])
    reason: Reason = Field(
        description="For the trail: a ticket or a ground, never a name.", examples=["DSR-2026-118"]
    )


class HcpPlanOut(BaseModel):
    """What it takes out, or took."""

    entries: int = Field(description="Entries that lose their words.")
    waiting: int = Field(description="Left as they are: a suspected event was not handed off yet.")
    actions: int = Field(description="Actions that name this HCP no more.")


class PersonErasureIn(Schema):
    """Do it."""

    confirm: Annotated[str, line_text(254)] = Field(description="The person's address, typed.")
    reason: Reason = Field(
        description="For the trail: a ticket or a ground, never a name.", examples=["DSR-2026-118"]
    )


class PersonPlanOut(BaseModel):
    """What emptying the account would take, and what would stay."""

    sessions: int = Field(description="Places where they are signed in, which would end.")
    tokens: int = Field(description="API tokens that would end.")
    views: int = Field(description="Saved views of their own that would go; shared ones stay.")
    waiting: int = Field(
        description="What their phones last said they still had to send; it could come no more."
    )
    entries: int = Field(description="Entries that would stay, by nobody.")
