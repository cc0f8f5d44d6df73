"""People on the wire, as an administrator sees them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.kit.wire import line_text

State = Literal["active", "invited", "suspended", "erased"]


class PeopleQuery(BaseModel):
    """Whom to list, and which page of them. Erased accounts are listed only when asked for."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[str, line_text(100)] | None = Field(None, description="Part of a name or an address.")
    role: str | None = Field(None, max_length=16, description="Who has this role.")
    state: State | None = None
    cursor: str | None = Field(None, max_length=1_024, description="`next` of the page before.")
    limit: int = Field(50, ge=1, le=200, description="People a page.")


class PersonRow(BaseModel):
    """A person in the list."""

    id: str
    email: str
    name: str
    roles: list[str] = Field(examples=[["msl"]])
    regions: list[str] | None = Field(description="Roots of the subtrees in scope; null is everywhere.")
    state: State = Field(description="`invited`: has an account, and no way in yet.")
    rev: int = Field(description="Grows with each change; send it back with yours.")
    sessions: int = Field(description="On how many devices they are signed in.")
    last_seen_at: datetime | None = Field(description="When one of these last asked for something.")


class PeoplePage(BaseModel):
    """People by name."""

    items: list[PersonRow]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")
    total: int
