"""A push is never refused for its age; only a pull can be too old."""

import json
from pathlib import Path
from typing import Any

from tests.fixtures.field import Phone
from tests.fixtures.people import PersonClient

PUSHES = Path(__file__).parent / "pushes"


def kept_push(name: str, author: str) -> dict[str, Any]:
    """A push as an app of its time sent it, now from this author."""
    push: dict[str, Any] = json.loads((PUSHES / f"{name}.json").read_text("utf-8").replace("AUTHOR", author))
    return push


def test_a_push_of_schema_1_still_arrives_and_its_spans_mark_the_same_words(msl: PersonClient) -> None:
    push = kept_push("schema-1", msl.person["id"])
    answer = msl.post("/api/v1/sync/push", json=push)
    (result,) = answer.json()["results"]
    data = result["entry"]["data"]
    (flag,) = data["flags"]
    assert data["text"][flag["start"] : flag["end"]] == "Rash"


def test_the_present_schema_is_taken_as_it_is(phone_of_msl: Phone) -> None:
    text = "👍 Rash after the second dose."
    op = phone_of_msl.create(text=text, flags=[{"rule": "adverse_event", "start": 2, "end": 6}])
    (result,) = phone_of_msl.send(op, schema=2).json()["results"]
    assert result["entry"]["data"]["flags"] == [{"rule": "adverse_event", "start": 2, "end": 6}]


def test_an_op_made_before_an_update_and_sent_after_it_keeps_its_meaning(phone_of_msl: Phone) -> None:
    op = phone_of_msl.create(text="👍 Rash.", flags=[{"rule": "adverse_event", "start": 3, "end": 7}])
    (result,) = phone_of_msl.send(op | {"schema": 1}, schema=2).json()["results"]
    assert result["entry"]["data"]["flags"] == [{"rule": "adverse_event", "start": 2, "end": 6}]


def test_a_phone_of_the_future_is_understood_as_far_as_we_know(phone_of_msl: Phone) -> None:
    op = phone_of_msl.create(text="From tomorrow.", mood="hopeful") | {"urgency": 3}
    (result,) = phone_of_msl.send(op, schema=7, weather="fine").json()["results"]
    assert result["status"] == "applied"
    assert result["entry"]["data"]["mood"] == "hopeful"


def test_a_pull_of_an_older_protocol_asks_for_the_new_app(phone_of_msl: Phone) -> None:
    answer = phone_of_msl.client.get("/api/v1/sync/pull", params={"protocol": 0})
    assert (answer.status_code, answer.json()["type"]) == (426, "/problems/upgrade-required")
    assert phone_of_msl.client.get("/api/v1/sync/pull", params={"protocol": 1}).status_code == 200
