"""Phone and server screen alike, to the letter: made-up vectors always, 10,000 texts where the shared data lies."""

import json
import random
import subprocess
from pathlib import Path

import pytest

from app.safety.screen import screen
from bench.safety import FIELD, NODE
from bench.safety_build import TEXTS, rows

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
SIGNS = [*"aAzZ09 .,;!?\n-'@/+()\"%", "İ", "ı", "ß", "ẞ", "É", "e\u0301", "ſ", "K", "Σ", "ς", "д", "Ё", "👍"]
SIGNS += ["\u00a0", "\u2028", "\u200d", "\ufeff", "’", "–", "٣", "９", "𝒜", "中", "\t", "\x85", "\ud800"]
Flags = list[list[str | int]]


def on_server(texts: list[str]) -> list[Flags]:
    return [[list(flag) for flag in screen(text)] for text in texts]


def on_phone(texts: list[str]) -> list[Flags]:
    lines = "\n".join(json.dumps(text) for text in texts)
    run = subprocess.run(NODE, cwd=PROJECT, input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def mutated(texts: list[str], count: int, seed: int) -> list[str]:
    """Texts with signs put in, taken out and swapped, halves joined and capitals turned round."""
    chance = random.Random(seed)
    return [one_mutated(chance.choice(texts), chance.choice(texts), chance) for _ in range(count)]


def one_mutated(text: str, other: str, chance: random.Random) -> str:
    if chance.random() < 0.3:
        text = text[: chance.randrange(len(text) + 1)] + other[chance.randrange(len(other) + 1) :]
    letters = list(text)
    for _ in range(chance.randrange(8)):
        at = chance.randrange(len(letters) + 1)
        letters[at : at + chance.randrange(3)] = chance.choices(SIGNS, k=chance.randrange(3))
    turned = "".join(letters)
    return chance.choice([turned, turned, turned.upper(), turned.lower(), turned.title()])[:1000]


def agree(texts: list[str]) -> int:
    server, phone = on_server(texts), on_phone(texts)
    assert len(phone) == len(texts)
    wrong = [one for one in zip(texts, server, phone, strict=True) if one[1] != one[2]]
    assert wrong[:3] == []
    return sum(bool(flags) for flags in server)


@pytest.mark.parametrize("screened", [on_server, on_phone])
def test_vectors(screened) -> None:
    vectors = json.loads((HERE / "vectors.json").read_text())
    assert screened([one["text"] for one in vectors]) == [one["flags"] for one in vectors]


def test_made_up_notes_agree_however_they_are_mangled() -> None:
    texts = [note["text"] for note in rows(HERE / "field_notes.jsonl")]
    assert agree(texts + mutated(texts, 2_000, seed=4)) > 500


@pytest.mark.skipif(not TEXTS.exists(), reason="../shared/data/safety_text.jsonl is not here")
def test_ten_thousand_texts_agree() -> None:
    texts = [row["text"] for file in (TEXTS, FIELD) for row in rows(file)]
    assert agree((texts + mutated(texts, 2_000, seed=10))[-10_000:]) > 1_000


def test_spans_count_characters_not_units() -> None:
    (flag,) = [flag for flag in screen("👍👍 Mr Okonkwo waits.") if flag.rule == "patient_identity_name"]
    assert (flag.start, flag.end) == (3, 13)
