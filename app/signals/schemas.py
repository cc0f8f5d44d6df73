"""Signals on the wire."""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.entries.schemas import AuthorOut
from app.kit.wire import Schema, free_text, refusal

Verdict = Literal["seen", "watching", "dismissed"]

EXAMPLE: dict[str, Any] = {
    "id": "5f1b0c7a9d3e4f60a1b2c3d4e5f60718",
    "kind": "rise",
    "key": {"region": "nordics", "barrier": "referral"},
    "term": None,
    "weeks": 4,
    "from": "2026-10-26",
    "to": "2026-11-22",
    "count": 14,
    "usual": 6.1,
    "logged": 31,
    "before": {"weeks": 52, "count": 71, "logged": 402},
    "chance": 0.0021,
    "stands_out": None,
    "loudest": 4,
    "corroboration": {"hcps": 12, "hcos": 9, "authors": 5},
    "series": [{"start": "2026-11-16", "count": 4, "logged": 8}],
    "filters": {
        "kind": ["observation", "reaction"],
        "region": ["nordics"],
        "barrier": ["referral"],
    },
    "judgement": None,
}


class JudgementIn(Schema):
    """What a lead makes of a signal."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"verdict": "dismissed", "reason": "One clinic's new form asks for it."}]
        }
    )

    verdict: Verdict
    reason: Annotated[str, free_text(500)] | None = Field(None, description="Required to dismiss.")

    @model_validator(mode="after")
    def reasoned(self) -> Self:
        if self.verdict == "dismissed" and self.reason is None:
            raise refusal("A signal is dismissed because of something: give the reason.")
        return self


class JudgementOut(BaseModel):
    """What was decided last, by whom."""

    verdict: Verdict
    reason: str | None
    at: str
    by: AuthorOut


class BeforeOut(BaseModel):
    """What it is held against."""

    weeks: int
    count: int
    logged: int = Field(description="How many entries the count is a part of.")


class CorroborationOut(BaseModel):
    """How many stand behind it independently. An entry that names no HCP or HCO adds none."""

    hcps: int
    hcos: int
    authors: int


class BaseOut(CorroborationOut):
    """What stands behind a number."""

    entries: int


class WeekOut(BaseModel):
    """One bar of the small chart; the last week is running."""

    start: date
    count: int
    logged: int | None


class SignalOut(BaseModel):
    """One signal, with the figures of its sentence: `count` in `weeks` weeks, usual is `usual`."""

    model_config = ConfigDict(populate_by_name=True, json_schema_extra={"examples": [EXAMPLE]})

    id: str
    kind: Literal["rise", "word"]
    key: dict[str, str] = Field(
        description="What rises: a barrier, in a region or an area, or a sub-barrier."
    )
    term: str | None = Field(description="The word or pair that is newly frequent.")
    weeks: int = Field(description="How many weeks, the running one included, the count covers.")
    since: date = Field(alias="from")
    until: date = Field(alias="to")
    count: int = Field(description="As many entries as `/entries` lists with `filters`, `from` and `to`.")
    usual: float = Field(description="The count that was to be expected of as many entries logged.")
    logged: int
    before: BeforeOut
    chance: float | None = Field(description="How likely so many or more are when nothing has changed.")
    stands_out: float | None = Field(None, description="Of a word: its log-odds over their standard error.")
    loudest: int = Field(description="How many of the entries the loudest author wrote.")
    corroboration: CorroborationOut
    series: list[WeekOut]
    filters: dict[str, list[str]] = Field(description="With `from` and `to`, for `/entries`.")
    judgement: JudgementOut | None


class RisingOut(BaseModel):
    """A barrier that takes more room than chance explains, in figures alone."""

    model_config = ConfigDict(populate_by_name=True)

    key: dict[str, str] = Field(
        description="What rises: a barrier, in a region or an area, or a sub-barrier."
    )
    weeks: int = Field(description="How many whole weeks the count covers.")
    since: date = Field(alias="from")
    until: date = Field(alias="to")
    count: int
    usual: float = Field(description="The count that was to be expected of as many entries logged.")


class AllRisingOut(BaseModel):
    """What rises, hardest to explain first."""

    person: str = Field(description="For whom, so that no phone keeps another person's answer.")
    as_of: date = Field(description="The last day that counts, a Sunday.")
    items: list[RisingOut]


class MethodOut(BaseModel):
    """What is held against what."""

    windows_weeks: list[int]
    gap_weeks: int
    baseline_weeks: int
    words_weeks: int


class SignalsOut(BaseModel):
    """What rises, hardest to explain first, then newly frequent words."""

    as_of: date
    items: list[SignalOut]
    one_voice: int = Field(description="Rises left out because nothing remains without their loudest author.")
    watched: int = Field(description="Over how many cells the false alarms are held down.")
    method: MethodOut
