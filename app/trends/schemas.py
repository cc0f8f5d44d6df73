"""Trends on the wire."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.entries.filters import EntryFilters
from app.trends.periods import Step

Dimension = Literal[
    "barrier",
    "sub_barrier",
    "region",
    "therapeutic_area",
    "stakeholder_type",
    "hco_type",
    "channel",
    "kind",
    "listening_priority",
]


class TrendQuery(EntryFilters):
    """The filters of `/entries`, how to slice what they leave, and how long a period is."""

    by: list[Dimension] = Field(
        ["barrier"], min_length=1, max_length=2, description="One or two dimensions, each once."
    )
    step: Step = Field("week", description="`month` by default for whoever may not read the entries.")


class PeriodOut(BaseModel):
    """One period, both days included."""

    start: date
    end: date
    label: str = Field(
        examples=["2026-W47"], description="ISO weeks: the week's year is that of its Thursday."
    )
    running: bool = Field(description="Today lies in it: it may still grow.")


class SeriesOut(BaseModel):
    """How often one slice was heard."""

    key: dict[str, str | None] = Field(
        examples=[{"barrier": "referral"}],
        description="A value for each dimension; null where none was given.",
    )
    filters: dict[str, list[str]] = Field(
        examples=[{"barrier": ["referral"], "kind": ["observation", "reaction"]}],
        description="Put these in place of the same names in the filters asked for, and a period's start and end as "
        "`from` and `to`: `/entries` then lists exactly what the number counts.",
    )
    total: int
    counts: list[int | None] = Field(
        description="One number for each period, zeros included; null is hidden."
    )
    visits: int | None = Field(
        description="All that was logged where and with whom the series says: the denominator of its rate."
    )
    visits_per_period: list[int] | None


class SmallCellsOut(BaseModel):
    """That small counts were hidden."""

    below: int = Field(
        description="Counts from 1 to below this are null, and more where one could be worked out."
    )
    hidden: int = Field(description="How many counts of the series are null.")


class TrendsOut(BaseModel):
    """Counts of entries over time, most frequent slice first."""

    model_config = ConfigDict(
        populate_by_name=True,
        json_schema_extra={
            "examples": [
                {
                    "step": "week",
                    "from": "2026-11-09",
                    "to": "2026-11-22",
                    "time_zone": "Europe/Berlin",
                    "by": ["barrier"],
                    "total": 9,
                    "visits": 12,
                    "periods": [
                        {"start": "2026-11-09", "end": "2026-11-15", "label": "2026-W46", "running": False},
                        {"start": "2026-11-16", "end": "2026-11-22", "label": "2026-W47", "running": True},
                    ],
                    "series": [
                        {
                            "key": {"barrier": "referral"},
                            "filters": {"barrier": ["referral"], "kind": ["observation", "reaction"]},
                            "total": 9,
                            "counts": [4, 5],
                            "visits": 12,
                            "visits_per_period": [5, 7],
                        }
                    ],
                    "visits_per_period": [5, 7],
                    "small_cells": None,
                }
            ]
        },
    )

    step: Step
    since: date = Field(alias="from", description="First day of the first period.")
    until: date = Field(alias="to", description="Last day of the last period.")
    time_zone: str = Field(description="Where the day it is, and so the running period, is reckoned.")
    by: list[Dimension]
    total: int = Field(description="The sum of all series.")
    visits: int = Field(description="All that was logged, `nothing_new` included: the denominator of a rate.")
    periods: list[PeriodOut]
    series: list[SeriesOut]
    visits_per_period: list[int | None]
    small_cells: SmallCellsOut | None = Field(description="Null where nothing is hidden from you.")


EVENTS: list[Any] = [
    {
        "on": "2026-10-05",
        "kind": "priority_started",
        "barrier": None,
        "theme_id": None,
        "what": None,
        "listening_priority": "waiting_for_imaging",
        "label": {"en": "Waiting for imaging", "de": "Warten auf Bildgebung"},
    },
    {
        "on": "2026-11-12",
        "kind": "action_done",
        "barrier": "referral",
        "theme_id": "019a6f3e-5b8e-7c41-9d2a-3f60b7a1c8d4",
        "what": "One page of referral criteria, agreed with both clinics.",
        "listening_priority": None,
        "label": None,
    },
]


class EventOut(BaseModel):
    """Something that happened on a day, to be marked in a picture."""

    on: date
    kind: Literal["priority_started", "priority_ended", "action_agreed", "action_done"]
    barrier: str | None = Field(description="Of an action: what its theme is about.")
    theme_id: str | None = Field(description="Of an action.")
    what: str | None = Field(description="Of an action: what was agreed.")
    listening_priority: str | None
    label: dict[str, str] | None = Field(description="Of a listening priority, in each language.")


class EventsOut(BaseModel):
    """What happened from one day to another, oldest first."""

    model_config = ConfigDict(
        populate_by_name=True,
        json_schema_extra={
            "examples": [{"from": "2026-05-25", "to": "2026-11-22", "items": EVENTS, "left_off": 0}]
        },
    )

    since: date = Field(alias="from")
    until: date = Field(alias="to")
    items: list[EventOut]
    left_off: int = Field(description="How many older ones are not listed.")
