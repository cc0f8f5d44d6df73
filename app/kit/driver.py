"""Statements in the driver's own words, for the hot path: of a small one SQLAlchemy's part takes longer than the
database's, and so it does of a hundred rows.

They go through SQLAlchemy's connection all the same, and share its events and its errors.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Boolean, CursorResult, Dialect, String
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator, TypeEngine

Conversions = list[tuple[int, Callable[[Any], Any]]]


@dataclass(frozen=True, slots=True)
class Form:
    """How a driver wants it: the statement for one row, the one for many as arrays if it has such, and what it does
    not take as it is."""

    one: str
    arrays: str | None
    conversions: Conversions


@dataclass(frozen=True)
class Insert:
    """New rows of a table, each with these columns."""

    table: Any
    columns: Sequence[str]
    verb: str = "INSERT"
    _forms: dict[str, Form] = field(default_factory=dict, init=False)

    def run(self, session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert rows, if there are any."""
        connection = session.connection()
        form = self._form(connection.dialect)
        values_of = itemgetter(*self.columns)
        many = [values_of(row) for row in rows]
        if form.conversions:
            many = [converted(row, form.conversions) for row in many]
        if len(many) == 1:
            connection.exec_driver_sql(form.one, many[0])
        elif many and form.arrays:
            columns = tuple(list(column) for column in zip(*many, strict=True))
            connection.exec_driver_sql(form.arrays, columns)
        elif many:
            connection.exec_driver_sql(form.one, many)

    def _form(self, dialect: Dialect) -> Form:
        if dialect.name not in self._forms:
            self._forms[dialect.name] = self._made(dialect)
        return self._forms[dialect.name]

    def _made(self, dialect: Dialect) -> Form:
        kinds = [self.table.c[name].type.dialect_impl(dialect) for name in self.columns]
        # What SQLAlchemy would do to a value. Of true and false both drivers know what to make.
        made = [(place, kind.bind_processor(dialect)) for place, kind in enumerate(kinds)]
        conversions = [
            (at, convert) for at, convert in made if convert and not isinstance(kinds[at], Boolean)
        ]
        into = f"{self.verb} INTO {self.table.name} ({', '.join(self.columns)})"
        one = worded(f"{into} VALUES ({', '.join('?' * len(kinds))})", dialect.name)
        if dialect.name != "postgresql":
            return Form(one, None, conversions)
        # One statement for all rows, which the server then takes as one.
        arrays = ", ".join(f"%s::{array_of(kind, dialect)}" for kind in kinds)
        return Form(one, f"{into} SELECT * FROM unnest({arrays})", conversions)  # noqa: S608 - our own words


def array_of(kind: TypeEngine[Any], dialect: Dialect) -> str:
    """An array's type. Of texts it has no length: a cast to a length would cut off what is too long without a word."""
    impl = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    return "text[]" if isinstance(impl, String) else f"{impl.compile(dialect)}[]"


def converted(row: Sequence[Any], conversions: Conversions) -> tuple[Any, ...]:
    """A row as the driver takes it."""
    values = list(row)
    for place, convert in conversions:
        values[place] = convert(values[place])
    return tuple(values)


def run_each(session: Session, statement: str, rows: Sequence[Sequence[Any]]) -> None:
    """Run a statement for each of these rows of values."""
    connection = session.connection()
    connection.exec_driver_sql(worded(statement, connection.dialect.name), list(map(tuple, rows)))


def run(session: Session, statement: str, values: Sequence[Any] = ()) -> CursorResult[*tuple[Any, ...]]:
    """Run a statement whose values are marked `?`; they come as the driver takes them."""
    connection = session.connection()
    return connection.exec_driver_sql(worded(statement, connection.dialect.name), tuple(values))


def among(session: Session, statement: str, values: Sequence[Any]) -> CursorResult[*tuple[Any, ...]]:
    """Run a statement with `IN (?)` for all of these values."""
    return run(session, with_marks(statement, len(values)), values)


@lru_cache(1_000)
def with_marks(statement: str, count: int) -> str:
    """A mark for each value. Without any nothing is found."""
    return statement.replace("IN (?)", f"IN ({', '.join('?' * count) or 'NULL'})")


@lru_cache(1_000)
def worded(statement: str, dialect: str) -> str:
    """The statement with this driver's marks."""
    return statement.replace("?", "%s") if dialect == "postgresql" else statement
