"""How well a text answers a question: the same number on both databases, because neither of them reckons it.

BM25's saturation and length (Robertson & Zaragoza 2009, *The Probabilistic Relevance Framework*). Every text here
holds every word asked for, so how rare a word is would add the same to each of them and is left out.
"""

from app.search.spans import Hit

SATURATION = 1.2
LENGTH_MATTERS = 0.5
USUAL_LENGTH = 40
BEGINNING = 0.5  # what a word is worth that only begins as asked
SIDE_FIELD = 0.6  # and one beside the main text
IN_ORDER = 1.0  # all words asked for, side by side


def score(fields: list[tuple[int, list[Hit]]], phrases: int) -> float:
    """`fields`: how many words a field has and the hits in it, the main text first."""
    length = sum(words for words, _ in fields)
    damping = SATURATION * (1 - LENGTH_MATTERS + LENGTH_MATTERS * length / USUAL_LENGTH)
    weights = [0.0] * phrases
    for place, (_, hits) in enumerate(fields):
        for hit in hits:
            weights[hit.phrase] += (1 if hit.exact else BEGINNING) * (1 if place == 0 else SIDE_FIELD)
    base = sum(weight * (SATURATION + 1) / (weight + damping) for weight in weights)
    return base + (IN_ORDER if phrases > 1 and any(side_by_side(hits, phrases) for _, hits in fields) else 0)


def side_by_side(hits: list[Hit], phrases: int) -> bool:
    """Whether the phrases follow on each other as they were asked, with one sign between them at most."""
    ends = {hit.end for hit in hits if hit.phrase == 0}
    for number in range(1, phrases):
        ends = {hit.end for hit in hits if hit.phrase == number and hit.start - 1 in ends}
    return bool(ends)
