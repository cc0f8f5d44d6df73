"""Sessions and tokens on the wire."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from app.kit.wire import Schema, line_text


class SignIn(Schema):
    """What a person types to sign in."""

    email: Annotated[str, line_text(254)] = Field(examples=["msl@demo.example"])
    password: str = Field(min_length=1, max_length=1_000, examples=["pathnote-demo"])


class PersonOut(BaseModel):
    """The signed-in person."""

    id: str
    email: str
    name: str
    roles: list[str] = Field(examples=[["msl"]])
    regions: list[str] | None = Field(description="Roots of the subtrees in scope; null is everywhere.")


class SessionOut(BaseModel):
    """Who is signed in, until when, and with which life of which server."""

    person: PersonOut
    expires_at: datetime
    server_id: str
    epoch: str
    scope_version: int = Field(description="Grows when roles or regions change: a phone then lists again.")


class TokenIn(Schema):
    """A token to be made."""

    name: Annotated[str, line_text(80)] = Field(examples=["Nightly warehouse load"])
    scopes: list[str] = Field(min_length=1, max_length=10, examples=[["export:read"]])
    expires_in_days: int = Field(90, ge=1, le=366)


class TokenOut(BaseModel):
    """A token without its secret."""

    id: str
    name: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime


class NewTokenOut(TokenOut):
    """A token with its secret, this once."""

    token: str = Field(examples=["pn_…"], description="Shown only now; the server keeps no copy.")


class TokensOut(BaseModel):
    """Your tokens that are alive."""

    items: list[TokenOut]
