"""What files look like in the wild: spreadsheets' CSV, byte order marks, and what is no file of notes at all."""

from pathlib import Path

import pytest

from app.kit.db import Database
from tests.imports.conftest import Run, count, entries

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
CSV = """text,date,hint,evidence,source
"Letters, with ""no"" plan
on two lines",2024-03-05,referral,10.1000/1; 10.1000/2,x
Größe,2024-03-06,"referral,guideline_uptake",,
,2024-03-07,,,
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["notes.csv", "notes.txt"])
def test_csv(
    pathnote: Run, admin_id: str, db: Database, tmp_path: Path, encoding: str, ending: str, name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(CSV.replace("\n", ending).encode(encoding))
    ran = pathnote("import", file)
    assert "line 5: text: Is missing." in ran.out
    assert "Columns ignored: source" in ran.out
    one, two = entries(db)
    assert (one.barrier, one.evidence) == ("referral", '["10.1000/1","10.1000/2"]')
    assert (two.barrier, two.text) == ("other_unsure", "Größe")


@pytest.mark.parametrize("mark", [";", "\t"])
def test_other_separators(pathnote: Run, admin_id: str, db: Database, tmp_path: Path, mark: str) -> None:
    file = tmp_path / "notes.csv"
    file.write_text(f"Date{mark}Text\n2024-03-05{mark}One, two\n", "utf-8")
    assert pathnote("import", file).code == 0
    assert entries(db)[0].text == "One, two"


def test_csv_and_json_lines_say_the_same(pathnote: Run, admin_id: str, db: Database, tmp_path: Path) -> None:
    csv, lines = tmp_path / "notes.csv", tmp_path / "notes"
    csv.write_text("date,text,hint,so_what\n2024-03-05,One,referral,\n", "utf-8")
    lines.write_text(
        '{"text": "One", "date": "2024-03-05", "hint": ["referral"], "so_what": null}\n', "utf-8"
    )
    pathnote("import", csv)
    assert ", 1 already there," in pathnote("import", lines).last


def test_a_row_in_another_encoding_is_named(
    pathnote: Run, admin_id: str, db: Database, tmp_path: Path
) -> None:
    file = tmp_path / "notes.csv"
    file.write_bytes("text,date\nGröße,2024-03-05\nFine,2024-03-05\n".encode("latin-1"))
    assert "line 2: Is not UTF-8 text; save the file as UTF-8." in pathnote("import", file).out
    assert count(db) == 1


def test_too_many_cells(pathnote: Run, admin_id: str, db: Database, tmp_path: Path) -> None:
    file = tmp_path / "notes.csv"
    file.write_text("text,date\nFine,2024-03-05\nOne,2024-03-05,more\n", "utf-8")
    assert "line 3: Has 3 cells where the first line names 2 columns." in pathnote("import", file).out
    assert count(db) == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.jsonl", b"", "is empty."),
        ("a.csv", b"\xef\xbb\xbf \n\n", "is empty."),
        ("a.jsonl", b"\x89PNG\r\n\x1a\n\0\0\0", "is not UTF-8 text."),
        ("a.csv", "text,date\n".encode("utf-16"), "is not UTF-8 text."),
        ("a.json", b'[{"text": "x"}]', "is one JSON array."),
        ("a.jsonl", b'{"text": "' + b"x" * 1_100_000, "line 1 is longer than a megabyte"),
        ("a.csv", b"note,day\nx,2024-03-05\n", "the first line has to name the columns"),
        ("a.csv", b"text,date,text\nx,2024-03-05,y\n", "names a column twice: text."),
        ("a.csv", b'text,date\n"x,2024-03-05\n', "is not CSV"),
    ],
)
def test_what_is_no_file_of_notes(
    pathnote: Run, admin_id: str, db: Database, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    ran = pathnote("import", file)
    assert (ran.code, ran.out, ran.error.count("\n")) == (2, "", 1)
    assert ran.error.startswith(f"pathnote: {file}")
    assert said in ran.error
    assert count(db) == 0


def test_files_that_can_not_be_read(pathnote: Run, admin_id: str, tmp_path: Path) -> None:
    missing = tmp_path / "missing.csv"
    assert (
        pathnote("import", missing).error
        == f"pathnote: {missing} can't be read: No such file or directory.\n"
    )
    assert pathnote("import", tmp_path).error == f"pathnote: {tmp_path} is not a file.\n"


def test_a_fault_after_good_rows_takes_them_back(
    pathnote: Run, admin_id: str, db: Database, tmp_path: Path
) -> None:
    file = tmp_path / "notes.csv"
    rows = "".join(f"Note {n},2024-03-05\n" for n in range(1_200))
    file.write_text(f'text,date\n{rows}"open,2024-03-05\n', "utf-8")
    assert pathnote("import", file).code == 2
    assert count(db) == 0
