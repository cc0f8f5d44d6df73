"""Pydantic's findings become sentences for a person, and never repeat what was sent."""

from datetime import date
from typing import Annotated, Literal

import pytest
from pydantic import Field, ValidationError, field_validator

from app.kit.field_errors import field_errors
from app.kit.wire import Schema, free_text, line_text

SECRET = "hunter2-Jane-Roe"


class Inner(Schema):
    kind: Literal["one", "two"]
    text: Annotated[str, free_text(10)]
    day: date | None = None
    parsed: str = ""

    @field_validator("parsed")
    @classmethod
    def _parsed(cls, value: str) -> str:
        if value:
            date.fromisoformat(value)
        return value


class Outer(Schema):
    items: Annotated[list[Inner], Field(max_length=2)]
    name: Annotated[str, line_text(5)]
    count: Annotated[int, Field(ge=1, le=9)]


def found(content: object) -> dict[str, str]:
    with pytest.raises(ValidationError) as caught:
        Outer.model_validate(content)
    return {error.pointer: error.detail for error in field_errors(caught.value.errors(), prefix=("ops", 3))}


def test_each_finding_points_at_its_field_below_the_prefix():
    assert found({"items": [{"kind": "three"}], "count": 10, "extra": 1}) == {
        "/ops/3/items/0/kind": "Must be one of 'one' or 'two'.",
        "/ops/3/items/0/text": "Is required.",
        "/ops/3/name": "Is required.",
        "/ops/3/count": "Must be 9 or less.",
        "/ops/3/extra": "Is not a field here; check its spelling or leave it out.",
    }


@pytest.mark.parametrize(
    "content",
    [
        {"items": SECRET, "name": SECRET, "count": SECRET},
        {"items": [{"kind": SECRET, "text": SECRET, "day": SECRET, "parsed": SECRET}] * 3, "name": [SECRET]},
        {
            "items": [SECRET, {"kind": [SECRET], "text": {"a": SECRET}, "parsed": SECRET}],
            "count": {"a": SECRET},
        },
        SECRET,
    ],
)
def test_nothing_of_the_input_is_repeated(content: object):
    said = found(content)
    assert said
    assert SECRET not in str(said)
    for detail in said.values():
        assert detail.endswith("."), "a sentence"


def test_the_control_pydantic_itself_repeats_the_input():
    with pytest.raises(ValidationError) as caught:
        Inner.model_validate({"kind": "one", "text": "a", "parsed": SECRET})
    assert SECRET in str(caught.value.errors()[0]["msg"])
