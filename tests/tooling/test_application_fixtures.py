"""The application under test is the real one, on the database it says, with a fresh one for each test."""

import pytest
from fastapi import FastAPI
from sqlalchemy import inspect
from starlette.testclient import TestClient

from app.config import Settings
from tests.fixtures.people import SignIn


def test_it_answers_on_both_databases(client: TestClient, settings: Settings, app: FastAPI) -> None:
    assert client.get("/health/ready").status_code == 200
    assert settings.database_url.startswith(f"{app.state.database.dialect}")


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("number", [1, 2])
def test_each_test_begins_empty(client: TestClient, app: FastAPI, number: int) -> None:
    with app.state.database.write() as session:
        tables = inspect(session.connection()).get_table_names()
        assert "left_behind" not in tables
        session.connection().exec_driver_sql("CREATE TABLE left_behind (id integer)")


def test_people_have_cookies_of_their_own(sign_in: SignIn, client: TestClient) -> None:
    msl, lead = sign_in("msl", regions=["sweden"]), sign_in("lead", "safety")

    assert msl.get("/api/v1/session").json()["person"] == msl.person
    assert lead.get("/api/v1/session").json()["person"]["roles"] == ["lead", "safety"]
    assert client.get("/api/v1/session").status_code == 401
