"""The model: a small whole number for each word, for each pair of words and for each piece of four letters, added up.

Whole numbers throughout, so that phone and server can't differ by a rounding. See docs/safety.md.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

BINS = 1 << 16
PIECE = 4
# Short sentences count as if they had this many words more: one word alone decides nothing.
PATIENCE = 8
# A few megabytes.
MOST_KEPT = 50_000
FNV_START, FNV_PRIME, LOW_32 = 0x811C9DC5, 0x01000193, 0xFFFFFFFF


def features(words: list[str]) -> list[int]:
    """The bins that a sentence of these words falls into, one for each word, pair and piece."""
    found = [one for word in words for one in of_word(word)]
    return found + [of_pair(*pair) for pair in pairwise(words)]


def of_word(word: str) -> list[int]:
    """The bins of a word and its pieces. Numbers are all one word."""
    if "0" <= word[0] <= "9":
        return [fnv("0")]
    framed = f"^{word}$"
    pieces = [framed[at : at + PIECE] for at in range(len(framed) - PIECE + 1)]
    return [fnv(word), *(fnv(f"#{piece}") for piece in pieces)]


def of_pair(first: str, second: str) -> int:
    """The bin of two words that follow each other."""
    value = gone_on(of_beginning(first), second)
    return (value ^ value >> 16) & BINS - 1


@lru_cache(MOST_KEPT)
def of_beginning(first: str) -> int:
    """The hash of a word and the space after it: pairs are new far more often than the words that they begin with."""
    return gone_on(FNV_START, f"{first} ")


def fnv(text: str) -> int:
    """FNV-1a over characters rather than bytes (all lie in the basic plane), folded to 16 bits."""
    value = gone_on(FNV_START, text)
    return (value ^ value >> 16) & BINS - 1


def gone_on(value: int, text: str) -> int:
    """The hash of what came before, gone on with over a text."""
    for letter in map(ord, text):
        value = (value ^ letter) * FNV_PRIME & LOW_32
    return value


class Sums:
    """What the model says of sentences. Words and pairs come up again and again: what each adds is kept."""

    def __init__(self, weights: Sequence[int]) -> None:
        self.weights = weights
        self.word = lru_cache(MOST_KEPT)(self.for_word)
        self.pair = lru_cache(MOST_KEPT)(self.for_pair)

    def of(self, words: list[str]) -> int:
        """The sum for a sentence of these words: that of `features`."""
        return sum(map(self.word, words)) + sum(map(self.pair, words, words[1:]))

    def for_word(self, word: str) -> int:
        return sum(self.weights[bin_] for bin_ in of_word(word))

    def for_pair(self, first: str, second: str) -> int:
        return self.weights[of_pair(first, second)]
