"""API tokens: shown once, never more than their owner may do, over at once."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from app.kit import clock
from tests.fixtures.people import PersonClient


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def token(analyst: PersonClient) -> dict[str, str]:
    answer = analyst.post("/api/v1/tokens", json={"name": "Warehouse", "scopes": ["export:read"]})
    assert answer.status_code == 201
    made: dict[str, str] = answer.json()
    return made


def test_a_token_is_shown_once_and_opens_what_it_was_made_for(
    client: TestClient, analyst: PersonClient, token: dict[str, str]
) -> None:
    assert token["token"].startswith("pn_")
    assert client.get("/api/v1/export/manifest", headers=bearer(token["token"])).status_code == 200
    (listed,) = analyst.get("/api/v1/tokens").json()["items"]
    assert listed["name"] == "Warehouse"
    assert "token" not in listed


@pytest.mark.parametrize("path", ["/api/v1/trends", "/api/v1/tokens", "/api/v1/entries", "/api/v1/sync/pull"])
def test_it_opens_nothing_else(client: TestClient, token: dict[str, str], path: str) -> None:
    assert client.get(path, headers=bearer(token["token"])).status_code == 403


def test_revoked_it_is_over_at_once(client: TestClient, analyst: PersonClient, token: dict[str, str]) -> None:
    assert analyst.delete(f"/api/v1/tokens/{token['id']}").status_code == 204
    assert client.get("/api/v1/export/manifest", headers=bearer(token["token"])).status_code == 401
    assert analyst.get("/api/v1/tokens").json()["items"] == []


def test_it_ends_on_its_day(
    client: TestClient, token: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = clock.now() + timedelta(days=91)
    monkeypatch.setattr("app.auth.queries.now", lambda: moment)
    assert client.get("/api/v1/export/manifest", headers=bearer(token["token"])).status_code == 401


def test_nobody_gives_a_token_more_than_they_may_do(analyst: PersonClient, admin: PersonClient) -> None:
    for person, scopes in (
        (analyst, ["entry:write"]),
        (admin, ["export:read"]),
        (analyst, ["export:read", "*"]),
    ):
        answer = person.post("/api/v1/tokens", json={"name": "Too much", "scopes": scopes})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"].startswith("/scopes/")


def test_anothers_token_does_not_exist(lead: PersonClient, token: dict[str, str]) -> None:
    assert lead.delete(f"/api/v1/tokens/{token['id']}").status_code == 404


def test_a_token_that_is_not_one_is_refused_without_a_hint(client: TestClient) -> None:
    for nonsense in ("pn_nonsense", "nonsense", "", "pn_" + "x" * 5000):
        assert client.get("/api/v1/export/manifest", headers=bearer(nonsense)).status_code == 401
