"""Bad input gets a clear problem and changes nothing, at the edge as in an op."""

import json
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from tests.fixtures.field import Phone

JSON = {"Content-Type": "application/json"}


def envelope(phone: Phone, *ops: Any) -> dict[str, Any]:
    return {
        "protocol": 1,
        "schema": 1,
        "client_id": phone.client_id,
        "batch_id": phone.client_id,
        "pending": 1,
        "op_no_max": 1,
        "ops": list(ops),
    }


def counts(app: FastAPI) -> list[int]:
    with app.state.database.read() as session:
        return [
            session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in ("entry", "entry_revision", "op", "device")
        ]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"op_id": "not-a-uuid"}, "/ops/0/op_id"),
        ({"id": "0199a0c4-7c1e-4d2a-9f00-3a5be2c41d77"}, "/ops/0/id"),  # a UUID, but of version 4
        ({"op_no": 0}, "/ops/0/op_no"),
        ({"op_no": "1"}, "/ops/0/op_no"),
        ({"kind": "upsert"}, "/ops/0/kind"),
        ({"base": -1}, "/ops/0/base"),
        ({"device_time": "yesterday"}, "/ops/0/device_time"),
        ({"device_time": "2026-11-20T14:32:00"}, "/ops/0/device_time"),
        ({"fields": []}, "/ops/0/fields"),
        ({"author": None}, "/ops/0/author"),
    ],
)
def test_a_malformed_envelope_is_refused_whole(
    app: FastAPI, phone_of_msl: Phone, change: dict[str, Any], pointer: str
) -> None:
    before = counts(app)
    answer = phone_of_msl.send(phone_of_msl.create() | change)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]
    assert counts(app) == before


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"barrier": "no_such"}, "barrier"),
        ({"barrier": "Referral"}, "barrier"),
        ({"barrier": 7}, "barrier"),
        ({"text": ""}, "text"),
        ({"text": " \n "}, "text"),
        ({"text": "x" * 1001}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"text": "a\x1b[31mb"}, "text"),
        ({"so_what": "x" * 501}, "so_what"),
        ({"hcp_ref": "two\nlines"}, "hcp_ref"),
        ({"visited_on": "2999-01-01"}, "visited_on"),
        ({"visited_on": "2026-02-30"}, "visited_on"),
        ({"visited_on": "1899-12-31"}, "visited_on"),
        ({"visited_on": 20260101}, "visited_on"),
        ({"captured_at": "2026-11-20 14:32"}, "captured_at"),
        ({"region": "atlantis"}, "region"),
        ({"kind": "rumour"}, "kind"),
        ({"solicited": True}, "solicited"),
        ({"evidence": ["x"] * 21}, "evidence"),
        ({"flags": [{"rule": "adverse_event", "start": -1, "end": 2}]}, "flags/0/start"),
        ({"theme_id": "7"}, "theme_id"),
        ({"safety_status": "not_an_event"}, "safety_reason"),
    ],
)
def test_a_bad_field_is_pointed_at(
    app: FastAPI, phone_of_msl: Phone, fields: dict[str, Any], pointer: str
) -> None:
    entries = counts(app)[:2]
    (result,) = phone_of_msl.push(phone_of_msl.create(**fields))
    assert result["status"] == "rejected"
    assert result["problem"]["status"] == 422
    assert [error["pointer"] for error in result["problem"]["errors"]] == [f"/ops/0/fields/{pointer}"]
    assert counts(app)[:2] == entries


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 400),
        (b"[]", 422),
        (b'{"protocol":1,"protocol":1}', 400),
        (b'{"protocol":NaN}', 400),
        (b'{"protocol":1e400}', 400),
        (b'{"protocol":9223372036854775808}', 400),
        (b'{"protocol":"\\ud800"}', 400),
        (b'{"protocol":"\xff"}', 400),
        (b'{"a":' * 20 + b"1" + b"}" * 20, 400),
    ],
)
def test_the_parser_at_the_edge_is_strict(
    app: FastAPI, phone_of_msl: Phone, body: bytes, status: int
) -> None:
    before = counts(app)
    answer = phone_of_msl.client.post("/api/v1/sync/push", content=body, headers=JSON)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]
    assert counts(app) == before


def test_too_large_a_body_is_413_and_another_type_415(phone_of_msl: Phone) -> None:
    post = phone_of_msl.client.post
    large = json.dumps(envelope(phone_of_msl) | {"padding": "x" * 300_000})
    assert post("/api/v1/sync/push", content=large, headers=JSON).status_code == 413
    small = json.dumps(envelope(phone_of_msl))
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin-1"):
        assert post("/api/v1/sync/push", content=small, headers={"Content-Type": kind}).status_code == 415
    assert post("/api/v1/sync/push", content=small, headers=JSON).status_code == 200


def test_more_ops_than_a_batch_holds_are_refused(phone_of_msl: Phone) -> None:
    answer = phone_of_msl.send(*(phone_of_msl.create() for _ in range(101)))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/ops"


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"},
        {"limit": "501"},
        {"limit": "ten"},
        {"from": "soon"},
        {"barrier": "Not A Code"},
        {"author": "nobody"},
        {"unknown": "1"},
        {"q": "x" * 501},
    ],
)
def test_a_bad_filter_is_named(phone_of_msl: Phone, query: dict[str, str]) -> None:
    answer = phone_of_msl.client.get("/api/v1/entries", params=query)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["pointer"].startswith(f"/{next(iter(query))}")


def test_an_error_never_repeats_what_was_typed(phone_of_msl: Phone) -> None:
    secret = "Mrs Example, born 1 April 1950"
    answers = [
        phone_of_msl.send(phone_of_msl.create(text=secret, barrier=secret)).text,
        phone_of_msl.send(phone_of_msl.create() | {"kind": secret}).text,
        phone_of_msl.client.get("/api/v1/entries", params={"from": secret}).text,
    ]
    assert not any("Example" in answer for answer in answers)
