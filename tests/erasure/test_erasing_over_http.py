"""An administrator erases at a page: first what it would do, then typed once more and with a reason."""

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from app.changes.life import begin_epoch
from tests.erasure.test_erasing import HCP, SECRETS, found_in, told
from tests.fixtures.people import PASSWORD, PersonClient, SignIn
from tests.themes.desk import act, change_action, make

__all__ = ["told"]
WHY = {"reason": "DSR-2026-118"}


def test_an_hcp_is_erased_once_the_reference_was_typed_again(
    admin: PersonClient, lead: PersonClient, told: dict[str, str], data: Path, app: FastAPI
) -> None:
    path = f"/api/v1/entries/{told['edited']}"
    plan = admin.post("/api/v1/erasures/preview", json={"hcp_ref": HCP}).json()
    assert plan == {"entries": 3, "waiting": 1, "actions": 0}
    wrong = admin.post("/api/v1/erasures", json={"hcp_ref": HCP, "confirm": "HCP-78", **WHY})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/confirm")
    silent = admin.post("/api/v1/erasures", json={"hcp_ref": HCP, "confirm": HCP})
    assert (silent.status_code, silent.json()["errors"][0]["pointer"]) == (422, "/reason")
    assert lead.get(path).json()["text"] == "Dr Stegosaurus waits"

    done = admin.post("/api/v1/erasures", json={"hcp_ref": HCP, "confirm": HCP, **WHY})
    assert (done.status_code, done.json()) == (200, plan)
    assert lead.get(path).json()["text"] == "[erased]"
    left = {"entries": 0, "waiting": 1, "actions": 0}
    assert admin.post("/api/v1/erasures/preview", json={"hcp_ref": HCP}).json() == left
    if app.state.database.dialect == "sqlite":
        # What waits for a hand-off still names them.
        assert found_in(data) <= {SECRETS[0]}
    with app.state.database.read() as session:
        lines = session.execute(
            text("SELECT actor_id, facts, request_id FROM audit_event WHERE action = 'entry:erased'")
        ).all()
    assert {(str(line.actor_id), line.request_id is not None) for line in lines} == {
        (admin.person["id"], True)
    }
    assert len(lines) == 3
    assert HCP not in str(lines)
    assert WHY["reason"] in str(lines[0].facts)


def test_what_was_agreed_with_an_hcp_names_them_no_more(
    admin: PersonClient, lead: PersonClient, app: FastAPI
) -> None:
    theme = make(lead)["id"]
    now_with = act(lead, theme, what="A recall list.", partner_ref=HCP)
    once_with = act(lead, theme, what="A letter.", partner_ref=HCP)
    change_action(lead, theme, once_with, partner_ref="hcp-9")
    act(lead, theme, what="Something else.", partner_ref="hcp-8")
    assert admin.post("/api/v1/erasures/preview", json={"hcp_ref": HCP}).json()["actions"] == 2

    done = admin.post("/api/v1/erasures", json={"hcp_ref": HCP, "confirm": HCP, **WHY})

    assert done.json()["actions"] == 2
    with app.state.database.read() as session:
        partners = session.execute(
            text("SELECT partner_ref FROM theme_action ORDER BY partner_ref")
        ).scalars()
        assert set(partners) == {None, "hcp-8", "hcp-9"}
        bodies = str(session.execute(text("SELECT body FROM theme_action_revision")).all())
        assert HCP not in bodies
        assert "hcp-9" in bodies, "the control: histories of others are as they were"
        told = "SELECT object_id FROM audit_event WHERE action = 'entry:erased' AND object_kind = 'action'"
        assert {str(one) for one in session.execute(text(told)).scalars()} == {
            now_with["id"],
            once_with["id"],
        }
    assert admin.post("/api/v1/erasures/preview", json={"hcp_ref": HCP}).json()["actions"] == 0


def test_a_partner_forgotten_after_a_restore_is_not_written_again_by_who_saw_a_lost_rev(
    admin: PersonClient, lead: PersonClient, app: FastAPI
) -> None:
    theme = make(lead)["id"]
    action = act(lead, theme, what="A recall list.", partner_ref=HCP)
    with app.state.database.write() as session:
        begin_epoch(session, None)
    admin.post("/api/v1/erasures", json={"hcp_ref": HCP, "confirm": HCP, **WHY})
    # The backup lacks rev 2, which still stands on the lead's screen, with the partner in it.
    late = lead.patch(f"/api/v1/themes/{theme}/actions/{action['id']}", json={"rev": 2, "partner_ref": HCP})
    assert late.status_code == 409


def test_a_person_is_erased_once_their_address_was_typed(
    admin: PersonClient, analyst: PersonClient, app: FastAPI
) -> None:
    analyst.post("/api/v1/tokens", json={"name": "t", "scopes": ["export:read"]})
    path = f"/api/v1/people/{analyst.person['id']}"
    plan: dict[str, Any] = admin.get(f"{path}/erasure").json()
    assert (plan["sessions"], plan["tokens"], plan["entries"]) == (1, 1, 0)
    wrong = admin.post(f"{path}/erasure", json={"confirm": admin.email, **WHY})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/confirm")
    assert admin.get(path).json()["state"] == "active"
    assert admin.post(f"{path}/erasure", json={"confirm": analyst.email.upper(), **WHY}).status_code == 204
    gone = admin.get(path).json()
    assert (gone["state"], gone["name"], gone["roles"], gone["signs_in_by"]) == ("erased", "[erased]", [], [])
    assert analyst.get("/api/v1/session").status_code == 401
    assert [one["id"] for one in admin.get("/api/v1/people?state=erased").json()["items"]] == [gone["id"]]
    # An empty account is nobody's: it can't be filled again.
    scope = {"rev": gone["rev"], "roles": ["msl"], "regions": None}
    for answer in (
        admin.patch(path, json=scope),
        admin.post(f"{path}/readmission", json={"rev": gone["rev"]}),
        admin.post(f"{path}/links"),
        admin.get(f"{path}/erasure"),
    ):
        assert answer.status_code == 409, answer.text
    credentials = {"email": analyst.email, "password": PASSWORD}
    assert analyst.post("/api/v1/session", json=credentials).status_code == 401


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_nobody_erases_themselves(admin: PersonClient, sign_in: SignIn) -> None:
    sign_in("admin")
    path = f"/api/v1/people/{admin.person['id']}/erasure"
    assert admin.get(path).status_code == 409
    assert admin.post(path, json={"confirm": admin.email, **WHY}).status_code == 409
