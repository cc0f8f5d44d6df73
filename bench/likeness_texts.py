"""Texts for measuring likeness: twenty thousand to look among, and the same said in other words.

Two kinds of retelling. By hand: tests/likeness/pairs.jsonl, each note told twice, with as few words in common as a
second person could; only its part 'held' is measured. By rule: a published text changed more and more, so that anybody
can make the same ones again. No constant of the method was chosen on what is measured.
"""

import json
import random
from dataclasses import dataclass
from functools import cache

from app.config import PROJECT
from app.likeness.text import words
from bench.data import SENTENCES, region_leaves, sub_barriers

PAIRS = PROJECT / "tests" / "likeness" / "pairs.jsonl"
OTHERS = SENTENCES.with_name("safety_text.jsonl")
SEED = 20261122

# How often the second person tags as the first did; the rest leave it out, or work elsewhere.
SAME_SUB_BARRIER, SAME_REGION, TAGGED = 0.6, 0.5, 0.7
# The part of the words that is left out.
DROPPED = (0.2, 0.5, 0.7)
WORKED = 200

# Everyday words and others for them. Made without looking at the texts they are used on.
SWAPS = """
=
about=around also=too although=though always=every_time appointment=slot ask=request asked=requested
bad=poor because=since before=prior_to begin=start big=large but=yet call=phone called=phoned
cannot=can't care=treatment change=alter clinic=outpatients difficult=hard doctor=physician
doctors=physicians easy=simple enough=sufficient explain=describe family=relatives fast=quickly
feel=think felt=thought find=see found=saw get=receive give=provide given=provided good=fine great=very_good
help=support helpful=useful however=still illness=disease important=essential information=details
issue=problem issues=problems keep=hold know=be_aware large=big letter=note lack=absence little=small
long=lengthy lot=great_deal many=several maybe=perhaps medication=medicine more=further much=greatly
must=have_to need=require needed=required needs=requires never=not_once nice=pleasant nobody=no_one
often=frequently only=just patient=person patients=people people=persons practice=surgery
problem=difficulty problems=difficulties quick=fast quickly=fast result=finding results=findings
seen=met see=notice showed=indicated shows=indicates sometimes=at_times soon=shortly staff=team start=begin
started=began study=trial suggests=implies tell=inform test=examination tests=examinations
therefore=so think=believe though=although time=while told=informed try=attempt understand=grasp
use=employ used=employed useful=helpful users=those_using very=really wait=queue waiting=queueing
want=wish wanted=wished when=whenever while=whereas work=function
"""
OTHER_WORDS = dict(swap.split("=") for swap in SWAPS.split())

WHO = "the practice|the GP|the nurse|the ward|the laboratory|the clinic|the specialist|the pharmacist|the insurer"
DOES = (
    "waits for|does not know|sends back|never sees|asks again for|has no time for|does not trust|cannot order"
)
WHAT = "the letter|the result|the guideline|the referral|the scan|the biopsy report|the echo|the vaccination status"
END = "for weeks|without a word|since spring|in most cases|after discharge|in the north|for older patients"


@dataclass(frozen=True, slots=True)
class Told:
    """A text with its tags."""

    text: str
    sub_barrier: str | None
    region: str | None


@dataclass(frozen=True, slots=True)
class Again:
    """The same told again, and the place of the first telling among the texts."""

    said: Told
    of: int


def texts(count: int) -> tuple[list[Told], dict[str, list[Again]]]:
    """`count` texts, and retellings of some of them by kind."""
    pick = random.Random(SEED)
    told_twice = pairs()
    published, others = lines(SENTENCES.name), lines(OTHERS.name)
    all_ = [
        Told(pair["text"], pair["sub_barrier"] if pick.random() < TAGGED else None, region(pick))
        for pair in told_twice
    ]
    all_ += [Told(text, sub_barrier(pick), region(pick)) for text in published + others]
    all_ += [Told(made(pick), sub_barrier(pick), region(pick)) for _ in range(count - len(all_))]
    written = [
        Again(tagged(pair["again"], pair["sub_barrier"], all_[place], pick), place)
        for place, pair in enumerate(told_twice)
        if pair["part"] == "held"
    ]
    kinds = {"written by hand": written}
    for dropped in DROPPED if published else ():
        kinds[f"by rule, {dropped:.0%} left out"] = [
            Again(
                tagged(
                    retold(published[place], dropped, pick),
                    all_[place + len(told_twice)].sub_barrier,
                    all_[place + len(told_twice)],
                    pick,
                ),
                place + len(told_twice),
            )
            for place in sorted(pick.sample(range(len(published)), WORKED))
        ]
    return all_, kinds


def pairs() -> list[dict[str, str]]:
    """The notes told twice by hand."""
    return [json.loads(line) for line in PAIRS.read_text("utf-8").splitlines()]


@cache
def lines(name: str) -> list[str]:
    """The texts of a file of the shared data; none where it is missing."""
    file = SENTENCES.with_name(name)
    if not file.exists():
        return []
    found = (json.loads(line)["text"] for line in file.read_text("utf-8").splitlines())
    return list(dict.fromkeys(text[:1_000] for text in found if words(text)))


def tagged(text: str, sub: str | None, first: Told, pick: random.Random) -> Told:
    """A retelling with the tags that its author may have given it."""
    return Told(
        text,
        sub if pick.random() < SAME_SUB_BARRIER else None,
        first.region if pick.random() < SAME_REGION else region(pick),
    )


def retold(text: str, dropped: float, pick: random.Random) -> str:
    """Everyday words swapped, a part of all left out, the two halves of a sentence turned round."""
    parts = [part.strip() for part in text.replace(";", ",").split(",")]
    if len(parts) > 1:
        middle = len(parts) // 2
        parts = parts[middle:] + parts[:middle]
    kept = [
        OTHER_WORDS.get(word.lower().strip(".!?"), word).replace("_", " ")
        for word in ", ".join(parts).split()
        if pick.random() >= dropped
    ]
    return " ".join(kept) or text


def made(pick: random.Random) -> str:
    """A note of the same field, about something else."""
    sentences = [
        " ".join(pick.choice(part.split("|")) for part in (WHO, DOES, WHAT, END)).capitalize() + "."
        for _ in range(pick.choice((1, 2, 2)))
    ]
    return " ".join(sentences)


def sub_barrier(pick: random.Random) -> str | None:
    every = [code for codes in sub_barriers().values() for code in codes]
    return pick.choice(every) if pick.random() < TAGGED else None


def region(pick: random.Random) -> str:
    return pick.choice(region_leaves())


def in_common(one: str, other: str) -> float:
    """The part of all words of two texts that stand in both."""
    mine, theirs = set(words(one)), set(words(other))
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
