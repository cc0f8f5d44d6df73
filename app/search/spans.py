"""Where in a text the words asked for stand: spans in characters, never markup, so that no reader has to trust us."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from app.search.words import BEYOND_ASCII, LONGEST_WORD, WORD, decomposed

LETTER = r"[^\W_]"
SIGNS = r"[\W_]+"
END = rf"(?!{LETTER})"
# What is left of a word that only begins as asked.
REST = rf"({LETTER}*)"


class Folded(NamedTuple):
    """A text as it is indexed; for each of its letters the place it came from, unless that is its own."""

    letters: str
    places: list[int] | None
    text: str


class Hit(NamedTuple):
    """One place where a phrase stands; `exact` when its last word is whole, and no mere beginning."""

    phrase: int
    start: int
    end: int
    exact: bool


def folded(text: str) -> Folded:
    """The text in which `words()` finds its words."""
    if text.isascii():
        return Folded(text.lower(), None, text)
    letters: list[str] = []
    places: list[int] = []
    done = 0
    for foreign in BEYOND_ASCII.finditer(text):
        letters.append(text[done : foreign.start()].lower())
        places.extend(range(done, foreign.start()))
        done = foreign.end()
        for place in range(foreign.start(), done):
            for letter in decomposed(text[place]):
                if not unicodedata.combining(letter):
                    letters.append(letter)
                    places.append(place)
    letters.append(text[done:].lower())
    places.extend(range(done, len(text)))
    return Folded("".join(letters), places, text)


def length(there: Folded) -> int:
    """How many words it has."""
    return len(WORD.findall(there.letters))


def hits(there: Folded, asked: list[list[str]]) -> Iterator[Hit]:
    """Each place where one of the phrases stands. The very last word of the question is also a beginning."""
    for number, phrase in enumerate(asked):
        open_ended = number == len(asked) - 1
        cut = len(phrase[-1]) == LONGEST_WORD
        for found in pattern(tuple(phrase), open_ended).finditer(there.letters):
            start, end = placed(there, found.start(), found.end(1))
            yield Hit(number, start, end, not open_ended or cut or not found[2])


@lru_cache(maxsize=256)
def pattern(phrase: tuple[str, ...], open_ended: bool) -> re.Pattern[str]:
    """What finds a phrase, from its first word on; whatever follows is only looked at, so that hits may overlap.

    Words are letters and digits: nothing in them is a sign of a pattern. The first one comes first, because the engine
    leaps to letters and not to what stands before them. A word that was cut to be indexed stands for all it begins.
    """
    first = phrase[0]
    rest = [f"{LETTER}*" if len(word) == LONGEST_WORD else "" for word in phrase]
    tail = rest[0] + "".join(f"{SIGNS}{word}{more}" for word, more in zip(phrase[1:], rest[1:], strict=True))
    return re.compile(f"{first}(?<!{LETTER}{first})(?=({tail}{REST if open_ended else END}))")


def placed(there: Folded, start: int, end: int) -> tuple[int, int]:
    """A span of the folded letters as one of the text."""
    if there.places is None:
        return start, end
    start, end = there.places[start], there.places[end - 1] + 1
    # An accent typed as a sign of its own belongs to the letter it sits on.
    while end < len(there.text) and unicodedata.combining(there.text[end]):
        end += 1
    return start, end


def merged(found: list[Hit]) -> list[tuple[int, int]]:
    """The places as spans in order that don't overlap."""
    spans: list[tuple[int, int]] = []
    for hit in sorted(found, key=lambda one: (one.start, one.end)):
        if spans and hit.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], hit.end))
        else:
            spans.append((hit.start, hit.end))
    return spans
