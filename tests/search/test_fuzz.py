"""Whatever is typed: never an error, and on both databases the texts that hold the words, as told word by word.

In process, on the real index, so that a million of them take minutes: `SOAK_SEARCHES` says how many, `make soak` asks
for a release's number. What the route makes of a question is the business of `test_search.py`.
"""

import os
import random
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy.orm import Session

from app.kit.db import Database
from app.search import index, postgresql, sqlite
from app.search.spans import folded, hits
from app.search.words import phrases, words

Ask = Callable[[list[list[list[str]]]], list[set[int]]]
SEARCHES = int(os.environ.get("SOAK_SEARCHES", "1000"))
AT_ONCE = 500
TEXTS = (
    "Practice nurse: nobody chases the scan result.",
    "Scan results arrive; nobody reads them. NEAR the scan, AND the result, OR not.",
    "Überweisung kommt zurück, ohne Plan. U\u0308berweisung, noch einmal!",
    "FIB-4 is ordered only when asked for, 4 times of 40, ½ of them late: a_b c%d",
    "Naïve café owner asks about ﬁbrosis in the STRASSE, the Straße, the Maße.",
    "患者さん は 検査 を 受けない。 пациент не пришёл। रोगी नहीं आया",
    "a ab abc abcd a b c " + "b" * 64 + " " + "b" * 70,
    "🙂 🏴󠁧󠁢󠁥󠁮󠁧󠁿 x\u0301\u0302 ΑΣ ας ſ K Å İi ǆ ŉ",
)
SIGNS = [*"\"'*():-^{}[]%_\\&|!<>~+=$@#;,.?/ \t\n\0", "\u0308", "\u200d", "\ufeff", "\ud800", "\u202e", "”"]
SYNTAX = [
    "NEAR(",
    "AND",
    "OR",
    "NOT",
    "words:",
    "no:",
    "<->",
    ":*",
    "''",
    "--",
    "/*",
    "0x1",
    "1e400",
    "* FROM",
    "\\'",
]
KNOWN = sorted({word for text in TEXTS for word in [*words(text), *text.split()]})


FOLDED = [folded(text) for text in TEXTS]


def typed(pick: random.Random) -> str:
    """What somebody may type, or throw at it: words that are there, parts of them, signs, any character at all."""

    def piece() -> str:
        kind = pick.random()
        if kind < 0.45:
            word = pick.choice(KNOWN)
            return word if kind < 0.25 else word[: pick.randint(1, 4)]
        if kind < 0.8:
            return pick.choice(SIGNS)
        if kind < 0.9:
            return pick.choice(SYNTAX)
        return chr(pick.randrange(0x250) if kind < 0.95 else pick.randrange(0x110000))

    between = pick.choice(["", " ", " ", '"'])
    asked = between.join(piece() for _ in range(pick.choice([1, 2, 2, 3, 3, 4, 6, 30])))
    return f'"{asked}"' if pick.random() < 0.15 else asked


def expected(asked: list[list[str]]) -> set[int]:
    """The texts that hold every phrase, read one after the other."""
    there = [{hit.phrase for hit in hits(text, asked)} for text in FOLDED]
    return {number for number, held in enumerate(there, 1) if len(held) == len(asked)}


def found_by_sqlite(session: Session, questions: list[list[list[str]]]) -> list[set[int]]:
    search = "SELECT rowid FROM entry_search WHERE entry_search MATCH ?"
    cursor = session.connection().connection.cursor()
    return [
        {number for (number,) in cursor.execute(search, (sqlite.fts(session, asked),))} for asked in questions
    ]


def found_by_postgresql(session: Session, questions: list[list[list[str]]]) -> list[set[int]]:
    rows = session.connection().exec_driver_sql(
        "SELECT asked.at, no FROM unnest(%s::text[]) WITH ORDINALITY AS asked(query, at)"
        " JOIN entry_search ON words @@ CAST(asked.query AS tsquery)",
        ([postgresql.tsquery(asked) for asked in questions],),
    )
    found: list[set[int]] = [set() for _ in questions]
    for at, number in rows:
        found[at - 1].add(number)
    return found


@pytest.fixture
def asking(database_url: str) -> Iterator[Ask]:
    """What the database finds for questions, of the texts above."""
    db = Database(database_url)
    with db.write() as session:
        index.put(session, list(enumerate(TEXTS, 1)))
    found = found_by_sqlite if db.dialect == "sqlite" else found_by_postgresql

    def ask(questions: list[list[list[str]]]) -> list[set[int]]:
        with Session(db.engine) as session:
            return found(session, questions)

    yield ask
    db.close()


def test_no_question_is_an_error_and_each_finds_what_holds_its_words(
    asking: Ask,
) -> None:
    pick = random.Random(int(os.environ.get("SOAK_SEED", "1")))
    began, some, none = time.monotonic(), 0, 0
    for done in range(0, SEARCHES, AT_ONCE):
        questions = [typed(pick) for _ in range(min(AT_ONCE, SEARCHES - done))]
        worded = [(question, asked) for question in questions if (asked := phrases(question))]
        none += len(questions) - len(worded)
        for (question, asked), found in zip(worded, asking([asked for _, asked in worded]), strict=True):
            assert found == expected(asked), (question, asked)
            some += bool(found)
    took = time.monotonic() - began
    sys.stdout.write(
        f"\nsearch: {SEARCHES} questions, {some} with hits, {none} without a word, 0 errors, {SEARCHES / took:.0f}/s\n"
    )
    assert some > SEARCHES / 20
