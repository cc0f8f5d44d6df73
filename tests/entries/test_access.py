"""What an actor may not see does not exist, on every path that leads to entries."""

import json
from typing import Any

import pytest

from tests.fixtures.field import Phone
from tests.fixtures.people import PersonClient, SignIn


@pytest.fixture
def two_regions(sign_in: SignIn) -> dict[str, str]:
    """Ids of one entry in each region, by MSLs of their own; the German one has a safety flag."""
    ids = {}
    for region, answer in (("sweden", "no"), ("germany_north", "yes")):
        phone = Phone(sign_in("msl", regions=[region]))
        op = phone.create(text=f"Heard in {region}.", safety_answer=answer)
        phone.push(op)
        ids[region] = op["id"]
    return ids


CASES = {
    "msl of neither": (("msl",), ["italy"], set()),
    "lead of all": (("lead",), None, {"sweden", "germany_north"}),
    "lead of Nordics": (("lead",), ["nordics"], {"sweden"}),
    "lead of DACH": (("lead",), ["dach"], {"germany_north"}),
    "lead of nothing": (("lead",), [], set()),
    "safety": (("safety",), None, {"germany_north"}),
    "safety of Nordics": (("safety",), ["nordics"], set()),
    "lead and safety of Nordics": (("lead", "safety"), ["nordics"], {"sweden"}),
}


@pytest.mark.parametrize("case", CASES)
def test_lists_details_and_histories_agree(sign_in: SignIn, two_regions: dict[str, str], case: str) -> None:
    roles, regions, expected = CASES[case]
    person = sign_in(*roles, regions=regions)
    listed = person.get("/api/v1/entries").json()
    assert {item["id"] for item in listed["items"]} == {two_regions[region] for region in expected}
    assert listed["total"] == len(expected)
    found = person.get("/api/v1/entries", params={"q": "heard"}).json()
    assert found["total"] == len(expected)
    for region, entry_id in two_regions.items():
        status = 200 if region in expected else 404
        assert person.get(f"/api/v1/entries/{entry_id}").status_code == status
        assert person.get(f"/api/v1/entries/{entry_id}/history").status_code == status


def test_an_admin_runs_the_house_and_reads_no_entries(
    admin: PersonClient, two_regions: dict[str, str]
) -> None:
    assert admin.get("/api/v1/entries").status_code == 403
    assert admin.get(f"/api/v1/entries/{two_regions['sweden']}").status_code == 403


def test_filters_narrow_and_a_region_stands_for_all_below_it(sign_in: SignIn, lead: PersonClient) -> None:
    phone = Phone(sign_in("msl", regions=["sweden"]))
    wanted = [
        phone.create(region=region, barrier=barrier, visited_on=day)
        for region in ("sweden_west", "sweden_south", "norway")
        for barrier in ("referral", "guideline_uptake")
        for day in ("2026-03-01", "2026-03-08")
    ]
    phone.push(*wanted)

    def total(**query: Any) -> int:
        number: int = lead.get("/api/v1/entries", params=query).json()["total"]
        return number

    assert total() == 12
    assert total(region="nordics") == 12
    assert total(region="sweden") == 8
    assert total(region=["sweden_west", "norway"]) == 8
    assert total(barrier="referral", region="sweden") == 4
    assert total(**{"from": "2026-03-02"}) == 6
    assert total(to="2026-03-07") == 6
    assert total(barrier=["referral", "guideline_uptake"]) == 12


def test_pages_hold_every_entry_once_newest_visit_first(phone_of_msl: Phone, lead: PersonClient) -> None:
    phone_of_msl.push(*(phone_of_msl.create(visited_on=f"2026-01-{1 + n % 9:02}") for n in range(40)))
    seen: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = lead.get(
            "/api/v1/entries", params={"limit": 7} | ({"cursor": cursor} if cursor else {})
        ).json()
        seen += page["items"]
        assert page["total"] == 40
        cursor = page["next"]
        if cursor is None:
            break
    assert len({item["id"] for item in seen}) == len(seen) == 40
    days = [item["visited_on"] for item in seen]
    assert days == sorted(days, reverse=True)


def test_a_retracted_entry_leaves_the_list_and_keeps_its_address(
    phone_of_msl: Phone, lead: PersonClient
) -> None:
    op = phone_of_msl.create(text="Retract me.")
    phone_of_msl.push(op)
    phone_of_msl.push(phone_of_msl.delete(op["id"], 1, reason="Wrong visit."))
    assert lead.get("/api/v1/entries").json()["total"] == 0
    assert lead.get("/api/v1/entries", params={"q": "retract"}).json()["total"] == 0
    assert lead.get(f"/api/v1/entries/{op['id']}").json()["deleted"] is True


def test_what_is_listed_is_what_the_documentation_says(phone_of_msl: Phone, lead: PersonClient) -> None:
    phone_of_msl.push(phone_of_msl.create())
    documented = lead.get("/api/v1/openapi.json").json()["components"]["schemas"]["EntryOut"]["properties"]
    (item,) = lead.get("/api/v1/entries").json()["items"]
    assert set(item) == set(documented), json.dumps(sorted(set(item) ^ set(documented)))
