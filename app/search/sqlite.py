"""Full text on SQLite: FTS5 without stored content; rows are named by the entry's number."""

from typing import Any

from sqlalchemy import ColumnElement, column, table, text
from sqlalchemy.orm import Session

from app.kit import driver
from app.search.endings import endings
from app.search.words import words

DELETE = "DELETE FROM entry_search WHERE rowid = ?"
PUT = "INSERT OR REPLACE INTO entry_search (rowid, words) VALUES (?, ?)"


def put(session: Session, documents: list[tuple[int, str]]) -> None:
    driver.run_each(session, PUT, [(number, " ".join(words(text))) for number, text in documents])


def remove(session: Session, numbers: list[int]) -> None:
    driver.run_each(session, DELETE, [(number,) for number in numbers])


def source(session: Session, asked: list[list[str]]) -> tuple[Any, Any, ColumnElement[bool]]:
    hits = table("entry_search", column("rowid"))
    wanted: Any = text("entry_search MATCH :fts").bindparams(fts=fts(session, asked))
    return hits, hits.c.rowid, wanted


def matches(session: Session, number: Any, asked: list[list[str]]) -> ColumnElement[bool]:
    hits = text("SELECT rowid FROM entry_search WHERE entry_search MATCH :fts")
    hits = hits.bindparams(fts=fts(session, asked))
    found: ColumnElement[bool] = number.in_(hits)
    return found


def fts(session: Session, asked: list[list[str]]) -> str:
    """An FTS5 query of quoted strings only: `"two words" AND ("begin" OR "beginning")`, or `"beg"*`."""
    *whole, (*before, begin) = asked
    last = " OR ".join(quoted([*before, end]) for end in endings(session, begin))
    return " AND ".join([*map(quoted, whole), f"({last})" if last else f"{quoted(asked[-1])}*"])


def quoted(phrase: list[str]) -> str:
    """Words in their order; nothing in them is a sign of the query's."""
    return f'"{" ".join(phrase)}"'
