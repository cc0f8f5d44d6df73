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
        self.looks: list[tuple[str, re.Pattern[str], int]] = []

    def needed(self, view: str, expressions: list[str]) -> int:
        """The bits that a text has to have for a pattern with these clues."""
        return sum(self.bit(view, expression) for expression in expressions)

    def bit(self, view: str, expression: str) -> int:
        """The bit of one clue, a new one where it is new."""
        if (view, expression) not in self.bits:
            self.bits[view, expression] = 1 << len(self.bits)
            self.looks.append((view, re.compile(expression), self.bits[view, expression]))
        return self.bits[view, expression]

    def met(self, view: str) -> int:
        """The clues that some word of a text meets."""
        return reduce(or_, map(self.__getitem__, self.token.findall(view)), 0)

    def places(self, view: str) -> list[tuple[int, int]]:
        """Where each word begins, and the clues that it meets."""
        return [(word.start(), self[word.group()]) for word in self.token.finditer(view)]

    def __missing__(self, word: str) -> int:
        """What a word not seen before meets, kept."""
        if len(self) >= MOST_WORDS:
            self.clear()
        views = {"raw": word, "low": word.translate(self.lower)}
        met = sum(bit for view, look, bit in self.looks if look.fullmatch(views[view]))
        self[word] = met
        return met
