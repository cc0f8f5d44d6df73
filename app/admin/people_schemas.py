"""People on the wire, as an administrator sees them."""

import re
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.kit.wire import Code, Schema, line_text, refusal

# What HTML takes for an address, and nothing that a mail header would take for two.
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def _address(text: str) -> str:
    if not ADDRESS.fullmatch(text):
        raise refusal("Must be an address such as anna@company.example.")
    return text.lower()


State = Literal["active", "invited", "suspended", "erased"]
Address = Annotated[str, line_text(254), AfterValidator(_address)]
Roles = Annotated[list[Code], Field(min_length=1, max_length=10, examples=[["msl"]])]
Regions = Annotated[
    list[Code] | None,
    Field(max_length=100, description="Roots of the subtrees in scope; null is everywhere, [] is nowhere."),
]


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


class LinkOut(BaseModel):
    """A link that somebody has not used yet; what it opens is not told."""

    purpose: Literal["invitation", "reset"]
    expires_at: datetime


class PersonOut(PersonRow):
    """One person."""

    created_at: datetime
    signs_in_by: list[Literal["password", "provider"]]
    passkeys: int = Field(description="How many of them open this account.")
    link: LinkOut | None
    is_last_admin: bool = Field(description="Whether nobody else could look after people.")


class HandedOut(BaseModel):
    """Where a link went."""

    email: str
    purpose: Literal["invitation", "reset"]
    expires_at: datetime = Field(description="It works once, until then.")
    link: str | None = Field(description="Only when it was not mailed, and only now: hand it over yourself.")
    failed: str | None = Field(description="What went wrong with the mail, if something did.")


class InvitationIn(Schema):
    """Somebody who is to have an account."""

    email: Address = Field(examples=["anna@company.example"])
    name: Annotated[str, line_text(120)] = Field(examples=["Anna Berg"])
    roles: Roles
    regions: Regions


class InvitedOut(BaseModel):
    """The new person, and where the link to set a password went."""

    person: PersonOut
    handed: HandedOut


class ScopeIn(Schema):
    """What somebody may do from now on, and where."""

    rev: int = Field(ge=0, le=2**31 - 1, description="Of the person as you saw them.")
    roles: Roles
    regions: Regions


class RevIn(Schema):
    """Of the person as you saw them."""

    rev: int = Field(ge=0, le=2**31 - 1)
