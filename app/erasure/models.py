"""That an entry was erased. While a row is open, a trigger lets its revisions change their words, and nothing else."""

from datetime import datetime

from sqlalchemy import Boolean, Column, ForeignKey
from sqlmodel import Field, SQLModel

from app.kit.sql import UtcDateTime
from app.kit.tables import uuid_type


class EntryErasure(SQLModel, table=True):
    """Opened and closed in the transaction that erases, so nobody else ever finds one open."""

    __tablename__ = "entry_erasure"

    entry_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("entry.id"), primary_key=True))
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    open: bool = Field(sa_column=Column(Boolean, nullable=False))
