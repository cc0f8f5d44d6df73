"""Fifty planted secrets and names, sent wherever one can type: none stands in a log, an error or the trail."""

import logging
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from starlette.testclient import TestClient

from app.audit.models import AuditEvent
from app.kit.tables import table
from tests.fixtures.field import Phone
from tests.fixtures.people import PersonClient

PLANTED = [f"Zebrahorn{at:02d}Quillfeather" for at in range(50)]


class Answers:
    """Every answer to a request that carried something planted."""

    def __init__(self) -> None:
        self.left = list(PLANTED)
        self.errors: list[str] = []
        self.statuses: list[int] = []

    def one(self) -> str:
        """The next that was not sent yet."""
        return self.left.pop()

    def keep(self, *answers: Any) -> None:
        for answer in answers:
            self.statuses.append(answer.status_code)
            if answer.status_code >= 400:
                self.errors.append(answer.text + str(answer.headers))


def test_nothing_planted_comes_up_anywhere(
    app: FastAPI,
    client: TestClient,
    phone_of_msl: Phone,
    lead: PersonClient,
    admin: PersonClient,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    said = Answers()
    at_the_door(client, said)
    on_the_phone(phone_of_msl, said)
    at_the_desk(lead, admin, said)
    what_nobody_foresaw(lead, said, monkeypatch)
    assert said.left == [], "all fifty were sent"
    assert {200, 201, 400, 401, 404, 409, 422, 500} <= set(said.statuses), sorted(set(said.statuses))

    logged = "\n".join(caplog.handler.format(record) for record in caplog.records)
    with app.state.database.read() as session:
        trail = "\n".join(str(tuple(row)) for row in session.execute(select(table(AuditEvent))))
    assert "app.access" in logged
    assert found(logged), "the answers' own client logs each address: the control"
    ours = "\n".join(
        caplog.handler.format(record) for record in caplog.records if not record.name.startswith("httpx")
    )
    assert found(ours) == []
    assert [one for one in said.errors if found(one)] == []
    assert trail
    assert found(trail) == []


def found(text: str) -> list[str]:
    """What of it comes up, in any case."""
    return [one for one in PLANTED if one.lower() in text.lower()]


def at_the_door(client: TestClient, said: Answers) -> None:
    """Who isn't in: addresses, passwords, cookies, tokens, links, headers."""
    one = said.one
    said.keep(
        client.post("/api/v1/session", json={"email": f"{one()}@x.example", "password": one()}),
        client.post("/api/v1/session", json={"email": one(), "password": 7}),
        client.post("/api/v1/session", json={one(): one()}),
        client.post("/api/v1/session", content=f'{{"email": "{one()}'),
        client.get("/api/v1/session", headers={"Cookie": f"__Host-pathnote={one()}"}),
        client.get("/api/v1/entries", headers={"Authorization": f"Bearer pn_{one()}"}),
        client.get("/api/v1/session", headers={"User-Agent": one(), "Referer": f"https://x.example/{one()}"}),
        client.get("/api/v1/session", headers={"X-Request-Id": one(), "X-Forwarded-For": one()}),
        client.post("/api/v1/session/reset", json={"email": f"{one()}@x.example"}),
        client.post("/api/v1/session/password", json={"secret": one(), "password": one()}),
        client.get(f"/api/v1/session/oidc/callback?code={one()}&state={one()}"),
        client.get(f"/{one()}"),
        client.get(f"/api/v1/{one()}"),
    )


def on_the_phone(phone: Phone, said: Answers) -> None:
    """Entries that are taken and such as are refused, field by field."""
    one = said.one
    said.keep(
        phone.send(phone.create(text=one(), so_what=one(), next_step=one(), hcp_ref=one(), hco_ref=one())),
        phone.send(phone.create(text=f"\x00{one()}", barrier=one(), visited_on=one(), evidence=[one()])),
        phone.send(phone.create() | {"kind": one()}),
        phone.send(phone.create() | {one(): one()}),
        phone.client.get("/api/v1/sync/pull", params={"cursor": one()}),
        phone.client.get(f"/api/v1/entries/{one()}"),
    )


def at_the_desk(lead: PersonClient, admin: PersonClient, said: Answers) -> None:
    """Searches, themes, views, tokens, people."""
    one = said.one
    place = {"region": "sweden"}
    theme = {"barrier": "referral", "place": place, "conclusion": one()}
    view = {"name": one(), "page": "insights", "query": {"q": [one()]}}
    said.keep(
        lead.get("/api/v1/entries", params={"q": one()}),
        lead.get("/api/v1/entries", params={"from": one(), "region": one()}),
        lead.post("/api/v1/themes", json=theme),
        lead.post("/api/v1/themes", json=theme | {"barrier": one(), "place": {"region": one()}}),
        lead.post("/api/v1/views", json=view),
        lead.post("/api/v1/views", json=view),
        lead.post("/api/v1/tokens", json={"name": one(), "scopes": [one()], "expires_in_days": 1}),
        lead.post("/api/v1/listening-priorities", json={"label": {"en": one()}, "ends_on": one()}),
        admin.get("/api/v1/people", params={"q": one()}),
    )


def what_nobody_foresaw(lead: PersonClient, said: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the code itself that carries what was typed, as drivers' errors do."""
    secrets = [said.one() for _ in range(len(said.left))]

    def fails(*_given: object, **_named: object) -> None:
        raise ValueError(" ".join(secrets))

    monkeypatch.setattr("app.entries.queries.list_entries", fails)
    said.keep(lead.get("/api/v1/entries"))
