"""What is independent behind a theme, counted one entry after the other: the judge of what the database counts."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

STANCES = ("supports", "contradicts", "refines")


class Voice(NamedTuple):
    """What counts of one live entry behind a theme."""

    stance: str
    hcp_ref: str | None
    hco_ref: str | None
    stakeholder_type: str | None
    author_id: str
    region: str | None
    visited_on: date


def recount(voices: Iterable[Voice]) -> dict[str, Any]:
    every = list(voices)
    newest = max((voice.visited_on for voice in every), default=None)
    return {
        **{stance: side([voice for voice in every if voice.stance == stance]) for stance in STANCES},
        "last_heard_on": newest.isoformat() if newest else None,
    }


def side(voices: list[Voice]) -> dict[str, Any]:
    return {
        "entries": len(voices),
        "hcps": distinct(voice.hcp_ref for voice in voices),
        "hcos": distinct(voice.hco_ref for voice in voices),
        "stakeholder_types": distinct(voice.stakeholder_type for voice in voices),
        "authors": distinct(voice.author_id for voice in voices),
        "places": places(voices),
        "one_voice": one_voice(voices),
    }


def distinct(values: Iterable[str | None]) -> int:
    return len(set(values) - {None})


def places(voices: list[Voice]) -> int:
    named = {voice.hco_ref for voice in voices if voice.hco_ref}
    covered = {voice.region for voice in voices if voice.hco_ref}
    return len(named) + distinct(voice.region for voice in voices if voice.region not in covered)


def one_voice(voices: list[Voice]) -> str | None:
    for name, field in (("hcp", "hcp_ref"), ("hco", "hco_ref"), ("author", "author_id")):
        sources = {getattr(voice, field) for voice in voices}
        if len(sources) == 1 and None not in sources:
            return name
    return None
