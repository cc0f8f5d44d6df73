"""The trail as administrators read it: narrowed down, in pages, and never unnoticed."""

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from app.admin import trail_queries
from app.audit.actions import Action
from tests.fixtures.people import PersonClient

PATH = "/api/v1/audit"
STATIC = Path(__file__).parents[2] / "static"


def lines(person: PersonClient, **asked: Any) -> list[dict[str, Any]]:
    answer = person.get(PATH, params=asked)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def test_each_filter_narrows_it_down(admin: PersonClient, lead: PersonClient) -> None:
    token = lead.post(
        "/api/v1/tokens", json={"name": "Nightly", "scopes": ["export:read"], "expires_in_days": 9}
    )
    [made] = lines(admin, actor=lead.person["id"], action="token:created")
    assert (made["actor"], made["object"]) == (
        {"id": lead.person["id"], "name": lead.person["name"]},
        {"kind": "token", "id": token.json()["id"], "name": None},
    )
    assert made["facts"] == {"scopes": ["export:read"], "days": 9}
    assert lines(admin, object_kind="token") == lines(admin, object_id=token.json()["id"]) == [made]
    assert lines(admin, request_id=made["request_id"]) == [made]
    assert lines(admin, object_id=lead.person["id"])[0]["object"]["name"] == lead.person["name"]
    assert made in lines(admin, **{"from": "2000-01-01", "to": "2999-12-30"})
    assert lines(admin, to="2000-01-01") == lines(admin, **{"from": "2999-01-01"}) == []
    for wrong in ({"action": "person:forgotten"}, {"actor": "Anna"}, {"to": "2026-13-01"}, {"who": "Anna"}):
        assert admin.get(PATH, params=wrong).status_code == 422, wrong
    assert admin.get(PATH, params={"cursor": "nonsense"}).status_code == 400


def test_a_reading_stands_in_it_once_however_many_pages(admin: PersonClient, lead: PersonClient) -> None:
    whole = lines(admin)
    first = admin.get(PATH, params={"limit": 2}).json()
    second = admin.get(PATH, params={"limit": 2, "cursor": first["next"]}).json()
    assert [line["no"] for line in first["items"]][1:] == [whole[0]["no"]]
    assert [line["no"] for line in second["items"]] == [line["no"] for line in whole[1:3]]
    readings = lines(admin, action="trail:read")
    assert [(line["actor"]["id"], line["facts"]) for line in readings] == [
        (admin.person["id"], {"by": []}),
        (admin.person["id"], {"by": []}),
    ]
    assert lines(admin, action="trail:read")[0]["facts"] == {"by": ["action"]}
    assert lead.get(PATH).status_code == lead.get(f"{PATH}/check").status_code == 403


def test_the_page_has_a_sentence_for_each_action_and_a_name_to_look_for_it_by() -> None:
    offered = set(
        re.findall(r'"([a-z-]+:[a-z-]+)"', (STATIC / "screens" / "admin-audit-words.js").read_text())
    )
    assert offered == set(Action)
    words = (STATIC / "messages" / "trail.en.js").read_text()
    assert [
        one for one in Action if f'"trail.say.{one}"' not in words or f'"trail.name.{one}"' not in words
    ] == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_chain_is_followed_in_parts_and_a_changed_line_named(
    app: FastAPI, admin: PersonClient, lead: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail_queries, "CHECKED_AT_ONCE", 2)
    after, checked = 0, 0
    while True:
        part = admin.get(f"{PATH}/check", params={"after": after}).json()
        assert part["broken"] is None
        after, checked = part["checked_to"], checked + part["lines"]
        if not part["more"]:
            break
    assert (after, checked) == (part["head"]["no"], len(lines(admin)))

    monkeypatch.setattr(trail_queries, "CHECKED_AT_ONCE", 50)
    with app.state.database.write() as session:
        session.execute(text("DROP TRIGGER audit_event_no_update"))
        session.execute(text("UPDATE audit_event SET action = 'token:revoked' WHERE no = 2"))
    assert admin.get(f"{PATH}/check").json() | {"head": None} == {
        "lines": 2,
        "checked_to": 2,
        "broken": 2,
        "more": False,
        "head": None,
    }
