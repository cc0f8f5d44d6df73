"""What a lead reads from trends: zeros for quiet weeks, the running one marked, rates on all that was logged."""

from datetime import date, timedelta
from typing import Any

import pytest
from fastapi import FastAPI

from app.trends import routes
from tests.fixtures.entries import store_entries
from tests.fixtures.people import PersonClient, SignIn

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.fixture(autouse=True)
def sunday(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day on which all this is asked."""
    monkeypatch.setattr(routes, "today", lambda _settings: TODAY)


def ask(client: PersonClient, **query: Any) -> dict[str, Any]:
    answer = client.get("/api/v1/trends", params=query)
    assert answer.status_code == 200, answer.text
    trends: dict[str, Any] = answer.json()
    return trends


def test_weeks_by_barrier(app: FastAPI, lead: PersonClient, msl: PersonClient) -> None:
    store_entries(
        app,
        msl.person["id"],
        [
            {"visited_on": "2026-11-20"},
            {"visited_on": "2026-11-16"},
            {"visited_on": "2026-11-06", "barrier": "guideline_uptake"},
            {"visited_on": "2026-11-06", "deleted": True},
            {"visited_on": "2026-11-03", "kind": "nothing_new", "barrier": None, "text": None},
        ],
    )
    trends = ask(lead, **{"from": "2026-11-05"})
    assert trends["from"] == "2026-11-02"
    assert trends["to"] == "2026-11-22"
    assert trends["by"] == ["barrier"]
    assert [(p["label"], p["running"]) for p in trends["periods"]] == [
        ("2026-W45", False),
        ("2026-W46", False),
        ("2026-W47", True),
    ]
    assert [(s["key"]["barrier"], s["total"], s["counts"]) for s in trends["series"]] == [
        ("referral", 2, [0, 0, 2]),
        ("guideline_uptake", 1, [1, 0, 0]),
    ]
    assert (trends["total"], trends["visits"], trends["visits_per_period"]) == (3, 4, [2, 0, 2])


def test_a_filter_on_what_was_heard_leaves_the_visits(
    app: FastAPI, lead: PersonClient, msl: PersonClient
) -> None:
    store_entries(
        app,
        msl.person["id"],
        [
            {"region": "sweden"},
            {"region": "sweden", "barrier": "guideline_uptake"},
            {"region": "sweden", "kind": "nothing_new", "barrier": None, "text": None},
            {"region": "austria"},
        ],
    )
    trends = ask(lead, barrier="referral", q="letters", region="nordics")
    assert (trends["total"], trends["visits"]) == (1, 3)
    assert ask(lead, kind="nothing_new", region="nordics")["visits"] == 3


def test_without_a_range_it_is_the_last_26_weeks(lead: PersonClient) -> None:
    trends = ask(lead)
    assert len(trends["periods"]) == 26
    assert trends["periods"][-1]["running"]
    assert (trends["total"], trends["visits"], trends["series"]) == (0, 0, [])


def test_an_end_alone_is_26_weeks_back(lead: PersonClient) -> None:
    trends = ask(lead, to="2020-01-05")
    assert (trends["from"], trends["to"], len(trends["periods"])) == ("2019-07-08", "2020-01-05", 26)
    assert not any(period["running"] for period in trends["periods"])


def test_a_day_ahead_of_today_is_a_range_of_its_own(lead: PersonClient) -> None:
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    assert [p["start"] for p in ask(lead, step="day", **{"from": tomorrow})["periods"]] == [tomorrow]


def test_the_kind_is_a_dimension_like_others(app: FastAPI, lead: PersonClient, msl: PersonClient) -> None:
    rows: list[dict[str, Any]] = [{}, {"kind": "nothing_new", "barrier": None, "text": None}]
    store_entries(app, msl.person["id"], rows)
    by_kind = ask(lead, by=["kind", "barrier"])
    assert sorted((s["key"]["kind"], s["key"]["barrier"]) for s in by_kind["series"]) == [
        ("nothing_new", None),
        ("observation", "referral"),
    ]
    assert ask(lead, kind="nothing_new")["total"] == 1


def test_a_lead_sees_the_own_regions_alone(app: FastAPI, sign_in: SignIn, msl: PersonClient) -> None:
    store_entries(app, msl.person["id"], [{"region": "sweden_west"}, {"region": "austria"}, {"region": None}])
    trends = ask(sign_in("lead", regions=["nordics"]), by="region")
    assert [(s["key"]["region"], s["total"]) for s in trends["series"]] == [("sweden_west", 1)]
    assert trends["visits"] == 1


def test_who_neither_leads_nor_counts_has_no_trends(safety: PersonClient) -> None:
    assert safety.get("/api/v1/trends").status_code == 403


def test_the_rate_of_a_region_stands_on_its_own_visits(
    app: FastAPI, lead: PersonClient, msl: PersonClient
) -> None:
    quiet = {"kind": "nothing_new", "barrier": None, "text": None}
    rows: list[dict[str, Any]] = [{"region": "sweden"}, {"region": "sweden"} | quiet, {"region": "austria"}]
    store_entries(app, msl.person["id"], rows)
    trends = ask(lead, by=["region", "barrier"], **{"from": "2026-11-16"})
    assert [(s["key"]["region"], s["counts"], s["visits_per_period"]) for s in trends["series"]] == [
        ("austria", [1], [1]),
        ("sweden", [1], [2]),
    ]
    assert {one["visits"] for one in ask(lead, by="barrier")["series"]} == {3}


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"by": ["barrier", "barrier"]}, "/by"),
        ({"by": ["barrier", "region", "kind"]}, "/by"),
        ({"by": "author"}, "/by/0"),
        ({"step": "year"}, "/step"),
        ({"from": "2026-11-22", "to": "2026-11-21"}, "/from"),
        ({"from": "1900-01-01", "to": "2999-12-31"}, "/from"),
        ({"step": "day", "from": "2020-01-01"}, "/from"),
        ({"from": "22.11.2026"}, "/from"),
        ({"nonsense": "1"}, "/nonsense"),
    ],
)
def test_what_can_not_be_asked_is_pointed_at(lead: PersonClient, query: dict[str, Any], pointer: str) -> None:
    answer = lead.get("/api/v1/trends", params=query)
    assert answer.status_code == 422, answer.text
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_the_longest_range_is_answered(lead: PersonClient) -> None:
    assert len(ask(lead, step="quarter", **{"from": "1900-01-01", "to": "2200-12-31"})["periods"]) == 1_204
