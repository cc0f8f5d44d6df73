"""History can't be rewritten, not even by SQL that goes round the application."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from app.kit.db import sqlite_engine
from tests.fixtures.field import Phone

TABLES = ("entry_revision", "op", "audit_event")


STATEMENTS = ("UPDATE {table} SET {column} = {column}", "DELETE FROM {table}")
# Each database has a way of its own round a delete trigger.
ROUNDABOUT = {
    "sqlite": "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    "postgresql": "TRUNCATE {table} CASCADE",
}


@pytest.mark.parametrize("table", TABLES)
def test_no_line_is_changed_removed_or_replaced(phone_of_msl: Phone, database_url: str, table: str) -> None:
    phone_of_msl.push(phone_of_msl.create(text="Something happened."))
    before = lines(database_url, table)
    assert before
    column = "hash" if table != "entry_revision" else "body"
    for statement in (*STATEMENTS, ROUNDABOUT[make_url(database_url).get_backend_name()]):
        with pytest.raises(DBAPIError, match="append-only"):
            execute(database_url, statement.format(table=table, column=column))
        assert lines(database_url, table) == before


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_no_entry_is_changed_outside_the_change_sequence(phone_of_msl: Phone, database_url: str) -> None:
    """On PostgreSQL any writer could; a cursor reader would then never hear of it."""
    phone_of_msl.push(phone_of_msl.create(text="Stamped."))
    for stray in ("UPDATE entry SET channel = 'remote'", "UPDATE entry SET seq = seq + 1000"):
        with pytest.raises(DBAPIError, match="without a stamp"):
            execute(database_url, stray)
    # The control: with a stamp the same change goes through.
    execute(
        database_url,
        "UPDATE feed SET head = head + 1; UPDATE entry SET channel = 'remote', seq = feed.head FROM feed",
    )


def test_the_database_checks_what_goes_round_the_application(phone_of_msl: Phone, database_url: str) -> None:
    phone_of_msl.push(phone_of_msl.create())
    for wrong in (
        "text = ''",
        "kind = 'rumour'",
        "barrier = NULL",
        "safety_status = 'not_an_event'",
        "rev = 0",
    ):
        with pytest.raises(DBAPIError, match=r"ck_entry_"):
            execute(database_url, f"UPDATE entry SET {wrong}")


def lines(url: str, table: str) -> list[Any]:
    with engine(url) as opened, opened.connect() as connection:
        return list(connection.execute(text(f"SELECT * FROM {table}")))


def execute(url: str, statement: str) -> None:
    with engine(url) as opened, opened.begin() as connection:
        connection.execute(text(statement))


@contextmanager
def engine(url: str) -> Iterator[Engine]:
    made = sqlite_engine(url, query_only=False) if url.startswith("sqlite") else create_engine(url)
    try:
        yield made
    finally:
        made.dispose()
