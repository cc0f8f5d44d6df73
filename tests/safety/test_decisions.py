"""What an author decided about marked words stands, and what is new is asked about again."""

from typing import Any

import pytest

from tests.fixtures.field import Phone
from tests.fixtures.people import PersonClient

NAME = "patient_identity_name"
RASH = "One patient came out in a rash after the first dose."


def flags(result: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = result["entry"]["data"]["flags"]
    return found


def test_the_other_fields_are_screened_and_named(phone_of_msl: Phone) -> None:
    op = phone_of_msl.create(next_step="Call Mrs Kowalski.", so_what="A game changer.")
    (result,) = phone_of_msl.push(op)
    assert flags(result) == [
        {"rule": "promotional", "start": 2, "end": 14, "field": "so_what"},
        {"rule": NAME, "start": 5, "end": 17, "field": "next_step"},
    ]


def test_an_event_in_the_next_step_starts_the_clock(phone_of_msl: Phone) -> None:
    (result,) = phone_of_msl.push(phone_of_msl.create(next_step=RASH, safety_answer=None))
    assert result["entry"]["data"]["safety_status"] == "suspected"


def test_what_was_kept_is_kept_by_its_words(phone_of_msl: Phone) -> None:
    """Not by their place, which the next edit moves."""
    kept = {"rule": NAME, "start": 4, "end": 16, "kept": True}
    op = phone_of_msl.create(text="Met Mrs Kowalski.", flags=[kept])
    (first,) = phone_of_msl.push(op)
    assert flags(first) == [kept]
    (second,) = phone_of_msl.push(phone_of_msl.update(op["id"], 1, text="Today I met Mrs Kowalski again."))
    assert flags(second) == [{**kept, "start": 12, "end": 24}]
    (third,) = phone_of_msl.push(phone_of_msl.update(op["id"], 2, text="Mrs Kowalski and Mrs Nowak."))
    assert flags(third) == [
        {**kept, "start": 0, "end": 12},
        {"rule": NAME, "start": 17, "end": 26},
    ]


def test_what_was_kept_by_mistake_is_open_again(phone_of_msl: Phone) -> None:
    flag = {"rule": NAME, "start": 4, "end": 16}
    op = phone_of_msl.create(text="Met Mrs Kowalski.", flags=[{**flag, "kept": True}])
    phone_of_msl.push(op)
    (result,) = phone_of_msl.push(phone_of_msl.update(op["id"], 1, flags=[flag]))
    assert flags(result) == [flag]


def test_a_no_was_not_said_of_words_that_came_later(phone_of_msl: Phone) -> None:
    op = phone_of_msl.create(text="Letters come back with no plan.")
    phone_of_msl.push(op)
    (result,) = phone_of_msl.push(phone_of_msl.update(op["id"], 1, text=RASH))
    data = result["entry"]["data"]
    assert (data["safety_answer"], data["safety_status"]) == (None, "suspected")


def test_a_no_said_again_or_of_the_same_words_stands(phone_of_msl: Phone) -> None:
    op = phone_of_msl.create(text="Letters come back with no plan.")
    phone_of_msl.push(op)
    phone_of_msl.push(phone_of_msl.update(op["id"], 1, text=RASH, safety_answer="no"))
    (result,) = phone_of_msl.push(phone_of_msl.update(op["id"], 2, text=f"Heard today: {RASH}"))
    data = result["entry"]["data"]
    assert (data["safety_answer"], data["safety_status"]) == ("no", "none")


def test_marks_alone_are_no_conflict(msl: PersonClient) -> None:
    """Two devices wrote two fields, each with the marks that it saw."""
    one, other = Phone(msl), Phone(msl)
    op = one.create(text="Letters come back with no plan.")
    one.push(op)
    one.push(one.update(op["id"], 1, text="Met Mrs Kowalski.", flags=[{"rule": NAME, "start": 4, "end": 16}]))
    seen = {"rule": "of_a_newer_phone", "start": 0, "end": 7}
    step = {"rule": "promotional", "start": 2, "end": 14, "field": "next_step"}
    (result,) = other.push(other.update(op["id"], 1, next_step="A game changer.", flags=[seen, step]))
    assert result["status"] == "applied"
    assert flags(result) == [{"rule": NAME, "start": 4, "end": 16}, step]


@pytest.mark.parametrize("field", ["hcp_ref", "barrier"])
def test_a_flag_marks_only_what_is_screened(phone_of_msl: Phone, field: str) -> None:
    flag = {"rule": NAME, "start": 0, "end": 1, "field": field}
    (result,) = phone_of_msl.push(phone_of_msl.create(flags=[flag]))
    assert result["status"] == "rejected"
