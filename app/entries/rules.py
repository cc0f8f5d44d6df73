"""What makes an entry acceptable beyond the shape of each field."""

from datetime import date, timedelta
from typing import Any

from app.entries.fields import CODED
from app.kit.clock import now
from app.kit.problems import FieldError
from app.vocabulary.queries import Codes

# A phone east of the server may already be in tomorrow.
CLOCK_SKEW = timedelta(days=1)
OLDEST_VISIT = date(1900, 1, 1)


def wrong_codes(values: dict[str, Any], codes: Codes, at: str) -> list[FieldError]:
    """Codes that no list has."""
    return [
        FieldError(f"{at}/{name}", f"No such {name.replace('_', ' ')} code.")
        for name, vocabulary in CODED.items()
        if values.get(name) is not None
        and values[name] not in codes.by_vocabulary.get(vocabulary, frozenset())
    ]


def wrong_dates(values: dict[str, Any], at: str) -> list[FieldError]:
    """A visit can't lie in the future, apart from one day for time zones and clocks."""
    visited_on = values.get("visited_on")
    if visited_on is None:
        return []
    visit = date.fromisoformat(visited_on)
    if visit > now().date() + CLOCK_SKEW:
        return [
            FieldError(
                f"{at}/visited_on", "The visit lies in the future. Check the date, and the phone's clock."
            )
        ]
    if visit < OLDEST_VISIT:
        return [FieldError(f"{at}/visited_on", "The visit lies before 1900. Check the year.")]
    return []


def incomplete(values: dict[str, Any], codes: Codes, at: str) -> list[FieldError]:
    """What a whole entry of this kind still lacks, or holds that does not go together."""
    errors: list[FieldError] = []

    def lacks(name: str, sentence: str) -> None:
        if values[name] is None:
            errors.append(FieldError(f"{at}/{name}", sentence))

    lacks("kind", "Say whether this is an observation, a reaction, or nothing_new.")
    lacks("visited_on", "Give the date of the visit.")
    lacks("captured_at", "Give the phone's time, with its offset.")
    if values["kind"] == "observation":
        lacks("barrier", "Pick what got in the way.")
        lacks("text", "Write what you learned.")
    if values["kind"] == "reaction":
        lacks("theme_id", "Say which theme this reacts to.")
        lacks("stance", "Say whether it supports, contradicts or refines the theme.")
    if values["safety_status"] == "not_an_event" and values["safety_reason"] is None:
        errors.append(FieldError(f"{at}/safety_reason", "Say why this is not an event."))
    expected = codes.barrier_of.get(values["sub_barrier"] or "")
    if expected is not None and values["barrier"] != expected:
        errors.append(FieldError(f"{at}/sub_barrier", f"This sub-barrier belongs under '{expected}'."))
    return errors
