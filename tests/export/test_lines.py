"""SQLite puts lines together by itself: byte by byte those that are made row by row, also of older databases."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from app.erasure.commands import erase_entries
from app.export import queries, reading
from app.kit.json_text import compact
from tests.export.conftest import Pipeline
from tests.export.test_rows import IDENTITY_FLAG, SOFT_FLAG, TRICKY
from tests.fixtures.entries import store_entries
from tests.fixtures.field import Phone
from tests.fixtures.people import PersonClient

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SECRETS = ("crm-7", 'crm-"Zürich-47",\\', "☃ 😀", 'x",\n"hcp_ref":', "null", '"}')
QUESTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"format": "json"},
    {"region": "sweden"},
    {"deleted": "only"},
    {"deleted": "none", "barrier": "referral"},
    {"columns": "text,region"},
)


@pytest.fixture
def filled(app: FastAPI, phone_of_msl: Phone, msl: PersonClient) -> list[str]:
    """Entries of every kind that a line can be made from, more than one chunk of them. Returns their ids."""
    ids = store_entries(
        app,
        msl.person["id"],
        [
            *({"hcp_ref": secret, "text": TRICKY, "region": "sweden_west"} for secret in SECRETS),
            {"text": "ü" * 1_000, "region": "austria", "flags": [SOFT_FLAG]},
            {"text": "Held.", "flags": IDENTITY_FLAG},
            {"deleted": True, "hcp_ref": "crm-7"},
            {"text": "Erased.", "hcp_ref": "crm-7"},
        ],
    )
    erase_entries(app.state.database, ids[-1:], msl.person["id"], "asked for")
    op = phone_of_msl.create(text="Told me of the lady from the bakery.", hcp_ref="crm-7")
    phone_of_msl.push(op)
    phone_of_msl.push(phone_of_msl.update(op["id"], 1, flags=IDENTITY_FLAG))
    return [*ids, op["id"]]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("least", [1, 5])
def test_lines_are_those_made_row_by_row(
    app: FastAPI, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch, least: int
) -> None:
    monkeypatch.setattr(reading.ByLines, "CHUNK", 3)
    monkeypatch.setattr(app.state.settings.export, "small_region", least)
    joined = list(answers(pipeline))
    assert joined[0].count(b"\n") == len(SECRETS) + 4
    assert (b'"region":"austria"' in joined[0]) == (least == 1)
    assert b'"hcp_ref"' not in joined[0].replace(b'\\"hcp_ref', b"")
    monkeypatch.setattr(queries, "reader", lambda _dialect, *given: reading.ByRows(*given))
    assert list(answers(pipeline)) == joined


@pytest.mark.usefixtures("filled")
def test_a_body_of_an_earlier_version_gives_the_same_line(app: FastAPI, pipeline: Pipeline) -> None:
    """The reference to the HCP stood between the region and the organisation."""
    before = list(answers(pipeline))
    with app.state.database.write() as session:
        for no, body in session.execute(text("SELECT no, body FROM entry")).all():
            earlier: dict[str, Any] = {}
            for name, value in json.loads(body).items():
                if name == "hco_ref":
                    earlier["hcp_ref"] = None  # its place
                earlier |= {name: value}
            assert body != compact(earlier)
            session.execute(
                text("UPDATE entry SET body = :body WHERE no = :no"), {"body": compact(earlier), "no": no}
            )
    assert list(answers(pipeline)) == before


def answers(pipeline: Pipeline) -> Iterator[bytes]:
    """What is asked and asked again with a cursor."""
    for question in QUESTIONS:
        answer = pipeline.get(**question)
        assert answer.status_code == 200, answer.text
        yield answer.content
        yield pipeline.get(**question, cursor=answer.headers["Pathnote-Cursor"]).content
