"""Passkeys: added by who has just proved to be somebody, opening that account and no other, and no lie taken."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from starlette.testclient import TestClient

from app.auth.passkey_challenges import COOKIE as ASKED
from app.auth.secrets import COOKIE
from app.config import OidcSettings, PasskeySettings, Settings
from app.kit.clock import now
from tests.fixtures.authenticator import ATTESTED, PRESENT, VERIFIED, Authenticator
from tests.fixtures.people import PASSWORD, PersonClient, SignIn

BEGIN, PASSKEYS = "/api/v1/passkeys/options", "/api/v1/passkeys"
ASK, IN = "/api/v1/session/passkey/options", "/api/v1/session/passkey"
HERE = "app.auth.passkey_challenges.now"


@pytest.fixture
def settings(settings: Settings, request: pytest.FixtureRequest) -> Settings:
    """As many wrong answers as a table of lies has."""
    passwords = settings.passwords.model_copy(update={"tries": getattr(request, "param", 1_000)})
    return settings.model_copy(update={"passwords": passwords})


def asked(client: TestClient) -> dict[str, Any]:
    options: dict[str, Any] = client.post(ASK).json()["options"]
    return options


def begun(person: TestClient, **body: str) -> dict[str, Any]:
    options: dict[str, Any] = person.post(BEGIN, json=body).json()["options"]
    return options


def added(person: TestClient, given: dict[str, Any], name: str = "iPhone") -> Any:
    return person.post(PASSKEYS, json={"name": name, "credential": given})


def come_in(client: TestClient, given: dict[str, Any]) -> Any:
    return client.post(IN, json={"credential": given})


def with_passkey(person: TestClient) -> Authenticator:
    """One that the person has added."""
    made = Authenticator()
    answer = added(person, made.made(begun(person)))
    assert answer.status_code == 201, answer.text
    return made


def trail(app: FastAPI, *columns: str) -> list[tuple[str, ...]]:
    with app.state.database.read() as session:
        rows = session.execute(text(f"SELECT {', '.join(columns)} FROM audit_event ORDER BY no")).all()
    return [tuple(str(part) for part in row) for row in rows]


def test_a_passkey_opens_the_session_that_a_password_would(
    client: TestClient, msl: PersonClient, app: FastAPI
) -> None:
    begin = msl.post(BEGIN, json={})
    attributes = {part.strip().lower() for part in begin.headers["set-cookie"].split(";")[1:]}
    assert {"secure", "httponly", "path=/", "samesite=strict", "max-age=300"} <= attributes
    options = begin.json()["options"]
    assert (options["rp"]["id"], options["authenticatorSelection"]["residentKey"]) == (
        "testserver",
        "required",
    )
    phone = Authenticator()
    listed = added(msl, phone.made(options)).json()
    assert (listed["name"], listed["last_used_at"]) == ("iPhone", None)
    assert begun(msl)["excludeCredentials"] == [{"type": "public-key", "id": phone.made(options)["id"]}]
    request = asked(client)
    assert (request["rpId"], request["userVerification"], request["allowCredentials"]) == (
        "testserver",
        "required",
        [],
    )
    answer = come_in(client, phone.signed(request))
    assert answer.status_code == 200
    assert answer.json()["person"] == msl.person
    assert client.get("/api/v1/session").json()["person"] == msl.person
    assert len(client.get("/api/v1/sessions").json()["items"]) == 2
    assert client.get(PASSKEYS).json()["items"][0]["last_used_at"]
    assert trail(app, "action", "facts")[-2:] == [
        ("passkey:added", "{}"),
        ("session:opened", trail(app, "facts")[-1][0]),
    ]
    assert "passkey" in trail(app, "facts")[-1][0]


SIGNED: dict[str, dict[str, Any]] = {
    "another site": {"origin": "https://pathnote.evil.example"},
    "the same host without TLS": {"origin": "http://testserver"},
    "a host below this one": {"origin": "https://www.testserver"},
    "another port": {"origin": "https://testserver:8443"},
    "made for another host": {"host": "evil.example"},
    "another challenge": {"challenge": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
    "no challenge": {"challenge": ""},
    "a new passkey for a signature": {"kind": "webauthn.create"},
    "a frame on another site": {"said": {"crossOrigin": True}},
    "a frame, by its name": {"said": {"topOrigin": "https://evil.example"}},
    "nobody was there": {"flags": VERIFIED},
    "somebody was there, anybody": {"flags": PRESENT},
    "verified after it was signed": {"signed_data": Authenticator().data(PRESENT)},
    "said after it was signed": {"signed_client_data": b"{}"},
    "no signature to speak of": {"signature": b"\x00"},
    "bytes behind the end": {"more": b"\x00" * 8},
    "another person's handle": {"user_handle": "AAAAAAAAAAAAAAAAAAAAAA"},
    "a handle that is none": {"user_handle": "A"},
    "an unknown passkey": {"id": b"unknown"},
    "a counter that went back": {"count": 1},
    "a counter that stood still": {"count": 5},
    "not JSON": {"client_data": b"\xff"},
    "a list": {"client_data": b"[]"},
    "deep": {"client_data": b"[" * 3_000},
}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_lie_about_a_signature_is_refused_and_the_truth_is_not(
    client: TestClient, msl: PersonClient, lead: PersonClient, app: FastAPI
) -> None:
    phone, laptop = with_passkey(msl), with_passkey(lead)
    phone.count = 4
    assert come_in(client, phone.signed(asked(client))).status_code == 200
    client.delete("/api/v1/session")
    said = set()

    def refused(why: str, given: dict[str, Any]) -> None:
        answer = come_in(client, given)
        assert (answer.status_code, COOKIE in answer.cookies) == (401, False), why
        said.add(answer.json()["detail"])

    for why, lies in SIGNED.items():
        refused(why, phone.signed(asked(client), **lies))
    phone.count = 50
    refused("with one's own key for another's passkey", laptop.signed(asked(client), id=phone.id))
    good = phone.signed(asked(client))
    client.cookies.delete(ASKED)
    refused("another browser", good)
    old = phone.signed(asked(client))
    asked(client)
    refused("the challenge before", old)
    registration = phone.signed({"challenge": begun(lead)["challenge"]})
    client.cookies.clear()
    client.cookies.set(ASKED, lead.cookies[ASKED])
    refused("a challenge for a new passkey", registration)
    client.cookies.clear()
    assert come_in(client, phone.signed(asked(client))).status_code == 200, "the control"
    client.delete("/api/v1/session")
    # One that does not count: nothing but the challenge tells the second time from the first.
    good = laptop.signed(asked(client), count=0)
    secret = client.cookies[ASKED]
    assert come_in(client, good).status_code == 200, "the control"
    client.delete("/api/v1/session")
    client.cookies.set(ASKED, secret)
    refused("the same once more", good)
    client.cookies.clear()
    with pytest.MonkeyPatch.context() as patch:
        good = phone.signed(asked(client))
        patch.setattr(HERE, lambda: now() + timedelta(minutes=5, seconds=1))
        refused("too late", good)
    with app.state.database.write() as session:
        session.execute(text("UPDATE person SET active = false WHERE email = :email"), {"email": msl.email})
    refused("somebody who was made inactive", phone.signed(asked(client)))
    assert lead.delete(f"{PASSKEYS}/{lead.get(PASSKEYS).json()['items'][0]['id']}").status_code == 204
    refused("a passkey that was removed", laptop.signed(asked(client)))
    # Nobody learns from the words which check it was; the trail says it.
    assert len(said) == 1
    facts = " ".join(facts for action, facts in trail(app, "action", "facts") if action == "session:refused")
    for why in ("challenge", "unknown", "failed", "frame", "handle", "counter", "inactive"):
        assert f'"{why}"' in facts


MADE: dict[str, dict[str, Any]] = {
    "another site": {"origin": "https://evil.example"},
    "made for another host": {"host": "evil.example"},
    "another challenge": {"challenge": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
    "a signature for a new passkey": {"kind": "webauthn.get"},
    "a frame on another site": {"said": {"crossOrigin": True}},
    "nobody was there": {"flags": VERIFIED | ATTESTED},
    "anybody was there": {"flags": PRESENT | ATTESTED},
    "no key": {"flags": PRESENT | VERIFIED},
    "no algorithm": {"public": {3: 0}},
    "an old algorithm": {"public": {3: -65535}},
    "a key that is no point of its curve": {"public": {-2: b"\x01" * 32}},
    "a make that nobody can check": {"fmt": "android-safetynet", "statement": {"ver": "1", "response": b""}},
    "a statement that says nothing": {"statement": {"sig": b"\x00"}},
    "its own signature, which is wrong": {"fmt": "packed", "statement": {"alg": -7, "sig": b"\x00"}},
    "another id than the key's": {"id": b"another"},
    "not CBOR": {"attestation": b"\xff\xff"},
    "bytes behind the end": {"more": b"\x00"},
}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_lie_about_a_new_passkey_is_refused_and_the_truth_is_not(
    client: TestClient, msl: PersonClient, lead: PersonClient, app: FastAPI
) -> None:
    def refused(why: str, given: dict[str, Any]) -> None:
        assert added(msl, given).status_code == 422, why
        assert msl.get(PASSKEYS).json()["items"] == [], why

    for why, lies in MADE.items():
        refused(why, Authenticator().made(begun(msl), **lies))
    theirs = with_passkey(lead)
    refused("somebody else's passkey", theirs.made(begun(msl)))
    good = Authenticator().made(begun(lead))
    msl.cookies.delete(ASKED)
    msl.cookies.set(ASKED, lead.cookies[ASKED])
    refused("what somebody else was asked", good)
    msl.cookies.delete(ASKED)
    good = Authenticator().made(begun(msl))
    msl.cookies.delete(ASKED)
    refused("another browser", good)
    with pytest.MonkeyPatch.context() as patch:
        good = Authenticator().made(begun(msl))
        patch.setattr(HERE, lambda: now() + timedelta(minutes=5, seconds=1))
        refused("too late", good)
    good = Authenticator().made(begun(msl))
    assert added(msl, good).status_code == 201, "the control"
    assert added(msl, good).status_code == 422, "the same once more"
    assert trail(app, "action").count(("passkey:refused",)) == len(MADE) + 5
    assert trail(app, "action").count(("passkey:added",)) == 2
    facts = " ".join(facts for action, facts in trail(app, "action", "facts") if action == "passkey:refused")
    for why in ("challenge", "failed", "frame", "format", "taken"):
        assert f'"{why}"' in facts


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("settings", [4], indirect=True)
def test_who_signed_in_a_while_ago_gives_the_password_once_more(
    msl: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert msl.get(PASSKEYS).json()["needs_password"] is False
    monkeypatch.setattr("app.auth.passkeys.now", lambda: now() + timedelta(minutes=11))
    assert msl.get(PASSKEYS).json()["needs_password"] is True
    for body in ({}, {"password": "not the password"}):
        answer = msl.post(BEGIN, json=body)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/password")
    assert added(msl, Authenticator().made(begun(msl, password=PASSWORD))).status_code == 201
    for _ in range(3):
        assert msl.post(BEGIN, json={"password": "a guess"}).status_code == 422
    assert msl.post(BEGIN, json={"password": PASSWORD}).status_code == 429


@pytest.mark.parametrize("settings", [3], indirect=True)
def test_guessing_has_to_wait_and_locks_nobodys_password_out(
    client: TestClient, msl: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = with_passkey(msl)
    for _ in range(3):
        assert come_in(client, phone.signed(asked(client), flags=PRESENT)).status_code == 401
    refused = client.post(ASK)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 301
    assert come_in(client, phone.signed({"challenge": "AA"})).status_code == 429
    monkeypatch.setattr("app.auth.passkey_routes.address_of", lambda _: "another address")
    monkeypatch.setattr("app.auth.passkey_challenges.MOST_OF_ADDRESS", 1)
    assert come_in(client, phone.signed(asked(client))).status_code == 429
    assert client.post(ASK).status_code == 429


def test_each_is_its_owners_to_name_and_to_remove(
    msl: PersonClient, lead: PersonClient, admin: PersonClient, app: FastAPI
) -> None:
    with_passkey(msl)
    (mine,) = msl.get(PASSKEYS).json()["items"]
    path = f"{PASSKEYS}/{mine['id']}"
    assert msl.patch(path, json={"name": "  Old iPhone "}).status_code == 204
    assert lead.patch(path, json={"name": "Mine now"}).status_code == 404
    assert lead.delete(path).status_code == 404
    assert [one["name"] for one in msl.get(PASSKEYS).json()["items"]] == ["Old iPhone"]
    assert lead.get(PASSKEYS).json()["items"] == []
    assert msl.delete(path).status_code == 204
    assert msl.delete(path).status_code == 404
    with_passkey(msl)
    person = f"/api/v1/people/{msl.person['id']}"
    assert admin.get(person).json()["passkeys"] == 1
    assert lead.delete(f"{person}/passkeys").status_code == 403
    assert admin.delete(f"{person}/passkeys").status_code == 204
    assert admin.get(person).json()["passkeys"] == 0
    assert msl.get(PASSKEYS).json()["items"] == []
    done = [line for line in trail(app, "action", "actor_id") if line[0].startswith("passkey:")]
    owner = msl.person["id"]
    assert done == [
        ("passkey:added", owner),
        ("passkey:renamed", owner),
        ("passkey:removed", owner),
        ("passkey:added", owner),
        ("passkey:removed", admin.person["id"]),
    ]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_who_signs_in_by_the_company_alone_has_none_unless_that_is_wanted(
    client: TestClient, msl: PersonClient, app: FastAPI, settings: Settings
) -> None:
    phone = with_passkey(msl)
    with app.state.database.write() as session:
        session.execute(text("UPDATE person SET password_hash = NULL"))
    assert msl.get(PASSKEYS).json()["can_add"] is False
    assert msl.post(BEGIN, json={}).status_code == 403
    assert come_in(client, phone.signed(asked(client))).status_code == 401
    wanted = settings.model_copy(update={"passkeys": PasskeySettings(with_sign_on=True)})
    app.state.settings = wanted
    assert come_in(client, phone.signed(asked(client))).status_code == 200
    (mine,) = msl.get(PASSKEYS).json()["items"]
    # Without a provider and a password there is nothing else.
    last = msl.delete(f"{PASSKEYS}/{mine['id']}")
    assert (last.status_code, "only way in" in last.json()["detail"]) == (409, True)
    with app.state.database.write() as session:
        session.execute(
            text("INSERT INTO person_identity VALUES ('https://login.example', 'anna', :id, :at)"),
            {"id": msl.person["id"], "at": "2026-11-23T00:00:00.000000Z"},
        )
    oidc = OidcSettings(issuer="https://login.example", client_id="pathnote")
    app.state.settings = wanted.model_copy(update={"oidc": oidc})
    assert msl.delete(f"{PASSKEYS}/{mine['id']}").status_code == 204


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_password_set_by_a_link_leaves_no_passkey_behind(
    client: TestClient, msl: PersonClient, app: FastAPI, settings: Settings
) -> None:
    from app.auth.links import make_link

    phone = with_passkey(msl)
    with app.state.database.write() as session:
        secret = make_link(session, settings, msl.person["id"], "reset")
    body = {"secret": secret, "password": "seven quiet herons"}
    assert client.post("/api/v1/password", json=body).status_code == 204
    assert come_in(client, phone.signed(asked(client))).status_code == 401


def test_an_erased_account_has_none(msl: PersonClient, app: FastAPI, admin: PersonClient) -> None:
    from app.erasure.commands import erase_person

    with_passkey(msl)
    begun(msl)
    with app.state.database.write() as session:
        erase_person(session, msl.person["id"], admin.person["id"], "left")
        left = session.execute(text("SELECT count(*) FROM passkey")).scalar_one()
    assert left == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("address", "party"),
    [
        ("https://pathnote.example/", ("pathnote.example", "https://pathnote.example")),
        ("https://Pathnote.example:443", ("pathnote.example", "https://pathnote.example")),
        ("https://pathnote.example:8443", ("pathnote.example", "https://pathnote.example:8443")),
        ("http://localhost:8000", ("localhost", "http://localhost:8000")),
        ("http://pathnote.example", None),
        ("https://127.0.0.1", None),
        ("https://[::1]:8000", None),
        ("https://pathnote.example:99999", None),
        ("nonsense", None),
    ],
)
def test_host_and_origin_follow_from_the_public_address(
    settings: Settings, address: str, party: tuple[str, str] | None
) -> None:
    from app.auth.passkey_party import party_of

    found = party_of(settings.model_copy(update={"public_origin": address}), "https://elsewhere.example")
    assert (found and (found.id, found.origin)) == party


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_where_there_are_none_nobody_is_asked(client: TestClient, msl: PersonClient, app: FastAPI) -> None:
    assert client.get("/api/v1/session/oidc").json()["passkeys"] is True
    app.state.settings = app.state.settings.model_copy(update={"passkeys": PasskeySettings(enabled=False)})
    assert client.get("/api/v1/session/oidc").json()["passkeys"] is False
    assert msl.get(PASSKEYS).json()["can_add"] is False
    assert client.post(ASK).status_code == msl.post(BEGIN, json={}).status_code == 404


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_token_knows_nothing_of_passkeys(client: TestClient, sign_in: SignIn) -> None:
    analyst = sign_in("analyst")
    token = analyst.post("/api/v1/tokens", json={"name": "t", "scopes": ["export:read"]}).json()["token"]
    assert client.post(BEGIN, json={}, headers={"Authorization": f"Bearer {token}"}).status_code == 403
