"""Every push schema there ever was: an op made by an old app is brought up to the present one, version by version.

A push is never refused for its age: what was typed on a phone that was not updated for a year still arrives. An op
carries the schema of the app that *made* it, since an app may be updated while ops wait.
"""

from collections.abc import Callable
from typing import Any

Fields = dict[str, Any]

SCHEMA = 2
# Kept for ever, each with a push of its time in tests/sync/pushes/.
FIRST = 1


def upcast(fields: Fields, schema: int) -> Fields:
    """The fields of an op in the present schema. One from the future is taken as it is: what we know of it applies."""
    for version in range(max(schema, FIRST), SCHEMA):
        fields = STEPS[version](fields)
    return fields


def spans_in_code_points(fields: Fields) -> Fields:
    """Schema 1 counted spans of flags in UTF-16 units, as JavaScript does; since schema 2 they are code points."""
    text, flags = fields.get("text"), fields.get("flags")
    if not isinstance(text, str) or not isinstance(flags, list):
        return fields
    units = text.encode("utf-16-le", "surrogatepass")

    def converted(flag: Any) -> Any:
        if not isinstance(flag, dict):
            return flag
        places = {name: flag[name] for name in ("start", "end") if isinstance(flag.get(name), int)}
        return flag | {name: code_points(units, place) for name, place in places.items()}

    return fields | {"flags": [converted(flag) for flag in flags]}


def code_points(units: bytes, place: int) -> int:
    """How many characters stand before a place counted in UTF-16 units."""
    return place if place < 0 else len(units[: 2 * place].decode("utf-16-le", "replace"))


STEPS: dict[int, Callable[[Fields], Fields]] = {1: spans_in_code_points}
