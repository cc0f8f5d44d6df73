"""The shared types: what they take, what they make of it, and the sentence they refuse with."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from app.kit.clock import new_id
from app.kit.field_errors import sentence
from app.kit.wire import Code, DeviceTime, LocalDate, Schema, Uuid, free_text, instant, line_text

Line = Annotated[str, line_text(5)]
Text = Annotated[str, free_text(5)]


def take(kind: Any, value: Any) -> Any:
    return TypeAdapter(kind).validate_python(value)


def refusal_of(kind: Any, value: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        take(kind, value)
    return sentence(caught.value.errors()[0])


class Note(Schema):
    id: Uuid
    on: LocalDate
    count: int = 0


def test_a_schema_refuses_what_it_does_not_know_and_converts_nothing():
    good = {"id": new_id(), "on": "2026-11-22"}
    assert Note.model_validate(good).on == date(2026, 11, 22)
    for bad in (good | {"colour": 1}, good | {"count": "1"}, good | {"count": True}, good | {"on": None}):
        with pytest.raises(ValidationError):
            Note.model_validate(bad)


def test_a_schema_does_not_change_afterwards():
    note = Note(id=new_id(), on=date(2026, 11, 22))
    with pytest.raises(ValidationError):
        note.count = 2  # type: ignore[misc]


def test_a_schema_reads_json_as_it_reads_python():
    note = Note.model_validate({"id": new_id(), "on": "2026-11-22", "count": 3})
    assert Note.model_validate_json(note.model_dump_json()) == note


@pytest.mark.parametrize(
    "value",
    [
        "",
        "7",
        "0190B6A4-7C1E-7D2A-9F00-3A5BE2C41D77",
        "0190b6a47c1e7d2a9f003a5be2c41d77",
        "{0190b6a4-7c1e-7d2a-9f00-3a5be2c41d77}",
        "urn:uuid:0190b6a4-7c1e-7d2a-9f00-3a5be2c41d77",
        "0190b6a4-7c1e-7d2a-9f00-3a5be2c41d77\n",
        "٠190b6a4-7c1e-7d2a-9f00-3a5be2c41d77",
    ],
)
def test_an_id_has_one_spelling(value: str):
    assert "UUID" in refusal_of(Uuid, value)


def test_an_id_may_be_of_any_version():
    for version in ("c56a4180-65aa-42ec-a945-5fd21dec0538", new_id()):
        assert take(Uuid, version) == version


def test_a_code_is_short_and_plain():
    assert take(Code, "other_unsure") == "other_unsure"
    for bad in ("", "Referral", "a b", "a" * 65, "é", "a\n"):
        assert "code" in refusal_of(Code, bad)


@pytest.mark.parametrize(
    "value",
    ["", "2026-02-30", "20261122", "2026-W47-7", "2026-11-22T00:00:00Z", "22.11.2026",
     "0001-01-01", "3000-01-01", 20261122],
)  # fmt: skip
def test_a_date_is_a_day_of_the_calendar_in_one_spelling(value: Any):
    assert "date" in refusal_of(LocalDate, value)


def test_a_date_may_be_one_already_but_not_a_moment():
    assert take(LocalDate, date(2026, 11, 22)) == date(2026, 11, 22)
    assert "date" in refusal_of(LocalDate, datetime(2026, 11, 22, tzinfo=UTC))


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("2026-11-22T14:57:00+01:00", "2026-11-22T14:57:00.000+01:00"),
        ("2026-11-22t14:57:00.5z", "2026-11-22T14:57:00.500Z"),
        ("2026-11-22T14:57:00.123456789-00:00", "2026-11-22T14:57:00.123Z"),
        ("2026-11-22T14:57:00.123-09:30", "2026-11-22T14:57:00.123-09:30"),
    ],
)
def test_a_moment_keeps_its_offset_in_one_spelling(value: str, kept: str):
    assert take(DeviceTime, value) == kept
    assert take(DeviceTime, kept) == kept


def test_a_moment_can_be_compared_in_utc():
    assert instant("2026-11-22T14:57:00.000+01:00") == datetime(2026, 11, 22, 13, 57, tzinfo=UTC)
    for edge in ("1970-01-01T00:00:00.000+15:59", "2999-12-31T23:59:59.999-15:59"):
        assert instant(take(DeviceTime, edge)).tzinfo is UTC


@pytest.mark.parametrize(
    "value",
    ["", "2026-11-22", "2026-11-22T14:57:00", "2026-11-22 14:57:00Z", "2026-13-22T14:57:00Z", "2026-11-22T24:57:00Z",
     "2026-11-22T14:57:00+24:00", "0001-01-01T00:00:00+14:00", "2026-11-22T14:57Z", "1763820000"],
)  # fmt: skip
def test_a_moment_without_offset_or_out_of_range_is_refused(value: str):
    assert "offset" in refusal_of(DeviceTime, value)


def test_text_is_composed_stripped_and_counted_as_people_count():
    assert take(Text, " a\u0301bc\u3000") == "ábc"
    assert take(Text, "e\u0301" * 5) == "é" * 5, "counted after composing"
    assert take(Text, "👩" * 5) == "👩" * 5, "counted in code points, not in UTF-16"
    assert "6 characters; at most 5" in refusal_of(Text, "é" * 6)


def test_text_that_is_empty_after_stripping_is_empty():
    for kind in (Line, Text):
        assert "empty" in refusal_of(kind, " \u00a0 ")


@pytest.mark.parametrize("code", [*range(0x20), *range(0x7F, 0xA0), 0xD800, 0xDFFF])
def test_control_characters_are_refused_even_at_the_ends(code: int):
    for value in (f"a{chr(code)}b", f"a{chr(code)}"):
        assert "character" in refusal_of(Line, value)
        if chr(code) not in "\n\t":
            assert "character" in refusal_of(Text, value)


def test_free_text_may_have_lines_and_tabs_a_line_may_not():
    assert take(Text, "a\n\tb") == "a\n\tb"
    for value in ("a\nb", "a\tb", "a\u2028b", "a\u2029b"):
        assert "line breaks" in refusal_of(Line, value)


def test_lengths_reach_the_description():
    assert TypeAdapter(Text).json_schema() == {"type": "string", "minLength": 1, "maxLength": 5}
    described = Note.model_json_schema()
    assert described["additionalProperties"] is False
    assert described["properties"]["on"]["format"] == "date"
