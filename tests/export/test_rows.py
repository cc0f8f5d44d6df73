"""What is in a row, and what never is."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI

from app.erasure.commands import erase_entries
from tests.export.conftest import ENTRIES, Pipeline
from tests.fixtures.entries import store_entries
from tests.fixtures.field import Phone
from tests.fixtures.people import PersonClient, SignIn

IDENTITY_FLAG = [{"rule": "patient_identity", "start": 0, "end": 4}]
SOFT_FLAG = {"rule": "patient_identity_soft_name", "start": 0, "end": 4}
TRICKY = 'Says ",\\"hcp_ref\\":\\"x\\",\\"hco_ref\\":null} \\ " \t\n ☃ 😀'


def test_a_row_is_the_entry_without_names(app: FastAPI, pipeline: Pipeline, msl: PersonClient) -> None:
    fields = {
        "text": TRICKY,
        "hcp_ref": 'crm-"Zürich-47",\\',
        "hco_ref": "hospital-7",
        "region": "sweden_west",
        "evidence": ["10.1000/182"],
    }
    [entry_id] = store_entries(app, msl.person["id"], [fields])
    [row] = pipeline.run()
    assert (row["id"], row["rev"], row["deleted"], row["deleted_reason"]) == (entry_id, 1, False, None)
    assert (row["text"], row["hco_ref"], row["evidence"]) == (TRICKY, "hospital-7", ["10.1000/182"])
    said = json.dumps(row)
    assert "hcp_ref" not in row
    for secret in ("Zürich-47", msl.person["id"], msl.person["name"], msl.email):
        assert secret not in said


def test_a_pseudonym_stays_with_a_reader_and_helps_no_other(
    app: FastAPI, sign_in: SignIn, pipeline_of: Callable[[PersonClient], Pipeline], analyst: PersonClient
) -> None:
    for author in (sign_in("msl"), sign_in("msl")):
        store_entries(app, author.person["id"], [{}, {}])
    authors = [row["author"] for row in pipeline_of(analyst).run()]
    assert authors[0] == authors[1] != authors[2] == authors[3]
    assert [
        row["author"] for row in pipeline_of(analyst).run()
    ] == authors  # another token of the same person
    others = [row["author"] for row in pipeline_of(sign_in("analyst")).run()]
    assert not set(others) & set(authors)


def test_a_lead_gets_the_same_shape(
    app: FastAPI,
    lead: PersonClient,
    pipeline_of: Callable[[PersonClient], Pipeline],
    msl: PersonClient,
    pipeline: Pipeline,
) -> None:
    store_entries(app, msl.person["id"], [{"hcp_ref": "x"}])
    [one], [other] = pipeline_of(lead).run(), pipeline.run()
    assert list(one) == list(other)
    assert one["author"] != other["author"]


def test_a_lead_of_one_region_exports_that_region(
    app: FastAPI, sign_in: SignIn, pipeline_of: Callable[[PersonClient], Pipeline], msl: PersonClient
) -> None:
    store_entries(app, msl.person["id"], [{"region": "sweden_west"}, {"region": "austria"}, {}])
    rows = pipeline_of(sign_in("lead", regions=["nordics"])).run()
    assert [row["region"] for row in rows] == ["sweden_west"]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        (None, "retracted"),
        ({"safety_answer": "yes"}, "under_review"),
        ({"safety_status": "suspected"}, "under_review"),
        ({"flags": IDENTITY_FLAG}, "under_review"),
        ({"flags": [{"rule": "patient_identity_name", "start": 0, "end": 4}]}, "under_review"),
        ({"flags": [SOFT_FLAG, *IDENTITY_FLAG]}, "under_review"),
        ({"next_step": "Call Mrs Kowalski."}, "under_review"),
    ],
)
def test_what_was_exported_and_no_longer_may_be_is_taken_back(
    phone_of_msl: Phone, pipeline: Pipeline, fields: dict[str, Any] | None, why: str
) -> None:
    """And what is under review from its first word is not there at all."""
    op = phone_of_msl.create()
    entry_id = op["id"]
    phone_of_msl.push(op, *([] if fields is None else [phone_of_msl.create(**fields)]))
    assert [row["id"] for row in pipeline.run()] == [entry_id]
    change = phone_of_msl.delete if fields is None else phone_of_msl.update
    phone_of_msl.push(change(entry_id, 1, **(fields or {})))
    [row] = pipeline.run()
    assert pipeline.client.get(ENTRIES).text == json.dumps(row, separators=(",", ":")) + "\n"
    given = {name: value for name, value in row.items() if value is not None}
    assert given == {
        "id": entry_id,
        "rev": row["rev"],
        "seq": row["seq"],
        "deleted": True,
        "deleted_reason": why,
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"safety_status": "handed_off"},
        {"safety_status": "not_an_event", "safety_reason": "Asked back."},
        {"flags": [{"rule": "patientXidentity", "start": 0, "end": 4}]},
        {"flags": [{"rule": "promotional", "start": 0, "end": 4}]},
        {"flags": [SOFT_FLAG]},
        {"flags": [{**IDENTITY_FLAG[0], "kept": True}]},
        {"next_step": "A plan.", "flags": [{**IDENTITY_FLAG[0], "kept": True, "field": "next_step"}]},
        {"text": 'He said "rule":"patient_identity".'},
    ],
)
def test_what_was_cleared_is_exported(
    app: FastAPI, pipeline: Pipeline, msl: PersonClient, fields: dict[str, Any]
) -> None:
    store_entries(app, msl.person["id"], [fields])
    [row] = pipeline.run()
    assert row["deleted"] is False
    assert row["text"]


def test_review_takes_an_exported_row_back_and_clearing_returns_it(
    phone_of_msl: Phone, pipeline: Pipeline
) -> None:
    op = phone_of_msl.create(text="Told me of the lady from the bakery.")
    phone_of_msl.push(op)
    pipeline.run()
    phone_of_msl.push(phone_of_msl.update(op["id"], 1, flags=IDENTITY_FLAG))
    [row] = pipeline.run()
    assert (row["deleted"], row["deleted_reason"], row["rev"], row["text"]) == (True, "under_review", 2, None)
    phone_of_msl.push(phone_of_msl.update(op["id"], 2, flags=[], text="Told me of a patient."))
    [row] = pipeline.run()
    assert (row["deleted"], row["rev"], row["text"]) == (False, 3, "Told me of a patient.")


def test_what_was_erased_leaves_its_day_and_its_barrier(
    app: FastAPI, phone_of_msl: Phone, pipeline: Pipeline
) -> None:
    op = phone_of_msl.create(
        text="Told me of the bakery.", so_what="It matters.", hcp_ref="x", region="sweden"
    )
    phone_of_msl.push(op)
    [before] = pipeline.run()
    assert erase_entries(app.state.database, [op["id"]], phone_of_msl.client.person["id"], "asked for") == 1
    [row] = pipeline.run()
    assert (row["deleted"], row["deleted_reason"], row["rev"]) == (True, "erased", 2)
    words = {"text", "so_what", "flags"}
    unlike = {name for name in row if row[name] != before[name]}
    assert unlike == words | {"rev", "seq", "deleted", "deleted_reason"}
    assert {row[name] for name in words} == {None}


def test_what_waits_for_review_comes_when_it_is_cleared(phone_of_msl: Phone, pipeline: Pipeline) -> None:
    op = phone_of_msl.create(text="Told me of the lady from the bakery.", flags=IDENTITY_FLAG)
    phone_of_msl.push(op)
    assert pipeline.run() == []
    kept = [{**IDENTITY_FLAG[0], "kept": True}]
    phone_of_msl.push(phone_of_msl.update(op["id"], 1, flags=kept))
    [row] = pipeline.run()
    assert (row["deleted"], row["rev"]) == (False, 2)
