"""The index of words is made anew from the entries: what was found before is found after it, what was retracted not."""

from importlib import util

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from fastapi import FastAPI
from sqlalchemy import text

from app.config import PROJECT
from tests.fixtures.entries import store_entries
from tests.fixtures.people import PersonClient

STEP = PROJECT / "migrations" / "versions" / "20261123_short_beginnings.py"


def test_words_are_found_by_their_first_letters_in_entries_that_were_there(
    app: FastAPI, lead: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = util.spec_from_file_location("short_beginnings", STEP)
    assert spec is not None
    assert spec.loader is not None
    step = util.module_from_spec(spec)
    spec.loader.exec_module(step)
    # Several turns of the reading loop.
    monkeypatch.setattr(step, "READ", text(step.READ.text.replace("LIMIT 10000", "LIMIT 2")))
    ids = store_entries(
        app,
        lead.person["id"],
        [
            {"text": "Überweisung", "next_step": "Tomorrow"},
            {"text": "a letter"},
            {"text": "a letter", "deleted": True},
            {"text": "the letter", "so_what": "Trust"},
            {"text": "lost"},
        ],
    )
    with (
        app.state.database.write() as session,
        Operations.context(MigrationContext.configure(session.connection())),
    ):
        step.upgrade()

    def found(q: str) -> list[int]:
        items = lead.get("/api/v1/search", params={"q": q}).json()["items"]
        return sorted(ids.index(item["entry"]["id"]) for item in items)

    assert [found(q) for q in ("t", "to", "letter", "letter t", "ube", "lo")] == [
        [0, 3],
        [0],
        [1, 3],
        [3],
        [0],
        [4],
    ]
