"""The strict parser: everything good as the standard library reads it, everything dubious refused with a place."""

import contextlib
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.problems import MalformedJson
from app.kit.strict_json import MAX_DEPTH, loads

INT64 = st.integers(-(2**63), 2**63 - 1)
SCALARS = st.none() | st.booleans() | INT64 | st.floats(allow_nan=False, allow_infinity=False) | st.text()
GOOD = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def depth(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inside is None else 1 + max(map(depth, inside), default=0)


def refusal_of(body: bytes | str) -> MalformedJson:
    with pytest.raises(MalformedJson) as caught:
        loads(body if isinstance(body, bytes) else body.encode())
    assert caught.value.status == 400
    return caught.value


@given(GOOD, st.booleans())
def test_good_json_reads_as_the_standard_library_reads_it(value: Any, ascii_only: bool):
    body = json.dumps(value, ensure_ascii=ascii_only).encode()
    if depth(value) <= MAX_DEPTH:
        assert loads(body) == json.loads(body)
    else:
        refusal_of(body)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(body: bytes):
    try:
        value = loads(body)
    except MalformedJson:
        return
    assert value == json.loads(body)


@given(st.text(st.sampled_from('[]{}",:\\0aud8'), max_size=60))
def test_any_jumble_of_json_is_read_or_refused(text: str):
    try:
        value = loads(text.encode())
    except MalformedJson:
        return
    assert value == json.loads(text)
    assert depth(value) <= MAX_DEPTH


@given(st.integers(0, 40), st.text(max_size=5), st.sampled_from(["[]", "{}"]))
def test_depth_is_counted_outside_of_text_only(levels: int, text: str, kind: str):
    filler = json.dumps(text + '[[[[{{{{"\\' * 5)
    opening, closing = ("[", f",{filler}]") if kind == "[]" else ('{"a":', f',"b":{filler}}}')
    body = opening * levels + filler + closing * levels
    if levels <= MAX_DEPTH:
        assert loads(body.encode()) == json.loads(body)
    else:
        assert "16 levels" in refusal_of(body).detail


@pytest.mark.parametrize(
    ("body", "pointer", "said"),
    [
        ('{"a":{"b":[1,NaN]}}', "/a/b/1", "NaN"),
        ('[Infinity]', "/0", "Infinity"),
        ("-Infinity", "", "Infinity"),
        ('{"a":1,"b":{"c":1,"c":1}}', "/b/c", "twice"),
        ('{"a":1,"\\u0061":2}', "/a", "twice"),
        ('{"a":{"x":NaN,"x":1},"a":2}', "/a", "twice"),
        ('{"n":9223372036854775808}', "/n", "64-bit"),
        ('{"n":-9223372036854775809}', "/n", "64-bit"),
        ('{"n":' + "9" * 100_000 + "}", "/n", "64-bit"),
        ("[1e400]", "/0", "large"),
        ('{"a":["\\ud800"]}', "/a/0", "surrogate"),
        ('{"a":["\\udc00\\ud800"]}', "/a/0", "surrogate"),
        ('{"a":{"\\ud800":1}}', "/a", "surrogate"),
        ('{"a/b":NaN}', "/a~1b", "NaN"),
        ('{"\\ud800":{"a":NaN}}', "/?/a", "NaN"),
    ],
)  # fmt: skip
def test_the_place_of_a_fault_is_named(body: str, pointer: str, said: str):
    problem = refusal_of(body)
    assert [error.pointer for error in problem.errors] == [pointer]
    assert said in problem.errors[0].detail
    json.dumps(problem.to_dict()).encode()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "line 1, column 1"),
        (b'{"a":\n}', "line 2, column 1"),
        (b"{'a':1}", "isn't JSON"),
        (b'["\x01"]', "control character"),
        (b'["\xed\xa0\x80"]', "byte 3"),
        (b"\xff\xfe[\x00]\x00", "byte 1"),
        (b"\xef\xbb\xbf{}", "byte order mark"),
        (b"[1] [2]", "Extra data"),
        (b"[" * 100_000, "16 levels"),
        (b'{"a":' * 100_000, "16 levels"),
    ],
)
def test_what_is_no_json_is_refused_with_a_sentence(body: bytes, said: str):
    assert said in refusal_of(body).detail


def test_the_edges_are_inside():
    assert loads(b"[9223372036854775807,-9223372036854775808,1e308,-0]") == [2**63 - 1, -(2**63), 1e308, 0]
    assert loads(b'["\\ud83d\\ude00","\\\\ud800"]') == ["😀", "\\ud800"]
    assert loads(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH)


def test_the_control_the_standard_library_takes_all_of_these():
    for body in ("[NaN]", '{"a":1,"a":2}', "[1e400]", '["\\ud800"]', "[9223372036854775808]"):
        json.loads(body)


@pytest.mark.parametrize(
    "body",
    [
        b'"' + b'\\"' * 500_000,
        b'["' + b"\\" * 1_000_000,
        b"[" + b"[],{}," * 170_000 + b"0]",
        b"{" + b",".join(b'"%d":0' % i for i in range(90_000)) + b',"89999":0}',
        b"[" + b"1" * 1_000_000 + b"]",
        b"[" + b"1." + b"1" * 1_000_000 + b"]",
        b"][" * 500_000,
    ],
    ids=[
        "quotes",
        "backslashes",
        "shallow brackets",
        "late duplicate",
        "long integer",
        "long float",
        "inside out",
    ],
)
def test_a_megabyte_of_malice_takes_no_quadratic_time(body: bytes):
    """Of the processor: what a busy machine does meanwhile is no fault of the parser."""
    began = time.thread_time()
    with contextlib.suppress(MalformedJson):
        loads(body)
    assert time.thread_time() - began < 2.0
