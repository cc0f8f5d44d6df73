"""Full text on SQLite: FTS5 without stored content; rows are named by the entry's number."""

from typing import Any

from sqlalchemy import ColumnElement, column, table, text
from sqlalchemy.orm import Session

from app.search.words import words

DELETE = text("DELETE FROM entry_search WHERE rowid = :number")
PUT = text("INSERT OR REPLACE INTO entry_search (rowid, words) VALUES (:number, :words)")


def put(session: Session, documents: list[tuple[int, str]]) -> None:
    session.execute(PUT, [{"number": number, "words": " ".join(words(text))} for number, text in documents])


def remove(session: Session, numbers: list[int]) -> None:
    session.execute(DELETE, [{"number": number} for number in numbers])


def source(asked: list[list[str]]) -> tuple[Any, Any, ColumnElement[bool]]:
    hits = table("entry_search", column("rowid"))
    wanted: Any = text("entry_search MATCH :fts").bindparams(fts=fts(asked))
    return hits, hits.c.rowid, wanted


def matches(number: Any, asked: list[list[str]]) -> ColumnElement[bool]:
    hits = text("SELECT rowid FROM entry_search WHERE entry_search MATCH :fts").bindparams(fts=fts(asked))
    found: ColumnElement[bool] = number.in_(hits)
    return found


def fts(asked: list[list[str]]) -> str:
    """An FTS5 query of quoted strings only: `"two words" AND "begin"*`."""
    quoted = [f'"{" ".join(phrase)}"' for phrase in asked]
    return " AND ".join([*quoted[:-1], quoted[-1] + "*"])
