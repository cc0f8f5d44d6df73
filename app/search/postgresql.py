"""Full text on PostgreSQL: a tsvector that we build ourselves, so that its parser has no say in what a word is."""

from typing import Any

from sqlalchemy import ColumnElement, column, table, text
from sqlalchemy.orm import Session

from app.kit import driver
from app.search.words import words

UPSERT = (
    "INSERT INTO entry_search (no, words) SELECT * FROM unnest(?::bigint[], ?::tsvector[])"
    " ON CONFLICT (no) DO UPDATE SET words = excluded.words"
)
DELETE = text("DELETE FROM entry_search WHERE no = :number")
# A tsvector counts positions up to 16,383; an entry has at most 2,000 characters.
MOST_POSITIONS = 16_383


def put(session: Session, documents: list[tuple[int, str]]) -> None:
    numbers, texts = zip(*documents, strict=True)
    driver.run(session, UPSERT, (list(numbers), [vector(text) for text in texts]))


def remove(session: Session, numbers: list[int]) -> None:
    session.execute(DELETE, [{"number": number} for number in numbers])


def source(_session: Session, asked: list[list[str]]) -> tuple[Any, Any, ColumnElement[bool]]:
    hits = table("entry_search", column("no"), column("words"))
    wanted: Any = text("entry_search.words @@ CAST(:tsquery AS tsquery)").bindparams(tsquery=tsquery(asked))
    return hits, hits.c.no, wanted


def matches(_session: Session, number: Any, asked: list[list[str]]) -> ColumnElement[bool]:
    hits = text("SELECT no FROM entry_search WHERE words @@ CAST(:tsquery AS tsquery)").bindparams(
        tsquery=tsquery(asked)
    )
    found: ColumnElement[bool] = number.in_(hits)
    return found


def vector(document: str) -> str:
    """`'word':position` for each word; words hold letters and digits only, so quoting is safe."""
    return " ".join(f"'{word}':{at}" for at, word in enumerate(words(document)[:MOST_POSITIONS], 1))


def tsquery(asked: list[list[str]]) -> str:
    """`('two' <-> 'words') & 'begin':*`."""
    parts = [[f"'{word}'" for word in phrase] for phrase in asked]
    parts[-1][-1] += ":*"
    return " & ".join(f"({' <-> '.join(part)})" for part in parts)
