"""What a lead reads as signals, on both databases: true figures, the entries behind them, and what was decided."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import FastAPI

from app.signals import judged, routes
from tests.fixtures.entries import store_entries
from tests.fixtures.people import PersonClient, SignIn

TODAY = date(2026, 11, 18)  # a Wednesday
MONDAY = date(2026, 11, 16)
USUAL = ["referral", "guideline_uptake", "guideline_uptake", "diagnostic_pathway"]


@pytest.fixture(autouse=True)
def wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "today", lambda _settings: TODAY)


def entry(weeks_ago: int, barrier: str, region: str, number: int = 0, **more: Any) -> dict[str, Any]:
    day = MONDAY - timedelta(weeks=weeks_ago)
    return {
        "visited_on": day.isoformat(),
        "barrier": barrier,
        "region": region,
        "hcp_ref": f"hcp-{number}",
    } | more


@pytest.fixture
def authors(app: FastAPI, sign_in: SignIn) -> list[str]:
    """Three MSLs, and more than a year of quiet weeks in two countries."""
    ids = [sign_in("msl", regions=["sweden"]).person["id"] for _ in range(3)]
    for number, author in enumerate(ids):
        rows = [
            entry(back, barrier, region)
            for back in range(number, 62, 3)
            for region in ("sweden", "italy")
            for barrier in USUAL
        ]
        store_entries(app, author, rows)
    return ids


def rise(app: FastAPI, authors: list[str], region: str = "sweden") -> None:
    for number in range(12):
        more = {"hco_ref": f"hco-{number % 4}", "text": f"Seen {number}."}
        store_entries(
            app, authors[number % len(authors)], [entry(number % 4, "referral", region, number, **more)]
        )


def ask(client: PersonClient) -> dict[str, Any]:
    answer = client.get("/api/v1/signals")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def listed(client: PersonClient, signal: dict[str, Any]) -> int:
    period = {"from": signal["from"], "to": signal["to"], "limit": 1}
    total: int = client.get("/api/v1/entries", params=signal["filters"] | period).json()["total"]
    return total


def test_a_quiet_year_has_no_signals(lead: PersonClient, authors: list[str]) -> None:
    found = ask(lead)
    assert (found["items"], found["one_voice"]) == ([], 0)
    assert found["watched"] > 6


def test_a_rise_is_found_where_it_is_with_the_entries_behind_it(
    app: FastAPI, lead: PersonClient, sign_in: SignIn, authors: list[str]
) -> None:
    rise(app, authors)
    found = [signal for signal in ask(lead)["items"] if signal["kind"] == "rise"]
    (signal,) = [one for one in found if one["key"].get("region")]
    assert signal["key"]["barrier"] == "referral"
    assert signal["key"]["region"] in ("sweden", "nordics")
    assert (signal["weeks"], signal["to"]) == (4, "2026-11-22")
    assert signal["count"] == 16 == listed(lead, signal)
    assert 4 < signal["usual"] < 9
    assert signal["corroboration"] == {"hcps": 12, "hcos": 4, "authors": 3}
    assert [week["count"] for week in signal["series"]][-5:] == [1, 4, 4, 4, 4]
    assert len(signal["series"]) == 26
    assert all(one["count"] == listed(lead, one) for one in found)
    behind = lead.get(
        "/api/v1/signals/corroboration",
        params=signal["filters"] | {"from": signal["from"], "to": signal["to"]},
    )
    assert behind.json() == {"entries": 16} | signal["corroboration"]
    nordic, southern = (ask(sign_in("lead", regions=[region])) for region in ("nordics", "italy"))
    assert signal["id"] in [one["id"] for one in nordic["items"]]
    assert all(one["count"] == listed(lead, one) for one in nordic["items"])
    assert southern["items"] == []


def test_one_loud_voice_is_no_signal(app: FastAPI, lead: PersonClient, authors: list[str]) -> None:
    rise(app, authors[:1])
    found = ask(lead)
    assert found["items"] == []
    assert found["one_voice"] >= 1


def test_a_new_word_of_several_people_is_a_signal(
    app: FastAPI, lead: PersonClient, authors: list[str]
) -> None:
    for number in range(9):
        row = entry(number % 3, "guideline_uptake", "italy", number, text=f"Voucher expired: {number}.")
        store_entries(app, authors[number % 3], [row])
    words = [signal for signal in ask(lead)["items"] if signal["kind"] == "word"]
    assert words[0]["term"] == "voucher expired"
    assert words[0]["count"] == 9 == listed(lead, words[0])
    assert words[0]["corroboration"]["authors"] == 3
    assert sum(week["count"] for week in words[0]["series"]) == 9


def test_what_a_lead_decided_stands_for_all_leads_and_in_the_trail(
    app: FastAPI, lead: PersonClient, sign_in: SignIn, authors: list[str]
) -> None:
    rise(app, authors)
    signal = ask(lead)["items"][0]
    path = f"/api/v1/signals/{signal['id']}/judgements"
    assert signal["judgement"] is None
    assert lead.post(path, json={"verdict": "dismissed"}).status_code == 422
    assert lead.post(path, json={"verdict": "watching"}).status_code == 204
    reason = "One clinic's new form asks for it."
    assert lead.post(path, json={"verdict": "dismissed", "reason": reason}).status_code == 204
    decided = {one["id"]: one for one in ask(sign_in("lead"))["items"]}[signal["id"]]["judgement"]
    assert (decided["verdict"], decided["reason"], decided["by"]["id"]) == (
        *("dismissed", reason),
        lead.person["id"],
    )
    with app.state.database.read() as session:
        lines = session.connection().exec_driver_sql(
            "SELECT object_id FROM audit_event WHERE action = 'signal:judged'"
        )
        assert lines.scalars().all() == [signal["id"]] * 2


def test_only_signals_that_are_there_are_judged(lead: PersonClient, msl: PersonClient) -> None:
    path = f"/api/v1/signals/{'0' * 32}/judgements"
    assert lead.post(path, json={"verdict": "seen"}).status_code == 404
    assert msl.post(path, json={"verdict": "seen"}).status_code == 403
    assert msl.get("/api/v1/signals").status_code == 403


@pytest.mark.parametrize(("decided", "stands"), [("2026-10-25", False), ("2026-10-26", True)])
def test_a_judgement_lapses_when_none_of_what_was_judged_is_left(decided: str, stands: bool) -> None:
    at = datetime.fromisoformat(f"{decided}T12:00:00+00:00")
    row = SimpleNamespace(at=at, verdict="seen", reason=None, person_id="1", name="One")
    assert (judged.standing(row, "2026-10-26") is not None) is stands


def test_who_prepares_a_visit_hears_what_rises_there_in_figures_alone(
    app: FastAPI, sign_in: SignIn, authors: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rise(app, authors)
    sunday = MONDAY + timedelta(days=6)
    monkeypatch.setattr(routes, "today", lambda _settings: sunday + timedelta(days=1))
    msl = sign_in("msl", regions=["sweden"])
    found = msl.get("/api/v1/signals/rising").json()
    assert found["as_of"] == sunday.isoformat()
    place = {"region": "sweden"}
    assert [one["key"] for one in found["items"]] == [
        place | {"barrier": "referral"},
        {"barrier": "referral"},
    ]
    one, _ = found["items"]
    assert (one["weeks"], one["count"], one["to"]) == (4, 16, sunday.isoformat())
    assert set(one) == {"key", "weeks", "from", "to", "count", "usual"}, "no words, no author"
    store_entries(app, authors[0], [entry(-1, "referral", "sweden")])
    monkeypatch.setattr(routes, "today", lambda _settings: sunday + timedelta(days=7))
    assert msl.get("/api/v1/signals/rising").json() == found, (
        "a running week would tell one entry from the next"
    )
    app.state.settings.trends.small_cell = 17
    assert msl.get("/api/v1/signals/rising").json()["items"] == []
    assert sign_in("msl", regions=["italy"]).get("/api/v1/signals/rising").json()["items"] == []
