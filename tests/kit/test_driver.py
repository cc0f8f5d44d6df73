"""What goes into a table in the driver's own words is what SQLAlchemy would have put there."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, MetaData, String, Table, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from app.kit import driver
from app.kit.clock import new_id
from app.kit.db import Database
from app.kit.sql import UtcDateTime
from app.kit.tables import uuid_type

THING = Table(
    "thing",
    MetaData(),
    Column("id", uuid_type(), primary_key=True),
    Column("short", String(8)),
    Column("at", UtcDateTime),
    Column("day", Date),
    Column("done", Boolean),
    Column("said", JSON(none_as_null=True)),
    Column("number", BigInteger),
)
INTO = driver.Insert(THING, THING.c.keys())


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    db = Database(database_url)
    with db.write() as session:
        THING.create(session.connection())
        yield session
    db.close()


def thing(**other: Any) -> dict[str, Any]:
    at, day = datetime(2026, 11, 23, 9, 30, tzinfo=UTC), date(2026, 11, 23)
    row = {"id": new_id(), "short": 'é%?,{}"', "at": at, "day": day, "done": True, "said": {"a": [1, "ü"]}}
    return row | {"number": 2**40} | other


@pytest.mark.parametrize("others", [[], [{}, {"short": None, "at": None, "day": None, "said": None}]])
def test_rows_are_what_sqlalchemy_stores(session: Session, others: list[dict[str, Any]]) -> None:
    rows = [thing(), *(thing(**other) for other in others)]
    INTO.run(session, rows)
    kept = as_text(session)
    session.connection().execute(THING.delete())
    session.connection().execute(insert(THING), rows)
    assert as_text(session) == kept
    assert [dict(row) for row in session.connection().execute(select(THING)).mappings()] == rows


def as_text(session: Session) -> list[Any]:
    """As it lies in the database, whatever types would make of it."""
    whole = "CAST(thing AS text)" if is_postgresql(session) else "*"
    return [tuple(row) for row in driver.run(session, f"SELECT {whole} FROM thing ORDER BY id")]


def is_postgresql(session: Session) -> bool:
    return session.connection().dialect.name == "postgresql"


def test_a_second_row_of_one_key_is_a_collision(session: Session) -> None:
    row = thing()
    with pytest.raises(IntegrityError), session.begin_nested():
        INTO.run(session, [row, thing(), row])


def test_what_is_too_long_is_refused_and_not_cut(session: Session) -> None:
    if is_postgresql(session):
        with pytest.raises(DBAPIError), session.begin_nested():
            INTO.run(session, [thing(), thing(short="123456789")])


def test_among_none_there_is_none(session: Session) -> None:
    one, other = thing(), thing()
    INTO.run(session, [one, other])
    assert list(driver.among(session, "SELECT id FROM thing WHERE id IN (?)", [])) == []
    found = driver.among(session, "SELECT id FROM thing WHERE id IN (?)", [other["id"], new_id()])
    assert [str(row[0]) for row in found] == [other["id"]]
