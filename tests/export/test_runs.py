"""Nightly runs: what changed since, once; cut ones go on; and cursors that no longer hold are refused."""

import json
import re
import zlib
from collections.abc import Callable
from typing import Any

import pytest
import zstandard
from fastapi import FastAPI
from sqlalchemy import select, text

from app.audit.models import AuditEvent
from app.export import queries
from app.kit import cursors
from tests.export.conftest import ENTRIES, Pipeline
from tests.fixtures.entries import store_entries
from tests.fixtures.field import Phone
from tests.fixtures.people import PersonClient, SignIn


def test_a_second_run_brings_what_changed(phone_of_msl: Phone, pipeline: Pipeline) -> None:
    ops = [phone_of_msl.create(text=f"Note {n}") for n in range(5)]
    phone_of_msl.push(*ops)
    assert [row["text"] for row in pipeline.run()] == [f"Note {n}" for n in range(5)]
    assert pipeline.run() == []
    before = pipeline.cursor
    phone_of_msl.push(
        phone_of_msl.update(ops[1]["id"], 1, text="Changed"),
        phone_of_msl.delete(ops[3]["id"], 1),
        phone_of_msl.create(),
    )
    changed, retracted, new = pipeline.run()
    assert (changed["id"], changed["rev"], changed["text"]) == (ops[1]["id"], 2, "Changed")
    assert (retracted["id"], retracted["deleted"], retracted["text"]) == (ops[3]["id"], True, None)
    assert new["rev"] == 1
    assert pipeline.run() == []
    twice = [pipeline.get(cursor=before).content for _ in range(2)]
    assert twice[0] == twice[1] != b""


def test_pages_add_up_in_the_order_of_seq(
    app: FastAPI, pipeline: Pipeline, msl: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "FIRST_PAGE", 2)
    monkeypatch.setattr(queries, "PAGE", 3)
    ids = store_entries(app, msl.person["id"], [{"text": f"Note {n}"} for n in range(11)])
    rows = pipeline.run()
    assert [row["id"] for row in rows] == ids
    assert [row["seq"] for row in rows] == sorted(row["seq"] for row in rows)


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_an_array_is_whole(
    app: FastAPI, pipeline: Pipeline, msl: PersonClient, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr(queries, "FIRST_PAGE", 2)
    store_entries(app, msl.person["id"], [{} for _ in range(count)])
    answer = pipeline.get(format="json")
    assert answer.headers["content-type"] == "application/json"
    assert len(answer.json()) == count
    assert answer.json() == [json.loads(line) for line in pipeline.get().text.splitlines()]


def test_a_row_changed_during_a_run_comes_with_the_next(
    app: FastAPI, phone_of_msl: Phone, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "FIRST_PAGE", 2)
    ops = [phone_of_msl.create(text=f"Note {n}") for n in range(4)]
    phone_of_msl.push(*ops)
    original, written = queries.refuse_if_lost, []

    def between_pages(*given: Any) -> Any:
        if not written:
            update = phone_of_msl.update(ops[3]["id"], 1, text="Meanwhile")
            written.append(phone_of_msl.push(update, phone_of_msl.create(text="New")))
        return original(*given)

    monkeypatch.setattr(queries, "refuse_if_lost", between_pages)
    assert [row["text"] for row in pipeline.run()] == ["Note 0", "Note 1", "Note 2"]
    monkeypatch.undo()
    assert [row["text"] for row in pipeline.run()] == ["Meanwhile", "New"]


def test_a_cut_run_goes_on_after_its_last_whole_line(
    app: FastAPI, pipeline: Pipeline, msl: PersonClient, phone_of_msl: Phone
) -> None:
    store_entries(app, msl.person["id"], [{"text": f"Note {n}"} for n in range(20)])
    whole = pipeline.get()
    for cut in range(0, len(whole.content), 997):
        kept = whole.content[:cut].rpartition(b"\n")[0].splitlines()
        last = json.loads(kept[-1])["seq"] if kept else 0
        rest = pipeline.get(after_seq=last, epoch=whole.headers["Pathnote-Epoch"])
        assert b"".join(line + b"\n" for line in kept) + rest.content == whole.content
        assert rest.headers["Pathnote-Cursor"] == whole.headers["Pathnote-Cursor"]
    [changed] = phone_of_msl.push(phone_of_msl.create())
    resumed = pipeline.get(cursor=whole.headers["Pathnote-Cursor"], after_seq=changed["entry"]["seq"])
    assert resumed.content == b""


def test_a_cursor_that_holds_no_longer(
    app: FastAPI,
    pipeline: Pipeline,
    pipeline_of: Callable[[PersonClient], Pipeline],
    sign_in: SignIn,
    msl: PersonClient,
) -> None:
    store_entries(app, msl.person["id"], [{}])
    pipeline.run()
    assert pipeline.cursor is not None
    epoch, mark, asked, seq = cursors.decode("export", pipeline.cursor, str, str, str, int)
    assert isinstance(seq, int)
    wrong = {
        ("nonsense", 400): "bad-cursor",
        (pipeline.cursor[:-3], 400): "bad-cursor",
        (cursors.encode("pull", epoch, seq), 400): "bad-cursor",
        (cursors.encode("export", epoch, mark, asked, -1), 400): "bad-cursor",
        (cursors.encode("export", msl.person["id"], mark, asked, seq), 409): "epoch-changed",
        (cursors.encode("export", epoch, mark, asked, seq + 1), 409): "cursor-ahead",
        (cursors.encode("export", epoch, mark, "another", seq), 409): "question-changed",
    }
    for (cursor, status), slug in wrong.items():
        answer = pipeline.get(cursor=cursor)
        assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{slug}"), answer.text
    assert pipeline.get(after_seq=seq + 1).json()["type"] == "/problems/cursor-ahead"
    assert pipeline.get(after_seq=0, epoch=msl.person["id"]).json()["type"] == "/problems/epoch-changed"
    other = pipeline_of(sign_in("lead", regions=["nordics"])).get(cursor=pipeline.cursor)
    assert (other.status_code, other.json()["type"]) == (409, "/problems/scope-changed")


def test_after_a_restore_the_old_cursor_is_refused(
    app: FastAPI, pipeline: Pipeline, msl: PersonClient
) -> None:
    store_entries(app, msl.person["id"], [{}])
    pipeline.run()
    with app.state.database.write() as session:
        session.execute(text("UPDATE feed SET epoch = :epoch"), {"epoch": msl.person["id"]})
    answer = pipeline.get(cursor=pipeline.cursor)
    assert (answer.status_code, answer.json()["epoch"]) == (409, msl.person["id"])


@pytest.mark.parametrize(
    "query",
    [{"format": "csv"}, {"after_seq": "-1"}, {"after_seq": str(2**63)}, {"epoch": "x"}, {"limit": "1"}],
)
def test_what_can_not_be_asked(pipeline: Pipeline, query: dict[str, str]) -> None:
    answer = pipeline.get(**query)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"].startswith(f"/{next(iter(query))}")


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip", "gzip"),
        ("zstd, gzip", "zstd"),
        ("gzip;q=1.0, zstd;q=0.5", "gzip"),
        ("br", None),
        ("zstd;q=0", None),
    ],
)
def test_compressed_when_asked(
    app: FastAPI, pipeline: Pipeline, msl: PersonClient, accepted: str, coding: str | None
) -> None:
    store_entries(app, msl.person["id"], [{"text": f"Note {n} ü"} for n in range(300)])
    plain = pipeline.client.get(ENTRIES, headers={"Accept-Encoding": "identity"}).content
    with pipeline.client.stream("GET", ENTRIES, headers={"Accept-Encoding": accepted}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers.get("content-encoding") == coding
    assert answer.headers["vary"] == "Accept-Encoding"
    if coding == "gzip":
        raw = zlib.decompress(raw, zlib.MAX_WBITS + 16)
    if coding == "zstd":
        decoder = zstandard.ZstdDecompressor().decompressobj()
        raw = decoder.decompress(raw)
        assert decoder.eof
    assert raw == plain


def test_each_export_is_in_the_trail(
    app: FastAPI, pipeline: Pipeline, analyst: PersonClient, msl: PersonClient
) -> None:
    store_entries(app, msl.person["id"], [{}, {}])
    pipeline.run()
    with app.state.database.read() as session:
        line = session.execute(select(AuditEvent).where(AuditEvent.action == "entries:exported")).scalar_one()  # type: ignore[arg-type]
    assert line.actor_id == analyst.person["id"]
    facts = line.facts
    assert (facts["format"], facts["rows"], facts["complete"], facts["from_seq"]) == ("jsonl", 2, True, 0)
    assert facts["to_seq"] == facts["reached_seq"]


def test_only_who_may(
    app: FastAPI, msl: PersonClient, safety: PersonClient, admin: PersonClient, lead: PersonClient
) -> None:
    for person, status in ((msl, 403), (safety, 403), (admin, 403), (lead, 200)):
        for path in ("entries", "manifest", "schema/entry.json"):
            assert person.get(f"/api/v1/export/{path}").status_code == status, path


def test_the_manifest_says_what_there_is(app: FastAPI, pipeline: Pipeline, msl: PersonClient) -> None:
    store_entries(app, msl.person["id"], [{}, {"deleted": True}, {"safety_answer": "yes"}])
    manifest = pipeline.client.get("/api/v1/export/manifest").json()
    entries, *_ = manifest["datasets"]
    assert (entries["rows"], entries["deleted"]) == (2, 1)
    assert entries["cursor"] == manifest["cursor"]
    assert pipeline.get(cursor=manifest["cursor"]).content == b""
    assert {"barrier", "region"} <= {codes["name"] for codes in manifest["codebook"]}
    run = pipeline.get()
    assert run.headers["Pathnote-Schema-Version"] == str(entries["schema_version"])
    assert re.fullmatch(r"[A-Za-z0-9_-]+", run.headers["Pathnote-Cursor"])


def test_a_run_that_is_cut_is_in_the_trail_as_far_as_it_went(
    app: FastAPI, pipeline: Pipeline, msl: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "FIRST_PAGE", 2)
    monkeypatch.setattr(queries, "PAGE", 2)
    store_entries(app, msl.person["id"], [{} for _ in range(9)])
    original, pages = queries.refuse_if_lost, []

    def fails_on_the_third(*given: Any) -> Any:
        pages.append(1)
        if len(pages) == 3:
            raise OSError
        return original(*given)

    monkeypatch.setattr(queries, "refuse_if_lost", fails_on_the_third)
    with pytest.raises(Exception):  # noqa: B017, PT011 - the test client's way to say that the answer has no end
        pipeline.get()
    with app.state.database.read() as session:
        line = session.execute(select(AuditEvent).where(AuditEvent.action == "entries:exported")).scalar_one()  # type: ignore[arg-type]
    assert (line.facts["rows"], line.facts["complete"]) == (4, False)
    assert int(str(line.facts["reached_seq"])) < int(str(line.facts["to_seq"]))
