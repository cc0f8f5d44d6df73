"""Sessions and tokens on the wire."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from app.auth.device_keys import is_device_key
from app.kit.wire import Schema, Uuid, line_text, refusal


def _device_key(key: str) -> str:
    if not is_device_key(key):
        raise refusal("Must be a P-256 public key: its SPKI form as base64url.")
    return key


DeviceKey = Annotated[str, AfterValidator(_device_key)]


class SignIn(Schema):
    """What a person types to sign in."""

    email: Annotated[str, line_text(254)] = Field(examples=["msl@demo.example"])
    password: str = Field(min_length=1, max_length=1_000, examples=["pathnote-demo"])
    device_key: DeviceKey | None = Field(
        None,
        max_length=200,
        description="Public half (SPKI, base64url) of a P-256 key of this installation; see /session/renewal.",
    )


class SignOnOut(BaseModel):
    """Ways in beside the password: the company's provider, a passkey, and a link by mail."""

    configured: bool
    name: str | None = Field(examples=["your company account"])
    sends_links: bool = Field(description="Whether somebody who forgot their password can have a link sent.")
    passkeys: bool = Field(description="Whether people may sign in with a passkey at this address.")


class SignOnBegin(Schema):
    """Setting out for the provider."""

    next: Annotated[str, line_text(1_000)] = Field("/", description="Where the person wanted to go.")
    device_key: DeviceKey | None = Field(None, max_length=200, description="As when signing in by password.")


class SignOnBegun(BaseModel):
    """Where the browser has to go."""

    address: str


class ResetIn(Schema):
    """Who forgot their password."""

    email: Annotated[str, line_text(254)] = Field(examples=["msl@demo.example"])


class PasswordIn(Schema):
    """A new password, and the secret of the link that allows it."""

    secret: str = Field(min_length=1, max_length=100)
    password: str = Field(min_length=1, max_length=1_000)


class ChallengeIn(Schema):
    """Which session is to be brought back."""

    session_id: Uuid


class ChallengeOut(BaseModel):
    """What the device key has to sign, as UTF-8, with ECDSA and SHA-256."""

    challenge: str


class RenewalIn(Schema):
    """The proof: r and s of the signature, 64 bytes as base64url."""

    session_id: Uuid
    signature: str = Field(min_length=1, max_length=200)


class PersonOut(BaseModel):
    """The signed-in person."""

    id: str
    email: str
    name: str
    roles: list[str] = Field(examples=[["msl"]])
    regions: list[str] | None = Field(description="Roots of the subtrees in scope; null is everywhere.")


class SafetyOut(BaseModel):
    """Where this company's people report adverse events, for phones to keep."""

    report_url: str | None = Field(examples=["https://safety.example/report"])
    report_phone: str | None = Field(examples=["+49 30 1234567"])
    report_hours: int = Field(description="From hearing of an event to the end of the time to report it.")


class SessionOut(BaseModel):
    """Who is signed in, until when, and with which life of which server."""

    session_id: str | None = Field(description="Names this session; not a secret. Null for an API token.")
    person: PersonOut
    expires_at: datetime
    server_id: str
    epoch: str
    scope_version: int = Field(description="Grows when roles or regions change: a phone then lists again.")
    safety: SafetyOut


class OpenSession(BaseModel):
    """Where somebody is signed in."""

    id: str
    browser: str | None = Field(examples=["Safari, iPhone"])
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    is_this: bool = Field(description="Whether it is the one that asks.")


class OpenSessions(BaseModel):
    """All that live, the one used last first."""

    items: list[OpenSession]
    has_password: bool = Field(description="False for who signs in by the company's provider alone.")


class PasswordChange(Schema):
    """A new password, by somebody who knows the old one."""

    current: str = Field(min_length=1, max_length=1_000)
    password: str = Field(min_length=1, max_length=1_000)


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
