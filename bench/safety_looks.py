"""What rules look for, put together from lists of words: its pattern, and the clues by which the server skips it."""

import re
from typing import NamedTuple

from bench.safety_patterns import COMMON, END, LETTERS, START, clue, first, words

# Up to this many words may stand between two that belong together.
BETWEEN = 3


class Look(NamedTuple):
    """A pattern; what some word of a sentence has to be, for each of `needs`; what its first word has to be."""

    expression: str
    needs: list[str]
    first: str


def listed(*lists: str) -> Look:
    """Any of these terms."""
    return Look(words(*lists), [clue(*lists)], first(*lists))


def ending(suffixes: str) -> Look:
    """A word of at least three letters more than its ending."""
    whole = f"[{LETTERS}]{{3,}}(?:{suffixes})"
    return Look(f"{START}{whole}{END}", [whole], whole)


def written(expression: str, begins: str) -> Look:
    """A pattern written out, whose first word is one of these."""
    return Look(f"{START}{expression}{END}", [begins], begins)


def either(*looks: Look) -> Look:
    """Any of these."""
    return Look(
        f"(?:{'|'.join(look.expression for look in looks)})",
        ["|".join(min(look.needs, key=commonness) for look in looks)],
        "|".join(look.first for look in looks),
    )


def commonness(need: str) -> int:
    """How common the words are that such a clue takes, for `min`: the commonest stand first."""
    common = COMMON.split()
    return sum(len(common) - at for at, word in enumerate(common) if re.fullmatch(need, word))


def then(before: Look, after: Look, between: int = BETWEEN) -> Look:
    """One and then the other, with a few words between."""
    gap = f",? (?:[{LETTERS}'-]+,? ){{0,{between}}}?"
    return Look(before.expression + gap + after.expression, before.needs + after.needs, before.first)
