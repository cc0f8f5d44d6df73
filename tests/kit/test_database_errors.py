"""What errors of both drivers mean for a caller, and that none of their values reach answer or log."""

import logging
import sqlite3
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.testclient import TestClient

from app.kit import handlers
from app.kit.database_errors import as_problem, safe_summary
from app.kit.problems import Conflict, Internal, Invalid, Problem, StorageFull, Unavailable
from tests.kit.conftest import SECRET


class DriverError(Exception):
    """Stands for an error of psycopg: a SQLSTATE, a diagnosis, and a message that quotes values."""

    def __init__(self, sqlstate: str | None, constraint: str | None = None) -> None:
        super().__init__(f"Key (email)=({SECRET}) already exists")
        self.sqlstate = sqlstate
        self.diag = SimpleNamespace(constraint_name=constraint)


def postgres(sqlstate: str | None, kind: type[DBAPIError] = DBAPIError) -> DBAPIError:
    return kind("INSERT", {"email": SECRET}, DriverError(sqlstate, "uq_user_email"))


def sqlite(code: int, message: str) -> DBAPIError:
    driver = sqlite3.OperationalError(message)
    driver.sqlite_errorcode = code
    return OperationalError("INSERT", {"email": SECRET}, driver)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (postgres("53100"), StorageFull),
        (postgres("53300"), Unavailable),
        (postgres("08006"), Unavailable),
        (postgres("57P01"), Unavailable),
        (postgres("40001"), Unavailable),
        (postgres("40P01"), Unavailable),
        (postgres("55P03"), Unavailable),
        (postgres(None, OperationalError), Unavailable),
        (postgres("23505", IntegrityError), Conflict),
        (postgres("23503", IntegrityError), Conflict),
        (postgres("23514", IntegrityError), Internal),
        (postgres("22021"), Invalid),
        (postgres("42P01"), Internal),
        (sqlite(13, "database or disk is full"), StorageFull),
        (sqlite(5, "database is locked"), Unavailable),
        (sqlite(6, "database table is locked"), Unavailable),
        (sqlite(8, "attempt to write a readonly database"), Unavailable),
        (sqlite(10, "disk I/O error"), Unavailable),
        (sqlite(14, "unable to open database file"), Unavailable),
        (sqlite(1, "no such table: entry"), Internal),
        (PoolTimeout(), Unavailable),
        (SQLAlchemyError(SECRET), Internal),
    ],
)
def test_what_an_error_means(error: SQLAlchemyError, kind: type[Problem]):
    problem = as_problem(error)
    assert type(problem) is kind
    assert SECRET not in str(problem.to_dict())
    assert SECRET not in safe_summary(error)
    assert ("Retry-After" in problem.headers) == (problem.status in (503, 507)), "say when to come back"


def test_a_lost_connection_is_told_by_the_pool_whatever_the_code():
    error = DBAPIError("SELECT", {}, DriverError("XX000"), connection_invalidated=True)
    assert isinstance(as_problem(error), Unavailable)


def test_the_summary_names_code_and_constraint():
    assert safe_summary(postgres("23505")) == "DBAPIError sqlstate=23505 constraint=uq_user_email"


@pytest.mark.parametrize(
    ("statement", "status", "logged"),
    [
        ("INSERT INTO person VALUES (1, :secret)", 409, "constraint=UNIQUE person.id"),
        ("INSERT INTO person VALUES (3, :secret)", 409, "constraint=UNIQUE person.email"),
        ("INSERT INTO person VALUES (-1, :secret)", 500, "constraint=CHECK ck_person_id"),
        ("INSERT INTO person VALUES (3, NULL)", 500, "constraint=NOT NULL person.email"),
        ("SELECT :secret FROM nothing", 500, "OperationalError"),
    ],
)
def test_errors_of_a_real_sqlite(statement: str, status: int, logged: str, caplog: pytest.LogCaptureFixture):
    from pysqlite3 import dbapi2

    engine = create_engine("sqlite://", module=dbapi2)
    app = FastAPI()
    handlers.install(app)

    @app.get("/")
    def run() -> None:
        with engine.begin() as connection:
            connection.execute(
                text(
                    "CREATE TABLE person (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE,"
                    " CONSTRAINT ck_person_id CHECK (id > 0))"
                )
            )
            connection.execute(text("INSERT INTO person VALUES (1, 'a'), (2, :secret)"), {"secret": SECRET})
            connection.execute(text(statement), {"secret": SECRET})

    with caplog.at_level(logging.INFO), TestClient(app) as client:
        answer = client.get("/")
    engine.dispose()
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert SECRET not in answer.text + caplog.text
    assert logged in caplog.text


def test_the_control_the_drivers_message_quotes_the_value():
    assert SECRET in str(postgres("23505"))
