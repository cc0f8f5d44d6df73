"""Actions on the wire."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, Field, model_validator

from app.entries.schemas import AuthorOut
from app.kit.wire import LocalDate, Schema, free_text, line_text, refusal
from app.themes.schemas import MergedOut, Rev, StepOut, ThemeOut
from app.themes.words import ActionStatus, OwnerFunction

PartnerRef = Annotated[str, line_text(64)]
Words = Annotated[str, free_text(500)]


class ActionIn(Schema):
    """What is to be done, with whom on the HCP's side, and which function here owes it."""

    what: Words
    partner_ref: PartnerRef | None = Field(None, description="Opaque; never a name.")
    owner_function: OwnerFunction
    due_on: LocalDate | None = None


class ActionChange(Schema):
    """What is to be another one; what is left out stays. An end needs its outcome."""

    rev: Rev
    what: Words | None = None
    partner_ref: PartnerRef | None = None
    owner_function: OwnerFunction | None = None
    due_on: LocalDate | None = None
    status: ActionStatus | None = None
    outcome: Words | None = None

    @model_validator(mode="after")
    def keeps_what_has_to_be(self) -> Self:
        for name in ("what", "owner_function", "status"):
            if name in self.model_fields_set and getattr(self, name) is None:
                raise refusal(f"'{name}' can't be empty; leave it out to keep it.")
        return self

    def written(self) -> dict[str, Any]:
        """The fields that were sent."""
        return {name: getattr(self, name) for name in self.model_fields_set - {"rev"}}


class ActionOut(BaseModel):
    """An action of a theme."""

    id: str
    rev: int
    what: str
    partner_ref: str | None
    owner_function: OwnerFunction
    due_on: date | None
    status: ActionStatus
    outcome: str | None
    at: str
    changed_at: str
    overdue: bool


class ActionRevisionOut(BaseModel):
    """What was changed, by whom and when."""

    rev: int
    at: str
    by: AuthorOut
    changes: dict[str, dict[str, Any]]


class ActionHistoryOut(BaseModel):
    """All revisions, oldest first."""

    items: list[ActionRevisionOut]


class ThemePage(ThemeOut):
    """A theme with its steps and what is done about it."""

    steps: list[StepOut]
    actions: list[ActionOut]
    merged_from: list[MergedOut]
