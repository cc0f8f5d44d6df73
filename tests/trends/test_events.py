"""What happened meanwhile: listening priorities for everybody, actions for whoever sees their theme."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import update

from app.kit.tables import column, table
from app.themes.models import ActionRevision, ThemeAction
from app.trends import routes
from tests.fixtures.people import PersonClient, SignIn
from tests.themes.desk import act, change_action, make


@pytest.fixture(autouse=True)
def sunday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "today", lambda _settings: date(2026, 11, 22))


def told(client: PersonClient, **query: Any) -> list[tuple[str, str, str]]:
    answer = client.get("/api/v1/trends/events", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.json()["left_off"] == 0
    return [(one["on"], one["kind"], one["what"] or one["label"]["en"]) for one in answer.json()["items"]]


def at(app: FastAPI, action: dict[str, Any], agreed: str, *changes: str) -> None:
    """An action as if it had been agreed and changed on these days, late in the evening of the north."""
    with app.state.database.write() as session:
        for rev, day in enumerate((agreed, *changes), start=action["rev"]):
            moment = datetime.fromisoformat(f"{day}T23:30:00").replace(tzinfo=UTC)
            revision = column(ActionRevision.action_id) == action["id"], column(ActionRevision.rev) == rev
            session.execute(update(table(ActionRevision)).where(*revision).values(at=moment))
            changed = {"at": moment, "changed_at": moment} if rev == action["rev"] else {"changed_at": moment}
            session.execute(
                update(table(ThemeAction)).where(column(ThemeAction.id) == action["id"]).values(**changed)
            )


def test_a_lead_sees_what_was_agreed_and_done_in_own_regions_and_around_them(
    app: FastAPI, lead: PersonClient, msl: PersonClient, analyst: PersonClient, sign_in: SignIn
) -> None:
    for place, what in (
        ({"region": "sweden"}, "A"),
        ({"region": "nordics"}, "B"),
        ({"region": "italy"}, "C"),
    ):
        theme = make(lead, place=place)
        action = act(lead, theme["id"], what=what)
        done = change_action(lead, theme["id"], action, status="done", outcome="It is there.")
        change_action(lead, theme["id"], done, outcome="It is there, and used.")
        at(app, action, "2026-10-04", "2026-11-10", "2026-11-20")
    agreed = [("2026-10-05", "action_agreed", what) for what in "AB"]
    done_on = [("2026-11-11", "action_done", what) for what in "AB"]
    assert told(sign_in("lead", regions=["sweden"])) == agreed + done_on
    italian = sign_in("lead", regions=["italy"])
    assert {what for *_, what in told(italian)} == {"C"}
    assert told(italian, region="sweden") == []
    assert {what for *_, what in told(lead)} == {"A", "B", "C"}
    assert told(lead, region="sweden", **{"from": "2026-11-01"}) == done_on
    assert told(lead, barrier="referral") == []
    assert len(told(lead, barrier="diagnostic_pathway", therapeutic_area="oncology", q="letter")) == 6
    assert told(msl) == told(analyst) == []


def test_everybody_hears_of_listening_priorities_and_of_none_that_was_taken_back(
    lead: PersonClient, msl: PersonClient
) -> None:
    def ask(name: str, **days: str) -> str:
        body = {"label": {"en": name, "de": name}, **days}
        answer = lead.post("/api/v1/listening-priorities", json=body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["code"])

    ask("Waiting", starts_on="2026-10-05", ends_on="2026-11-01")
    letters = ask("Letters", starts_on="2026-09-01", ends_on="2027-03-01")
    never = ask("Never asked", starts_on="2027-05-01")
    assert lead.delete(f"/api/v1/listening-priorities/{never}").status_code == 204
    begun = ("2026-09-01", "priority_started", "Letters")
    waiting = [("2026-10-05", "priority_started", "Waiting"), ("2026-11-01", "priority_ended", "Waiting")]
    assert told(lead) == told(msl) == [begun, *waiting]
    assert told(lead, listening_priority=letters) == [begun]
    assert told(lead, **{"from": "2026-10-06", "to": "2026-11-01"}) == waiting[1:]
    backwards = {"from": "2026-11-02", "to": "2026-11-01"}
    assert lead.get("/api/v1/trends/events", params=backwards).status_code == 422
