"""Cursors come back as they were made, and nothing else passes for one."""

import base64
import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit import cursors
from app.kit.problems import BadCursor

INT64 = st.integers(-(2**63) + 1, 2**63 - 1)
PLAIN_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
VALUES = st.lists(st.none() | INT64 | PLAIN_TEXT, max_size=5)
STRAY_TEXT = (
    st.text(max_size=200)
    | st.text("AZaz09-_=", max_size=200)
    | st.binary(max_size=99).map(lambda content: base64.urlsafe_b64encode(content).decode())
)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def forged(content: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


@given(VALUES)
def test_what_was_put_in_comes_out(values: list[Any]):
    cursor = cursors.encode("pull", *values)
    assert cursor.isascii()
    assert cursors.decode("pull", cursor) == tuple(values)


@given(STRAY_TEXT)
def test_anything_else_is_a_bad_cursor_and_never_another_error(text: str):
    try:
        cursors.decode("pull", text)
    except BadCursor:
        pass
    else:
        pytest.fail("this was never a cursor")


@given(ANY_JSON)
def test_well_formed_json_of_a_strangers_making_either_fits_or_is_bad(content: Any):
    for body in (content, [1, "pull", content], [content, "pull"], [1, content]):
        try:
            values = cursors.decode("pull", forged(body), str)
        except BadCursor:
            continue
        assert [type(value) for value in values] == [str]


@given(VALUES, st.data())
def test_one_changed_character_never_makes_another_error(values: list[Any], data: st.DataObject):
    cursor = cursors.encode("list", *values)
    at = data.draw(st.integers(0, len(cursor) - 1))
    changed = cursor[:at] + data.draw(st.sampled_from("Aa0_-=\n ")) + cursor[at + 1 :]
    with contextlib.suppress(BadCursor):
        cursors.decode("list", changed, *(type(value) for value in values))


def test_a_cursor_of_another_list_or_version_is_refused():
    cursor = cursors.encode("pull", "epoch", 7)
    with pytest.raises(BadCursor):
        cursors.decode("entries", cursor)
    with pytest.raises(BadCursor, match="another version"):
        cursors.decode("pull", forged([2, "pull", "epoch", 7]))
    for sly in (True, 1.0):
        with pytest.raises(BadCursor):
            cursors.decode("pull", forged([sly, "pull"]))


def test_a_shape_holds_exactly():
    assert cursors.decode("pull", forged([1, "pull", "e", 7]), str, int) == ("e", 7)
    for content in ([1, "pull", "e"], [1, "pull", "e", "7"], [1, "pull", "e", True], [1, "pull", "e", 7, 7]):
        with pytest.raises(BadCursor):
            cursors.decode("pull", forged(content), str, int)


@pytest.mark.parametrize("value", ["\x00", "a\x1fb", "\x9f", 2**63, 1.5, True, ["x"], {"a": 1}])
def test_a_value_that_a_database_or_a_query_would_stumble_over_is_refused(value: Any):
    with pytest.raises(BadCursor):
        cursors.decode("pull", forged([1, "pull", value]))
    with pytest.raises(ValueError, match="pull"):
        cursors.encode("pull", value)


def test_a_cursor_has_a_longest_length():
    with pytest.raises(ValueError, match="pull"):
        cursors.encode("pull", "x" * 2000)
    with pytest.raises(BadCursor):
        cursors.decode("pull", forged([1, "pull", "x" * 2000]))
