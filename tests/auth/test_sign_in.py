"""Signing in with e-mail and password."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from starlette.testclient import TestClient

from app.auth import queries
from app.auth.secrets import COOKIE
from app.config import Settings
from app.kit import clock
from tests.fixtures.people import PASSWORD, PersonClient, SignIn


def sign_in_as(client: TestClient, email: str, password: str) -> Any:
    return client.post("/api/v1/session", json={"email": email, "password": password})


def test_the_cookie_is_bound_to_this_host_and_out_of_reach_of_scripts(
    client: TestClient, msl: PersonClient
) -> None:
    answer = sign_in_as(client, msl.email, PASSWORD)
    name, _, rest = answer.headers["set-cookie"].partition("=")
    assert name == COOKIE == "__Host-pathnote"
    attributes = {part.strip().lower() for part in rest.split(";")[1:]}
    assert {"secure", "httponly", "path=/", "samesite=strict"} <= attributes
    assert not any(part.startswith("domain") for part in attributes)
    assert client.get("/api/v1/session").json()["person"]["email"] == msl.email


def test_the_address_may_be_typed_in_any_case(client: TestClient, msl: PersonClient) -> None:
    assert sign_in_as(client, f" {msl.email.upper()} ", PASSWORD).status_code == 200


def test_a_wrong_password_and_an_unknown_address_sound_the_same(
    client: TestClient, msl: PersonClient
) -> None:
    wrong = sign_in_as(client, msl.email, "not the password")
    unknown = sign_in_as(client, "nobody@test.example", "not the password")
    assert wrong.status_code == unknown.status_code == 401
    assert {**wrong.json(), "request_id": 0} == {**unknown.json(), "request_id": 0}
    assert "set-cookie" not in wrong.headers


def test_an_unknown_address_costs_the_same_hash(
    client: TestClient, msl: PersonClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasher, checked = app.state.passwords._hasher, []
    plain = hasher.verify

    def counted(_: Any, stored: str, given: str) -> Any:
        checked.append(stored)
        return plain(stored, given)

    # It has slots: the class has to be told.
    monkeypatch.setattr(type(hasher), "verify", counted)
    for email in (msl.email, "nobody@test.example"):
        assert sign_in_as(client, email, "not the password").status_code == 401
    known, unknown = (stored.rsplit("$", 2)[0] for stored in checked)
    # One hash each, with the same algorithm and the same parameters.
    assert known == unknown


def test_a_hash_of_another_cost_is_made_anew_by_the_right_password_alone(
    client: TestClient, msl: PersonClient, app: FastAPI, settings: Settings
) -> None:
    from app.auth.passwords import Passwords

    def stored() -> str:
        with app.state.database.read() as session:
            wanted = text("SELECT password_hash FROM person WHERE email = :email")
            return str(session.execute(wanted, {"email": msl.email}).scalar_one())

    before = stored()
    dearer = settings.passwords.model_copy(update={"time_cost": settings.passwords.time_cost + 1})
    app.state.passwords = Passwords(dearer)
    assert sign_in_as(client, msl.email, "not the password").status_code == 401
    assert stored() == before
    assert sign_in_as(client, msl.email, PASSWORD).status_code == 200
    renewed = stored()
    assert f"t={dearer.time_cost}," in renewed
    assert sign_in_as(client, msl.email, PASSWORD).status_code == 200
    assert stored() == renewed


def test_guessing_has_to_wait(client: TestClient, msl: PersonClient, settings: Settings) -> None:
    for _ in range(settings.passwords.tries):
        assert sign_in_as(client, msl.email, "guess").status_code == 401
    refused = sign_in_as(client, msl.email, PASSWORD)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= settings.passwords.window.total_seconds() + 1
    assert refused.json()["type"] == "/problems/too-many-requests"


def test_after_the_wait_the_right_password_works(
    client: TestClient, msl: PersonClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(settings.passwords.tries):
        sign_in_as(client, msl.email, "guess")
    later(monkeypatch, settings.passwords.window + timedelta(seconds=1))
    assert sign_in_as(client, msl.email, PASSWORD).status_code == 200


def test_signed_out_means_signed_out(msl: PersonClient) -> None:
    secret = msl.cookies[COOKIE]
    assert msl.delete("/api/v1/session").status_code == 204
    msl.cookies.set(COOKIE, secret, domain="testserver")
    assert msl.get("/api/v1/session").status_code == 401


def test_an_msl_stays_signed_in_for_weeks_while_using_it_and_a_lead_for_a_day(
    msl: PersonClient, lead: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch, timedelta(hours=12))
    assert lead.get("/api/v1/session").status_code == 401
    # Used every three weeks, a phone's session of thirty days never ends.
    for weeks in (3, 6, 9):
        later(monkeypatch, timedelta(weeks=weeks))
        assert msl.get("/api/v1/session").status_code == 200
    later(monkeypatch, timedelta(weeks=14))
    assert msl.get("/api/v1/session").status_code == 401


def test_who_was_made_inactive_is_out_at_the_next_request(msl: PersonClient, app: FastAPI) -> None:
    with app.state.database.write() as session:
        session.execute(text("UPDATE person SET active = false WHERE email = :email"), {"email": msl.email})
    assert msl.get("/api/v1/session").status_code == 401


def test_a_change_of_role_counts_at_the_next_request(msl: PersonClient, app: FastAPI) -> None:
    assert msl.get("/api/v1/sync/pull").status_code == 200
    with app.state.database.write() as session:
        session.execute(text("UPDATE person_role SET role = 'admin'"))
    assert msl.get("/api/v1/sync/pull").status_code == 403


def test_each_way_in_and_out_stands_in_the_trail(client: TestClient, msl: PersonClient, app: FastAPI) -> None:
    sign_in_as(client, msl.email, "guess")
    sign_in_as(client, "nobody@test.example", "guess")
    msl.delete("/api/v1/session")
    with app.state.database.read() as session:
        lines = session.execute(text("SELECT action, actor_id FROM audit_event ORDER BY no")).all()
    person = msl.person["id"]
    assert [(line.action, line.actor_id and str(line.actor_id)) for line in lines][-4:] == [
        ("session:opened", person),
        ("session:refused", person),
        ("session:refused", None),
        ("session:closed", person),
    ]


def test_no_secret_is_stored(app: FastAPI, sign_in: SignIn) -> None:
    lead = sign_in("lead")
    token = lead.post("/api/v1/tokens", json={"name": "t", "scopes": ["export:read"]}).json()["token"]
    with app.state.database.read() as session:
        stored = " ".join(
            str(row)
            for table in ("login_session", "api_token", "person", "audit_event")
            for row in session.execute(text(f"SELECT * FROM {table}"))
        )
    for secret in (lead.cookies[COOKIE], token, PASSWORD):
        assert secret not in stored


def later(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    """Move the server's clock, from here on, to this long after now."""
    moment = clock.now() + by if not hasattr(clock, "_test_now") else clock._test_now + by  # type: ignore[attr-defined]
    if not hasattr(clock, "_test_now"):
        monkeypatch.setattr(clock, "_test_now", clock.now(), raising=False)
    for module in ("app.auth.commands", "app.auth.opened", "app.auth.queries", "app.auth.throttle"):
        monkeypatch.setattr(f"{module}.now", lambda: moment)
    assert queries.now() == moment
