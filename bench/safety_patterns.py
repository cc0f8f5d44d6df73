"""Small parts that patterns are made of, in the few signs that JavaScript and Python read alike.

No backslash class, no case-insensitivity, no `$`: what a letter is, is written out.
"""

import re
from collections.abc import Iterable

LETTERS = "0-9A-Za-zÀ-ÖØ-öø-ɏΆ-ώЀ-ӿ"
CAPITALS = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽΑ-ΩА-Я"
START = f"(?<![{LETTERS}])"
END = f"(?![{LETTERS}])"


def words(*lists: str) -> str:
    """Any of these, as whole words. Terms stand one a line or between '|'; a '*' at the end takes any ending."""
    whole, begun = told_apart(terms(*lists))
    # The class of letters once: a phone takes its time over each one that it compiles.
    ways = [tree(whole) + END] * bool(whole) + [f"{tree(begun)}[{LETTERS}]*"] * bool(begun)
    return f"{START}(?:{'|'.join(ways)})"


# Words that say little by themselves, the commonest first.
COMMON = """
the a s t of to in that it on for had has was were is are as what been did do does not no can don with their her his
he she have be this than by all some one who any your its patients patient would could couldn cannot should only get
see use other like after because before during without just often too first off up back still go went found someone
treatment given taken took taking take much many new several times through hospital work working help always second
feel think every number reported vaccine therapy better breast cancer problem changes weeks week months although
last little less lower medication
"""


def clue(*lists: str) -> str:
    """What one word of a text has to be, whole, for any of these to stand there: each term's most telling one."""
    return one_of(max(runs(term), key=telling_of) for term in terms(*lists))


def first(*lists: str) -> str:
    """What a word has to be, whole, for any of these to begin there."""
    return one_of(runs(term)[0] for term in terms(*lists))


def runs(term: str) -> list[str]:
    """The words of a term, the last with its '*'. A hyphen, an apostrophe and the like stand between words here."""
    return re.findall(f"[{LETTERS}]+[*]?", term)


def one_of(told: Iterable[str]) -> str:
    """Any of these words, '*' taking any ending, for a whole word to be tried on."""
    whole, begun = told_apart(sorted(set(told)))
    return "|".join([tree(whole)] * bool(whole) + [f"{tree(begun)}[{LETTERS}]*"] * bool(begun))


def telling_of(word: str) -> tuple[int, int]:
    """How much a word of a term says, for `max`: rare before common, long before short."""
    common, bare = COMMON.split(), word.removesuffix("*")
    return common.index(bare) if bare in common else len(common), len(word)


def terms(*lists: str) -> list[str]:
    """The terms of lists, each once."""
    return sorted({term.strip() for text in lists for term in re.split(r"[|\n]", text) if term.strip()})


def told_apart(told: list[str]) -> tuple[list[str], list[str]]:
    """Whole terms, and those that take any ending."""
    return [one for one in told if not one.endswith("*")], [one[:-1] for one in told if one.endswith("*")]


def tree(terms: list[str]) -> str:
    """An alternation with common beginnings taken out: the longest term wins, and no position is tried twice."""
    by_first: dict[str, list[str]] = {}
    for term in terms:
        if term:
            by_first.setdefault(term[0], []).append(term[1:])
    ways = [written(first) + tree(rest) for first, rest in sorted(by_first.items())]
    whole = "" in terms
    if not ways:
        return ""
    body = ways[0] if len(ways) == 1 and not whole else f"(?:{'|'.join(ways)})"
    return body + "?" if whole else body


def written(letter: str) -> str:
    """A character of a term as it stands in a pattern. A space also takes a hyphen or two spaces."""
    if letter == " ":
        return "[ -]{1,2}"
    return "[.]" if letter == "." else letter


def tables() -> tuple[dict[str, str], dict[str, str]]:
    """Which characters are read as another: spaces, hyphens and apostrophes; and capitals."""
    plain = dict.fromkeys("\t\r\f\v\u00a0\u1680\u202f\u205f\u3000\u2028\u2029", " ")
    plain |= dict.fromkeys([chr(code) for code in range(0x2000, 0x200B)], " ")
    plain |= dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("’‘ʼ´`", "'") | dict.fromkeys("“”„«»", '"')
    ranges = (0x41, 0x5B), (0xC0, 0x180), (0x386, 0x3D0), (0x400, 0x530)
    letters = [chr(code) for begin, end in ranges for code in range(begin, end)]
    lower = {one: one.lower() for one in letters if len(one.lower()) == 1 and one.lower() != one}
    return plain, lower | {"İ": "i"}
