"""Listening priorities on the wire."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from app.kit.wire import LocalDate, Schema, line_text, refusal

Line = Annotated[str, line_text(120)]
Hint = Annotated[str, line_text(240)]


class LabelIn(Schema):
    """What is read on a phone; German is as English when left out."""

    en: Line
    de: Line | None = None

    def words(self) -> dict[str, str]:
        return {"en": self.en, "de": self.de or self.en}


class HintIn(Schema):
    """A second line."""

    en: Hint
    de: Hint | None = None

    def words(self) -> dict[str, str]:
        return {"en": self.en, "de": self.de or self.en}


class PriorityIn(Schema):
    """What the field is asked to listen for, and from when to when; a date left out is open."""

    label: LabelIn = Field(
        examples=[{"en": "Who owns the recall list?", "de": "Wem gehört die Recall-Liste?"}]
    )
    hint: HintIn | None = None
    starts_on: LocalDate | None = None
    ends_on: LocalDate | None = None

    @model_validator(mode="after")
    def in_order(self) -> Self:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise refusal("It would end before it starts. Check the dates.")
        return self


class PriorityChange(Schema):
    """What is to be another one; what is left out stays, and null takes a date or the hint away."""

    label: LabelIn | None = None
    hint: HintIn | None = None
    starts_on: LocalDate | None = None
    ends_on: LocalDate | None = None
