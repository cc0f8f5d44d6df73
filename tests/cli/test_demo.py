"""The demo tells the whole loop: themes with evidence, an action, a signal, and journeys for the MSLs."""

import pytest
from fastapi import FastAPI

from app.cli.demo import PASSWORD, install
from app.config import Settings
from tests.fixtures.field import Phone
from tests.fixtures.people import PersonClient
from tests.themes.desk import done


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_demo_shows_each_way_a_theme_can_go(
    app: FastAPI, client: PersonClient, settings: Settings
) -> None:
    install(app.state.database, settings)
    lead, mara = (signed_in(app, f"{name}@demo.example") for name in ("lead", "msl"))
    themes = {one["status"]: one for one in done(lead.get("/api/v1/themes"))["items"]}
    assert set(themes) == {"co_designed", "heard", "closed"}
    assert themes["co_designed"]["cleared"]["by"]["name"] == "Ines Albrecht"
    assert themes["heard"]["corroboration"]["contradicts"]["entries"] == 2
    rise = next(one for one in done(lead.get("/api/v1/signals"))["items"] if one["kind"] == "rise")
    assert rise["key"]["barrier"] == "referral"
    assert rise["corroboration"]["authors"] == 3
    items = Phone(mara).pull()["items"]
    assert {item["kind"] for item in items} >= {"theme", "journey"}
    assert any(item["kind"] == "journey" and item["data"]["heard_back_at"] for item in items)


def signed_in(app: FastAPI, email: str) -> PersonClient:
    theirs = PersonClient(app, base_url="https://testserver", raise_server_exceptions=False)
    theirs.person = done(theirs.post("/api/v1/session", json={"email": email, "password": PASSWORD}))[
        "person"
    ]
    return theirs
