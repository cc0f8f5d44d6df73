"""Phone and server see the same words, stems, pieces and numbers, to the letter."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from app.likeness.text import pieces, stem, words
from tests.fixtures.entries import store_entries
from tests.fixtures.people import PersonClient
from tests.likeness.phone import on_phone
from tests.safety.test_twins import mutated

HERE = Path(__file__).parent
PAIRS = [json.loads(line) for line in (HERE / "pairs.jsonl").read_text("utf-8").splitlines()]
SHARED = HERE.parents[2] / "shared" / "data"


def on_server(text: str) -> list[Any]:
    return [[word, stem(word), list(pieces(word))] for word in words(text)]


def agree(texts: list[str]) -> None:
    phone = on_phone({"words": text} for text in texts)
    wrong = [
        (text, mine, theirs)
        for text, theirs in zip(texts, phone, strict=True)
        if (mine := on_server(text)) != theirs
    ]
    assert wrong[:3] == []


def test_vectors() -> None:
    vectors = json.loads((HERE / "vectors.json").read_text("utf-8"))
    phone = on_phone({"words": one["text"]} for one in vectors)
    for one, theirs in zip(vectors, phone, strict=True):
        assert [[word, stem(word)] for word in words(one["text"])] == one["words"]
        assert [[word, short] for word, short, _ in theirs] == one["words"]


def test_made_up_notes_agree_however_they_are_mangled() -> None:
    texts = [text for pair in PAIRS for text in (pair["text"], pair["again"])]
    agree(texts + mutated(texts, 3_000, seed=11))


def test_every_letter_of_the_basic_plane_agrees() -> None:
    signs = [chr(code) for code in range(1, 0x10000)]
    agree([f"aa{sign}bb {sign}{sign}{sign}" for sign in signs])


@pytest.mark.skipif(not SHARED.exists(), reason="../shared/data is not here")
def test_thousands_of_texts_agree() -> None:
    files = ("field_text.jsonl", "safety_text.jsonl")
    texts = [
        json.loads(line)["text"] for name in files for line in (SHARED / name).read_text("utf-8").splitlines()
    ]
    agree(texts + mutated(texts, 2_000, seed=12))


def test_the_same_entries_in_the_same_order_with_the_same_numbers(
    app: FastAPI, msl: PersonClient, lead: PersonClient
) -> None:
    pick = random.Random(3)
    said = [
        {
            "text": text,
            "barrier": pair["barrier"],
            "sub_barrier": pair["sub_barrier"] if pick.random() < 0.7 else None,
            "region": pick.choice(["sweden", "norway", None]),
        }
        for text, pair in ((pair[name], pair) for name in ("text", "again") for pair in PAIRS)
    ]
    ids = store_entries(app, msl.person["id"], said)
    asked = pick.sample(range(len(said)), 60)
    (phone,) = on_phone([{"texts": said, "ask": asked, "limit": 20}])
    server = []
    for at in asked:
        answer = lead.get(f"/api/v1/entries/{ids[at]}/alike", params={"limit": 20})
        assert answer.status_code == 200, answer.text
        server.append([[ids.index(one["entry"]["id"]), one["cosine"]] for one in answer.json()["items"]])
    assert server == [[[at, round(cosine, 3)] for at, cosine in found] for found in phone]
    assert sum(map(len, server)) > 600
