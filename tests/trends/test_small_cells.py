"""Who may not read entries gets counts from which no small one can be worked out, and only of their own regions."""

from datetime import date
from itertools import product
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st

from app.trends import routes
from app.trends.small_cells import hidden
from tests.fixtures.entries import store_entries
from tests.fixtures.people import PersonClient, SignIn


@pytest.fixture(autouse=True)
def a_sunday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "today", lambda _settings: date(2026, 11, 22))


def month(barrier: str, many: int, day: str = "2026-10-15", region: str = "sweden") -> list[dict[str, Any]]:
    return [{"visited_on": day, "barrier": barrier, "region": region}] * many


def ask(client: PersonClient, **query: Any) -> dict[str, Any]:
    answer = client.get("/api/v1/trends", params={"from": "2026-10-01", "to": "2026-10-31"} | query)
    assert answer.status_code == 200, answer.text
    trends: dict[str, Any] = answer.json()
    return trends


def counts(trends: dict[str, Any]) -> dict[str, list[int | None]]:
    return {one["key"]["barrier"]: one["counts"] for one in trends["series"]}


def test_an_msl_sees_the_counts_of_the_own_region_without_small_ones(
    app: FastAPI, lead: PersonClient, msl: PersonClient
) -> None:
    rows = month("referral", 9) + month("guideline_uptake", 2) + month("diagnostic_pathway", 6)
    store_entries(app, lead.person["id"], rows + month("referral", 40, region="italy"))
    seen = ask(msl)
    assert seen["step"] == "month"
    # 2 is small; hidden alone it would follow from the visits, so the next smallest goes with it.
    assert counts(seen) == {"referral": [9], "guideline_uptake": [None], "diagnostic_pathway": [None]}
    assert (seen["total"], seen["visits_per_period"]) == (9, [17])
    assert seen["small_cells"] == {"below": 5, "hidden": 2}
    assert counts(ask(lead))["guideline_uptake"] == [0, 0, 2, 0, 0]
    assert ask(lead)["small_cells"] is None


def test_a_quarter_says_no_more_than_its_months(app: FastAPI, lead: PersonClient, msl: PersonClient) -> None:
    rows = month("referral", 2) + month("other_unsure", 8)
    rows += month("referral", 9, "2026-11-05") + month("other_unsure", 9, "2026-11-05")
    store_entries(app, lead.person["id"], rows)
    quarters = ask(msl, step="quarter")
    assert (quarters["from"], quarters["to"]) == ("2026-10-01", "2026-12-31")
    assert counts(quarters) == {"referral": [None], "other_unsure": [None]}
    assert counts(ask(msl, to="2026-11-30"))["referral"] == [None, 9]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"step": "week"}, "/step"),
        ({"by": ["barrier", "region"]}, "/by"),
        ({"barrier": "referral"}, "/barrier"),
        ({"region": "sweden"}, "/region"),
        ({"q": "letter"}, "/q"),
        ({"author": "0199a0c4-7c1e-7d2a-9f00-3a5be2c41d77"}, "/author"),
        ({"missing": "region"}, "/missing"),
    ],
)
def test_no_other_cut_of_the_same_numbers(msl: PersonClient, query: dict[str, Any], pointer: str) -> None:
    answer = msl.get("/api/v1/trends", params=query)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_a_token_for_trends_alone_hides_and_one_that_exports_does_not(
    app: FastAPI, sign_in: SignIn, analyst: PersonClient
) -> None:
    store_entries(app, sign_in("msl").person["id"], month("referral", 3))
    shown = []
    for scopes in (["trends:read"], ["trends:read", "export:read"]):
        made = analyst.post("/api/v1/tokens", json={"name": "x", "scopes": scopes, "expires_in_days": 1})
        bearer = {"Authorization": f"Bearer {made.json()['token']}"}
        query = {"from": "2026-10-01", "to": "2026-10-31", "step": "month"}
        shown.append(counts(analyst.get("/api/v1/trends", params=query, headers=bearer).json()))
    assert shown == [{"referral": [None]}, {"referral": [3]}]


@given(st.lists(st.integers(0, 12), max_size=5))
def test_nothing_hidden_follows_from_the_sum_and_the_rest(cells: list[int]) -> None:
    """Everything that fits the sum and the shown counts is tried: each hidden one could be several."""
    gone = hidden(dict(enumerate(cells)), 5)
    assert {at for at, count in enumerate(cells) if 0 < count < 5} <= gone
    if sum(cells) < 5:
        return  # Such a sum is hidden itself.
    left = sum(cells[at] for at in gone)
    fits = [guess for guess in product(range(1, left + 1), repeat=len(gone)) if sum(guess) == left]
    for place in range(len(gone)):
        assert len({guess[place] for guess in fits}) > 1


def test_a_part_with_a_known_sum_is_safe_by_itself() -> None:
    cells = {"a": 3, "b": 20, "c": 4, "d": 30}
    assert hidden(cells, 5) == {"a", "c"}
    assert hidden(cells, 5, [["a", "b"], ["c", "d"]]) == {"a", "b", "c", "d"}
