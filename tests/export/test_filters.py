"""Part of the table: filters, columns, and what a filter means the next night."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy.dialects import postgresql

from app.auth.actor import Actor
from app.auth.permissions import permissions_of
from app.export import parquet
from app.export.dataset import Ask
from app.export.datasets import DATA_SETS
from app.export.filters import EntryFilters
from app.export.pseudonyms import Pseudonyms
from app.export.reading import page_select
from app.kit.clock import new_id
from tests.export.conftest import Pipeline
from tests.fixtures.entries import store_entries
from tests.fixtures.field import Phone
from tests.fixtures.people import PersonClient, SignIn

FLAG = [{"rule": "patient_identity", "start": 0, "end": 4}]


def rows(pipeline: Pipeline, **query: Any) -> list[dict[str, Any]]:
    answer = pipeline.get(**query)
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


def test_filters_narrow_and_columns_are_picked(app: FastAPI, pipeline: Pipeline, msl: PersonClient) -> None:
    fields: list[dict[str, Any]] = [
        {"region": "sweden_west", "therapeutic_area": "hepatology"},
        {"region": "austria", "barrier": "guideline_uptake"},
        {"visited_on": "2026-11-02", "region": "sweden"},
        {"deleted": True, "region": "sweden"},
    ]
    ids = store_entries(app, msl.person["id"], fields)

    def found(**query: Any) -> list[int]:
        return [ids.index(row["id"]) for row in rows(pipeline, **query)]

    assert found(region="sweden") == [0, 2]
    assert found(region=["sweden_west", "austria"]) == [0, 1]
    assert found(region="sweden", therapeutic_area="hepatology") == [0]
    assert found(barrier="guideline_uptake") == [1]
    assert found(**{"from": "2026-11-03", "to": "2026-11-20", "region": "sweden"}) == [0]
    [row] = rows(pipeline, barrier="guideline_uptake", columns="barrier,visited_on")
    assert row == {
        "id": ids[1],
        "rev": 1,
        "deleted": False,
        "visited_on": "2026-11-20",
        "barrier": "guideline_uptake",
        "seq": row["seq"],
        "deleted_reason": None,
    }
    for wrong in (
        {"barrier": "refferal"},
        {"columns": "barrier,hcp_ref"},
        {"q": "letters"},
        {"from": "soon"},
    ):
        answer = pipeline.get(**wrong)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"/{next(iter(wrong))}")


def test_a_cursor_goes_with_its_question(app: FastAPI, pipeline: Pipeline, msl: PersonClient) -> None:
    store_entries(app, msl.person["id"], [{}])
    questions: list[dict[str, Any]] = [
        {},
        {"barrier": "referral"},
        {"barrier": "guideline_uptake"},
        {"columns": "text"},
        {"deleted": "none"},
    ]
    cursors = [pipeline.get(**asked).headers["Pathnote-Cursor"] for asked in questions]
    for cursor in cursors:
        for asked, own in zip(questions, cursors, strict=True):
            answer = pipeline.get(cursor=cursor, **asked)
            assert answer.status_code == (200 if cursor == own else 409), asked
    assert answer.status_code == 200
    refused = pipeline.get(cursor=cursors[0], barrier="referral")
    assert refused.json()["type"] == "/problems/question-changed"


def test_a_row_that_leaves_the_filter_is_taken_back(phone_of_msl: Phone, pipeline: Pipeline) -> None:
    phone = phone_of_msl
    asked = {"barrier": "referral"}
    here, there, hidden = phone.create(), phone.create(barrier="guideline_uptake"), phone.create(flags=FLAG)
    phone.push(here, there, hidden)
    first = pipeline.get(**asked)
    assert [json.loads(line)["id"] for line in first.text.splitlines()] == [here["id"]]

    def next_run() -> list[tuple[str, str | None]]:
        nonlocal first
        answer = pipeline.get(**asked, cursor=first.headers["Pathnote-Cursor"])
        first = answer
        return [(row["id"], row["deleted_reason"]) for row in map(json.loads, answer.text.splitlines())]

    elsewhere = phone.create(barrier="guideline_uptake")
    phone.push(phone.update(here["id"], 1, barrier="guideline_uptake"), elsewhere)
    assert next_run() == [(here["id"], "not_in_filter")]  # what is new and does not match is not spoken of
    phone.push(
        phone.update(here["id"], 2, barrier="referral"), phone.update(hidden["id"], 1, next_step="Ask.")
    )
    assert next_run() == [(here["id"], None)]  # nor what is under review, whatever it says
    phone.push(phone.delete(here["id"], 3), phone.update(there["id"], 1, text="Changed."))
    assert next_run() == [(here["id"], "retracted"), (there["id"], "not_in_filter")]


def test_what_moves_out_of_ones_regions_is_taken_back(
    phone_of_msl: Phone, sign_in: SignIn, pipeline_of: Callable[[PersonClient], Pipeline]
) -> None:
    phone = phone_of_msl
    pipeline = pipeline_of(sign_in("lead", regions=["nordics"]))
    mine, foreign = phone.create(region="sweden"), phone.create(region="austria")
    phone.push(mine, foreign)
    assert [row["id"] for row in pipeline.run()] == [mine["id"]]
    phone.push(
        phone.update(mine["id"], 1, region="austria"),
        phone.update(foreign["id"], 1, text="Changed."),
    )
    [row] = pipeline.run()
    assert {name: value for name, value in row.items() if value is not None} == {
        "id": mine["id"],
        "rev": 2,
        "seq": row["seq"],
        "deleted": True,
        "deleted_reason": "out_of_scope",
    }
    phone.push(phone.update(mine["id"], 2, region=None))
    assert [row["deleted_reason"] for row in pipeline.run()] == ["out_of_scope"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_parquet_holds_the_same_rows(
    app: FastAPI, pipeline: Pipeline, msl: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyarrow import ArrowInvalid
    from pyarrow.parquet import read_table

    monkeypatch.setattr(parquet, "BYTES_OF_A_GROUP", 200_000)
    fields: list[dict[str, Any]] = [{"text": f"Note {n}", "evidence": ["10.1/x"]} for n in range(450)]
    store_entries(app, msl.person["id"], [*fields, {"deleted": True}])
    lines = rows(pipeline)
    whole = pipeline.get(format="parquet").content
    table = read_table(io.BytesIO(whole))
    assert sorted(table.schema.names) == sorted(lines[0])
    assert [
        str(table.schema.field(name).type) for name in ("seq", "visited_on", "received_at", "theme_id")
    ] == [*("int64", "date32[day]", "timestamp[us, tz=UTC]", "string")]
    held = table.to_pylist()
    for name in ("id", "seq", "text", "evidence", "deleted", "author", "captured_at"):
        assert [row[name] for row in held] == [row[name] for row in lines], name
    with pytest.raises(ArrowInvalid):
        read_table(io.BytesIO(whole[: len(whole) // 2]))
    few = read_table(io.BytesIO(pipeline.get(format="parquet", columns="text").content))
    assert set(few.schema.names) == {"id", "rev", "seq", "deleted", "deleted_reason", "text"}

    monkeypatch.setattr(parquet, "installed", lambda: False)
    answer = pipeline.get(format="parquet")
    assert (answer.status_code, answer.json()["type"]) == (406, "/problems/parquet-missing")
    [entries, *_] = pipeline.client.get("/api/v1/export/manifest").json()["datasets"]
    assert entries["formats"] == ["jsonl", "json"]


def test_no_page_asks_postgresql_for_the_revisions_of_all_entries() -> None:
    """It hashes what an EXISTS asks, for each page anew: eleven times the time for 20,000 entries, and it grows."""
    scope = ("nordics",)
    lead = Actor(new_id(), "", "", ("lead",), scope, permissions_of(("lead",)), 1)
    ask = Ask(lead, Pseudonyms(b"k", "r"), after=5, filters=EntryFilters(barrier=["referral"]))
    said = str(page_select(DATA_SETS[0], ask, 9).compile(dialect=postgresql.dialect()))
    assert "FROM entry_revision" in said
    assert "EXISTS" not in said
