"""Made-up entries that behave like a team's: few loud authors, uneven regions, growing weeks, real sentences.

The same seed makes the same entries. Regions, areas and references are invented; sentences come from
`../shared/data/field_text.jsonl` where it lies beside the project, and are made up otherwise.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import Any

from app.config import PROJECT
from app.kit.wire import free_text
from app.vocabulary.shipped import shipped

SEED = 20260101
SENTENCES = PROJECT.parent / "shared" / "data" / "field_text.jsonl"
FIRST_MONDAY = date(2022, 11, 28)
WEEKS = 208
AUTHORS = 200
WEEKDAYS = "0" * 22 + "1" * 21 + "2" * 22 + "3" * 20 + "4" * 15
BARRIERS = ["diagnostic_pathway"] * 34 + ["guideline_uptake"] * 27 + ["referral"] * 30 + ["other_unsure"] * 9
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Author:
    """Someone who writes: the leaf of the region tree they work in, the client they write with, how loud they are."""

    number: int
    region: str
    client_id: str
    weight: float


@dataclass(frozen=True, slots=True)
class Note:
    """What one visit brought home: the fields as a phone sends them, and the moment the server has them."""

    id: str
    op_id: str
    author: Author
    received_at: str
    fields: dict[str, Any]


def authors() -> list[Author]:
    """Zipf's law: the loudest writes twice as much as the second, a hundred times as much as the hundredth."""
    pick, leaves = random.Random(SEED), region_leaves()
    busy = [1 / (1 + place / 3) for place in range(len(leaves))]
    return [
        Author(number, pick.choices(leaves, busy)[0], uuid7(0, pick), 1 / number)
        for number in range(1, AUTHORS + 1)
    ]


def notes(count: int, seed: int = SEED) -> Iterator[Note]:
    """`count` notes in the order in which the server has them."""
    pick, everyone = random.Random(seed), authors()
    loud = list(accumulate(author.weight for author in everyone))
    for week, many in enumerate(notes_a_week(count)):
        monday = FIRST_MONDAY + timedelta(weeks=week)
        # The working day and the second of it, as one number, so that sorting puts them in order.
        moments = sorted(
            int(pick.choice(WEEKDAYS)) * 86_400 + 28_800 + int(pick.random() * 36_000) for _ in range(many)
        )
        for author, moment in zip(pick.choices(everyone, cum_weights=loud, k=many), moments, strict=True):
            yield note(pick, author, monday + timedelta(days=moment // 86_400), moment % 86_400)


def notes_a_week(count: int) -> list[int]:
    """A team that triples over the weeks, with quiet summers and Christmases; the numbers add up to `count`."""
    busy = []
    for week in range(WEEKS):
        day = FIRST_MONDAY + timedelta(weeks=week)
        quiet = 0.5 if day.month in (7, 8) else 0.2 if (day.month, day.day // 16) == (12, 1) else 1.0
        busy.append(quiet * (1 + 2 * week / WEEKS))
    edges = [round(count * part / sum(busy)) for part in accumulate(busy)]
    return [after - before for before, after in zip([0, *edges], edges, strict=False)]


def note(pick: random.Random, author: Author, day: date, second: int) -> Note:
    """One note of an author. It takes part in a million, so it draws from lists that are skewed beforehand."""
    drawn = pick.random
    ms = ((day - EPOCH).days * 86_400 + second) * 1_000 + int(drawn() * 1_000)
    spelled, minute = day.isoformat(), second // 60
    fields: dict[str, Any] = {
        "kind": "observation" if drawn() < 0.82 else "nothing_new",
        "visited_on": spelled,
        "captured_at": f"{spelled}T{minute // 60:02}:{minute % 60:02}:{second % 60:02}.{ms % 1_000:03}Z",
        "region": author.region if drawn() < 0.9 else one(drawn(), region_leaves()),
    }
    for name in ("therapeutic_area", "stakeholder_type", "channel", "hco_type"):
        fields[name] = one(drawn(), skewed(name))
    fields["hcp_ref"] = f"hcp-{author.number}-{int(drawn() * 80)}"
    if fields["kind"] == "observation":
        barrier = one(drawn(), BARRIERS)
        fields |= {"barrier": barrier, "text": one(drawn(), sentences()), "safety_answer": "no"}
        if drawn() < 0.3:
            fields["text"] += " " + one(drawn(), sentences())
        if drawn() < 0.7 and barrier in sub_barriers():
            fields["sub_barrier"] = one(drawn(), sub_barriers()[barrier])
        if drawn() < 0.25:
            fields["so_what"] = one(drawn(), sentences())
    minute += 5
    received = f"{spelled}T{minute // 60:02}:{minute % 60:02}:{second % 60:02}.{ms % 1_000:03}000Z"
    return Note(uuid7(ms, pick), uuid7(ms, pick), author, received, fields)


def one(drawn: float, of: list[str]) -> str:
    """The element of a list at a random number from 0 to 1; many times faster than `choice`."""
    return of[int(drawn * len(of))]


@cache
def skewed(vocabulary: str) -> list[str]:
    """The codes of a list, the first ones many times."""
    codes = [term["code"] for term in shipped()["vocabularies"][vocabulary]]
    return [code for place, code in enumerate(codes) for _ in range(60 // (1 + place))]


@cache
def region_leaves() -> list[str]:
    """The territories: regions that no region lies in."""
    regions = shipped()["vocabularies"]["region"]
    parents = {term.get("parent") for term in regions}
    return [term["code"] for term in regions if term["code"] not in parents]


@cache
def sub_barriers() -> dict[str, list[str]]:
    """Codes of sub-barriers by barrier."""
    found: dict[str, list[str]] = {}
    for term in shipped()["vocabularies"]["sub_barrier"]:
        if term.get("parent"):
            found.setdefault(term["parent"], []).append(term["code"])
    return found


@cache
def sentences() -> list[str]:
    """Texts as the server would store them, short enough that two fit into one entry."""
    if SENTENCES.exists():
        lines = SENTENCES.read_text("utf-8").splitlines()
        texts = (" ".join(json.loads(line)["text"].split()) for line in lines)
        clean = free_text(1_000).clean
        return [clean(text) for text in texts if 1 <= len(text) <= 490]
    pick = random.Random(SEED)
    who = ["The practice", "The ward", "The laboratory", "The clinic", "The network", "The specialist"]
    does = ["waits for", "does not know", "sends back", "never sees", "asks again for", "has no time for"]
    what = ["the letter", "the result", "the guideline", "the referral", "the scan", "the second test"]
    end = [
        "for weeks.",
        "without a word.",
        "since spring.",
        "in most cases.",
        "when it is urgent.",
        "at all.",
    ]
    return [" ".join(pick.choice(part) for part in (who, does, what, end)) for _ in range(800)]


def sentences_are_real() -> bool:
    """Whether the texts were written by people."""
    return SENTENCES.exists()


def uuid7(ms: int, pick: random.Random) -> str:
    """A UUIDv7 of that millisecond."""
    drawn = pick.getrandbits(74)
    text = f"{ms << 80 | 0x7 << 76 | (drawn >> 62) << 64 | 0b10 << 62 | drawn & 0x3FFFFFFFFFFFFFFF:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
