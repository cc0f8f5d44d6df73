"""Pydantic's findings as sentences with pointers, for a whole body (422) as for one item of a batch.

Nothing of the input is repeated: Pydantic's own message is used only where it can't hold any.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic_core import ErrorDetails

from app.kit.problems import FieldError, pointer

_FIELD = re.compile(r"[a-z][a-z0-9_-]{0,39}|\[key\]")
PLACES = ("body", "query", "path", "header", "cookie")

# Filled in from Pydantic's `ctx`, which for these types holds limits and names of the schema, never input.
_SENTENCES = {
    "missing": "Is required.",
    "extra_forbidden": "Is not a field here; check its spelling or leave it out.",
    "string_type": "Must be text.",
    "int_type": "Must be a whole number.",
    "int_parsing": "Must be a whole number.",
    "int_from_float": "Must be a whole number.",
    "int_parsing_size": "Must be a whole number of at most 64 bits.",
    "float_type": "Must be a number.",
    "float_parsing": "Must be a number.",
    "finite_number": "Must be a finite number.",
    "bool_type": "Must be true or false.",
    "bool_parsing": "Must be true or false.",
    "none_required": "Must be null.",
    "dict_type": "Must be an object.",
    "model_type": "Must be an object.",
    "model_attributes_type": "Must be an object.",
    "list_type": "Must be a list.",
    "tuple_type": "Must be a list.",
    "date_type": "Must be a date, written 2026-11-22.",
    "literal_error": "Must be one of {expected}.",
    "enum": "Must be one of {expected}.",
    "union_tag_invalid": "Must be one of {expected_tags}.",
    "union_tag_not_found": "Is required.",
    "string_too_short": "Must have at least {min_length} characters.",
    "string_too_long": "Must have at most {max_length} characters.",
    "too_short": "Must have at least {min_length} items.",
    "too_long": "Must have at most {max_length} items.",
    "greater_than": "Must be greater than {gt}.",
    "greater_than_equal": "Must be {ge} or more.",
    "less_than": "Must be less than {lt}.",
    "less_than_equal": "Must be {le} or less.",
    "multiple_of": "Must be a multiple of {multiple_of}.",
    "refused": "{sentence}",
}


def field_errors(
    found: Iterable[ErrorDetails | Mapping[str, Any]],
    *,
    prefix: Sequence[str | int] = (),
    place: str = "body",
) -> list[FieldError]:
    """What `ValidationError.errors(include_url=False)` found, each with a pointer below `prefix`.

    `field_errors(exc.errors(), prefix=("ops", 3))` gives pointers such as `/ops/3/fields/text`.
    """
    return [FieldError(pointer(*prefix, *map(part, item["loc"])), sentence(item), place) for item in found]


def part(named: str | int) -> str | int:
    """A part of a pointer. A key that was made up is input too: it is named only if it could be a field's name."""
    return named if isinstance(named, int) or _FIELD.fullmatch(named) else "?"


def sentence(item: ErrorDetails | Mapping[str, Any]) -> str:
    """What one finding asks of the person, without a word of the input."""
    template = _SENTENCES.get(item["type"])
    if template is None:
        # A ValueError's text may quote what it choked on ("Invalid isoformat string: …").
        return "Is not acceptable here."
    return template.format_map(item.get("ctx") or {})
