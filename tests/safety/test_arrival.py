"""What arrives is screened by the server, whatever the phone marked or left out."""

import pytest

from tests.fixtures.field import Phone

EVENT = "One patient came out in a rash after the first dose."
RASH = {"rule": "adverse_event", "start": 26, "end": 30}


def test_an_entry_that_nobody_screened_is_marked_and_starts_the_clock(phone_of_msl: Phone) -> None:
    (result,) = phone_of_msl.push(phone_of_msl.create(text=EVENT, safety_answer=None))
    data = result["entry"]["data"]
    assert data["flags"] == [RASH]
    assert (data["safety_status"], data["aware_at"]) == ("suspected", data["captured_at"])


@pytest.mark.parametrize(("answer", "status"), [("no", "none"), ("yes", "suspected")])
def test_a_persons_answer_goes_before_a_flag(phone_of_msl: Phone, answer: str, status: str) -> None:
    op = phone_of_msl.create(text=EVENT, safety_answer=answer)
    (result,) = phone_of_msl.push(op)
    assert result["entry"]["data"]["flags"] == [RASH]
    assert result["entry"]["data"]["safety_status"] == status


def test_a_masked_name_is_no_longer_marked(phone_of_msl: Phone) -> None:
    op = phone_of_msl.create(text="Met Mrs Kowalski at the clinic.")
    (first,) = phone_of_msl.push(op)
    assert [flag["rule"] for flag in first["entry"]["data"]["flags"]] == ["patient_identity_name"]
    masked = phone_of_msl.update(op["id"], 1, text="Met [name] at the clinic.")
    (second,) = phone_of_msl.push(masked)
    assert second["entry"]["data"]["flags"] == []


def test_what_a_newer_phone_marks_besides_is_kept(phone_of_msl: Phone) -> None:
    newer = {"rule": "adverse_event_future", "start": 4, "end": 11}
    op = phone_of_msl.create(text=EVENT, flags=[newer, RASH])
    (result,) = phone_of_msl.push(op)
    assert result["entry"]["data"]["flags"] == [newer, RASH]
