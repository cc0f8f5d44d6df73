"""A first look at a text's words, so that the server tries only patterns that have a chance.

A pattern has clues: expressions of which each has to be met by some whole word of the text. What a word meets is kept
for the words that come up, so a text costs a look-up for each of its words. This changes no flag (tests/safety asks
the phone, which does without); `bench/safety_build.py` writes the clues from the same lists as the patterns.
"""

import re
from collections.abc import Mapping
from functools import reduce
from operator import or_

# A few megabytes; beyond that all is looked at afresh.
MOST_WORDS = 50_000


class Clues(dict[str, int]):
    """For each word the clues that it meets: one bit for each clue."""

    def __init__(self, token: str, lower: Mapping[int, str]) -> None:
        super().__init__()
        self.token = re.compile(token)
        self.lower = lower
        self.bits: dict[tuple[str, str], int] = {}
        self.looks: tuple[Look, Look] | None = None

    def needed(self, view: str, expressions: list[str]) -> int:
        """The bits that a text has to have for a pattern with these clues."""
        return sum(self.bit(view, expression) for expression in expressions)

    def bit(self, view: str, expression: str) -> int:
        """The bit of one clue, a new one where it is new."""
        if (view, expression) not in self.bits:
            self.bits[view, expression] = 1 << len(self.bits)
            self.looks = None
        return self.bits[view, expression]

    def met(self, view: str) -> int:
        """The clues that some word of a text meets."""
        return together(self.each(view))

    def each(self, view: str) -> list[int]:
        """The clues that each word of a text meets."""
        return list(map(self.__getitem__, self.token.findall(view)))

    def starts(self, view: str) -> list[int]:
        """Where each word of a text begins."""
        return list(map(re.Match.start, self.token.finditer(view)))

    def __missing__(self, word: str) -> int:
        """What a word not seen before meets, kept."""
        if len(self) >= MOST_WORDS:
            self.clear()
        # Put in place at once: several threads may come here together, and each may make its own.
        raw, low = looks = self.looks or (self.look("raw"), self.look("low"))
        self.looks = looks
        met = raw.at(word) | low.at(word.translate(self.lower))
        self[word] = met
        return met

    def look(self, view: str) -> "Look":
        """A look for all clues of one view."""
        return Look({expression: bit for (of, expression), bit in self.bits.items() if of == view})


class Look:
    """All expressions in one, each with a group that is there when it fits: asking each one for itself takes four
    times as long, and words never seen before keep coming."""

    def __init__(self, bits: Mapping[str, int]) -> None:
        self.bits = list(bits.values())
        self.all = re.compile("".join(rf"(?:(?=(?:{expression})\Z)())?" for expression in bits))

    def at(self, word: str) -> int:
        """The bits of those that fit a whole word."""
        fits = self.all.match(word)
        if fits is None or not fits.lastindex:
            return 0
        return sum(bit for bit, group in zip(self.bits, fits.groups(), strict=True) if group is not None)


def together(each: list[int]) -> int:
    """The clues that some word of these meets."""
    return reduce(or_, each, 0)
