"""`python -m bench.safety`: recall and precision of the screening, and its time in node. See docs/safety.md."""

import argparse
import json
import subprocess
import time
from collections.abc import Callable, Iterable
from statistics import median
from typing import Any

from app.config import PROJECT
from app.safety.screen import Flag, screen
from bench.safety_build import TEXTS, held_out, rows
from bench.safety_phone import on_phone

NOTES = PROJECT / "tests" / "safety" / "field_notes.jsonl"
FIELD = TEXTS.with_name("field_text.jsonl")
FAMILIES = ("adverse_event", "patient_identity", "promotional")
NODE = ["node", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", "tests/safety/screen.mjs"]
Row = dict[str, Any]


def main() -> None:
    """Print every figure, and with --show what was missed or marked in error among the notes one may look at."""
    parser = argparse.ArgumentParser(prog="python -m bench.safety", description=__doc__)
    parser.add_argument("--show", action="store_true", help="print the errors among the notes of part 'try'")
    show = parser.parse_args().show
    notes = rows(NOTES)
    for part in ("try", "held", "after"):
        of_notes(part, [note for note in notes if note["part"] == part], show and part == "try")
    if TEXTS.exists():
        of_documents([row for row in rows(TEXTS) if held_out(row["group"])])
        texts = [row["text"] for row in rows(FIELD)]
        of_plain("field texts nobody here wrote", texts)
        print(f"  on the server, warm: median {on_server(texts) * 1000:.3f} ms of processor time")
    else:
        print(f"{TEXTS.name} is missing: nothing measured on public documents")
    print(f"time for 500 characters in node: {timed():.3f} ms")
    for line in on_phone(" ".join(note["text"] for note in notes)):
        print(line, flush=True)


def of_notes(part: str, notes: list[Row], show: bool) -> None:
    """Each family's recall and precision, by note and, for identity and promotion, by span."""
    print(f"made-up field notes, part '{part}' ({len(notes)})")
    for family in FAMILIES:
        has = [any(span["family"] == family for span in note["spans"]) for note in notes]
        found = [flags(note["text"], family) for note in notes]
        right = sum(1 for one, flagged in zip(has, found, strict=True) if one and flagged)
        extra = sum(1 for one, flagged in zip(has, found, strict=True) if flagged and not one)
        wanted = [
            (at, span) for at, note in enumerate(notes) for span in note["spans"] if span["family"] == family
        ]
        met = sum(1 for at, span in wanted if any(meets(flag, span) for flag in found[at]))
        marks = [(at, flag) for at, flagged in enumerate(found) for flag in flagged]
        true = sum(
            1 for at, flag in marks if any(at == place and meets(flag, span) for place, span in wanted)
        )
        print(
            f"  {family:17} notes: recall {share(right, sum(has))}, precision {share(right, right + extra)}, "
            f"plain flagged {share(extra, len(notes) - sum(has))}; "
            f"spans: recall {share(met, len(wanted))}, precision {share(true, len(marks))}"
        )
        if family == FAMILIES[0]:
            by_class(notes, has, found)
        for note, one, flagged in zip(notes, has, found, strict=True) if show else ():
            if one != bool(flagged):
                print(
                    f"    {'missed' if one else 'in error'}: {note['text']}  {words(note['text'], flagged)}"
                )


def by_class(notes: list[Row], has: list[bool], found: list[list[Flag]]) -> None:
    """The recall of each kind of event, where the notes say what they are."""
    told = [
        (note["class"], bool(marks))
        for note, one, marks in zip(notes, has, found, strict=True)
        if one and "class" in note
    ]
    kinds = dict.fromkeys(kind for kind, _ in told)
    for kind in kinds:
        met = [right for one, right in told if one == kind]
        print(f"    {kind:11} {sum(met)}/{len(met)}")


def of_documents(told: list[Row]) -> None:
    """Recall on sentences of case reports, flags on comments."""
    reports = [row for row in told if row["group"].startswith("nhs") is False]
    comments = [row["text"] for row in told if row["group"].startswith("nhs")]
    events = [row["text"] for row in reports if row["adverse_event"]]
    others = [row["text"] for row in reports if not row["adverse_event"]]
    print(f"case reports, held-out documents ({len(events)} sentences with an event, {len(others)} without)")
    print(f"  adverse_event     recall {share(*flagged(events, 'adverse_event'))}, "
          f"flags without {share(*flagged(others, 'adverse_event'))}")  # fmt: skip
    of_plain("comments on a health service, held-out documents", comments)


def of_plain(name: str, texts: list[str]) -> None:
    """How many texts without anything are flagged."""
    print(f"{name} ({len(texts)})")
    print("  flagged: " + ", ".join(f"{family} {share(*flagged(texts, family))}" for family in FAMILIES))


def on_server(texts: list[str]) -> float:
    """Seconds of the processor for a text, the median, when its words came up before."""
    taken = []
    for text in [*texts, *texts]:
        began = time.thread_time()
        screen(text)
        taken.append(time.thread_time() - began)
    return median(taken[len(texts) :])


def flagged(texts: Iterable[str], family: str) -> tuple[int, int]:
    """How many of the texts have a flag of a family, and how many there are."""
    found = [bool(flags(text, family)) for text in texts]
    return sum(found), len(found)


def flags(text: str, family: str) -> list[Flag]:
    """The flags of one family."""
    return [flag for flag in screen(text) if flag.rule.startswith(family)]


def meets(flag: Flag, span: Row) -> bool:
    """Whether a flag covers part of a span."""
    return flag.start < span["end"] and span["start"] < flag.end


def words(text: str, found: list[Flag]) -> list[str]:
    """What was marked, in words."""
    return [f"{flag.rule}: {text[flag.start : flag.end]}" for flag in found]


def share(part: int, whole: int) -> str:
    """A proportion with its counts."""
    return f"{part / whole:.3f} ({part}/{whole})" if whole else "– (0)"


def timed() -> float:
    """Milliseconds for one text of 500 characters."""
    return ask(
        lambda: subprocess.run([*NODE, "--time"], cwd=PROJECT, capture_output=True, text=True, check=True)
    )


def ask(run: Callable[[], subprocess.CompletedProcess[str]]) -> float:
    """The number that a run prints."""
    return float(json.loads(run().stdout))


if __name__ == "__main__":
    main()
