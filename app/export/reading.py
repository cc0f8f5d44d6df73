"""How a page of a run is read: row by row, or, where the database can do it, as finished lines."""

from typing import Any, NamedTuple, Protocol

from sqlalchemy import Select, bindparam
from sqlalchemy.orm import Session

from app.export import sqlite_lines
from app.export.dataset import Ask, DataSet


class Page(NamedTuple):
    """Whole lines in chunks, each with its line feed; how many; the last row's place; whether none come after."""

    chunks: list[bytes]
    lines: int
    reached: int
    last: bool


class Reader(Protocol):
    """Reads the next `size` rows after a place, in the order of the change sequence."""

    def page(self, session: Session, after: int, size: int) -> Page: ...


def reader(dialect: str, data_set: DataSet, ask: Ask, until: int) -> Reader:
    """The faster way where there is one. Both give the same lines; a test compares them."""
    if dialect == "sqlite" and data_set.lines is not None:
        return ByLines(data_set, data_set.lines(ask), ask, until)
    return ByRows(data_set, ask, until)


class ByRows:
    """Rows out of the driver, made into lines by `DataSet.texts`."""

    def __init__(self, data_set: DataSet, ask: Ask, until: int) -> None:
        self._data_set, self._ask = data_set, ask
        # Made once: SQLAlchemy takes a millisecond to know a select again.
        self._select = page_select(data_set, ask, until)

    def page(self, session: Session, after: int, size: int) -> Page:
        rows = drivers_tuples(session.execute(self._select, {"after": after, "size": size}))
        texts = self._data_set.texts(session, rows, self._ask) if rows else []
        chunks = [b"\n".join([*texts, b""])] if texts else []
        return Page(chunks, len(texts), rows[-1][0] if rows else after, len(rows) < size)


def page_select(data_set: DataSet, ask: Ask, until: int) -> Select[Any]:
    """The next `size` rows after `after`, in the order of the change sequence."""
    return (
        data_set.select(ask)
        .where(data_set.seq > bindparam("after"), data_set.seq <= until)
        .order_by(data_set.seq)
        .limit(bindparam("size"))
    )


def drivers_tuples(result: Any) -> list[tuple[Any, ...]]:
    """All rows as the driver gives them: making a Row of each takes as long as reading it."""
    found: list[tuple[Any, ...]] = result.cursor.fetchall()
    return found


class ByLines:
    """Lines put together by SQLite, hundreds in one value: the driver's part of a row is as long as all else."""

    # More in a value would only cost memory that is new each time.
    CHUNK = 200

    def __init__(self, data_set: DataSet, lines: Select[Any], ask: Ask, until: int) -> None:
        self._data_set, self._lines, self._ask, self._until = data_set, lines, ask, until
        self._statements: dict[int, sqlite_lines.Statement] = {}

    def page(self, session: Session, after: int, size: int) -> Page:
        chunks, lines, left = [], 0, size
        driver = sqlite_lines.driver(session, self._data_set, self._ask)
        while left:
            step = min(self.CHUNK, left)
            found = self._statement(step).after(session, driver, after)
            if found.text:
                chunks.append(found.text)
            lines, after, left = lines + found.lines, found.reached or after, left - step
            if found.rows < step:
                return Page(chunks, lines, after, last=True)
        return Page(chunks, lines, after, last=False)

    def _statement(self, step: int) -> sqlite_lines.Statement:
        if step not in self._statements:
            made = sqlite_lines.Statement(self._lines, self._data_set.seq, self._until, step)
            self._statements[step] = made
        return self._statements[step]
