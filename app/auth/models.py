"""Sessions, tokens and links. Only SHA-256 of a secret is stored: 256 random bits need no slow hash."""

from datetime import datetime

from sqlalchemy import JSON, Column, ForeignKey, String
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


class SignInFailure(SQLModel, table=True):
    """A failed sign-in, kept for the throttling window only. Account and address are hashed."""

    __tablename__ = "sign_in_failure"

    no: int | None = Field(default=None, sa_column=Column(RowNumber, primary_key=True))
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))
    account: str = Field(sa_column=Column(String(64), nullable=False))
    address: str = Field(sa_column=Column(String(64), nullable=False))
