"""Where somebody is signed in is theirs to see and to end, and an administrator's."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from starlette.testclient import TestClient

from app.auth.browsers import browser_of
from app.auth.secrets import COOKIE
from app.config import Settings
from app.kit.clock import now
from tests.fixtures.field import Phone
from tests.fixtures.people import PASSWORD, PersonClient

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/18.0 Mobile/15E148 Safari/604.1"
)
WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
)


@pytest.fixture
def elsewhere(client: TestClient, msl: PersonClient) -> TestClient:
    """The same MSL on an iPhone."""
    answer = client.post(
        "/api/v1/session", json={"email": msl.email, "password": PASSWORD}, headers={"User-Agent": IPHONE}
    )
    assert answer.status_code == 200
    return client


def test_a_person_sees_each_place_and_ends_the_one_that_is_not_theirs(
    msl: PersonClient, elsewhere: TestClient
) -> None:
    listed = msl.get("/api/v1/sessions").json()["items"]
    assert [(one["browser"], one["is_this"]) for one in listed] == [("Safari, iPhone", False), (None, True)]
    assert msl.delete(f"/api/v1/sessions/{listed[0]['id']}").status_code == 204
    assert elsewhere.get("/api/v1/session").status_code == 401
    assert msl.get("/api/v1/session").status_code == 200
    assert msl.delete(f"/api/v1/sessions/{listed[0]['id']}").status_code == 404


def test_everywhere_else_at_once(msl: PersonClient, elsewhere: TestClient) -> None:
    assert elsewhere.delete("/api/v1/sessions").status_code == 204
    assert elsewhere.get("/api/v1/session").status_code == 200
    assert msl.get("/api/v1/session").status_code == 401


def test_anothers_session_does_not_exist_but_for_an_administrator(
    msl: PersonClient, lead: PersonClient, admin: PersonClient, elsewhere: TestClient, app: FastAPI
) -> None:
    person = msl.person["id"]
    (phone, _) = admin.get(f"/api/v1/people/{person}/sessions").json()["items"]
    assert lead.delete(f"/api/v1/sessions/{phone['id']}").status_code == 404
    assert lead.get(f"/api/v1/people/{person}/sessions").status_code == 403
    # The path has to name whose it is.
    assert admin.delete(f"/api/v1/people/{lead.person['id']}/sessions/{phone['id']}").status_code == 404
    assert admin.delete(f"/api/v1/people/{person}/sessions/{phone['id']}").status_code == 204
    assert elsewhere.get("/api/v1/session").status_code == 401
    assert admin.delete(f"/api/v1/people/{person}/sessions").status_code == 204
    assert msl.get("/api/v1/session").status_code == 401
    with app.state.database.read() as session:
        lines = session.execute(text("SELECT actor_id FROM audit_event WHERE action = 'session:revoked'"))
        assert [str(line.actor_id) for line in lines] == [admin.person["id"]] * 2


def test_another_password_ends_every_other_session(
    msl: PersonClient, elsewhere: TestClient, settings: Settings
) -> None:
    new = "seven quiet herons"

    def change(current: str, password: str) -> Any:
        return msl.post("/api/v1/session/password", json={"current": current, "password": password})

    wrong = change("not the password", new)
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/current")
    assert change(PASSWORD, "short").json()["errors"][0]["pointer"] == "/password"
    assert change(PASSWORD, new).status_code == 204
    assert msl.get("/api/v1/session").status_code == 200
    assert elsewhere.get("/api/v1/session").status_code == 401
    for _ in range(settings.passwords.tries - 1):
        assert change("a guess at an open screen", new).status_code == 422
    assert change(new, "another quiet heron").status_code == 429


def test_who_has_no_password_here_changes_none(msl: PersonClient, app: FastAPI) -> None:
    assert msl.get("/api/v1/sessions").json()["has_password"] is True
    with app.state.database.write() as session:
        session.execute(text("UPDATE person SET password_hash = NULL"))
    assert msl.get("/api/v1/sessions").json()["has_password"] is False
    answer = msl.post(
        "/api/v1/session/password", json={"current": PASSWORD, "password": "seven quiet herons"}
    )
    assert answer.status_code == 404


def test_signing_in_again_ends_what_this_browser_had(msl: PersonClient) -> None:
    old = msl.cookies[COOKIE]
    assert msl.post("/api/v1/session", json={"email": msl.email, "password": PASSWORD}).status_code == 200
    assert len(msl.get("/api/v1/sessions").json()["items"]) == 1
    msl.cookies.clear()
    msl.cookies.set(COOKIE, old, domain="testserver")
    assert msl.get("/api/v1/session").status_code == 401


def test_a_token_knows_nothing_of_sessions(client: TestClient, analyst: PersonClient) -> None:
    token = analyst.post("/api/v1/tokens", json={"name": "t", "scopes": ["export:read"]}).json()["token"]
    answer = client.get("/api/v1/sessions", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 403


def test_a_desk_signs_in_each_day_however_much_it_is_used(
    lead: PersonClient, msl: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = now()
    for hours in (8, 16, 23):
        for module in ("app.auth.commands", "app.auth.queries", "app.auth.opened"):
            monkeypatch.setattr(f"{module}.now", lambda hours=hours: begun + timedelta(hours=hours))
        assert lead.get("/api/v1/session").status_code == 200
        assert msl.get("/api/v1/session").status_code == 200
    for module in ("app.auth.commands", "app.auth.queries", "app.auth.opened"):
        monkeypatch.setattr(f"{module}.now", lambda: begun + timedelta(hours=25))
    assert lead.get("/api/v1/session").status_code == 401
    assert msl.get("/api/v1/session").status_code == 200


def test_who_reads_anothers_history_stands_in_the_trail(
    phone_of_msl: Phone, lead: PersonClient, app: FastAPI
) -> None:
    op = phone_of_msl.create(text="Letters come back with no plan.")
    phone_of_msl.push(op)
    for reader in (phone_of_msl.client, lead):
        assert reader.get(f"/api/v1/entries/{op['id']}/history").status_code == 200
    with app.state.database.read() as session:
        lines = session.execute(
            text("SELECT actor_id, object_id FROM audit_event WHERE action = 'entry:history-read'")
        ).all()
    assert [tuple(map(str, line)) for line in lines] == [(lead.person["id"], op["id"])]


@pytest.mark.parametrize(
    ("said", "known"), [(IPHONE, "Safari, iPhone"), (WINDOWS, "Edge, Windows"), ("curl/8.5", None)]
)
def test_a_browser_is_called_what_people_call_it(said: str, known: str | None) -> None:
    assert browser_of(said) == known
