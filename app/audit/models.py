"""One line of the trail. It names things and fields, never what a person typed and never a secret."""

from datetime import datetime

from sqlalchemy import JSON, Column, String
from sqlmodel import Field, SQLModel

from app.kit.sql import RowNumber, UtcDateTime
from app.kit.tables import uuid_type


class AuditEvent(SQLModel, table=True):
    """`hash` covers this line and the hash of the line before it, so that no line can be changed or taken out."""

    __tablename__ = "audit_event"

    no: int | None = Field(default=None, sa_column=Column(RowNumber, primary_key=True))
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))
    actor_id: str | None = Field(default=None, sa_column=Column(uuid_type(), nullable=True, index=True))
    action: str = Field(sa_column=Column(String(64), nullable=False))
    object_kind: str = Field(sa_column=Column(String(32), nullable=False))
    object_id: str | None = Field(default=None, sa_column=Column(String(64), nullable=True))
    facts: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    request_id: str | None = Field(default=None, sa_column=Column(String(36), nullable=True))
    hash: str = Field(sa_column=Column(String(64), nullable=False))
