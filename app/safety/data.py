"""The data file: word tables, patterns, rules and weights, of one version, shared by phone and server.

`bench/safety_build.py` writes it.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from app.config import PROJECT
from app.safety.clues import Clues, together
from app.safety.model import Sums

VERSION = 2
FILE = PROJECT / "static" / "safety" / f"data-{VERSION}.json"
CLUES_FILE = PROJECT / "app" / "safety" / f"clues-{VERSION}.json"


class Concept(NamedTuple):
    """What rules look for in a sentence.

    `needs` are clues: without all of these it can't be there. It begins only at words that have the clue `first`.
    """

    expression: re.Pattern[str]
    needs: int
    first: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is marked wherever it stands: the span of `group` in one view."""

    rule: str
    view: str
    group: int
    expression: re.Pattern[str]
    needs: int


@dataclass(frozen=True, slots=True)
class Rule:
    """What is marked in a sentence: hits of `mark`, when the sentence has one of each of `all` and none of `none`.

    Hits inside one of `drop` don't count. `score` is the least the model must say (None: not asked).
    """

    rule: str
    mark: str
    all: tuple[str, ...]
    none: tuple[str, ...]
    drop: tuple[str, ...]
    score: int | None
    needs: int


@dataclass(frozen=True, slots=True)
class Data:
    """The whole file, ready for use."""

    version: int
    plain: dict[int, str]
    lower: dict[int, str]
    sentence: re.Pattern[str]
    word: re.Pattern[str]
    clues: Clues
    # Clues at which some concept begins.
    firsts: int
    concepts: dict[str, Concept]
    patterns: tuple[Pattern, ...]
    rules: tuple[Rule, ...]
    bias: int
    model: Sums


@cache
def shipped() -> Data:
    """The data of this version."""
    return read(json.loads(FILE.read_text("utf-8")), json.loads(CLUES_FILE.read_text("utf-8")))


def read(said: dict[str, Any], hints: dict[str, Any]) -> Data:
    """What a data file says, with the clues that go with it."""
    values = {letter: place - said["alphabet"].index("0") for place, letter in enumerate(said["alphabet"])}
    lower = table(said["lower"])
    clues = Clues(hints["token"], lower)
    concepts = {
        name: Concept(
            re.compile(said["concepts"][name]),
            clues.needed("low", hint["needs"]),
            clues.bit("low", hint["first"]),
        )
        for name, hint in hints["concepts"].items()
    }
    return Data(
        version=said["version"],
        plain=table(said["plain"]),
        lower=lower,
        sentence=re.compile(said["sentence"]),
        word=re.compile(said["word"]),
        clues=clues,
        firsts=together([concept.first for concept in concepts.values()]),
        concepts=concepts,
        patterns=tuple(
            pattern(one, clues.needed(one["view"], needs))
            for one, needs in zip(said["patterns"], hints["patterns"], strict=True)
        ),
        rules=tuple(rule(one, concepts) for one in said["rules"]),
        bias=said["bias"],
        model=Sums([values[letter] for letter in said["weights"]]),
    )


def pattern(said: dict[str, Any], needs: int) -> Pattern:
    """One pattern of the file."""
    return Pattern(said["rule"], said["view"], said["group"], re.compile(said["expression"]), needs)


def rule(said: dict[str, Any], concepts: dict[str, Concept]) -> Rule:
    """One rule of the file. It can't mark a sentence without the clues of what it marks and of all it asks for."""
    needs = 0
    for concept in [said["mark"], *(one for one in said["all"] if "|" not in one)]:
        needs |= concepts[concept].needs
    all_of, none, drop = (tuple(said[name]) for name in ("all", "none", "drop"))
    return Rule(said["rule"], said["mark"], all_of, none, drop, said["score"], needs)


def table(said: dict[str, str]) -> dict[int, str]:
    """Letters and what stands for each, for `str.translate`."""
    return {ord(letter): instead for letter, instead in zip(said["from"], said["to"], strict=True)}
