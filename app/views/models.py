"""A saved view."""

from datetime import datetime

from sqlalchemy import JSON, Boolean, Column, ForeignKey, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.kit.sql import UtcDateTime
from app.kit.tables import at_most, uuid_type


class SavedView(SQLModel, table=True):
    """A page and the query it was seen with. Sharing shows the question to others, never its answer."""

    __tablename__ = "saved_view"
    __table_args__ = (at_most("name", 80), UniqueConstraint("person_id", "name"))

    id: str = Field(sa_column=Column(uuid_type(), primary_key=True))
    person_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("person.id"), nullable=False, index=True))
    name: str = Field(sa_column=Column(String(80), nullable=False))
    page: str = Field(sa_column=Column(String(16), nullable=False))
    query: dict[str, list[str]] = Field(sa_column=Column(JSON, nullable=False))
    shared: bool = Field(sa_column=Column(Boolean, nullable=False))
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
