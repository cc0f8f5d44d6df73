"""Settings: read once from the environment (prefix ``PATHNOTE_``), handed to ``create_app``; no feature imports them.

Nested groups are set with two underscores: ``PATHNOTE_LIMITS__BODY_BYTES=2000000``.
"""

import re
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    AnyUrl,
    BaseModel,
    Field,
    SecretStr,
    UrlConstraints,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent
PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{2,28}[0-9]")


class Environment(StrEnum):
    """Where this process runs. Production is the default, so that forgetting to say so is the safe mistake."""

    DEVELOPMENT = "development"
    TEST = "test"
    PRODUCTION = "production"


class SessionSettings(BaseModel):
    """How long a signed-in browser stays signed in."""

    field_lifetime: timedelta = Field(
        timedelta(days=30),
        description="For an MSL's phone: it may be offline for days. Slides while it is used.",
    )
    desk_lifetime: timedelta = Field(timedelta(hours=10), description="For everyone else: one working day.")
    field_longest: timedelta = Field(
        timedelta(days=365), description="After this an MSL signs in again, however much the phone is used."
    )
    desk_longest: timedelta = Field(timedelta(hours=24), description="And everyone else.")


class PasswordSettings(BaseModel):
    """Cost of argon2id (RFC 9106, second recommended option) and throttling of guesses."""

    time_cost: int = Field(3, ge=1, description="Passes over the memory.")
    memory_kib: int = Field(65_536, ge=8, description="Memory of one hash, in KiB.")
    parallelism: int = Field(4, ge=1, description="Lanes.")
    tries: int = Field(
        10, ge=1, description="Failed sign-ins for one account or one address before it has to wait."
    )
    tries_in_all: int = Field(1_000, ge=1, description="Failed sign-ins of everyone together.")
    window: timedelta = Field(
        timedelta(minutes=5), description="The time over which failed sign-ins are counted."
    )
    shortest: int = Field(12, ge=8, description="Characters of a new password, at least.")
    breached: Path | None = Field(
        None,
        description="A sorted file of SHA-1 hashes, or of beginnings of one length, of passwords that nobody may take.",
    )


class PasskeySettings(BaseModel):
    """Signing in with a face, a finger or the screen lock."""

    enabled: bool = Field(True, description="Whether people may have passkeys at all.")
    with_sign_on: bool = Field(
        False,
        description="Also for people who have no password here and sign in by the company's provider. A passkey then "
        "opens their account whatever the provider says of it since.",
    )
    fresh: timedelta = Field(
        timedelta(minutes=10),
        description="Who signed in longer ago than this gives their password once more to add a passkey.",
    )


class LinkSettings(BaseModel):
    """How long a link to set a password may be used, once."""

    invitation: timedelta = Field(timedelta(days=7), description="To somebody who was invited.")
    reset: timedelta = Field(timedelta(hours=1), description="To somebody who forgot theirs.")


class SmtpSettings(BaseModel):
    """The company's mail server. Without a host, links are printed by the command line and sent to nobody."""

    host: str | None = Field(None, description="mail.company.example")
    port: int = Field(587, ge=1, le=65_535, description="587 for STARTTLS, 465 for TLS from the start.")
    security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="none is for a server on this very machine; a password is then refused."
    )
    user: str | None = Field(None, description="Empty: no sign-in there.")
    password: SecretStr | None = Field(None, description="Of that user.")
    sender: str = Field("pathnote@localhost", description="From whom mail comes.")

    @model_validator(mode="after")
    def keep_secrets_off_the_line(self) -> "SmtpSettings":
        if self.user and self.security == "none":
            raise ValueError(
                "a user and password may not be sent without TLS: set security to starttls or tls"
            )
        return self


class LimitSettings(BaseModel):
    """Bounds on what one request may bring or ask for."""

    body_bytes: int = Field(
        262_144, ge=1_024, description="Largest request body; the sync protocol's 256 KB."
    )
    slow_client_seconds: float = Field(
        10.0, gt=0, description="A request head or body slower than this is cut."
    )
    push_ops: int = Field(100, ge=1, description="Most ops in one push.")
    page_rows: int = Field(500, ge=1, description="Most rows of one page or one pull.")


class TrendSettings(BaseModel):
    """How counts are shown to those who may not read what they count."""

    small_cell: int = Field(
        5,
        ge=1,
        description="A count below this is hidden from those who may not read the entries; 1 hides none.",
    )


class ExportSettings(BaseModel):
    """What an export hides behind."""

    pseudonym_key: SecretStr | None = Field(
        None,
        min_length=32,
        description="Key of the authors' pseudonyms, at least 32 characters. Empty: `export.key` in `data`, made at "
        "first use. Set it when server processes run on several machines.",
    )
    small_region: int = Field(
        1,
        ge=1,
        description="A region with fewer entries than this is given as the region above it; 1 merges none.",
    )
    runs: int = Field(60, ge=1, description="Exports that one token may begin within the window.")
    window: timedelta = Field(
        timedelta(minutes=1), description="The time over which a token's exports are counted."
    )


class ThemeSettings(BaseModel):
    """When a conclusion counts as corroborated, and what a commercial function may see."""

    corroborated_hcos: int = Field(
        3,
        ge=1,
        description="So many independent organisations have to support a theme before it is corroborated.",
    )
    commercial: bool = Field(
        False,
        description="Whether people of the role `commercial` see themes at all. Off is the safe mistake.",
    )
    commercial_places: int = Field(
        5, ge=2, description="They see only themes that at least so many places support."
    )


def _dialled(phone: str) -> str:
    if not PHONE.fullmatch(phone):
        raise ValueError("must be a telephone number, best with its country: +49 30 1234567")
    return phone


class SafetySettings(BaseModel):
    """Where the company's people report adverse events and product complaints, and how soon."""

    report_url: Annotated[AnyUrl, UrlConstraints(allowed_schemes=["https", "mailto"])] | None = Field(
        None, description="The company's report form (https) or mailbox (mailto:). Empty: none is shown."
    )
    report_phone: Annotated[str, AfterValidator(_dialled)] | None = Field(
        None, description="The number of the company's safety line. Empty: none is shown."
    )
    report_hours: int = Field(
        24, ge=1, le=720, description="Hours from hearing of an event to the end of the time to report it."
    )


def _issuer(issuer: str) -> str:
    parts = urlsplit(issuer)
    local = parts.hostname in ("localhost", "127.0.0.1")
    if not (parts.scheme == "https" or (parts.scheme == "http" and local)) or parts.query or parts.fragment:
        raise ValueError("must be the provider's https address, exactly as its discovery document names it")
    return issuer


class OidcSettings(BaseModel):
    """Single sign-on by OpenID Connect with one provider. Off until it has an issuer and a client id."""

    issuer: Annotated[str, AfterValidator(_issuer)] | None = Field(
        None, description="https://login.company.example: what the provider calls itself, to the letter."
    )
    client_id: str | None = Field(None, description="How the provider knows this service.")
    client_secret: SecretStr | None = Field(
        None, description="Empty for a public client; PKCE is used either way."
    )
    name: str = Field("your company account", max_length=60, description="On the button: Continue with …")
    scopes: str = Field("openid profile email", description="Asked of the provider; `openid` is among them.")
    create_people: bool = Field(
        False, description="Whoever the provider vouches for gets an account at their first sign-in."
    )
    roles_claim: str | None = Field(
        None,
        description="Where the roles stand, with dots: realm_access.roles. Empty: an admin gives them here.",
    )
    roles: dict[str, str] = Field(
        {},
        description='From the provider\'s words to roles: {"pathnote-msl": "msl"}. Empty: they are the same.',
    )
    regions_claim: str | None = Field(
        None, description="Where the regions stand. Empty: an admin gives them here."
    )
    regions: dict[str, str] = Field(
        {},
        description="From the provider's words to region codes; * is everywhere. Empty: they are the same.",
    )

    @property
    def is_on(self) -> bool:
        return bool(self.issuer and self.client_id)


class Settings(BaseSettings):
    """Everything that differs between two installations."""

    model_config = SettingsConfigDict(env_prefix="PATHNOTE_", env_nested_delimiter="__", extra="ignore")

    environment: Environment = Field(Environment.PRODUCTION, description="development, test or production.")
    data: Path = Field(
        Path("data"), description="Folder of the embedded database and of what lies beside it."
    )
    database_url: str = Field(
        "", description="postgresql+psycopg://… for PostgreSQL; empty for the embedded SQLite file in `data`."
    )
    public_origin: str | None = Field(
        None,
        description="https://pathnote.example: how browsers reach the service, when a proxy stands before it.",
    )
    time_zone: str = Field(
        "Europe/Berlin", description="The time zone in which 'today' and weeks are reckoned."
    )
    static: Path = Field(PROJECT / "static", description="Folder of the front end.")
    sessions: SessionSettings = SessionSettings()
    passwords: PasswordSettings = PasswordSettings()
    oidc: OidcSettings = OidcSettings()
    passkeys: PasskeySettings = PasskeySettings()
    links: LinkSettings = LinkSettings()
    smtp: SmtpSettings = SmtpSettings()
    limits: LimitSettings = LimitSettings()
    trends: TrendSettings = TrendSettings()
    export: ExportSettings = ExportSettings()
    safety: SafetySettings = SafetySettings()
    themes: ThemeSettings = ThemeSettings()

    @model_validator(mode="after")
    def fill_database_url(self) -> "Settings":
        if not self.database_url:
            self.database_url = f"sqlite:///{self.data.resolve() / 'pathnote.db'}"
        return self

    @property
    def is_production(self) -> bool:
        return self.environment is Environment.PRODUCTION
