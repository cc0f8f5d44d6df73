"""Code lists and their terms. A term is retired, never deleted: an old entry keeps its meaning."""

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, Column, Date, ForeignKey, Integer, String
from sqlmodel import Field, SQLModel

from app.kit.sql import UtcDateTime


class Vocabulary(SQLModel, table=True):
    """One code list. `version` grows with each change; `seq` is its place in the change sequence."""

    __tablename__ = "vocabulary"

    name: str = Field(sa_column=Column(String(32), primary_key=True))
    version: int = Field(sa_column=Column(Integer, nullable=False))
    seq: int = Field(sa_column=Column(BigInteger, nullable=False, unique=True))


class Term(SQLModel, table=True):
    """One code, with its words in each language."""

    __tablename__ = "vocabulary_term"

    vocabulary: str = Field(sa_column=Column(String(32), ForeignKey("vocabulary.name"), primary_key=True))
    code: str = Field(sa_column=Column(String(64), primary_key=True))
    parent: str | None = Field(default=None, sa_column=Column(String(64), nullable=True))
    label: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    hint: dict[str, str] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True), nullable=True)
    )
    source: str | None = Field(default=None, sa_column=Column(String(200), nullable=True))
    position: int = Field(sa_column=Column(Integer, nullable=False))
    retired_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    starts_on: date | None = Field(default=None, sa_column=Column(Date, nullable=True))
    ends_on: date | None = Field(default=None, sa_column=Column(Date, nullable=True))
