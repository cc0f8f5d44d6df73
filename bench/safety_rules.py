"""Rules of the screening: what has to come together in one sentence, and promotional wording."""

from typing import Any

from bench import safety_events as events
from bench import safety_situations as special
from bench import safety_words as lists
from bench.safety_looks import Look, either, ending, listed, then, written
from bench.safety_patterns import END, LETTERS, START, clue, words
from bench.safety_promotion import PROMOTIONAL

# The least that the model has to say, in sixths of a logit, set on a fifth of the training documents.
WITH_EVENT, WITH_TREATMENT, WITH_NEITHER = 4, 6, 8

EVENT = either(listed(events.EVENT), ending(events.EVENT_SUFFIXES))
AND_MORE = f"(?:,? (?:or|and|oder|und) (?!no|ohne|kein)[{LETTERS}-]+){{0,2}}"
DENIED = then(listed(lists.NOT), EVENT)

NUMBERS = "one|two|three|four|five|six|ten|twelve|fifteen|twenty|thirty|sixty|half|full"
PAST = either(listed(lists.PAST), ending("ed"))

LOOKS: dict[str, Look] = {
    "event": EVENT,
    "soft_event": listed(events.SOFT_EVENT),
    "out_of_order": either(
        listed(events.OUT_OF_ORDER),
        written("(?:was|is|of|at|to|auf|von) [0-9][0-9.,]*", "was|is|of|at|to|auf|von"),
    ),
    "body": either(
        then(listed(events.BODY), listed(events.BAD)),
        then(listed(events.BAD), listed(events.BODY)),
        then(listed(events.UNABLE), listed(events.ABLE)),
    ),
    "treatment": either(listed(lists.TREATMENT), ending(lists.SUFFIXES)),
    "patient": listed(lists.PATIENT),
    "person": listed("he|she|him|her|his|their|them|er|sie|ihr|ihre|sein|seine|ihm"),
    "happened": listed(lists.HAPPENED),
    "cause": listed(lists.CAUSE),
    "severe": listed(lists.SEVERE),
    "general": listed(lists.GENERAL),
    "study": listed(lists.STUDY),
    "ailment": listed(lists.AILMENT),
    "handled": listed(lists.HANDLED),
    "individual": either(
        then(listed(lists.FEW), listed(lists.WHO), between=2),
        then(listed("patient|pt|patientin"), PAST, between=1),
    ),
    "past": PAST,
    "modal": listed(lists.MODAL),
    "denied": DENIED._replace(expression=DENIED.expression + AND_MORE),
    "pregnancy": listed(special.PREGNANCY),
    "pregnant": listed(special.PREGNANT),
    "failed": either(listed(special.FAILED), then(listed(special.WORKS), listed(special.FADES))),
    "no_effect": either(
        then(listed(special.DENIED_EFFECT), listed(special.EFFECT)),
        then(
            listed("sprechen|spricht|sprach|sprachen"), listed("nicht an|kaum an|nicht darauf an"), between=5
        ),
        then(listed("wirkt|wirkte|wirken|wirkten|hilft|half|helfen|halfen"), listed("nicht|kaum|nie")),
    ),
    "again": listed(special.AGAIN),
    "error": either(
        listed(special.ERROR),
        then(listed(special.WRONG), listed(special.WRONGED), between=1),
        listed(special.PRICKED),
        then(listed(special.DID), listed(special.INSTEAD), between=5),
        then(listed(special.MISSED), listed(special.DOSES)),
        then(listed(special.CUT), listed(special.FORMS)),
        then(listed(special.FORMS), listed(special.CUT)),
        then(listed("into the|in the|in den|in die"), listed(special.MEANT), between=6),
        written("(?:weekly|monthly)[ a-z]{0,20} (?:daily|every day)", "weekly|monthly"),
        written(
            "(?:wöchentlich|wochendosis)[ a-zäöüß]{0,20} (?:täglich|jeden tag)", "wöchentlich|wochendosis"
        ),
        written("instead of (?:the )?[0-9.,]+(?: ?(?:mg|ml|units?|mcg|g|µg))?", "instead"),
        written(f"instead of (?:the |a )?(?:{NUMBERS})", "instead"),
        written("statt [0-9.,]+(?: ?(?:mg|ml|g|µg|einheiten))?", "statt"),
    ),
    "overdose": listed(special.OVERDOSE),
    "too_much": either(
        listed(special.TOO_MUCH),
        then(
            then(listed(special.SWALLOWED), listed(special.MANY), between=1),
            listed(special.COUNTED),
            between=1,
        ),
        then(then(listed(special.MANY), listed(special.FORMS), between=0), listed(special.SWALLOWED)),
    ),
    "off_label": listed(special.OFF_LABEL),
    "part": listed(special.PART),
    "broken": either(
        listed(special.BROKEN),
        then(listed(special.NOT_DOING), listed(special.DOING), between=2),
        then(listed("without|ohne"), listed(special.PART), between=1),
    ),
    "quality": listed(special.QUALITY),
    "told": listed(special.TOLD),
    "topic": listed(special.TOPIC),
}


def rule(name: str, mark: str, *all_of: str, **more: Any) -> dict[str, Any]:
    return {"rule": name, "mark": mark, "all": list(all_of), "none": [], "drop": [], "score": None} | more


# Somebody under a treatment is told of. Where one of these stands there, another rule says more, or it is no report.
TOLD_OTHERWISE = [
    "general",
    "study",
    "topic",
    "modal",
    "event",
    "pregnancy",
    "pregnant",
    "failed",
    "no_effect",
    "again",
]
TOLD_OTHERWISE += ["error", "overdose", "too_much"]

RULES = [
    # Model and lists together; then the model alone where it is very sure; then words that leave no doubt.
    rule(
        "adverse_event",
        "event",
        "patient",
        "treatment|happened",
        "happened",
        none=["general", "study"],
        drop=["denied", "ailment"],
    ),
    rule(
        "adverse_event",
        "event",
        "patient",
        "treatment",
        none=["general", "study", "topic"],
        drop=["denied", "ailment"],
    ),
    rule("adverse_event", "event", "treatment", "happened", none=["general", "study"], drop=["denied"]),
    rule(
        "adverse_event",
        "soft_event",
        "treatment",
        "patient|person",
        "out_of_order",
        none=["general", "study", "topic"],
    ),
    rule("adverse_event", "body", "treatment", "patient|person", none=["general", "study", "topic"]),
    rule("adverse_event", "event", none=["study"], drop=["denied"], score=WITH_EVENT),
    rule("adverse_event", "treatment", none=["event", "general"], score=WITH_TREATMENT),
    rule("adverse_event", "cause", none=["event", "treatment", "general"], score=WITH_NEITHER),
    rule("adverse_event", "individual", "treatment", "past", none=TOLD_OTHERWISE),
    rule("adverse_event", "severe", none=["topic"], drop=["denied"]),
    rule("adverse_event_pregnancy", "pregnant", "treatment|handled", none=["study"]),
    rule("adverse_event_pregnancy", "pregnancy", "treatment|handled", none=["topic", "general", "study"]),
    rule("adverse_event_no_effect", "failed", "treatment|patient", none=["topic", "study"]),
    rule("adverse_event_no_effect", "no_effect", "treatment", "patient", none=["topic", "study"]),
    rule("adverse_event_no_effect", "again", "treatment", none=["topic", "study"]),
    rule("adverse_event_error", "error", "treatment|patient|handled", none=["topic", "study"]),
    rule("adverse_event_overdose", "overdose", none=["topic"]),
    rule("adverse_event_overdose", "too_much", "treatment|patient", none=["topic", "study"]),
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
