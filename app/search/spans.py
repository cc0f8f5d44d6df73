"""Where in a text the words asked for stand: spans in characters, never markup, so that no reader has to trust us."""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from app.search.words import BEYOND_ASCII, LONGEST_WORD, WORD


class Token(NamedTuple):
    """A folded word, and where it stands in the text as it was typed."""

    word: str
    start: int
    end: int


class Hit(NamedTuple):
    """One place where a phrase stands; `exact` when its last word is whole, and no mere beginning."""

    phrase: int
    start: int
    end: int
    exact: bool


def tokens(text: str) -> list[Token]:
    """The words that `words()` finds, with their places."""
    if text.isascii():
        return [Token(m[0][:LONGEST_WORD], m.start(), m.end()) for m in WORD.finditer(text.lower())]
    letters, places = folded(text)
    found = []
    for match in WORD.finditer(letters):
        end = places[match.end() - 1] + 1
        # An accent typed as a sign of its own belongs to the letter it sits on.
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        found.append(Token(match[0][:LONGEST_WORD], places[match.start()], end))
    return found


def folded(text: str) -> tuple[str, list[int]]:
    """The text as it is indexed, and for each of its letters the place of the character it came from."""
    letters: list[str] = []
    places: list[int] = []
    done = 0
    for foreign in BEYOND_ASCII.finditer(text):
        letters.append(text[done : foreign.start()].lower())
        places.extend(range(done, foreign.start()))
        done = foreign.end()
        for place in range(foreign.start(), done):
            for letter in unicodedata.normalize("NFKD", text[place].casefold()):
                if not unicodedata.combining(letter):
                    letters.append(letter)
                    places.append(place)
    letters.append(text[done:].lower())
    places.extend(range(done, len(text)))
    return "".join(letters), places


def hits(found: list[Token], asked: list[list[str]]) -> Iterator[Hit]:
    """Each place where one of the phrases stands. The very last word of the question is also a beginning."""
    spelled = [token.word for token in found]
    for number, phrase in enumerate(asked):
        open_ended, first, size = number == len(asked) - 1, phrase[0], len(phrase)
        for at, word in enumerate(spelled[: len(found) - size + 1]):
            if word == first or (open_ended and size == 1 and word.startswith(first)):
                there = spelled[at : at + size]
                if there == phrase or (open_ended and begins(there, phrase)):
                    yield Hit(number, found[at].start, found[at + size - 1].end, there == phrase)


def begins(there: list[str], phrase: list[str]) -> bool:
    """Whether the words are the phrase's, the last one at least in its beginning."""
    return there[:-1] == phrase[:-1] and there[-1].startswith(phrase[-1])


def merged(found: list[Hit]) -> list[tuple[int, int]]:
    """The places as spans in order that don't overlap."""
    spans: list[tuple[int, int]] = []
    for hit in sorted(found, key=lambda one: (one.start, one.end)):
        if spans and hit.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], hit.end))
        else:
            spans.append((hit.start, hit.end))
    return spans
