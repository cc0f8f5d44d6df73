"""Which words are newly frequent? Log-odds with an informative Dirichlet prior.

Monroe, Colaresi & Quinn 2008, *Fightin' Words* (Political Analysis 16:372), equations 15 to 22: the log-odds of a term
now less those before, each with the term's rate in both together as prior, divided by its standard error. What is
counted is entries that hold a term, not how often they repeat it: a long entry has no more voices than a short one.

A term needs three entries, two authors, and to stand out still without its loudest author.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, pairwise
from math import log, sqrt

from app.search.words import words

PRIOR = 50.0  # entries; what a term has to overcome before it is news
FEWEST = 3
STANDS_OUT = 3.0
STILL = 1.5
SHORTEST = 3
SAME = 0.8


@dataclass(frozen=True, slots=True)
class NewTerm:
    """A word or pair, how many entries held it now and before, of how many, and by how much it stands out."""

    term: str
    now: int
    entries_now: int
    before: int
    entries_before: int
    z: float


def newly_frequent(now: Iterable[tuple[str, str]], before: Iterable[str], most: int) -> list[NewTerm]:
    """Terms that stand out most. `now` holds text and author of each entry, `before` texts alone."""
    newest = [(terms(text), author) for text, author in now]
    held, entries_now = Counter(chain.from_iterable(held for held, _ in newest)), len(newest)
    candidates = {term for term, count in held.items() if count >= FEWEST}
    voices: dict[str, Counter[str]] = defaultdict(Counter)
    for here, author in newest:
        for term in here & candidates:
            voices[term][author] += 1
    candidates = {term for term in candidates if len(voices[term]) > 1}
    held_before, entries_before = Counter[str](), 0
    for text in before:
        entries_before += 1
        held_before.update(terms(text) & candidates)
    found = []
    for term in candidates:
        y, y_before = held[term], held_before[term]
        z = standing_out(y, entries_now, y_before, entries_before)
        loudest = max(voices[term].values())
        if (
            z >= STANDS_OUT
            and standing_out(y - loudest, entries_now - loudest, y_before, entries_before) >= STILL
        ):
            found.append(NewTerm(term, y, entries_now, y_before, entries_before, z))
    return without_parts(sorted(found, key=lambda one: (-one.z, one.term)))[:most]


def terms(text: str) -> set[str]:
    """Words of three letters and more, and pairs of neighbours."""
    there = words(text)
    single = {word for word in there if len(word) >= SHORTEST and not word.isdigit()}
    return single | {f"{one} {two}" for one, two in pairwise(there) if one in single and two in single}


def standing_out(y: int, n: int, y_before: int, n_before: int) -> float:
    """The z-score of the difference in log-odds."""
    rate = (y + y_before + 0.5) / (n + n_before + 1)
    prior = PRIOR * rate
    odds, odds_before = (
        log((count + prior) / (entries + PRIOR - count - prior))
        for count, entries in ((y, n), (y_before, n_before))
    )
    return (odds - odds_before) / sqrt(1 / (y + prior) + 1 / (y_before + prior))


def without_parts(found: list[NewTerm]) -> list[NewTerm]:
    """No word that is news only as a part of a pair, and no second pair of the same entries."""
    kept: list[NewTerm] = []
    for one in found:
        parts = set(one.term.split())
        pairs = [other for other in found if other is not one and parts < set(other.term.split())]
        overlapping = [other for other in kept if parts & set(other.term.split()) and " " in one.term]
        if not any(pair.now >= SAME * one.now for pair in pairs) and not overlapping:
            kept.append(one)
    return kept
