"""The interface: put texts in, get a condition out. Siblings: `sqlite.py` (FTS5), `postgresql.py` (tsvector)."""

from typing import Any, Protocol

from sqlalchemy import ColumnElement, false
from sqlalchemy.orm import Session

from app.search import postgresql, sqlite
from app.search.words import phrases


def put(session: Session, documents: list[tuple[int, str]]) -> None:
    """Index the texts of rows by their number, in place of what was indexed for them before."""
    if documents:
        dialect(session).put(session, documents)


def remove(session: Session, numbers: list[int]) -> None:
    """Forget rows."""
    if numbers:
        dialect(session).remove(session, numbers)


def matches(session: Session, number: Any, query: str) -> ColumnElement[bool]:
    """The condition that a row holds every word asked for, the last one also as a beginning, quoted ones in order.

    A question without a word in it matches nothing: answering with everything would look like a hit.
    """
    asked = phrases(query)
    return dialect(session).matches(session, number, asked) if asked else false()


def source(session: Session, asked: list[list[str]]) -> tuple[Any, Any, ColumnElement[bool]]:
    """The index as a table to select from, its column with the row's number, and the condition of a hit.

    For reading hits newest first and stopping early; `matches` is for narrowing another select.
    """
    return dialect(session).source(session, asked)


def dialect(session: Session) -> "Dialect":
    """The sibling for this session's database."""
    return postgresql if session.get_bind().dialect.name == "postgresql" else sqlite


class Dialect(Protocol):
    """What both siblings, which are modules, offer."""

    def put(self, session: Session, documents: list[tuple[int, str]]) -> None: ...
    def remove(self, session: Session, numbers: list[int]) -> None: ...
    def source(self, session: Session, asked: list[list[str]]) -> tuple[Any, Any, ColumnElement[bool]]: ...
    def matches(self, session: Session, number: Any, asked: list[list[str]]) -> ColumnElement[bool]: ...
