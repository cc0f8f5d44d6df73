"""Marks in an entry's words: which rule, where, and whether the author has looked and keeps them. Pure.

In JSON an open mark begins with its rule and a kept one with `kept`, so that the export finds the open ones by text.
"""

from collections.abc import Iterable, Set
from typing import Any

from app.safety.screen import MOST_FLAGS, screen

# The author's own words; the first one goes without saying.
SCREENED = ("text", "so_what", "next_step")
# Flags of this family start the clock when nobody answered the safety question.
ADVERSE_EVENT = "adverse_event"

Flag = dict[str, Any]
Words = tuple[str, str]  # a rule and the words that it marks


def flags_of(values: dict[str, Any], sent: Iterable[Flag], kept: Set[Words]) -> list[Flag]:
    """What the rules here mark, and what a phone with rules of another version marked besides.

    What the author kept stays kept by its words, wherever they stand now: no edit elsewhere asks about them again.
    """
    theirs = list(sent)
    found: list[Flag] = []
    for field in SCREENED:
        text = values[field]
        if not text:
            continue
        spans = {(flag.start, flag.end, flag.rule) for flag in screen(text)}
        spans |= {
            (flag["start"], flag["end"], flag["rule"])
            for flag in theirs
            if field_of(flag) == field and flag["start"] < flag["end"] <= len(text)
        }
        found += [
            shaped(rule, start, end, field, (rule, text[start:end]) in kept)
            for start, end, rule in sorted(spans)
        ]
    return found[:MOST_FLAGS]


def shaped(rule: str, start: int, end: int, field: str, kept: bool) -> Flag:
    """A flag with only what has to be said, its names in the order that the export relies on."""
    flag: Flag = {"kept": True} if kept else {}
    flag |= {"rule": rule, "start": start, "end": end}
    return flag if field == SCREENED[0] else flag | {"field": field}


def field_of(flag: Flag) -> str:
    """The field whose words it marks. Those of before other fields were screened name none."""
    return flag.get("field") or SCREENED[0]


def words_of(values: dict[str, Any], flag: Flag) -> Words:
    """Its rule and what it marks."""
    return flag["rule"], (values[field_of(flag)] or "")[flag["start"] : flag["end"]]


def kept_words(values: dict[str, Any], flags: Iterable[Flag]) -> frozenset[Words]:
    """What the author looked at and keeps."""
    return frozenset(words_of(values, flag) for flag in flags if flag.get("kept"))


def event_words(values: dict[str, Any]) -> frozenset[Words]:
    """What may tell of an event that has to be reported."""
    return frozenset(
        words_of(values, flag) for flag in values["flags"] if flag["rule"].startswith(ADVERSE_EVENT)
    )
