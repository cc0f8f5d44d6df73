"""An administrator lets people in, changes what they may do, and keeps them out; each step stands in the trail."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from starlette.testclient import TestClient

from app.accounts.commands import link_identity
from app.audit.queries import broken_lines
from app.config import Settings, SmtpSettings
from tests.auth.test_links import use
from tests.fixtures.commands import run
from tests.fixtures.people import PASSWORD, PersonClient, SignIn
from tests.fixtures.server import free_port

ANNA = {"email": "Anna@company.example", "name": "Anna Berg", "roles": ["lead"], "regions": ["dach"]}


def person(admin: PersonClient, other: PersonClient) -> dict[str, Any]:
    answer = admin.get(f"/api/v1/people/{other.person['id']}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def act(admin: PersonClient, other: PersonClient, what: str, **given: Any) -> Any:
    given = {"rev": person(admin, other)["rev"], **given}
    return admin.post(f"/api/v1/people/{other.person['id']}/{what}", json=given)


def trail(app: FastAPI) -> list[tuple[str, str, str]]:
    """Action, actor and facts of what happened to people."""
    with app.state.database.read() as session:
        assert list(broken_lines(session)) == []
        rows = session.execute(
            text("SELECT action, actor_id, facts FROM audit_event WHERE action LIKE 'person:%' ORDER BY no")
        )
        return [(row.action, str(row.actor_id), str(row.facts)) for row in rows]


def test_an_invited_person_sets_a_password_and_has_what_was_given(
    client: TestClient, admin: PersonClient, app: FastAPI
) -> None:
    answer = admin.post("/api/v1/people", json=ANNA)
    assert answer.status_code == 201, answer.text
    made, handed = answer.json()["person"], answer.json()["handed"]
    assert (made["email"], made["state"], made["regions"]) == ("anna@company.example", "invited", ["dach"])
    assert made["link"]["expires_at"][:16] == handed["expires_at"][:16]
    secret = handed["link"].partition("#")[2]
    assert secret not in admin.get(f"/api/v1/people/{made['id']}").text
    assert use(client, secret).status_code == 204
    assert admin.get(f"/api/v1/people/{made['id']}").json()["signs_in_by"] == ["password"]
    again = admin.post("/api/v1/people", json=ANNA | {"email": "ANNA@company.example"})
    assert (again.status_code, again.json()["errors"][0]["pointer"]) == (409, "/email")
    lines = trail(app)[1:3]
    assert [line[:2] for line in lines] == [
        ("person:created", admin.person["id"]),
        ("person:link-made", admin.person["id"]),
    ]
    assert not any("Anna" in facts or "anna" in facts or secret in facts for *_, facts in trail(app))


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"roles": ["msl", "king"]}, "/roles/1"),
        ({"roles": []}, "/roles"),
        ({"regions": ["dach", "moon"]}, "/regions/1"),
        ({"email": "a@b.example,c@d.example"}, "/email"),
        ({"email": "anna"}, "/email"),
        ({"name": " "}, "/name"),
        ({"name": "A\r\nBcc: x@y.example"}, "/name"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_is_wrong_is_pointed_at(admin: PersonClient, wrong: dict[str, Any], pointer: str) -> None:
    answer = admin.post("/api/v1/people", json=ANNA | wrong)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)
    assert not any(word in answer.text for word in ("king", "moon", "Bcc", "c@d.example"))


def test_a_mail_server_that_is_away_leaves_the_link_in_the_administrators_hands(
    admin: PersonClient, settings: Settings, client: TestClient, msl: PersonClient
) -> None:
    settings.smtp = SmtpSettings(host="127.0.0.1", port=free_port(), security="none")
    handed = admin.post(f"/api/v1/people/{msl.person['id']}/links").json()
    assert (handed["purpose"], handed["failed"]) == ("reset", "ConnectionRefusedError")
    assert use(client, handed["link"].partition("#")[2]).status_code == 204


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_nobody_gets_a_link_round_the_company_account(
    admin: PersonClient, msl: PersonClient, app: FastAPI
) -> None:
    with app.state.database.write() as session:
        link_identity(session, msl.person["id"], "https://login.example", "7")
    refused = admin.post(f"/api/v1/people/{msl.person['id']}/links")
    assert (refused.status_code, "go round" in refused.json()["detail"]) == (409, True)
    assert person(admin, msl)["signs_in_by"] == ["password", "provider"]


def test_other_roles_and_regions_count_from_the_next_request(
    admin: PersonClient, msl: PersonClient, app: FastAPI
) -> None:
    path = f"/api/v1/people/{msl.person['id']}"
    before = person(admin, msl)
    given = {"rev": before["rev"], "roles": ["lead"], "regions": ["dach", "nordics"]}
    changed = admin.patch(path, json=given)
    assert changed.status_code == 200, changed.text
    now = msl.get("/api/v1/session").json()
    assert (now["person"]["roles"], now["person"]["regions"]) == (["lead"], ["dach", "nordics"])
    assert now["scope_version"] == before["rev"] + 1 == changed.json()["rev"]
    late = admin.patch(path, json=given | {"roles": ["msl"]})
    assert (late.status_code, late.json()["type"]) == (409, "/problems/person-changed")
    assert late.json()["rev"] == changed.json()["rev"]
    assert person(admin, msl)["roles"] == ["lead"]
    action, actor, facts = trail(app)[-1]
    assert (action, actor) == ("person:scope-changed", admin.person["id"])
    assert "sweden" in facts


def test_who_is_suspended_is_out_at_once_and_comes_back_as_they_were(
    client: TestClient, admin: PersonClient, analyst: PersonClient, app: FastAPI
) -> None:
    token = analyst.post("/api/v1/tokens", json={"name": "t", "scopes": ["export:read"]}).json()["token"]
    bearer = {"Authorization": f"Bearer {token}"}
    link = admin.post(f"/api/v1/people/{analyst.person['id']}/links").json()["link"].partition("#")[2]
    answer = act(admin, analyst, "suspension")
    assert (answer.status_code, answer.json()["state"], answer.json()["sessions"]) == (200, "suspended", 0)
    credentials = {"email": analyst.email, "password": PASSWORD}
    assert analyst.get("/api/v1/session").status_code == 401
    assert client.post("/api/v1/session", json=credentials).status_code == 401
    assert client.get("/api/v1/export/manifest", headers=bearer).status_code == 401
    assert admin.post(f"/api/v1/people/{analyst.person['id']}/links").status_code == 409

    assert act(admin, analyst, "readmission", rev=1).status_code == 409
    back = act(admin, analyst, "readmission").json()
    assert (back["state"], back["roles"]) == ("active", ["analyst"])
    assert analyst.get("/api/v1/session").status_code == 401
    assert use(client, link).status_code == 404
    assert client.post("/api/v1/session", json=credentials).status_code == 200
    assert client.get("/api/v1/export/manifest", headers=bearer).status_code == 200
    assert [line[:2] for line in trail(app)[-2:]] == [
        ("person:suspended", admin.person["id"]),
        ("person:readmitted", admin.person["id"]),
    ]


def test_the_last_administrator_stays_one(admin: PersonClient, sign_in: SignIn) -> None:
    second = sign_in("admin")
    path = f"/api/v1/people/{admin.person['id']}"
    assert act(admin, admin, "suspension").status_code == 409
    assert act(admin, second, "suspension").status_code == 200
    assert person(admin, admin)["is_last_admin"] is True
    stripped = admin.patch(path, json={"rev": person(admin, admin)["rev"], "roles": ["msl"], "regions": None})
    assert (stripped.status_code, stripped.json()["type"]) == (409, "/problems/last-admin")
    assert act(admin, second, "readmission").status_code == 200
    given = {"rev": person(admin, admin)["rev"], "roles": ["msl"], "regions": None}
    assert admin.patch(path, json=given).status_code == 200
    assert admin.get("/api/v1/people").status_code == 403


def test_somebodys_token_is_ended_by_an_administrator(
    client: TestClient, admin: PersonClient, analyst: PersonClient, lead: PersonClient
) -> None:
    made = analyst.post("/api/v1/tokens", json={"name": "Nightly", "scopes": ["export:read"]}).json()
    path = f"/api/v1/people/{analyst.person['id']}/tokens"
    listed = admin.get(path)
    assert [one["name"] for one in listed.json()["items"]] == ["Nightly"]
    assert made["token"] not in listed.text
    # The path has to name whose it is.
    wrong = f"/api/v1/people/{lead.person['id']}/tokens/{made['id']}"
    assert admin.delete(wrong).status_code == 404
    assert admin.delete(f"{path}/{made['id']}").status_code == 204
    answer = client.get("/api/v1/export/manifest", headers={"Authorization": f"Bearer {made['token']}"})
    assert answer.status_code == 401


def test_two_who_keep_each_other_out_at_once_leave_one(admin: PersonClient, sign_in: SignIn) -> None:
    second = sign_in("admin")
    given = [(admin, second, person(admin, second)["rev"]), (second, admin, person(admin, admin)["rev"])]

    def suspend(who: PersonClient, whom: PersonClient, rev: int) -> int:
        return who.post(f"/api/v1/people/{whom.person['id']}/suspension", json={"rev": rev}).status_code

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda one: suspend(*one), given))
    # The slower one was suspended before it asked, or while it waited.
    assert answers.count(200) == 1
    assert sum(one.get("/api/v1/people").status_code == 200 for one in (admin, second)) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_command_line_does_the_same(
    client: TestClient, data: Path, admin: PersonClient, msl: PersonClient
) -> None:
    assert run(data, "users", "suspend", msl.email) == (0, f"{msl.email} is suspended.\n")
    assert msl.get("/api/v1/session").status_code == 401
    assert run(data, "users", "readmit", msl.email)[0] == 0
    assert "last administrator" in run(data, "users", "suspend", admin.email)[1]
    assert "last administrator" in run(data, "users", "set", admin.email, "--role", "msl")[1]
    assert "no account" in run(data, "users", "suspend", "nobody@test.example")[1]
    credentials = {"email": msl.email, "password": PASSWORD}
    assert client.post("/api/v1/session", json=credentials).status_code == 200
