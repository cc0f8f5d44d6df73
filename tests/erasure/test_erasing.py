"""What was said about an HCP is gone from everywhere, and that something was said is still counted."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.audit.queries import broken_lines
from app.config import Settings
from app.entries import tallies
from app.erasure import commands, queries
from app.erasure.sweeping import sweep
from app.kit.clock import now
from app.likeness.commands import carry_on
from app.likeness.text import stem
from tests.fixtures.commands import run
from tests.fixtures.field import Phone
from tests.fixtures.people import PersonClient

HCP = "HCP-77-quagga"
# Pieces of words: an index may keep only the ends of neighbours.
SECRETS = [b"-quagga", b"zalcoatl", b"achycephal", b"iplodoc", b"egosaur", b"eratops"]


@pytest.fixture
def told(phone_of_msl: Phone, app: FastAPI) -> dict[str, str]:
    """Entries about one HCP, in each of the ways in which an entry can be; one about somebody else."""
    phone = phone_of_msl
    about = {"text": "Dr Quetzalcoatlus waits", "hcp_ref": HCP}
    ops = {
        "edited": phone.create(**about, so_what="Pachycephalosaurus again", next_step="Ask Diplodocus"),
        "moved": phone.create(**about),
        "retracted": phone.create(**about),
        "suspected": phone.create(text="Nausea after the dose", hcp_ref=HCP, safety_answer="yes"),
        "other": phone.create(
            text="Somebody else said this",
            hcp_ref="HCP-78",
            visited_on=str(now().date() - timedelta(days=90)),
        ),
    }
    phone.push(*ops.values())
    ids = {name: op["id"] for name, op in ops.items()}
    phone.push(
        phone.update(ids["edited"], 1, text="Dr Stegosaurus waits"),
        # No longer about them, but it was.
        phone.update(ids["moved"], 1, hcp_ref="HCP-79", text="Dr Triceratops waits"),
        phone.delete(ids["retracted"], 1, reason="Dr Stegosaurus asked"),
    )
    carry_on(app.state.database, 5)
    return ids


def erase(app: FastAPI, admin: PersonClient) -> queries.Plan:
    db = app.state.database
    with db.read() as session:
        plan = queries.entries_about(session, HCP)
    commands.erase_entries(db, plan.entries, admin.person["id"], "ticket 12")
    return plan


def test_words_and_references_go_and_dates_codes_and_counts_stay(
    app: FastAPI, told: dict[str, str], phone_of_msl: Phone, lead: PersonClient, admin: PersonClient
) -> None:
    before = lead.get(f"/api/v1/entries/{told['edited']}").json()
    trend = lead.get("/api/v1/trends").json()["total"]
    cursor = phone_of_msl.pull()["cursor"]
    plan = erase(app, admin)
    assert set(plan.entries) == {told["edited"], told["moved"], told["retracted"]}
    assert plan.waiting == 1
    after = lead.get(f"/api/v1/entries/{told['edited']}").json()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"text", "so_what", "next_step", "hcp_ref", "rev", "seq"}
    assert (after["text"], after["so_what"], after["hcp_ref"]) == ("[erased]", None, None)
    assert lead.get("/api/v1/trends").json()["total"] == trend
    # The author's phone hears of it as of any change; what is suspected waits for its hand-off.
    arrived = {item["id"]: item for item in phone_of_msl.pull_entries(cursor)}
    assert set(arrived) == set(plan.entries)
    assert arrived[told["edited"]]["data"]["text"] == "[erased]"
    assert arrived[told["retracted"]]["deleted"] is True
    suspected = lead.get(f"/api/v1/entries/{told['suspected']}").json()
    assert suspected["text"] == "Nausea after the dose"


def test_no_way_of_reading_finds_a_word_of_it(
    app: FastAPI, told: dict[str, str], lead: PersonClient, admin: PersonClient, settings: Settings
) -> None:
    erase(app, admin)
    sweep(app.state.database, settings.database_url)
    for word in ("quetzalcoatlus", "stegosaurus", "diplodocus", "triceratops"):
        assert lead.get("/api/v1/entries", params={"q": word}).json()["items"] == []
    seen = "".join(
        lead.get(f"/api/v1/entries/{entry}{more}").text
        for entry in told.values()
        for more in ("", "/history")
    )
    with app.state.database.read() as session:
        kept = "".join(
            str(session.execute(text(f"SELECT * FROM {name}")).all())
            for name in ("audit_event", "op", "entry_erasure", "likeness_stem", "likeness_posting")
        )
        assert next(broken_lines(session), None) is None
        assert tallies.wrong(session) == 0
        lines = session.execute(text("SELECT facts FROM audit_event WHERE action = 'entry:erased'")).all()
    assert [facts_of(line)["why"] for line in lines] == ["ticket 12"] * 3
    for secret in SECRETS[1:]:
        assert secret.decode() not in (seen + kept).casefold()
    # The index of what is alike keeps beginnings of words only.
    for word in ("quetzalcoatlus", "stegosaurus", "triceratops"):
        assert stem(word) not in kept
    # The other one's is all there, and found.
    assert len(lead.get("/api/v1/entries", params={"q": "somebody"}).json()["items"]) == 1


def facts_of(line: Any) -> dict[str, Any]:
    return json.loads(line.facts) if isinstance(line.facts, str) else dict(line.facts)


def test_a_phone_that_still_holds_the_words_brings_them_back_nowhere(
    app: FastAPI, told: dict[str, str], phone_of_msl: Phone, lead: PersonClient, admin: PersonClient
) -> None:
    erase(app, admin)
    (result,) = phone_of_msl.push(phone_of_msl.update(told["edited"], 2, channel="remote"))
    assert result["status"] == "applied"
    entry = lead.get(f"/api/v1/entries/{told['edited']}").json()
    assert (entry["text"], entry["channel"]) == ("[erased]", "remote")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_nothing_of_it_is_left_in_the_files(
    app: FastAPI, told: dict[str, str], admin: PersonClient, data: Path, settings: Settings
) -> None:
    assert found_in(data) == set(SECRETS)
    with app.state.database.write() as session:
        session.execute(
            text("UPDATE entry SET safety_status = 'handed_off' WHERE id = :id"), {"id": told["suspected"]}
        )
    erase(app, admin)
    # The control: deleted is not gone.
    assert found_in(data)
    sweep(app.state.database, settings.database_url)
    assert found_in(data) == set()


def found_in(data: Path) -> set[bytes]:
    raw = b"".join(file.read_bytes() for file in data.iterdir() if file.is_file()).lower()
    return {secret for secret in SECRETS if secret in raw}


def test_an_open_erasure_lets_nobody_touch_who_and_when(app: FastAPI, told: dict[str, str]) -> None:
    db = app.state.database
    with db.write() as session:
        session.execute(
            text("INSERT INTO entry_erasure (entry_id, at, open) VALUES (:id, :at, true)"),
            {"id": told["other"], "at": now() if db.dialect == "postgresql" else now().isoformat()},
        )
    for change in (
        "UPDATE entry_revision SET person_id = entry_id, body = '{}' WHERE entry_id = :id",
        "UPDATE entry_revision SET device_time = 'never' WHERE entry_id = :id",
        "UPDATE entry_revision SET rev = 9 WHERE entry_id = :id",
        "DELETE FROM entry_revision WHERE entry_id = :id",
        # Of another entry, whose erasure is not open.
        "UPDATE entry_revision SET body = '{}' WHERE entry_id <> :id",
    ):
        with pytest.raises(DBAPIError, match="append-only"), db.write() as session:
            session.execute(text(change), {"id": told["other"]})
    with db.write() as session:
        session.execute(
            text("UPDATE entry_revision SET body = '{}' WHERE entry_id = :id"), {"id": told["other"]}
        )


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_command_line_says_first_what_it_would_do(
    told: dict[str, str], msl: PersonClient, lead: PersonClient, admin: PersonClient, data: Path
) -> None:
    by = ("--by", admin.email, "--reason", "ticket 12")
    path = f"/api/v1/entries/{told['edited']}"
    code, said = run(data, "erase", "hcp", HCP, "--by", lead.email, "--reason", "x")
    assert (code, "no administrator" in said) == (2, True)
    code, said = run(data, "erase", "hcp", HCP, *by)
    assert code == 0
    assert "would be taken out: 3" in said
    assert "not handed off yet: 1" in said
    assert lead.get(path).json()["text"] == "Dr Stegosaurus waits"
    code, said = run(data, "erase", "hcp", HCP, *by, "--yes")
    assert (code, "Done: 3" in said) == (0, True), said
    assert lead.get(path).json()["text"] == "[erased]"
    assert "Give an age" in run(data, "retention", "--older-than", "old", *by)[1]
    assert "taken out: 1." in run(data, "retention", "--older-than", "2m", *by, "--yes")[1]
    assert lead.get(f"/api/v1/entries/{told['other']}").json()["text"] == "[erased]"
    # Once more finds nothing to do.
    assert "would be taken out: 0." in run(data, "retention", "--older-than", "2m", *by)[1]
    assert "Done" in run(data, "erase", "person", msl.email, *by, "--yes")[1]
    assert msl.get("/api/v1/session").status_code == 401
    assert lead.get(path).json()["author"]["name"] == "[erased]"
