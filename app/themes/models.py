"""Tables of themes, the entries behind them, and what is done about them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
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

from app.entries.fields import STANCES
from app.kit.sql import RowNumber, UtcDateTime
from app.kit.tables import at_most, one_of, uuid_type
from app.themes import words


class Theme(SQLModel, table=True):
    """One tentative conclusion about one kind of place. A merged one stays and points to where it went.

    `counts` is what `corroboration.py` makes of the live entries behind it, kept so that a list or a phone's pull
    counts nothing. `rev` moves with what a lead changes, `seq` with all that a card shows.
    """

    __tablename__ = "theme"
    __table_args__ = (
        one_of("status", *words.STATUSES),
        at_most("conclusion", 500),
        at_most("closed_because", 500),
        at_most("line_to_take_back", 500),
        CheckConstraint("status <> 'closed' OR closed_because IS NOT NULL", name="closed_because_given"),
        CheckConstraint("cleared_at IS NULL OR line_to_take_back IS NOT NULL", name="cleared_line"),
        CheckConstraint(
            "region IS NOT NULL OR hco_type IS NOT NULL OR therapeutic_area IS NOT NULL", name="place"
        ),
        Index("ix_theme_changed_at_no", "changed_at", "no"),
    )

    no: int | None = Field(default=None, sa_column=Column(RowNumber, primary_key=True))
    id: str = Field(sa_column=Column(uuid_type(), nullable=False, unique=True))
    seq: int = Field(sa_column=Column(BigInteger, nullable=False, unique=True))
    rev: int = Field(sa_column=Column(Integer, nullable=False))
    barrier: str = Field(sa_column=Column(String(64), nullable=False))
    sub_barrier: str | None = Field(default=None, sa_column=Column(String(64), nullable=True))
    region: str | None = Field(default=None, sa_column=Column(String(64), nullable=True))
    hco_type: str | None = Field(default=None, sa_column=Column(String(64), nullable=True))
    therapeutic_area: str | None = Field(default=None, sa_column=Column(String(64), nullable=True))
    conclusion: str = Field(sa_column=Column(Text, nullable=False))
    # The conclusion's words, folded, for finding it: see app/search/words.py.
    words: str = Field(sa_column=Column(Text, nullable=False))
    status: str = Field(sa_column=Column(String(16), nullable=False))
    status_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    closed_because: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
    line_to_take_back: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
    cleared_by: str | None = Field(
        default=None, sa_column=Column(uuid_type(), ForeignKey("person.id"), nullable=True)
    )
    cleared_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    merged_into: str | None = Field(
        default=None, sa_column=Column(uuid_type(), ForeignKey("theme.id"), nullable=True, index=True)
    )
    counts: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    places: int = Field(default=0, sa_column=Column(Integer, nullable=False))
    person_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("person.id"), nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class FormerPlace(SQLModel, table=True):
    """Where a theme was before: phones there that no longer see it are told to let it go. Empty: everywhere."""

    __tablename__ = "theme_former_place"

    theme_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("theme.id"), primary_key=True))
    region: str = Field(sa_column=Column(String(64), primary_key=True))


class Link(SQLModel, table=True):
    """An entry behind a theme, and what it does to it. A retracted entry keeps its link, and counts no more.

    `reacts_to` is the theme that a reaction named on the phone, whatever that one has become since; of any other link
    it is null.
    """

    __tablename__ = "theme_link"
    __table_args__ = (
        one_of("stance", *STANCES),
        UniqueConstraint("theme_id", "entry_id"),
        Index("ix_theme_link_entry_id", "entry_id"),
        Index("ix_theme_link_theme_id_no", "theme_id", "no"),
    )

    no: int | None = Field(default=None, sa_column=Column(RowNumber, primary_key=True))
    theme_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("theme.id"), nullable=False))
    entry_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("entry.id"), nullable=False))
    stance: str = Field(sa_column=Column(String(16), nullable=False))
    reacts_to: str | None = Field(default=None, sa_column=Column(uuid_type(), nullable=True))
    person_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("person.id"), nullable=False))
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Step(SQLModel, table=True):
    """One step of a theme: to which status, who, when and why. None is changed or taken away."""

    __tablename__ = "theme_step"
    __table_args__ = (
        one_of("status", *words.STATUSES),
        at_most("why", 500),
        Index("ix_theme_step_theme_id_no", "theme_id", "no"),
    )

    no: int | None = Field(default=None, sa_column=Column(RowNumber, primary_key=True))
    theme_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("theme.id"), nullable=False))
    status: str = Field(sa_column=Column(String(16), nullable=False))
    status_before: str | None = Field(default=None, sa_column=Column(String(16), nullable=True))
    why: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
    person_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("person.id"), nullable=False))
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class ThemeAction(SQLModel, table=True):
    """What is done about a theme, with whom on the HCP's side, and who here owes it."""

    __tablename__ = "theme_action"
    __table_args__ = (
        one_of("owner_function", *words.OWNER_FUNCTIONS),
        one_of("status", *words.ACTION_STATUSES),
        at_most("what", 500),
        at_most("partner_ref", 64),
        at_most("outcome", 500),
        CheckConstraint("status NOT IN ('done', 'dropped') OR outcome IS NOT NULL", name="outcome_given"),
    )

    id: str = Field(sa_column=Column(uuid_type(), primary_key=True))
    seq: int = Field(sa_column=Column(BigInteger, nullable=False, unique=True))
    rev: int = Field(sa_column=Column(Integer, nullable=False))
    theme_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("theme.id"), nullable=False, index=True))
    what: str = Field(sa_column=Column(Text, nullable=False))
    partner_ref: str | None = Field(default=None, sa_column=Column(String(64), nullable=True))
    owner_function: str = Field(sa_column=Column(String(32), nullable=False))
    due_on: date | None = Field(default=None, sa_column=Column(Date, nullable=True))
    status: str = Field(sa_column=Column(String(16), nullable=False))
    outcome: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class ActionRevision(SQLModel, table=True):
    """What an action became, who made it so, and when."""

    __tablename__ = "theme_action_revision"

    action_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("theme_action.id"), primary_key=True))
    rev: int = Field(sa_column=Column(Integer, primary_key=True))
    person_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("person.id"), nullable=False))
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
