"""What every data set of the registry promises, whichever they are."""

import json
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from jsonschema import Draft202012Validator
from sqlalchemy import select

from app.entries.models import Revision
from app.export.dataset import DataSet
from app.export.datasets import DATA_SETS
from app.export.datasets.__main__ import copy_of
from app.kit.tables import column
from tests.export.conftest import Pipeline, token_of
from tests.fixtures.entries import store_entries
from tests.fixtures.field import Phone
from tests.fixtures.people import PersonClient, SignIn
from tests.themes.desk import act, done, make, page, theme

EVERY = pytest.mark.parametrize("data_set", DATA_SETS, ids=lambda one: one.name)


@pytest.fixture
def reader(app: FastAPI, sign_in: SignIn) -> Pipeline:
    """Somebody who may read every data set."""
    return Pipeline(app, token_of(sign_in("analyst", "admin"), "export:read", "revision:read"))


@pytest.fixture
def life(app: FastAPI, msl: PersonClient, lead: PersonClient, phone_of_msl: Phone) -> Phone:
    """Entries of every kind, a change, a retraction, one that came under review; themes, one of them merged."""
    rows: list[dict[str, Any]] = [
        {},
        {"deleted": True},
        {"safety_answer": "yes"},
        {"kind": "nothing_new", "barrier": None, "text": None},
        {"flags": [{"rule": "promotional", "start": 0, "end": 4}], "evidence": ["a"], "solicited": "yes"},
    ]
    ids = store_entries(app, msl.person["id"], rows)
    themes_of(lead, ids[0])
    op = phone_of_msl.create(hcp_ref="secret-ref")
    phone_of_msl.push(op)
    phone_of_msl.push(phone_of_msl.update(op["id"], 1, safety_answer="yes", hcp_ref="other-ref"))
    return phone_of_msl


def themes_of(lead: PersonClient, entry_id: str) -> None:
    """Two themes that turn out to be one, and what is done about it."""
    one, other = make(lead), make(lead, entry_id)
    act(lead, one["id"], partner_ref="secret-ref", due_on="2026-12-24")
    merge = {"rev": one["rev"], "into": other["id"], "why": "The same."}
    done(lead.post(f"/api/v1/themes/{one['id']}/merge", json=merge))


def lines(reader: Pipeline, data_set: DataSet, **query: Any) -> list[dict[str, Any]]:
    answer = reader.client.get(f"/api/v1/export/{data_set.name}", params=query)
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


@EVERY
def test_every_line_has_the_published_shape(reader: Pipeline, life: Phone, data_set: DataSet) -> None:
    published = reader.client.get(data_set.schema_path).json()
    books = published.pop("codebooks")
    committed = json.loads(copy_of(data_set.schema_name).read_text("utf-8"))
    assert published == committed, "the published schema changed: see app/export/datasets/__init__.py"
    Draft202012Validator.check_schema(published)
    for name, field in published["properties"].items():
        assert field.get("description"), name
        if book := field.get("x-codebook"):
            assert all({"code", "label"} <= set(term) for term in books[book]["terms"])
    assert published["required"] == list(published["properties"])
    assert {"rev", "seq", "deleted", *data_set.key} <= set(published["properties"])
    validator = Draft202012Validator(published | {"additionalProperties": False})
    found = lines(reader, data_set)
    assert found
    for row in found:
        validator.validate(row)
    assert "secret-ref" not in json.dumps(found)
    assert [row["seq"] for row in found] == sorted(row["seq"] for row in found)
    assert len({tuple(row[name] for name in data_set.key) for row in found}) == len(found)


@EVERY
def test_the_manifest_counts_it_and_its_cursor_stands_for_all_of_it(
    reader: Pipeline, life: Phone, data_set: DataSet
) -> None:
    manifest = reader.client.get("/api/v1/export/manifest").json()
    [said] = [one for one in manifest["datasets"] if one["name"] == data_set.name]
    found = lines(reader, data_set)
    assert (said["rows"], said["deleted"]) == (len(found), sum(row["deleted"] for row in found))
    assert lines(reader, data_set, cursor=said["cursor"]) == []
    assert {frozenset(said["columns"])} == {frozenset(row) for row in found}
    assert len({tuple(row) for row in found}) == 1, "the lines are in different orders"


@EVERY
def test_deleted_rows_are_a_data_set_of_their_own_when_asked(
    reader: Pipeline, life: Phone, data_set: DataSet
) -> None:
    found = lines(reader, data_set)
    for deleted in (True, False):
        wanted = [row for row in found if row["deleted"] is deleted]
        assert lines(reader, data_set, deleted="only" if deleted else "none") == wanted


@EVERY
def test_it_goes_on_after_any_of_its_lines(reader: Pipeline, life: Phone, data_set: DataSet) -> None:
    found = lines(reader, data_set)
    for at in range(0, len(found), 7):
        held = {tuple(row[name] for name in data_set.key): row for row in found[: at + 1]}
        rest = lines(reader, data_set, after_seq=found[at]["seq"])
        assert data_set.shares_seq or rest == found[at + 1 :]
        held |= {tuple(row[name] for name in data_set.key): row for row in rest}
        assert held == {tuple(row[name] for name in data_set.key): row for row in found}


def test_revisions_say_what_was_done_and_nothing_that_was_written(
    reader: Pipeline, life: Phone, msl: PersonClient
) -> None:
    [*_, created, updated] = lines(reader, DATA_SETS[2])
    assert (created["action"], updated["action"], updated["rev"]) == ("create", "update", 2)
    assert updated["changed"] == ["safety_answer", "safety_status", "aware_at"]
    assert updated["person"] == created["person"] != msl.person["id"]
    [entry] = [row for row in lines(reader, DATA_SETS[0], deleted="none") if row["kind"] == "nothing_new"]
    assert entry["author"] == created["person"]


def test_revisions_are_narrowed_by_who_when_where_and_of_what(
    app: FastAPI, reader: Pipeline, phone_of_msl: Phone, lead: PersonClient, msl: PersonClient
) -> None:
    """By where the entry lay then: a later move leaves what a cursor has passed as it was."""
    phone = phone_of_msl
    moved, other = phone.create(region="sweden_west"), phone.create(region="austria")
    phone.push(moved, other)
    phone.push(phone.update(moved["id"], 1, region="austria"))

    def found(**query: Any) -> list[tuple[str, int]]:
        return [(row["entry_id"], row["rev"]) for row in lines(reader, by_name("revisions"), **query)]

    one, two, three = (moved["id"], 1), (other["id"], 1), (moved["id"], 2)
    assert found() == [one, two, three]
    assert found(entry_id=moved["id"]) == [one, three]
    assert found(region="sweden") == [one]
    assert found(region="austria") == [two, three]
    [person] = {row["person"] for row in lines(reader, by_name("revisions"))}
    assert found(person=person) == [one, two, three]
    with app.state.database.read() as session:
        [first, *_] = session.scalars(select(column(Revision.server_time)).order_by(column(Revision.seq)))
    today, day = first.date(), timedelta(days=1)
    assert found(**{"from": str(today), "to": str(today + day)}) == [one, two, three]
    assert found(to=str(today - day)) == found(**{"from": str(today + 2 * day)}) == []
    for wrong in (
        {"person": "0" * 32},
        {"person": msl.person["id"]},
        {"region": "atlantis"},
        {"entry_id": "x"},
    ):
        answer = reader.client.get("/api/v1/export/revisions", params=wrong)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"][:4]) == (
            422,
            f"/{next(iter(wrong))}"[:4],
        )


def test_a_small_region_is_no_filter_of_revisions_either(
    app: FastAPI, reader: Pipeline, msl: PersonClient
) -> None:
    store_entries(
        app, msl.person["id"], [{"region": "sweden_west"}, *({"region": "sweden"} for _ in range(6))]
    )
    app.state.settings.export.small_region = 5
    assert lines(reader, by_name("revisions"), region="sweden_west") == []
    assert len(lines(reader, by_name("revisions"), region="sweden")) == 7


def test_revisions_take_a_permission_of_their_own(
    app: FastAPI, pipeline: Pipeline, admin: PersonClient, lead: PersonClient
) -> None:
    for refused in (pipeline.client, lead):
        assert refused.get("/api/v1/export/revisions").status_code == 403
    assert admin.get("/api/v1/export/revisions").status_code == 200
    names = [one["name"] for one in pipeline.client.get("/api/v1/export/manifest").json()["datasets"]]
    assert "entries" in names
    assert "revisions" not in names


def test_a_schema_is_found_by_the_name_of_its_row_or_its_data_set(pipeline: Pipeline) -> None:
    one, other = (pipeline.client.get(f"/api/v1/export/schema/{name}.json") for name in ("entry", "entries"))
    assert one.json() == other.json()
    assert pipeline.client.get("/api/v1/export/schema/sales.json").status_code == 404


def test_a_merged_theme_is_taken_out_and_its_action_goes_along(reader: Pipeline, life: Phone) -> None:
    gone, there = sorted(lines(reader, by_name("themes")), key=lambda row: -row["deleted"])
    assert (gone["deleted_reason"], gone["merged_into"], gone["conclusion"]) == ("merged", there["id"], None)
    assert (there["supports_entries"], there["supports_places"], there["status"]) == (1, 0, "heard")
    [action] = lines(reader, by_name("actions"))
    assert (action["theme_id"], action["has_partner"], action["due_on"]) == (there["id"], True, "2026-12-24")


def by_name(name: str) -> DataSet:
    return next(one for one in DATA_SETS if one.name == name)


def test_what_is_done_goes_with_the_theme_that_leaves_a_region(
    app: FastAPI, lead: PersonClient, sign_in: SignIn
) -> None:
    moved, stays = (make(lead, place={"region": "sweden"}) for _ in range(2))
    action, other = act(lead, moved["id"], due_on="2026-01-31"), act(lead, stays["id"])
    swedish = Pipeline(app, token_of(sign_in("lead", regions=["sweden"])))
    assert {row["id"] for row in lines(swedish, by_name("actions"))} == {action["id"], other["id"]}
    place = {"rev": page(lead, moved["id"])["rev"], "place": {"region": "italy"}}
    done(lead.patch(f"/api/v1/themes/{moved['id']}", json=place))
    into = done(lead.post("/api/v1/themes", json=theme(place={"region": "italy"})))
    merge = {"rev": page(lead, stays["id"])["rev"], "into": into["id"], "why": "The same."}
    done(lead.post(f"/api/v1/themes/{stays['id']}/merge", json=merge))
    found = lines(swedish, by_name("actions"))
    assert {row["id"]: row["deleted_reason"] for row in found} == dict.fromkeys(
        (action["id"], other["id"]), "moved"
    )
    assert {row["what"] for row in found} == {None}
    italian = Pipeline(app, token_of(sign_in("lead", regions=["italy"])))
    assert {row["id"]: row["deleted"] for row in lines(italian, by_name("actions"))} == {
        action["id"]: False,
        other["id"]: False,
    }
