"""Whose rows they are can't be told, who took them can, and who may no longer gets no more."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import anyio
import anyio.to_thread
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from app.audit.models import AuditEvent
from app.config import ExportSettings, Settings
from app.export import queries
from app.export.regions import merged, with_region, within
from app.export.standing import StandingLostError, refuse_if_lost
from app.export.stream import ExportStream
from tests.export.conftest import ENTRIES, Pipeline, token_of
from tests.fixtures.entries import store_entries
from tests.fixtures.people import PersonClient

TREE: dict[str, str | None] = {"world": None, "north": "world", "a": "north", "b": "north", "south": "world"}


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"north": 9, "a": 2, "b": 9, "south": 9, "world": 9}, {"a": "north"}),
        # The two of `a` alone would be all that is shown as `north`.
        ({"a": 2, "b": 9, "south": 9, "world": 9}, {"a": "world", "north": "world"}),
        ({"a": 3, "b": 3, "south": 9, "world": 9}, {"a": "north", "b": "north"}),
        ({"a": 1, "south": 2}, dict.fromkeys(TREE)),
    ],
)
def test_a_small_region_goes_up_until_it_is_large_enough(
    counts: dict[str, int], shown: dict[str, str | None]
) -> None:
    found = merged(TREE, counts, 5)
    assert found == shown
    groups: dict[str | None, int] = {}
    for region, count in counts.items():
        as_ = found.get(region, region)
        groups[as_] = groups.get(as_, 0) + count
    assert all(count >= 5 for region, count in groups.items() if region is not None)


def test_a_filter_does_not_find_what_is_merged_away() -> None:
    shown: dict[str, str | None] = {"a": "north"}
    assert within(["a"], TREE, shown) == set()
    assert within(["north"], TREE, shown) == {"north", "a", "b"}


def test_only_the_region_of_a_body_is_rewritten() -> None:
    body = json.dumps(
        {"text": ',"region":"a"', "region": "a", "hco_ref": None}, separators=(",", ":")
    ).encode()
    assert json.loads(with_region(body, {b"a": b'"north"'})) == {
        "text": ',"region":"a"',
        "region": "north",
        "hco_ref": None,
    }
    assert json.loads(with_region(body, {b"a": b"null"}))["region"] is None


@pytest.fixture
def settings(settings: Settings) -> Settings:
    strict = ExportSettings(small_region=3, runs=8, window=timedelta(minutes=5))
    return settings.model_copy(update={"export": strict})


def test_small_regions_are_merged_when_the_setting_says_so(
    app: FastAPI, pipeline: Pipeline, msl: PersonClient
) -> None:
    fields: list[dict[str, Any]] = [{"region": "sweden_west"}] * 2 + [{"region": "austria"}] * 3
    store_entries(app, msl.person["id"], [*fields, {"region": "sweden"}])
    assert [row["region"] for row in pipeline.run()] == ["sweden"] * 2 + ["austria"] * 3 + ["sweden"]
    assert pipeline.get(region="sweden_west").text == ""
    store_entries(app, msl.person["id"], [{"region": "sweden_west"}])
    refused = pipeline.get(cursor=pipeline.cursor)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/scope-changed")


def test_a_token_has_to_wait_when_it_begins_too_many_runs(
    app: FastAPI, pipeline: Pipeline, analyst: PersonClient
) -> None:
    answers = [pipeline.get() for _ in range(9)]
    assert [answer.status_code for answer in answers] == [200] * 8 + [429]
    assert 290 <= int(answers[-1].headers["Retry-After"]) <= 301
    assert Pipeline(app, token_of(analyst)).get().status_code == 200


def test_the_trail_knows_who_took_what_even_if_the_server_dies(
    app: FastAPI, pipeline: Pipeline, analyst: PersonClient, msl: PersonClient
) -> None:
    store_entries(app, msl.person["id"], [{}, {"barrier": "guideline_uptake"}])
    pipeline.get(barrier="referral", columns="barrier")
    with app.state.database.read() as session:
        lines = session.execute(
            select(AuditEvent.action, AuditEvent.actor_id, AuditEvent.facts)  # type: ignore[call-overload]
            .where(AuditEvent.object_kind == "entries")
            .order_by(AuditEvent.no)
        ).all()
    begun, ended = lines
    assert (begun.action, ended.action) == ("export:begun", "entries:exported")
    assert begun.actor_id == ended.actor_id == analyst.person["id"]
    assert begun.facts["filter"] == ended.facts["filter"] == {"barrier": ["referral"]}
    assert set(begun.facts["columns"]) == {"barrier", "id", "rev", "seq", "deleted", "deleted_reason"}
    assert (ended.facts["rows"], ended.facts["complete"], ended.facts["from_seq"]) == (1, True, 0)


@pytest.mark.parametrize("ends", ["revoked", "scope"])
def test_a_stream_ends_with_the_rights_of_its_token(
    app: FastAPI,
    pipeline: Pipeline,
    analyst: PersonClient,
    msl: PersonClient,
    ends: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from app.accounts.commands import change_scope

    store_entries(app, msl.person["id"], [{} for _ in range(250)])
    [token] = analyst.get("/api/v1/tokens").json()["items"]
    original, checks = refuse_if_lost, []

    def lost_after_the_first_page(session: Any, actor: Any) -> None:
        original(session, actor)
        checks.append(1)
        if len(checks) == 1 and ends == "revoked":
            assert analyst.delete(f"/api/v1/tokens/{token['id']}").status_code == 204
        elif len(checks) == 1:
            with app.state.database.write() as writing:
                change_scope(writing, analyst.email, roles=["analyst"], regions=["nordics"])

    monkeypatch.setattr(queries, "refuse_if_lost", lost_after_the_first_page)
    answer = pipeline.client.get(ENTRIES)
    assert len(answer.text.splitlines()) == 200
    with app.state.database.read() as session:
        facts = session.execute(
            select(AuditEvent.facts).where(AuditEvent.action == "entries:exported")  # type: ignore[call-overload]
        ).scalar_one()
    assert (facts["rows"], facts["complete"]) == (200, False)
    assert pipeline.get().status_code == (401 if ends == "revoked" else 200)


def test_an_answer_that_was_cut_for_its_rights_has_no_end() -> None:
    """The server closes the connection of an answer without an end: nobody takes what came for the whole."""
    sent: list[dict[str, Any]] = []
    finished: list[queries.Run] = []

    def content() -> Iterator[list[bytes]]:
        yield [b"{}\n"]
        raise StandingLostError

    async def send(message: Any) -> None:
        sent.append(message)

    stream = ExportStream(content(), queries.Run(0, 9), finished.append, {}, "jsonl")
    anyio.run(stream.stream_response, send)
    assert [message.get("more_body") for message in sent[1:]] == [True]
    assert finished


def test_the_next_chunk_is_made_meanwhile_and_the_trail_counts_what_was_sent() -> None:
    run, made = queries.Run(0, 9), threading.Event()
    went_out: list[Any] = []
    finished: list[queries.Run] = []

    def content() -> Iterator[list[bytes]]:
        for run.rows in (1, 2, 3):
            if run.rows == 2:
                made.set()
            yield [b"{}\n"]

    async def send(message: Any) -> None:
        if message.get("body") and not went_out:
            assert await anyio.to_thread.run_sync(made.wait, 5), (
                "the next chunk waits for this one to be sent"
            )
            went_out.append(message)
        elif message.get("body"):
            raise OSError("the reader went away")

    stream = ExportStream(content(), run, finished.append, {}, "jsonl")
    with pytest.raises(OSError, match="went away"):
        anyio.run(stream.stream_response, send)
    assert [(one.rows, one.complete) for one in finished] == [(1, False)]
    assert run.rows > 1
