"""Existing notes come in: whole, once, and each row that can't is named."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app.audit.models import AuditEvent
from app.entries import imports
from app.entries.models import Revision
from app.kit.db import Database
from tests.imports.conftest import ADMIN, Run, count, entries

REAL = Path(__file__).parents[3] / "shared" / "data" / "field_text.jsonl"
DAY = "2024-03-05"


def jsonl(folder: Path, *rows: Any, name: str = "notes.jsonl") -> Path:
    file = folder / name
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return file


def note(text: str = "Letters come back with no plan.", **more: Any) -> dict[str, Any]:
    return {"text": text, "date": DAY, **more}


def test_a_row_becomes_an_entry(pathnote: Run, admin_id: str, db: Database, tmp_path: Path) -> None:
    rows = [
        note(
            " One ",
            hint=["referral"],
            region="sweden_west",
            hcp_ref="crm-1",
            evidence=["10.1000/1"],
            solicited="no",
        ),
        note("Two", hint=["referral", "guideline_uptake"]),
        note("Three", hint="nothing we know"),
        {"text": "Four", "visited_on": "1961-01-02", "barrier": "guideline_uptake", "hint": ["referral"]},
    ]
    ran = pathnote("import", jsonl(tmp_path, *rows), "--region", "germany")
    assert (ran.code, ran.error) == (0, "")
    assert ran.last == f"4 imported as {ADMIN}, 0 already there, 0 said twice in the file, 0 refused."
    stored = entries(db)
    assert [(e.text, e.barrier, e.region, e.visited_on.isoformat()) for e in stored] == [
        ("One", "referral", "sweden_west", DAY),
        ("Two", "other_unsure", "germany", DAY),
        ("Three", "other_unsure", "germany", DAY),
        ("Four", "guideline_uptake", "germany", "1961-01-02"),
    ]
    one = json.loads(stored[0].body)
    assert (one["hcp_ref"], one["evidence"], one["solicited"]) == ("crm-1", ["10.1000/1"], "no")
    assert (one["kind"], one["captured_at"]) == ("observation", f"{DAY}T12:00:00.000Z")
    assert {e.author_id for e in stored} == {admin_id}
    with db.read() as session:
        assert session.execute(select(func.count()).select_from(Revision)).scalar_one() == 4
        line = session.execute(select(AuditEvent).where(AuditEvent.action == "entries:imported")).scalar_one()  # type: ignore[arg-type]
    assert (line.actor_id, line.facts["imported"], len(str(line.facts["file_sha256"]))) == (admin_id, 4, 64)


def test_an_old_event_is_heard_of_when_it_comes_in(
    pathnote: Run, admin_id: str, db: Database, tmp_path: Path
) -> None:
    """From the day of the visit on, its time to report would be over before anyone could have seen it."""
    row = note("One patient came out in a rash after the first dose.")
    pathnote("import", jsonl(tmp_path, row), "--region", "germany")
    (entry,) = entries(db)
    assert entry.safety_status == "suspected"
    assert entry.aware_at == json.loads(entry.body)["aware_at"] == json.loads(entry.body)["received_at"]


def test_again_doubles_nothing(pathnote: Run, admin_id: str, db: Database, tmp_path: Path) -> None:
    pathnote("import", jsonl(tmp_path, note("One"), note("Two", hint=["referral"])))
    before = [(e.id, e.seq) for e in entries(db)]
    longer = jsonl(tmp_path, note("Two", hint=["referral"], source="x"), note("Three"), note("One"))
    ran = pathnote("import", longer, "--region", "germany")
    assert ran.last == f"1 imported as {ADMIN}, 2 already there, 0 said twice in the file, 0 refused."
    assert [(e.id, e.seq) for e in entries(db)][:2] == before
    assert count(db) == 3


def test_rows_that_say_the_same_are_one(pathnote: Run, admin_id: str, db: Database, tmp_path: Path) -> None:
    ran = pathnote("import", jsonl(tmp_path, note(), note("Other"), note(), note(date="2024-03-06")))
    assert "line 3: Says the same as line 1." in ran.out
    assert count(db) == 3


def test_the_same_rows_across_chunks(
    pathnote: Run, admin_id: str, db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "CHUNK", 2)
    rows = [note(f"Note {n % 5}") for n in range(9)]
    ran = pathnote("import", jsonl(tmp_path, *rows))
    assert ran.last == f"5 imported as {ADMIN}, 0 already there, 4 said twice in the file, 0 refused."
    assert count(db) == 5


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (note(date=None), "date: Is missing; give the day as 2026-11-22."),
        (note(date="4/19/2022"), "date: Must be a date of the calendar"),
        (note(date="2024-02-30"), "date: Must be a date of the calendar"),
        (note(date=20240305), "date: Must be a date of the calendar"),
        ({"text": "x", "visited_on": "05.03.2024"}, "visited_on: Must be a date"),
        (note(date="2999-01-01"), "date: The visit lies in the future."),
        ({"date": DAY}, "text: Is missing."),
        (note(""), "text: Is empty"),
        (note("x" * 1_001), "text: Has 1,001 characters"),
        (note("a\u0000b"), "text: Has a character that can't be used"),
        (note(42), "text: Must be text."),
        (note(barrier="politics"), "barrier: No such barrier code."),
        (note(region="Sweden"), "region: Must be a code"),
        (note(region="atlantis"), "region: No such region code."),
        (note(sub_barrier="feedback_gap"), "sub_barrier: This sub-barrier belongs under 'referral'."),
        (note(solicited="maybe"), "solicited: Must be one of"),
        (note(hcp_ref="x" * 65), "hcp_ref: Has 65 characters"),
        (note(kind="nothing_new"), "kind: Only observations can be imported."),
        (["text", "x"], "Is not a JSON object."),
    ],
)
def test_a_row_that_can_not_be_is_named(
    pathnote: Run, admin_id: str, db: Database, tmp_path: Path, row: Any, reason: str
) -> None:
    ran = pathnote("import", jsonl(tmp_path, note("Fine"), row))
    assert [line for line in ran.out.splitlines() if line.startswith(f"line 2: {reason}")], ran.out
    assert (ran.code, count(db)) == (0, 1)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "x", "text": "y"}', "/text: Stands twice"),
        (b"{text}", "The line isn't JSON (column 2)"),
        (b'{"text": "x\xff"}', "The line isn't UTF-8"),
    ],
)
def test_a_line_that_is_no_json(
    pathnote: Run, admin_id: str, db: Database, tmp_path: Path, line: bytes, reason: str
) -> None:
    file = jsonl(tmp_path, note("Fine"))
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes() + b"\n  \n" + line)
    ran = pathnote("import", file)
    assert f"line 4: {reason}" in ran.out
    assert count(db) == 1


def test_all_rows_refused_is_no_success(pathnote: Run, admin_id: str, db: Database, tmp_path: Path) -> None:
    ran = pathnote("import", jsonl(tmp_path, note(date=None)))
    assert (ran.code, count(db)) == (1, 0)


def test_columns_nobody_knows_are_named_once(pathnote: Run, admin_id: str, tmp_path: Path) -> None:
    rows = [
        note("One", source="x", kind="blockquote"),
        note("Two", source="y", licence=None, kind="observation"),
    ]
    assert (
        "Columns ignored: source, kind (its words are not ours), licence"
        in pathnote("import", jsonl(tmp_path, *rows)).out
    )


def test_a_dry_run_says_all_and_stores_nothing(
    pathnote: Run, admin_id: str, db: Database, tmp_path: Path
) -> None:
    ran = pathnote("import", jsonl(tmp_path, note("One"), note(date=None)), "--dry-run")
    assert ran.last.startswith("Dry run, nothing was stored. It would be: 1 imported")
    assert "line 2: date" in ran.out
    assert count(db) == 0


def test_a_failure_in_the_middle_leaves_nothing(
    pathnote: Run, admin_id: str, db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "CHUNK", 2)
    original, calls = imports.store, []

    def store_that_fails(*given: Any) -> Any:
        calls.append(1)
        if len(calls) == 3:
            raise MemoryError
        return original(*given)

    monkeypatch.setattr(imports, "store", store_that_fails)
    file = jsonl(tmp_path, *(note(f"Note {n}") for n in range(8)))
    with pytest.raises(MemoryError):
        pathnote("import", file)
    assert len(calls) == 3
    assert count(db) == 0
    monkeypatch.undo()


def test_who_imports(pathnote: Run, add_person: Callable[..., str], db: Database, tmp_path: Path) -> None:
    file = jsonl(tmp_path, note())
    assert "There is no administrator yet." in pathnote("import", file).error
    add_person("lead", "lead@test.example")
    add_person("admin", "one@test.example")
    add_person("admin", "two@test.example", regions=["nordics"])
    assert pathnote("import", file).error == (
        "pathnote: Say with --as who imports, one of: one@test.example, two@test.example\n"
    )
    for nobody in ("lead@test.example", "no@test.example"):
        ran = pathnote("import", file, "--as", nobody)
        assert (ran.code, ran.error) == (
            2,
            f"pathnote: {nobody} is no administrator here, and only they import.\n",
        )
    assert count(db) == 0
    assert pathnote("import", file, "--as", "Two@test.example").code == 0
    assert entries(db)[0].region == "nordics"


def test_a_region_nobody_knows(pathnote: Run, admin_id: str, tmp_path: Path) -> None:
    ran = pathnote("import", jsonl(tmp_path, note()), "--region", "atlantis")
    assert (ran.code, ran.error) == (2, "pathnote: There is no region with the code 'atlantis'.\n")


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
def test_the_real_texts(pathnote: Run, admin_id: str, db: Database) -> None:
    if not REAL.exists():
        pytest.skip(f"the shared texts are not here ({REAL.name})")
    lines = [json.loads(line) for line in REAL.read_text("utf-8").splitlines()]
    dated = [row for row in lines if row["date"] and row["date"][4:5] == "-"]
    ran = pathnote("import", REAL)
    refused = [line for line in ran.out.splitlines() if line.startswith("line ")]
    assert (ran.code, count(db), len(refused)) == (0, len(dated), len(lines) - len(dated))
    assert {e.text for e in entries(db)} == {row["text"].strip() for row in dated}
    assert sum(e.barrier != "other_unsure" for e in entries(db)) == sum(
        len(row["hint"]) == 1 for row in dated
    )
    assert f", {len(dated)} already there," in pathnote("import", REAL).last
    assert count(db) == len(dated)
