"""Tables of people and of the installations they write from."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Integer, String
from sqlmodel import Field, SQLModel

from app.kit.sql import UtcDateTime
from app.kit.tables import one_of, uuid_type


class Person(SQLModel, table=True):
    """Someone who may sign in. `scope_version` grows when roles or regions change, so that phones list again."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_lower"),)

    id: str = Field(sa_column=Column(uuid_type(), primary_key=True))
    email: str = Field(sa_column=Column(String(254), nullable=False, unique=True))
    name: str = Field(sa_column=Column(String(120), nullable=False))
    password_hash: str | None = Field(default=None, sa_column=Column(String(200), nullable=True))
    active: bool = Field(default=True, sa_column=Column(Boolean, nullable=False))
    all_regions: bool = Field(default=False, sa_column=Column(Boolean, nullable=False))
    scope_version: int = Field(default=1, sa_column=Column(Integer, nullable=False))
    is_demo: bool = Field(default=False, sa_column=Column(Boolean, nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class PersonRole(SQLModel, table=True):
    """What a person may do; several roles add up."""

    __tablename__ = "person_role"
    __table_args__ = (one_of("role", "msl", "lead", "analyst", "safety", "admin", "colleague", "commercial"),)

    person_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("person.id"), primary_key=True))
    role: str = Field(sa_column=Column(String(16), primary_key=True))


class PersonRegion(SQLModel, table=True):
    """A region, with all below it, that a person works in or answers for."""

    __tablename__ = "person_region"

    person_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("person.id"), primary_key=True))
    region: str = Field(sa_column=Column(String(64), primary_key=True))


class PersonIdentity(SQLModel, table=True):
    """Who a sign-on provider says a person is. Issuer and subject name them; an e-mail address never does."""

    __tablename__ = "person_identity"

    issuer: str = Field(sa_column=Column(String(255), primary_key=True))
    subject: str = Field(sa_column=Column(String(255), primary_key=True))
    person_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("person.id"), nullable=False, index=True))
    linked_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Device(SQLModel, table=True):
    """One person on one installation of the app, and what it last said of its outbox (loss accounting)."""

    __tablename__ = "device"

    id: str = Field(sa_column=Column(uuid_type(), primary_key=True))
    person_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("person.id"), nullable=False, index=True))
    op_no_max: int = Field(default=0, sa_column=Column(Integer, nullable=False))
    pending: int = Field(default=0, sa_column=Column(Integer, nullable=False))
    first_seen_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    last_seen_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
