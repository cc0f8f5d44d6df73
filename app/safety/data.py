"""The data file: word tables, patterns, rules and weights, of one version, shared by phone and server.

`bench/safety_build.py` writes it.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.config import PROJECT

VERSION = 1
FILE = PROJECT / "static" / "safety" / f"data-{VERSION}.json"


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is marked wherever it stands: the span of `group` in one view."""

    rule: str
    view: str
    group: int
    expression: re.Pattern[str]


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


@dataclass(frozen=True, slots=True)
class Data:
    """The whole file, ready for use."""

    version: int
    plain: dict[int, str]
    lower: dict[int, str]
    sentence: re.Pattern[str]
    word: re.Pattern[str]
    concepts: dict[str, re.Pattern[str]]
    patterns: tuple[Pattern, ...]
    rules: tuple[Rule, ...]
    bias: int
    weights: tuple[int, ...]


@cache
def shipped() -> Data:
    """The data of this version."""
    return read(json.loads(FILE.read_text(encoding="utf-8")))


def read(said: dict[str, Any]) -> Data:
    """What a data file says."""
    values = {letter: place - said["alphabet"].index("0") for place, letter in enumerate(said["alphabet"])}
    return Data(
        version=said["version"],
        plain=table(said["plain"]),
        lower=table(said["lower"]),
        sentence=re.compile(said["sentence"]),
        word=re.compile(said["word"]),
        concepts={name: re.compile(expression) for name, expression in said["concepts"].items()},
        patterns=tuple(
            Pattern(one["rule"], one["view"], one["group"], re.compile(one["expression"]))
            for one in said["patterns"]
        ),
        rules=tuple(
            Rule(
                one["rule"],
                one["mark"],
                tuple(one["all"]),
                tuple(one["none"]),
                tuple(one["drop"]),
                one["score"],
            )
            for one in said["rules"]
        ),
        bias=said["bias"],
        weights=tuple(values[letter] for letter in said["weights"]),
    )


def table(said: dict[str, str]) -> dict[int, str]:
    """Letters and what stands for each, for `str.translate`."""
    return {ord(letter): instead for letter, instead in zip(said["from"], said["to"], strict=True)}
