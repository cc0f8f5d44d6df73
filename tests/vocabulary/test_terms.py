"""Code lists in an administrator's hands: phones get each change, entries keep what they were filed under."""

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from app.audit.models import AuditEvent
from app.audit.queries import broken_lines
from app.kit.tables import table
from tests.fixtures.commands import run
from tests.fixtures.field import Phone
from tests.fixtures.people import PersonClient

LABEL = {"en": "Waiting list closed", "de": "Warteliste geschlossen"}


def path(name: str, code: str = "", done: str = "") -> str:
    return "/".join(filter(None, ["/api/v1/vocabularies", name, "terms", code, done]))


def version(person: PersonClient, name: str) -> int:
    return next(
        one["version"]
        for one in person.get("/api/v1/vocabularies").json()["vocabularies"]
        if one["name"] == name
    )


def on_phone(phone: Phone, cursor: str, name: str) -> dict[str, dict[str, Any]]:
    """The terms of a list as they came with the pull after `cursor`."""
    [item] = [item for item in phone.pull(cursor)["items"] if item["id"] == name]
    return {term["code"]: term for term in item["data"]["terms"]}


def test_a_term_from_its_making_to_its_end_and_back(
    app: FastAPI, admin: PersonClient, phone_of_msl: Phone
) -> None:
    cursor = phone_of_msl.pull()["cursor"]
    now = version(admin, "sub_barrier")
    made = admin.post(path("sub_barrier"), json={"version": now, "parent": "referral", "label": LABEL})
    assert made.status_code == 201, made.text
    terms = on_phone(phone_of_msl, cursor, "sub_barrier")
    beside = [code for code, term in terms.items() if term["parent"] == "referral"]
    assert (beside[-1], terms["waiting_list_closed"]["label"]) == ("waiting_list_closed", LABEL)
    assert list(terms)[-1] == "other_unsure", "what fits nowhere else is offered last"
    [filed] = phone_of_msl.push(phone_of_msl.create(sub_barrier="waiting_list_closed"))
    assert filed["status"] == "applied"

    one = path("sub_barrier", "waiting_list_closed")
    changed = admin.patch(
        one, json={"version": now + 1, "label": {"en": "List closed", "de": LABEL["de"]}, "place": 0}
    )
    of_referral = [term for term in changed.json()["terms"] if term["parent"] == "referral"]
    assert of_referral[0]["label"]["en"] == "List closed"
    assert [term["code"] for term in of_referral][1:] == beside[:-1]
    assert admin.patch(one, json={"version": now + 2, "place": 0}).json()["version"] == now + 2

    cursor = phone_of_msl.pull()["cursor"]
    assert admin.post(f"{one}/retire", json={"version": now + 2}).status_code == 200
    assert on_phone(phone_of_msl, cursor, "sub_barrier")["waiting_list_closed"]["retired"] is True
    assert phone_of_msl.pull_entries()[0]["data"]["sub_barrier"] == "waiting_list_closed"
    again = {"version": now + 3, "parent": "referral", "label": LABEL, "code": "waiting_list_closed"}
    assert admin.post(path("sub_barrier"), json=again).json()["errors"][0]["pointer"] == "/code"
    restored = admin.post(f"{one}/restore", json={"version": now + 3}).json()
    assert (restored["version"], [term for term in restored["terms"] if term["retired"]]) == (now + 4, [])

    with app.state.database.read() as session:
        lines = session.execute(select(table(AuditEvent)).where(table(AuditEvent).c.object_kind == "term"))
        assert [(line.action, line.actor_id, line.object_id, line.facts) for line in lines] == [
            (
                f"term:{done}",
                admin.person["id"],
                "waiting_list_closed",
                {"vocabulary": "sub_barrier", **facts},
            )
            for done, facts in [
                ("created", {}),
                ("changed", {"fields": ["label.en", "place"]}),
                ("retired", {}),
                ("restored", {}),
            ]
        ]
        assert list(broken_lines(session)) == []


def test_who_comes_second_is_told_and_nothing_is_lost(admin: PersonClient, lead: PersonClient) -> None:
    now = version(admin, "channel")
    given = {"version": now, "label": {"en": "By phone"}}
    assert admin.post(path("channel"), json=given).status_code == 201
    second = admin.patch(path("channel", "remote"), json={"version": now, "label": {"en": "Video"}})
    assert (second.status_code, second.json()["type"]) == (409, "/problems/vocabulary-changed")
    assert second.json()["version"] == now + 1
    assert lead.post(path("channel"), json=given).status_code == 403


# List, term and what is done, what is sent, and the field that is pointed at; none where the whole is not possible.
REFUSED: list[tuple[str, str, dict[str, Any], str | None]] = [
    ("barrier", "", {"label": LABEL}, None),
    ("barrier", "referral/retire", {}, None),
    ("sub_barrier", "other_unsure/retire", {}, None),
    ("region", "germany/retire", {}, None),
    ("listening_priority", "", {"label": LABEL}, None),
    ("sub_barrier", "", {"label": LABEL}, "/parent"),
    ("sub_barrier", "", {"label": LABEL, "parent": "other_unsure"}, "/parent"),
    ("region", "", {"label": LABEL, "parent": "germany_north"}, "/parent"),
    ("region", "", {"label": LABEL, "parent": "atlantis"}, "/parent"),
    ("channel", "", {"label": LABEL, "parent": "remote"}, "/parent"),
    ("channel", "", {"label": LABEL, "code": "1st"}, "/code"),
    ("channel", "", {"label": LABEL, "code": "Remote"}, "/code"),
    ("channel", "", {"label": {"en": " "}}, "/label/en"),
]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_the_domain_holds_fast_is_refused_in_a_sentence(admin: PersonClient) -> None:
    for name, code, sent, pointer in REFUSED:
        answer = admin.post(path(name, code), json={"version": 1, **sent})
        assert answer.status_code == (409 if pointer is None else 422), (name, code, sent)
        assert answer.json()["detail"]
        assert pointer is None or answer.json()["errors"][0]["pointer"] == pointer
    before = admin.get("/api/v1/vocabularies").json()["version"]
    assert before == len(admin.get("/api/v1/vocabularies").json()["vocabularies"]), "nothing was changed"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_barrier_is_called_something_else_and_stays_where_it_is(admin: PersonClient) -> None:
    one = path("barrier", "referral")
    changed = admin.patch(one, json={"version": 1, "label": {"en": "Sent on"}})
    assert changed.json()["terms"][2]["label"] == {"en": "Sent on", "de": "Sent on"}
    assert admin.patch(one, json={"version": 2, "place": 0}).status_code == 409


def test_a_new_territory_is_in_scope_of_who_answers_for_the_country(
    admin: PersonClient, sign_in: Any, phone_of_msl: Phone
) -> None:
    now = version(admin, "region")
    given = {"version": now, "code": "sweden_north", "parent": "sweden", "label": {"en": "Northern Sweden"}}
    assert admin.post(path("region"), json=given).status_code == 201
    phone_of_msl.push(phone_of_msl.create(region="sweden_north"))
    inside, outside = sign_in("lead", regions=["nordics"]), sign_in("lead", regions=["dach"])
    totals = [one.get("/api/v1/entries").json()["total"] for one in (inside, outside)]
    assert totals == [1, 0]
    one = path("region", "sweden_north", "retire")
    assert admin.post(one, json={"version": now + 1}).status_code == 200
    assert inside.get("/api/v1/entries", params={"region": "sweden"}).json()["total"] == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_command_line_does_the_same(data: Path, database_url: str) -> None:
    run(data, "users", "invite", "anna@b.example", "--name", "Anna", "--role", "admin")
    by = ("--by", "anna@b.example")
    assert "sub_barrier" in run(data, "vocabulary", "list")[1]
    made = run(data, "vocabulary", "add", "channel", "--en", "By phone", "--de", "Am Telefon", *by)
    assert made == (0, "Added: by_phone. Phones offer it after their next pull.\n")
    assert run(data, "vocabulary", "rename", "channel", "by_phone", "--en", "On the phone", *by)[0] == 0
    assert run(data, "vocabulary", "retire", "channel", "by_phone", *by)[0] == 0
    assert "by_phone: On the phone – retired" in run(data, "vocabulary", "list", "channel")[1]
    assert run(data, "vocabulary", "restore", "channel", "by_phone", *by)[0] == 0
    assert run(data, "vocabulary", "add", "channel", "--en", "X", "--code", "1st", *by) == (
        2,
        "code: Must begin with a letter from a to z.",
    )
    assert run(data, "vocabulary", "retire", "barrier", "referral", *by)[0] == 2
    assert run(data, "vocabulary", "retire", "channel", "remote", "--by", "eve@b.example")[0] == 2
