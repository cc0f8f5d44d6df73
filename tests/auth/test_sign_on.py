"""Single sign-on against two providers: a real one, and one that lies in every way we could think of."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2 as httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text
from starlette.testclient import TestClient

from app.accounts.commands import link_identity
from app.auth.secrets import COOKIE
from app.config import OidcSettings, Settings
from tests.fixtures.people import PersonClient, SignIn
from tests.fixtures.providers import CLIENT, Providers, providers

pytestmark = [
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
    pytest.mark.xdist_group("sign-on"),
]
ANNA = {
    "sub": "anna-7",
    "name": "Anna Berg",
    "email": "anna@company.example",
    "groups": ["staff", "field"],
    "area": "north",
}


@pytest.fixture(scope="module")
def both() -> Iterator[Providers]:
    with providers() as running:
        yield running


@pytest.fixture
def settings(settings: Settings, both: Providers, request: pytest.FixtureRequest) -> Settings:
    given: dict[str, Any] = getattr(request, "param", {})
    oidc: dict[str, Any] = {
        "issuer": both.real,
        "client_id": CLIENT["client_id"],
        "client_secret": CLIENT["client_secret"],
        "name": "Example Pharma",
        "create_people": True,
        "roles_claim": "groups",
        "roles": {"field": "msl", "heads": "lead"},
        "regions_claim": "area",
        "regions": {"north": "sweden", "south": "germany", "all": "*"},
        **given,
    }
    return settings.model_copy(update={"oidc": OidcSettings.model_validate(oidc)})


def arrive(client: TestClient, claims: dict[str, Any] | str, **begin: str) -> str:
    """Sign in at the provider, as these claims have it. Returns the address that it sends the browser to."""
    address = client.post("/api/v1/session/oidc", json=begin).json()["address"]
    hint = claims if isinstance(claims, str) else json.dumps(claims)
    with httpx.Client(follow_redirects=False) as browser:
        answer = browser.get(address, params={**query_of(address), "login_hint": hint})
        while not (found := answer.headers["location"]).startswith("https://testserver/"):
            answer = browser.get(httpx.URL(address).join(found))
        return str(found)


def land(client: TestClient, address: str) -> str:
    """What the sign-in screen is told, and whether a session came of it."""
    answer = client.get(address, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    told = query_of(answer.headers["location"])["company"]
    assert (COOKIE in answer.cookies) == (told == "done")
    return told


def come_in(client: TestClient, claims: dict[str, Any] | str) -> str:
    return land(client, arrive(client, claims))


def query_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def who(client: TestClient) -> dict[str, Any]:
    person: dict[str, Any] = client.get("/api/v1/session").json()["person"]
    return person


def test_whom_the_provider_vouches_for_is_in_with_the_roles_and_regions_it_says(client: TestClient) -> None:
    there = client.get("/api/v1/session/oidc").json()
    assert (there["configured"], there["name"]) == (True, "Example Pharma")
    begun = client.post("/api/v1/session/oidc", json={})
    attributes = {part.strip().lower() for part in begun.headers["set-cookie"].split(";")[1:]}
    assert {"secure", "httponly", "path=/", "samesite=lax", "max-age=600"} <= attributes
    assert begun.headers["set-cookie"].startswith("__Host-")
    address = arrive(client, ANNA, next="/entries")
    answer = client.get(address, follow_redirects=False)
    assert answer.headers["location"] == "/sign-in?company=done&next=%2Fentries"
    assert answer.headers["cache-control"] == "no-store"
    person = who(client)
    assert (person["name"], person["email"]) == ("Anna Berg", "anna@company.example")
    assert (person["roles"], person["regions"]) == (["msl"], ["sweden"])
    # The same answer once more: its trip is over.
    assert land(client, address) == "expired"


def test_the_next_time_they_are_the_same_person_whatever_their_address_is(client: TestClient) -> None:
    assert come_in(client, ANNA) == "done"
    first = who(client)["id"]
    assert come_in(client, {**ANNA, "email": "anna.berg-lind@company.example"}) == "done"
    assert who(client)["id"] == first
    # The address alone opens nothing: somebody else with it is somebody else.
    assert come_in(client, {**ANNA, "sub": "mallory"}) == "taken"


def test_other_claims_are_another_scope_and_phones_list_again(client: TestClient) -> None:
    assert come_in(client, ANNA) == "done"
    before = client.get("/api/v1/session").json()["scope_version"]
    assert come_in(client, ANNA) == "done"
    assert client.get("/api/v1/session").json()["scope_version"] == before
    assert come_in(client, {**ANNA, "groups": ["heads"], "area": ["all", "moon"]}) == "done"
    session = client.get("/api/v1/session").json()
    assert (session["person"]["roles"], session["person"]["regions"]) == (["lead"], None)
    assert session["scope_version"] == before + 1


def test_who_lost_the_last_role_there_has_none_here_in_any_session(client: TestClient) -> None:
    assert come_in(client, ANNA) == "done"
    assert client.get("/api/v1/sync/pull").status_code == 200
    assert come_in(client, {**ANNA, "groups": ["staff"]}) == "no_role"
    assert client.get("/api/v1/sync/pull").status_code == 403


def test_a_no_at_the_provider_is_a_no(client: TestClient) -> None:
    assert come_in(client, "no") == "cancelled"


@pytest.mark.parametrize("settings", [{"create_people": False, "roles_claim": None}], indirect=True)
def test_without_accounts_at_first_sign_in_an_admin_links_them(
    client: TestClient, app: FastAPI, lead: PersonClient, both: Providers
) -> None:
    assert come_in(client, {**ANNA, "email": lead.email}) == "unknown"
    with app.state.database.write() as session:
        link_identity(session, lead.person["id"], both.real, "anna-7")
    assert come_in(client, ANNA) == "done"
    assert who(client)["id"] == lead.person["id"]
    with app.state.database.write() as session:
        session.execute(text("UPDATE person SET active = false"))
    assert come_in(client, ANNA) == "inactive"


def test_an_answer_that_is_not_of_this_browsers_trip_opens_nothing(client: TestClient, app: FastAPI) -> None:
    mine = arrive(client, ANNA)
    for wrong in (
        mine.replace("state=", "state=x"),
        mine.replace("state=", "status="),
        mine.split("?")[0],
    ):
        arrive(client, ANNA)
        assert land(client, wrong) == "expired"
    client.cookies.clear()
    assert land(client, mine) == "expired"
    # Somebody else's code in my own trip: its verifier is not mine.
    theirs = query_of(arrive(client, {**ANNA, "sub": "mallory"}))["code"]
    mine = arrive(client, ANNA)
    assert land(client, mine.replace(query_of(mine)["code"], theirs)) == "failed"
    mine = arrive(client, ANNA)
    assert land(client, mine.replace("iss=http", "iss=https")) == "failed"


def test_a_provider_that_is_away_is_said_to_be_away(client: TestClient, settings: Settings) -> None:
    settings.oidc.issuer = "http://localhost:9"
    answer = client.post("/api/v1/session/oidc", json={})
    assert answer.status_code == 503
    assert "does not answer" in answer.json()["detail"]
    settings.oidc.issuer = None
    assert client.get("/api/v1/session/oidc").json()["configured"] is False
    assert client.post("/api/v1/session/oidc", json={}).status_code == 404


def test_every_lie_is_refused_and_the_truth_is_not(
    client: TestClient, app: FastAPI, settings: Settings, sign_in: SignIn, both: Providers
) -> None:
    settings.oidc.issuer, settings.oidc.roles_claim = both.hostile, None
    johndoe = sign_in("msl", regions=["sweden"])
    with app.state.database.write() as session:
        link_identity(session, johndoe.person["id"], both.hostile, "johndoe")
    lies = both.tell("")
    assert len(lies) >= 45
    came_in = {}
    for lie in ["", *lies, ""]:
        both.tell(lie)
        # What it says of itself is kept for a while; each lie is a new provider.
        app.state.__dict__["_state"].pop("oidc_provider", None)
        begun = client.post("/api/v1/session/oidc", json={})
        if begun.status_code == 503:
            came_in[lie] = "unreachable"
            continue
        sent = httpx.get(begun.json()["address"], follow_redirects=False).headers["location"]
        came_in[lie] = land(client, sent)
    assert came_in.pop("") == "done"
    assert set(came_in) == set(lies)
    assert [lie for lie, told in came_in.items() if told not in ("failed", "unreachable")] == []
    assert client.get("/api/v1/session").status_code == 200
    with app.state.database.read() as session:
        count = session.execute(text("SELECT count(*) FROM login_session")).scalar_one()
    # The one that signed in at the start, and the truth, twice.
    assert count == 3
