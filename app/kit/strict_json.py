"""The one JSON parser for bodies: what two programs could read differently is refused (400), not guessed.

Refused: NaN and Infinity, a name twice in one object, integers beyond 64 bits, numbers too large for a double,
more than 16 levels, bytes that aren't UTF-8, half of a surrogate pair, a byte order mark.

It is the standard library's C scanner with hooks. A hook that finds a fault leaves a marker in the place of the
value, so that the pointer to it can be found afterwards at no cost to good bodies.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.kit.problems import FieldError, MalformedJson, pointer

MAX_DEPTH = 16

_BRACKETS = bytes.maketrans(b"{}", b"[]")
_NOT_BRACKETS = bytes(code for code in range(256) if code not in b"[]{}")
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


@dataclass(frozen=True, slots=True)
class _Fault:
    detail: str
    name: str | None = None


class _Decoder:
    """One parse: the hooks, and the faults they found."""

    def __init__(self) -> None:
        self.faults: list[_Fault] = []

    def parse(self, text: str) -> Any:
        return json.loads(
            text,
            object_pairs_hook=self.pairs,
            parse_int=self.integer,
            parse_float=self.number,
            parse_constant=self.constant,
        )

    def pairs(self, pairs: list[tuple[str, Any]]) -> Any:
        made = dict(pairs)
        if len(made) == len(pairs):
            return made
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                return self.fault("Stands twice in the same object; keep one of them.", name)
            seen.add(name)
        return made

    def integer(self, digits: str) -> Any:
        # Length first: int() of a megabyte of digits takes its time.
        if len(digits) <= 20 and -(2**63) <= (value := int(digits)) < 2**63:
            return value
        return self.fault("Is beyond the range of 64-bit integers.")

    def number(self, digits: str) -> Any:
        value = float(digits)
        if value in (float("inf"), float("-inf")):
            return self.fault("Is too large for a number.")
        return value

    def constant(self, _name: str) -> Any:
        return self.fault("Must be a number; NaN and Infinity aren't JSON.")

    def fault(self, detail: str, name: str | None = None) -> _Fault:
        self.faults.append(_Fault(detail, name))
        return self.faults[-1]


def loads(body: bytes) -> Any:
    """The value that `body` holds. Raises MalformedJson, with a pointer where there is one place to point at."""
    try:
        text = body.decode()
    except UnicodeDecodeError as exc:
        raise MalformedJson(f"The body isn't UTF-8: byte {exc.start + 1} doesn't belong there.") from None
    if text.startswith("\ufeff"):
        raise MalformedJson("The body begins with a byte order mark; leave it out.")
    if _too_deep(body):
        raise MalformedJson(f"The body is nested more than {MAX_DEPTH} levels deep.")
    decoder = _Decoder()
    try:
        value = decoder.parse(text)
    except json.JSONDecodeError as exc:
        where = f"line {exc.lineno}, column {exc.colno}"
        raise MalformedJson(f"The body isn't JSON ({where}): {exc.msg}.") from None
    if decoder.faults:
        raise _located(*next(_faults(value)))
    if _SURROGATE.search(body) and (steps := next(_broken_text(value), None)) is not None:
        raise _located(_Fault("Holds half of a surrogate pair; that is no character."), steps)
    return value


def _too_deep(body: bytes) -> bool:
    """Whether brackets outside of strings nest deeper than allowed.

    Each pass of `replace` takes the innermost level away. A pair that 16 passes leave is too deep; so are more
    than 16 that never close, and those would also exhaust the scanner's stack.
    """
    if body.count(b"[") + body.count(b"{") <= MAX_DEPTH:
        return False
    without_escapes = body.replace(b"\\\\", b"").replace(b'\\"', b"")
    outside_strings = b"".join(without_escapes.split(b'"')[::2])
    brackets = outside_strings.translate(_BRACKETS, _NOT_BRACKETS)
    for _ in range(MAX_DEPTH):
        brackets = brackets.replace(b"[]", b"")
    return b"[]" in brackets or brackets.count(b"[") > MAX_DEPTH


def _faults(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[_Fault, tuple[str | int, ...]]]:
    """Each fault in `value` with the way to it. A fault inside an object with a name twice isn't looked for."""
    if isinstance(value, _Fault):
        yield value, steps if value.name is None else (*steps, value.name)
    for step, inner in _inside(value):
        yield from _faults(inner, (*steps, step))


def _broken_text(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, str) and not _is_encodable(value):
        yield steps
    for step, inner in _inside(value):
        if isinstance(step, str) and not _is_encodable(step):
            yield steps
        yield from _broken_text(inner, (*steps, step))


def _inside(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _located(fault: _Fault, steps: tuple[str | int, ...]) -> MalformedJson:
    place = "/".join(pointer(step)[1:] if _is_encodable(str(step)) else "?" for step in steps)
    where = f"/{place}" if steps else ""
    return MalformedJson(f"{where or 'The body'}: {fault.detail}", errors=[FieldError(where, fault.detail)])
