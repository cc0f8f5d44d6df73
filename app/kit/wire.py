"""What goes over the wire: the base of all schemas, shared types, and what is said when one doesn't fit.

Types refuse with a sentence for a person. They are used as metadata or as types of their own:

    class Note(Schema):
        id: Uuid
        text: Annotated[str, free_text(1000)]
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


class Schema(BaseModel):
    """A thing on the wire: unknown fields are refused, nothing is converted silently, nothing changes later."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def refusal(sentence: str) -> PydanticCustomError:
    """The error a validator raises. Its sentence reaches the caller as it stands, so it must not repeat input."""
    return PydanticCustomError("refused", "{sentence}", {"sentence": sentence})


_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_CODE = re.compile(r"[a-z0-9_]{1,64}")
_DATE = re.compile(r"(?:19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(
    r"((?:19[7-9][0-9]|2[0-9]{3})-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]{1,9})?"
    r"([Zz]|[+-](?:0[0-9]|1[0-5]):[0-5][0-9])"
)
# C0, DEL and C1; a lone surrogate can't be stored as UTF-8 at all; U+2028 and U+2029 break lines too.
_REFUSED_IN_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_REFUSED_IN_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")


def _uuid(value: str) -> str:
    if not _UUID.fullmatch(value):
        raise refusal(
            "Must be a UUID in lower case with dashes, such as 0190b6a4-7c1e-7d2a-9f00-3a5be2c41d77."
        )
    return value


def _code(value: str) -> str:
    if not _CODE.fullmatch(value):
        raise refusal("Must be a code: 1 to 64 lower-case letters, digits or underscores.")
    return value


def _local_date(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    # fromisoformat also takes 20261122 and 2026-W47-7; the years keep date arithmetic from overflowing.
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise refusal("Must be a date of the calendar between 1900 and 2999, written 2026-11-22.")


def _device_time(value: str) -> str:
    parts = _TIME.fullmatch(value)
    if parts:
        day, clock, fraction, offset = parts.groups()
        # Phones count milliseconds; one spelling for each moment and offset, so that equal times are equal text.
        fraction = (fraction or ".").ljust(4, "0")[:4]
        offset = "Z" if offset in ("Z", "z", "+00:00", "-00:00") else offset
        text = f"{day}T{clock}{fraction}{offset}"
        try:
            datetime.fromisoformat(text)
        except ValueError:
            pass
        else:
            return text
    raise refusal("Must be a moment with its offset, written 2026-11-22T14:57:00+01:00.")


def instant(device_time: str) -> datetime:
    """The moment a `DeviceTime` names, in UTC."""
    return datetime.fromisoformat(device_time).astimezone(UTC)


_ID_EXAMPLE = "0190b6a4-7c1e-7d2a-9f00-3a5be2c41d77"

# Identifiers stay text: they are compared and stored, never calculated with, and one spelling makes that safe.
Uuid = Annotated[
    str,
    AfterValidator(_uuid),
    WithJsonSchema(
        {"type": "string", "format": "uuid", "pattern": f"^{_UUID.pattern}$", "examples": [_ID_EXAMPLE]}
    ),
]
Code = Annotated[
    str,
    AfterValidator(_code),
    WithJsonSchema({"type": "string", "pattern": f"^{_CODE.pattern}$", "examples": ["other_unsure"]}),
]
LocalDate = Annotated[
    date,
    BeforeValidator(_local_date),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-11-22"]}),
]
# Kept as text: the offset is part of what the phone said, and a datetime in UTC would lose it.
DeviceTime = Annotated[
    str,
    AfterValidator(_device_time),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-11-22T14:57:00.000+01:00"]}),
]


@dataclass(frozen=True, slots=True)
class _Text:
    """Text as people type it: put into NFC, ends stripped, then counted in code points."""

    longest: int
    shortest: int
    refused: re.Pattern[str]
    allowed: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.clean, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: Any) -> dict[str, Any]:
        shown: dict[str, Any] = handler(core)
        return shown | {"minLength": self.shortest, "maxLength": self.longest}

    def clean(self, value: str) -> str:
        """Raises a refusal. The characters come first: stripping would quietly take some of them away."""
        if self.refused.search(value):
            raise refusal(
                f"Has a character that can't be used here: control characters{self.allowed} are refused."
            )
        text = value if value.isascii() else unicodedata.normalize("NFC", value)
        text = text.strip()
        if len(text) > self.longest:
            raise refusal(f"Has {len(text):,} characters; at most {self.longest:,} are possible.")
        if len(text) < self.shortest:
            raise refusal("Is empty; write something or leave the field out.")
        return text


def free_text(longest: int, shortest: int = 1) -> _Text:
    """Metadata for text of several lines: `Annotated[str, free_text(1000)]`. Line feed and tab are welcome."""
    return _Text(longest, shortest, _REFUSED_IN_TEXT, " other than line feed and tab")


def line_text(longest: int, shortest: int = 1) -> _Text:
    """Metadata for text of one line: `Annotated[str, line_text(120)]`."""
    return _Text(longest, shortest, _REFUSED_IN_LINE, " and line breaks")
