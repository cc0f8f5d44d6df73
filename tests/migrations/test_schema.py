"""What migrations make is what the models say, to the letter of each CHECK, on both databases."""

import re
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text

from app.kit.db import sqlite_engine
from app.models import SQLModel
from tests.fixtures.databases import migrate

# Made by hand in migrations because models can't say them; their behaviour has tests of its own.
BY_HAND = re.compile(r"alembic_version|entry_search")


def test_migrations_make_what_the_models_say(backend: str, empty_database_url: str, tmp_path: Path) -> None:
    migrate(empty_database_url)
    migrated = described(backend, empty_database_url)
    if backend == "sqlite":
        other = f"sqlite:///{tmp_path / 'models.db'}"
        with sqlite_engine(other, query_only=False).begin() as connection:
            SQLModel.metadata.create_all(connection)
        assert described(backend, other) == migrated
        return
    engine = create_engine(empty_database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA models"))
        connection.execute(text("SET LOCAL search_path TO models"))
        SQLModel.metadata.create_all(connection)
    engine.dispose()
    assert described(backend, empty_database_url, schema="models") == migrated


def test_migrating_twice_changes_nothing(backend: str, empty_database_url: str) -> None:
    migrate(empty_database_url)
    before = described(backend, empty_database_url)
    migrate(empty_database_url)
    assert described(backend, empty_database_url) == before


@pytest.mark.parametrize("backend", ["sqlite"])
def test_the_comparison_sees_a_changed_check(backend: str, empty_database_url: str) -> None:
    """The control: Alembic's own check does not see this, so ours has to."""
    migrate(empty_database_url)
    before = described(backend, empty_database_url)
    with sqlite_engine(empty_database_url, query_only=False).begin() as connection:
        connection.exec_driver_sql("PRAGMA writable_schema=ON")
        connection.exec_driver_sql(
            "UPDATE sqlite_master SET sql = replace(sql, '1 AND 1000', '1 AND 9000') WHERE name = 'entry'"
        )
    assert described(backend, empty_database_url) != before


def described(backend: str, url: str, schema: str = "public") -> set[str]:
    """Every table, column, constraint and index as one line each."""
    engine = sqlite_engine(url, query_only=False) if backend == "sqlite" else create_engine(url)
    with engine.connect() as connection:
        lines = sqlite_lines(connection) if backend == "sqlite" else postgresql_lines(connection, schema)
    engine.dispose()
    return {line for line in lines if not BY_HAND.search(line)}


def sqlite_lines(connection: Connection) -> set[str]:
    found = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type != 'trigger'"
    )
    lines: set[str] = set()
    for (sql,) in found:
        head, _, body = re.sub(r"\s+", " ", sql).partition("(")
        # The order of columns and constraints is no difference.
        lines |= {f"{head.strip()}: {part.strip()}" for part in split_outside_brackets(body.rstrip(") "))}
    return {line.replace('"', "") for line in lines}


def split_outside_brackets(body: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(body):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            parts.append(body[start:at])
            start = at + 1
    return [part.strip(") ") for part in [*parts, body[start:]]]


def postgresql_lines(connection: Connection, schema: str) -> set[str]:
    columns = connection.execute(
        text(
            "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable"
            " FROM information_schema.columns WHERE table_schema = :schema"
        ),
        {"schema": schema},
    )
    constraints = connection.execute(
        text(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE connamespace = CAST(:schema AS regnamespace) AND contype <> 't'"
        ),
        {"schema": schema},
    )
    indexes = connection.execute(
        text("SELECT indexdef FROM pg_indexes WHERE schemaname = :schema"), {"schema": schema}
    )
    lines = {str(tuple(row)) for rows in (columns, constraints, indexes) for row in rows}
    return {line.replace(f"{schema}.", "") for line in lines}
