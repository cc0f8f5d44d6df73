"""How alike two texts are: rare words they share, then the cosine of their words' pieces. Pure.

The phone's twin is static/likeness/ranking.js. All but the last division is whole numbers, so both get the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import repeat
from math import sqrt
from operator import mul
from typing import NamedTuple

from app.likeness.text import pieces, stem

# A word is never rarer than one among this many, however few entries there are yet.
AT_LEAST = 32
MOST_STEMS = 12
# Of the entries that hold a word, this many of the newest are looked at.
NEWEST = 512
CANDIDATES = 300
COMPARED = 100
SAME_SUB_BARRIER = 3
SAME_REGION = 2
# What a bit for the same place is worth beside a cosine.
BIT = 0.02

Counts = Mapping[str, int]


class Asked(NamedTuple):
    """A text, and where it was heard."""

    text: str
    sub_barrier: str | None = None
    region: str | None = None


class Vector(NamedTuple):
    """The weight of each piece, and the sum of their squares."""

    weights: dict[int, int]
    square: int


def bits(count: int, total: int) -> int:
    """How much a word tells that stands in `count` of `total` entries: the halvings from all of them down to those."""
    return max(0, ((total + AT_LEAST) // max(1, count)).bit_length() - 1)


def rarest(stems: Iterable[str], counts: Counts) -> list[str]:
    """The stems to look for: those that stand in other entries too, the rarest first."""
    return sorted((one for one in stems if counts.get(one)), key=lambda one: (counts[one], one))[:MOST_STEMS]


def gathered(
    postings: Iterable[tuple[str, Iterable[int]]], counts: Counts, total: int
) -> list[tuple[int, int]]:
    """Bits and number of each entry that shares stems, most bits first, the newer first among equals."""
    found: dict[int, int] = {}
    for one, numbers in postings:
        worth = bits(counts[one], total)
        for number in numbers:
            found[number] = found.get(number, 0) + worth
    return sorted(((worth, number) for number, worth in found.items()), reverse=True)


def same_place(asked: Asked, other: Asked) -> int:
    """Bits for the same sub-barrier and the same region."""
    sub = asked.sub_barrier is not None and asked.sub_barrier == other.sub_barrier
    region = asked.region is not None and asked.region == other.region
    return SAME_SUB_BARRIER * sub + SAME_REGION * region


def vector(all_words: Iterable[str], worth: Mapping[str, int]) -> Vector:
    """The pieces of all words, each weighing what its word's stem tells."""
    weights: dict[int, int] = defaultdict(int)
    for word in all_words:
        bits_of_word = worth[stem(word)]
        for piece in pieces(word):
            weights[piece] += bits_of_word
    return Vector(weights, sum(map(mul, weights.values(), weights.values())))


def cosine(one: Vector, other: Vector) -> float:
    """1 for the same words, 0 for none in common."""
    small, large = sorted((one.weights, other.weights), key=len)
    dot = sum(map(mul, small.values(), map(large.get, small, repeat(0))))
    return dot / sqrt(one.square * other.square) if dot else 0.0


def shared(asked: Iterable[str], other: Iterable[str], counts: Counts) -> list[str]:
    """The words of another text that the asked one has too, in some form, the rarest first."""
    known = {stem(word) for word in asked}
    both = [word for word in other if stem(word) in known]
    return sorted(both, key=lambda word: counts.get(stem(word), 0))
