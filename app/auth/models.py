"""Sessions, tokens and links. Only SHA-256 of a secret is stored: 256 random bits need no slow hash."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, String
from sqlmodel import Field, SQLModel

from app.kit.sql import RowNumber, UtcDateTime
from app.kit.tables import one_of, uuid_type


class LoginSession(SQLModel, table=True):
    """A signed-in browser."""

    __tablename__ = "login_session"

    id: str = Field(sa_column=Column(uuid_type(), primary_key=True))
    secret_hash: str = Field(sa_column=Column(String(64), nullable=False, unique=True))
    person_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("person.id"), nullable=False, index=True))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    last_seen_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    expires_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    device_key: str | None = Field(default=None, sa_column=Column(String(200), nullable=True))
    challenge: str | None = Field(default=None, sa_column=Column(String(64), nullable=True))
    # In words, for the person who looks for the one that is not theirs: "Safari, iPhone".
    browser: str | None = Field(default=None, sa_column=Column(String(40), nullable=True))


class ApiToken(SQLModel, table=True):
    """A pipeline's key. It never has more rights than its owner has at the moment of use."""

    __tablename__ = "api_token"

    id: str = Field(sa_column=Column(uuid_type(), primary_key=True))
    secret_hash: str = Field(sa_column=Column(String(64), nullable=False, unique=True))
    person_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("person.id"), nullable=False, index=True))
    name: str = Field(sa_column=Column(String(80), nullable=False))
    scopes: list[str] = Field(sa_column=Column(JSON, nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    expires_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    revoked_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))


class OneTimeLink(SQLModel, table=True):
    """A link by which somebody may set their password, once, until it expires."""

    __tablename__ = "one_time_link"
    __table_args__ = (one_of("purpose", "invitation", "reset"),)

    id: str = Field(sa_column=Column(uuid_type(), primary_key=True))
    secret_hash: str = Field(sa_column=Column(String(64), nullable=False, unique=True))
    person_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("person.id"), nullable=False, index=True))
    purpose: str = Field(sa_column=Column(String(16), nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    expires_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Passkey(SQLModel, table=True):
    """A key pair on somebody's phone or laptop that opens their account. Only its public half is here."""

    __tablename__ = "passkey"

    id: str = Field(sa_column=Column(uuid_type(), primary_key=True))
    person_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("person.id"), nullable=False, index=True))
    # base64url, both: at most 1,023 and 1,024 bytes.
    credential_id: str = Field(sa_column=Column(String(1_364), nullable=False, unique=True))
    public_key: str = Field(sa_column=Column(String(1_366), nullable=False))
    # 32 bits without a sign; 0 where the authenticator does not count, as those that are synchronised don't.
    sign_count: int = Field(sa_column=Column(BigInteger, nullable=False))
    name: str = Field(sa_column=Column(String(60), nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    last_used_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))


class PasskeyChallenge(SQLModel, table=True):
    """What a passkey has to sign, once, within minutes, in the browser that asked for it."""

    __tablename__ = "passkey_challenge"
    __table_args__ = (one_of("purpose", "sign_in", "registration"),)

    secret_hash: str = Field(sa_column=Column(String(64), primary_key=True))
    purpose: str = Field(sa_column=Column(String(16), nullable=False))
    person_id: str | None = Field(
        default=None, sa_column=Column(uuid_type(), ForeignKey("person.id"), nullable=True)
    )
    address: str = Field(sa_column=Column(String(64), nullable=False))
    expires_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))


class SignInFailure(SQLModel, table=True):
    """A failed sign-in, kept for the throttling window only. Account and address are hashed."""

    __tablename__ = "sign_in_failure"

    no: int | None = Field(default=None, sa_column=Column(RowNumber, primary_key=True))
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))
    account: str = Field(sa_column=Column(String(64), nullable=False))
    address: str = Field(sa_column=Column(String(64), nullable=False))
