"""Kept counts are what a recount says, whatever happened to the entries, and in the very next answer."""

import random
from typing import Any

from fastapi import FastAPI

from app.entries import tallies
from tests.fixtures.field import Phone
from tests.fixtures.people import PersonClient

DAYS = [
    "2026-09-28",
    "2026-09-30",
    "2026-10-01",
    "2026-10-04",
    "2026-10-05",
]  # one week in two months, and the next
REGIONS = ["sweden", "norway", None]
BARRIERS = ["referral", "guideline_uptake"]
AREAS = ["hepatology", None]


def wrong(app: FastAPI) -> int:
    with app.state.database.read() as session:
        return tallies.wrong(session)


def heard(lead: PersonClient) -> int:
    query = {"from": "2026-09-28", "to": "2026-10-05", "by": "barrier"}
    total: int = lead.get("/api/v1/trends", params=query).json()["total"]
    return total


def test_each_change_is_in_the_next_answer(app: FastAPI, phone_of_msl: Phone, lead: PersonClient) -> None:
    one = phone_of_msl.create(visited_on="2026-09-30")
    phone_of_msl.push(one)
    assert heard(lead) == 1
    phone_of_msl.push(phone_of_msl.update(one["id"], 1, visited_on="2026-01-01"))
    assert (heard(lead), wrong(app)) == (0, 0)
    phone_of_msl.push(phone_of_msl.update(one["id"], 2, visited_on="2026-10-01"))
    phone_of_msl.push(phone_of_msl.delete(one["id"], 3))
    assert (heard(lead), wrong(app)) == (0, 0)
    phone_of_msl.push(phone_of_msl.update(one["id"], 4, text="It was right after all."))
    assert (heard(lead), wrong(app)) == (1, 0)


def test_a_random_field_day_leaves_the_counts_right(app: FastAPI, phone_of_msl: Phone) -> None:
    pick = random.Random(5)
    revs: dict[str, int] = {}

    def fields() -> dict[str, Any]:
        chosen = {"visited_on": DAYS, "region": REGIONS, "barrier": BARRIERS, "therapeutic_area": AREAS}
        return {name: pick.choice(codes) for name, codes in chosen.items()}

    for _ in range(12):
        batch = [phone_of_msl.create(**fields()) for _ in range(4)]
        known = pick.sample(sorted(revs), min(6, len(revs)))
        # The same entry twice in one batch: what counts is the state before it and the state after it.
        batch += [phone_of_msl.update(one, revs[one], **fields()) for one in known[:4]]
        batch += [phone_of_msl.delete(one, revs[one] + 1) for one in known[2:]]
        for op, result in zip(batch, phone_of_msl.push(*batch), strict=True):
            assert result["status"] == "applied", result
            revs[op["id"]] = result["entry"]["rev"]
        assert wrong(app) == 0
