"""What leads decided about signals. A signal itself is reckoned anew at each question and stored nowhere."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Text
from sqlmodel import Field, SQLModel

from app.kit.sql import RowNumber, UtcDateTime
from app.kit.tables import at_most, one_of, uuid_type

VERDICTS = ("seen", "watching", "dismissed")


class Judgement(SQLModel, table=True):
    """One decision about one signal. None is changed: who thinks better of it adds another."""

    __tablename__ = "signal_judgement"
    __table_args__ = (
        one_of("verdict", *VERDICTS),
        CheckConstraint("verdict <> 'dismissed' OR reason IS NOT NULL", name="reason_given"),
        at_most("reason", 500),
        Index("ix_signal_judgement_signal_id_no", "signal_id", "no"),
    )

    no: int | None = Field(default=None, sa_column=Column(RowNumber, primary_key=True))
    signal_id: str = Field(sa_column=Column(String(32), nullable=False))
    verdict: str = Field(sa_column=Column(String(16), nullable=False))
    reason: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
    person_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("person.id"), nullable=False))
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
