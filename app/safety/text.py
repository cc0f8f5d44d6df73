"""Two views of a text, each with one character for one of the text, so that a place in a view is a place in it.

The phone does the same (static/safety/text.js). Neither language's own notion of lower case, of a letter or of white
space is asked: they differ between JavaScript and Python. The tables come with the data.
"""

from collections.abc import Mapping
from dataclasses import dataclass

# Stands for what has no place in any rule (emoji, rare scripts). JavaScript counts these as two, its patterns too.
OTHER = "□"
LAST_OF_BASIC_PLANE = 0xFFFF
SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class Views:
    """`raw` with spaces, hyphens and apostrophes of one kind; `low` in lower case besides."""

    raw: str
    low: str


def views(text: str, plain: Mapping[str, str], lower: Mapping[str, str]) -> Views:
    """The views of a text by the data's tables."""
    raw = "".join([OTHER if is_other(letter) else plain.get(letter, letter) for letter in text])
    return Views(raw, "".join([lower.get(letter, letter) for letter in raw]))


def is_other(letter: str) -> bool:
    """Whether a character is left out of all rules."""
    return ord(letter) > LAST_OF_BASIC_PLANE or ord(letter) in SURROGATES
