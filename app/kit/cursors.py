"""Opaque cursors: where a reader stands, as text that only this service reads.

A cursor is base64url of the compact JSON `[version, kind, *values]`. It isn't signed: it grants nothing, every
read checks again what the reader may see. It does have to survive a stranger's editing: see `decode`.
"""

import json
import re

from app.kit import base64url, strict_json
from app.kit.problems import BadCursor, BadRequest

VERSION = 1
MAX_LENGTH = 1024
Value = str | int | None

_ALPHABET = re.compile(r"[A-Za-z0-9_-]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def encode(kind: str, *values: Value) -> str:
    """The cursor of one `kind` of list at `values`.

    Raises ValueError for values that `decode` would refuse: that is a bug of the caller, to be found at once.
    """
    text = json.dumps([VERSION, kind, *values], ensure_ascii=False, separators=(",", ":"))
    cursor = base64url.encode(text.encode())
    if len(cursor) > MAX_LENGTH or not all(_is_value(value) for value in values):
        raise ValueError(f"a cursor of kind {kind!r} can't hold these values")
    return cursor


def decode(kind: str, text: str, *shape: type[str] | type[int]) -> tuple[Value, ...]:
    """The values of a cursor made by `encode(kind, …)`.

    With a `shape`, such as `decode("pull", text, str, int)`, the values are exactly of those types: code that asks
    for the shape need not distrust what it gets. Raises BadCursor for anything else.
    """
    if len(text) > MAX_LENGTH or not _ALPHABET.fullmatch(text):
        raise BadCursor
    try:
        content = strict_json.loads(base64url.decode(text))
    except (ValueError, BadRequest):
        raise BadCursor from None
    if not isinstance(content, list) or len(content) < 2 or content[1] != kind:
        raise BadCursor
    if content[0] != VERSION or isinstance(content[0], bool | float):
        raise BadCursor("The cursor is of another version of this service. Leave it out to begin again.")
    values = tuple(content[2:])
    if not all(_is_value(value) for value in values):
        raise BadCursor
    if shape and tuple(type(value) for value in values) != shape:
        raise BadCursor
    return values


def _is_value(value: object) -> bool:
    if isinstance(value, str):
        return not _CONTROL.search(value)
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63)
