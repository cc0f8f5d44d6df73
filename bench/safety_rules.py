"""Rules of the screening: what has to come together in one sentence, and promotional wording."""

from typing import Any

from bench import safety_words as lists
from bench.safety_patterns import END, LETTERS, START, clue, first, words
from bench.safety_situations import LISTS as SITUATIONS
from bench.safety_situations import PROMOTIONAL

# The least that the model has to say, in sixths of a logit, set on a fifth of the training documents.
WITH_EVENT, WITH_TREATMENT, WITH_NEITHER = 4, 7, 9

AND_MORE = f"(?:,? (?:or|and|oder|und) (?!no|ohne|kein)[{LETTERS}-]+){{0,2}}"
WORDS_BETWEEN = f"(?:[{LETTERS}'-]+ ){{0,3}}?"


def ending(suffixes: str) -> str:
    """A word of at least three letters more than its ending."""
    return f"{START}[{LETTERS}]{{3,}}(?:{suffixes}){END}"


EVENT = f"(?:{words(lists.EVENT)}|{ending(lists.EVENT_SUFFIXES)})"
OR_EVENT = f"|[{LETTERS}]{{3,}}(?:{lists.EVENT_SUFFIXES})"
OR_TREATMENT = f"|[{LETTERS}]{{3,}}(?:{lists.SUFFIXES})"
OR_ERROR = "|weekly|monthly|instead"
LISTS = SITUATIONS | {
    "person": lists.PERSON,
    "patient": lists.PATIENT,
    "happened": lists.HAPPENED,
    "cause": lists.CAUSE,
    "severe": lists.SEVERE,
    "general": lists.GENERAL,
}
CONCEPTS = {name: words(text) for name, text in LISTS.items()} | {
    "event": EVENT,
    "treatment": f"(?:{words(lists.TREATMENT)}|{ending(lists.SUFFIXES)})",
    "denied": f"{words(lists.NOT)} {WORDS_BETWEEN}{EVENT}{AND_MORE}",
    "error": f"(?:{words(LISTS['error'])}"
    f"|{START}(?:weekly|monthly)[ a-z]{{0,20}} (?:daily|every day){END}"
    f"|{START}instead of [0-9.,]+ ?(?:mg|ml|units?|mcg|g|µg){END})",
}
# What some word of a sentence has to be, for each clue, or the server need not look for the concept; and what a word
# has to be for the concept to begin there.
CLUES = {name: [clue(text)] for name, text in LISTS.items()} | {
    "event": [clue(lists.EVENT) + OR_EVENT],
    "treatment": [clue(lists.TREATMENT) + OR_TREATMENT],
    "denied": [clue(lists.NOT), clue(lists.EVENT) + OR_EVENT],
    "error": [clue(LISTS["error"]) + OR_ERROR],
}
FIRST = {name: first(text) for name, text in LISTS.items()} | {
    "event": first(lists.EVENT) + OR_EVENT,
    "treatment": first(lists.TREATMENT) + OR_TREATMENT,
    "denied": first(lists.NOT),
    "error": first(LISTS["error"]) + OR_ERROR,
}


def rule(name: str, mark: str, *all_of: str, **more: Any) -> dict[str, Any]:
    return {"rule": name, "mark": mark, "all": list(all_of), "none": [], "drop": [], "score": None} | more


RULES = [
    # Model and lists together; then the model alone where it is very sure; then words that leave no doubt.
    rule(
        "adverse_event",
        "event",
        "patient",
        "treatment|happened",
        "happened",
        none=["general"],
        drop=["denied"],
    ),
    rule("adverse_event", "event", "treatment", "happened", none=["general"], drop=["denied"]),
    rule("adverse_event", "event", drop=["denied"], score=WITH_EVENT),
    rule("adverse_event", "treatment", none=["event", "general"], score=WITH_TREATMENT),
    rule("adverse_event", "cause", none=["event", "treatment", "general"], score=WITH_NEITHER),
    rule("adverse_event", "severe", none=["topic"], drop=["denied"]),
    rule("adverse_event_pregnancy", "pregnancy", "treatment", none=["topic"]),
    rule("adverse_event_no_effect", "no_effect", "treatment|patient", none=["topic"]),
    rule("adverse_event_error", "error", "treatment|patient", none=["topic"]),
    rule("adverse_event_overdose", "overdose", none=["topic"]),
    rule("adverse_event_off_label", "off_label", "told", none=["topic"]),
    rule("adverse_event_product", "broken", "part", none=["topic"]),
    rule("adverse_event_product", "quality", none=["topic"]),
]

PROMOTION = [
    ("promotional", "low", 0, words(PROMOTIONAL), [clue(PROMOTIONAL)]),
    (
        "promotional",
        "low",
        0,
        f"{START}write (?:at least )?[a-z0-9]+ prescriptions{END}",
        ["prescriptions"],
    ),
    (
        "promotional",
        "low",
        0,
        f"{START}(?:compares to|comes close to) (?:its|our|this){END}",
        ["compares|close"],
    ),
]
