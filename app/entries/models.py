"""Tables of the entry, its revisions and what a phone sent.

An entry's row carries each field in a column of its own, for filters and CHECKs, and once more as finished wire JSON
(`body`), so that pull and export read a string instead of building a million objects.
"""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
)
from sqlmodel import Field, SQLModel

from app.entries import fields
from app.kit.sql import RowNumber, UtcDateTime
from app.kit.tables import at_most, one_of, uuid_type


class Entry(SQLModel, table=True):
    """The newest state of an entry. `seq` is its place in the change sequence; a retracted one stays, `deleted`."""

    __tablename__ = "entry"
    __table_args__ = (
        one_of("kind", *fields.KINDS),
        one_of("solicited", *fields.SOLICITED),
        one_of("stance", *fields.STANCES),
        one_of("safety_answer", *fields.SAFETY_ANSWERS),
        one_of("safety_status", *fields.SAFETY_STATUSES),
        at_most("text", 1_000),
        at_most("so_what", 500),
        at_most("next_step", 500),
        at_most("hcp_ref", 64),
        at_most("hco_ref", 64),
        CheckConstraint(
            "kind <> 'observation' OR (barrier IS NOT NULL AND text IS NOT NULL)", name="observation"
        ),
        CheckConstraint(
            "kind <> 'reaction' OR (theme_id IS NOT NULL AND stance IS NOT NULL)", name="reaction"
        ),
        CheckConstraint(
            "safety_status <> 'not_an_event' OR safety_reason IS NOT NULL", name="safety_reason_given"
        ),
        CheckConstraint("rev >= 1", name="rev"),
        # What a phone pulls, a lead's list, and the trends' covering index.
        Index("ix_entry_author_seq", "author_id", "seq"),
        Index("ix_entry_visited_on_no", "visited_on", "no"),
        Index(
            "ix_entry_trend",
            "visited_on",
            "region",
            "barrier",
            "sub_barrier",
            "therapeutic_area",
            "kind",
            "deleted",
            "stakeholder_type",
            "hco_type",
            "channel",
            "listening_priority",
        ),
    )

    no: int | None = Field(default=None, sa_column=Column(RowNumber, primary_key=True))
    id: str = Field(sa_column=Column(uuid_type(), nullable=False, unique=True))
    seq: int = Field(sa_column=Column(BigInteger, nullable=False, unique=True))
    rev: int = Field(sa_column=Column(Integer, nullable=False))
    deleted: bool = Field(default=False, sa_column=Column(Boolean, nullable=False))
    author_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("person.id"), nullable=False))
    received_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))

    kind: str = Field(sa_column=Column(String(16), nullable=False))
    visited_on: date = Field(sa_column=Column(Date, nullable=False))
    captured_at: str = Field(
        sa_column=Column(String(40), nullable=False)
    )  # the phone's own words, offset included
    barrier: str | None = Field(default=None, sa_column=Column(String(64), nullable=True))
    sub_barrier: str | None = Field(default=None, sa_column=Column(String(64), nullable=True))
    text: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
    so_what: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
    next_step: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
    therapeutic_area: str | None = Field(default=None, sa_column=Column(String(64), nullable=True))
    stakeholder_type: str | None = Field(default=None, sa_column=Column(String(64), nullable=True))
    channel: str | None = Field(default=None, sa_column=Column(String(64), nullable=True))
    hco_type: str | None = Field(default=None, sa_column=Column(String(64), nullable=True))
    region: str | None = Field(default=None, sa_column=Column(String(64), nullable=True))
    hcp_ref: str | None = Field(default=None, sa_column=Column(String(64), nullable=True))
    hco_ref: str | None = Field(default=None, sa_column=Column(String(64), nullable=True))
    solicited: str | None = Field(default=None, sa_column=Column(String(16), nullable=True))
    evidence: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    listening_priority: str | None = Field(default=None, sa_column=Column(String(64), nullable=True))
    theme_id: str | None = Field(default=None, sa_column=Column(uuid_type(), nullable=True))
    stance: str | None = Field(default=None, sa_column=Column(String(16), nullable=True))
    safety_answer: str | None = Field(default=None, sa_column=Column(String(8), nullable=True))
    safety_status: str = Field(default="none", sa_column=Column(String(16), nullable=False))
    safety_reason: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
    safety_reference: str | None = Field(default=None, sa_column=Column(String(64), nullable=True))
    aware_at: str | None = Field(default=None, sa_column=Column(String(40), nullable=True))
    flags: str = Field(default="[]", sa_column=Column(Text, nullable=False))

    copy_of: str | None = Field(default=None, sa_column=Column(uuid_type(), nullable=True))
    created_by_client: str | None = Field(default=None, sa_column=Column(uuid_type(), nullable=True))
    # {field: [rev, client]} of the fields written after creation; all others date from rev 1 and the creating client.
    field_marks: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    # Fields a newer phone sent that this version does not know: kept as they came, so that nothing typed is dropped.
    unknown_fields: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    body: str = Field(sa_column=Column(Text, nullable=False))


class Tally(SQLModel, table=True):
    """How many live entries there are, kept as entries change: see `tallies.py`.

    A sheet counts by region, kind, barrier and one field more, whose code is `code`. `visited_on` is the first day of
    a slice: the days of one ISO week that lie in one month; weeks, months and quarters are whole slices. An empty text
    stands for a field that says nothing, because NULL can't be part of a key.
    """

    __tablename__ = "entry_tally"
    # Clustered by its key: what a trend reads lies side by side.
    __table_args__ = {"sqlite_with_rowid": False}

    sheet: str = Field(sa_column=Column(String(32), primary_key=True))
    visited_on: date = Field(sa_column=Column(Date, primary_key=True))
    region: str = Field(sa_column=Column(String(64), primary_key=True))
    kind: str = Field(sa_column=Column(String(16), primary_key=True))
    barrier: str = Field(sa_column=Column(String(64), primary_key=True))
    code: str = Field(sa_column=Column(String(64), primary_key=True))
    n: int = Field(sa_column=Column(Integer, nullable=False))


class Revision(SQLModel, table=True):
    """What an entry became, who did it, on both clocks and why. Append-only: triggers refuse update and delete."""

    __tablename__ = "entry_revision"
    __table_args__ = (
        one_of("action", "create", "update", "delete", "restore"),
        UniqueConstraint("seq"),
    )

    entry_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("entry.id"), primary_key=True))
    rev: int = Field(sa_column=Column(Integer, primary_key=True))
    seq: int = Field(sa_column=Column(BigInteger, nullable=False))
    action: str = Field(sa_column=Column(String(8), nullable=False))
    person_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("person.id"), nullable=False))
    client_id: str | None = Field(default=None, sa_column=Column(uuid_type(), nullable=True))
    device_time: str = Field(sa_column=Column(String(40), nullable=False))
    server_time: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    reason: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
    body: str = Field(sa_column=Column(Text, nullable=False))


class Op(SQLModel, table=True):
    """The receipt of one thing a phone sent: asked again, the answer is the same. Kept for ever."""

    __tablename__ = "op"
    __table_args__ = (
        one_of("status", "applied", "conflict_copy", "rejected"),
        Index("ix_op_client_id_op_no", "client_id", "op_no"),
    )

    op_id: str = Field(sa_column=Column(uuid_type(), primary_key=True))
    hash: str = Field(sa_column=Column(String(64), nullable=False))
    client_id: str = Field(sa_column=Column(uuid_type(), nullable=False))
    op_no: int = Field(sa_column=Column(Integer, nullable=False))
    person_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("person.id"), nullable=False))
    entry_id: str = Field(sa_column=Column(uuid_type(), nullable=False))
    status: str = Field(sa_column=Column(String(16), nullable=False))
    copy_id: str | None = Field(default=None, sa_column=Column(uuid_type(), nullable=True))
    problem: dict[str, object] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True), nullable=True)
    )
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Journey(SQLModel, table=True):
    """How far an entry has come, kept as it moves: its author's phone pulls it by `seq`. None: it has only arrived.

    Each moment is that of the first time. The entry itself, its rev and its history stay as they are.
    """

    __tablename__ = "entry_journey"
    __table_args__ = (Index("ix_entry_journey_author_id_seq", "author_id", "seq"),)

    entry_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("entry.id"), primary_key=True))
    author_id: str = Field(sa_column=Column(uuid_type(), nullable=False))
    seq: int = Field(sa_column=Column(BigInteger, nullable=False, unique=True))
    rev: int = Field(sa_column=Column(Integer, nullable=False))
    moved_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    read_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    read_by: str | None = Field(
        default=None, sa_column=Column(uuid_type(), ForeignKey("person.id"), nullable=True)
    )
    linked_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    decided_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    heard_back_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
