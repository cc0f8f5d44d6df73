"""The number clicked and the number listed are equal: for random entries, slices and filters, on both databases."""

from datetime import date, timedelta
from typing import Any

from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fixtures.entries import store_entries
from tests.fixtures.people import PersonClient, SignIn

FIRST = date(2026, 8, 1)
CODES: dict[str, list[Any]] = {
    "barrier": ["referral", "guideline_uptake", "other_unsure"],
    "sub_barrier": ["feedback_gap", "inertia", "other_unsure", None],
    "region": ["nordics", "sweden", "sweden_west", "germany", None],  # a root, a node and a leaf of one tree
    "therapeutic_area": ["hepatology", "cardiology", None],
    "stakeholder_type": ["gp", None],
    "hco_type": ["gp_practice", None],
    "channel": ["remote", None],
    "listening_priority": [None],
}
ABOUT_VISITS = {"region_only", "therapeutic_area", "stakeholder_type", "hco_type", "channel"}
ABOUT_WORDS = {"barrier", "sub_barrier", "listening_priority"}
WORDS = ["letters", "plan", "test queue", "Größe", "zzz"]
DAYS = st.integers(0, 90).map(lambda days: (FIRST + timedelta(days=days)).isoformat())

entry = st.fixed_dictionaries(
    {name: st.sampled_from(codes) for name, codes in CODES.items()}
    | {
        "kind": st.sampled_from(["observation", "observation", "nothing_new", "reaction"]),
        "visited_on": DAYS,
        "text": st.sampled_from(WORDS),
        "theme_id": st.just("0190b6a4-7c1e-7d2a-9f00-3a5be2c41d77"),
        "stance": st.just("supports"),
        "deleted": st.sampled_from([False, False, False, True]),
    }
)
some = {
    name: st.lists(st.sampled_from([c for c in codes if c]), max_size=2)
    for name, codes in CODES.items()
    if codes[0]
}
filters = st.fixed_dictionaries(
    {},
    optional=some
    | {
        "kind": st.lists(st.sampled_from(["observation", "nothing_new", "reaction"]), max_size=2),
        "missing": st.lists(st.sampled_from(["region", "therapeutic_area"]), max_size=1),
        "q": st.sampled_from(["letters", "pl", '"test queue"', "grosse"]),
    },
)
question = st.fixed_dictionaries(
    {
        "by": st.lists(st.sampled_from([*CODES, "kind"]), min_size=1, max_size=2, unique=True),
        "step": st.sampled_from(["day", "week", "month", "quarter"]),
        "from": DAYS,
    }
)


def test_each_cell_lists_what_it_counts(app: FastAPI, sign_in: SignIn) -> None:
    author = sign_in("msl").person["id"]
    leads = [sign_in("lead"), sign_in("lead", regions=["nordics"])]

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(st.lists(entry, max_size=8), question, filters, st.sampled_from(leads), st.data())
    def property_holds(
        more: list[dict[str, Any]],
        asked: dict[str, Any],
        narrowed: dict[str, Any],
        lead: PersonClient,
        data: st.DataObject,
    ) -> None:
        if more:
            store_entries(app, author, more)
        trends = lead.get("/api/v1/trends", params=asked | narrowed | {"to": "2026-11-15"}).json()
        whole = narrowed | {"from": trends["from"], "to": trends["to"]}
        heard = {} if "kind" in asked["by"] or narrowed.get("kind") else {"kind": ["observation", "reaction"]}
        assert trends["total"] == listed(lead, whole | heard)
        about_visits = {n: v for n, v in whole.items() if n not in ("kind", "barrier", "sub_barrier", "q")}
        assert trends["visits"] == listed(lead, about_visits)
        assert trends["total"] == sum(one["total"] for one in trends["series"])
        for one in trends["series"][:5]:
            assert one["total"] == sum(one["counts"]) == listed(lead, whole | one["filters"])
            at = data.draw(st.integers(0, len(one["counts"]) - 1))
            period = {"from": trends["periods"][at]["start"], "to": trends["periods"][at]["end"]}
            assert one["counts"][at] == listed(lead, narrowed | one["filters"] | period)
            where = {n: v for n, v in one["filters"].items() if n in ABOUT_VISITS}
            if "missing" in one["filters"]:
                where |= {"missing": [n for n in one["filters"]["missing"] if n not in ABOUT_WORDS]}
            assert one["visits_per_period"][at] == listed(lead, about_visits | where | period)

    property_holds()


def listed(lead: PersonClient, query: dict[str, Any]) -> int:
    """How many entries the list says there are."""
    answer = lead.get("/api/v1/entries", params=query | {"limit": 1})
    assert answer.status_code == 200, answer.text
    total: int = answer.json()["total"]
    return total
