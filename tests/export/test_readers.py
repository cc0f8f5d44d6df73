"""What analytics teams have reads the export of a real server; cut at a byte, each goes on. The examples of
docs/export.md are what runs here."""

import io
import json
import os
import random
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest

from tests.export.served import DOCS, Served, Table, example, serving, table_of
from tests.fixtures.server import LiveServer


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served") / "data"
    server = LiveServer(folder, {"PATHNOTE_ENVIRONMENT": "development", "PATHNOTE_EXPORT__RUNS": "10000"})
    yield from serving(server)


def blocks(language: str) -> list[str]:
    """The examples in docs/export.md."""
    return re.findall(
        rf"^```{language}\n(.*?)^```", (DOCS / "export.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )


def test_duckdb_pandas_and_polars(served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb
    import pandas
    import polars

    monkeypatch.chdir(tmp_path)
    file = tmp_path / "entries.jsonl"
    file.write_bytes(served.get().content)
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert len(rows) > 100
    texts = sorted(row["text"] for row in rows if row["text"])
    names = sorted(rows[0])
    [said] = [block for block in blocks("python") if "read_json" in block]
    exec(said, {"duckdb": duckdb, "pandas": pandas, "polars": polars})

    table = duckdb.sql(f"SELECT * FROM read_json('{file}')")
    assert sorted(table.columns) == names
    assert sorted(text for (text,) in table.select("text").fetchall() if text) == texts
    [(kind,)] = duckdb.sql(f"SELECT DISTINCT typeof(visited_on) FROM read_json('{file}')").fetchall()
    assert kind == "DATE"

    frame = pandas.read_json(file, lines=True)
    assert sorted(frame.columns) == names
    assert sorted(frame["text"].dropna()) == texts

    lazy = polars.read_ndjson(file, infer_schema_length=None)
    assert sorted(lazy.columns) == names
    assert sorted(lazy["text"].drop_nulls().to_list()) == texts
    assert lazy["deleted"].dtype == polars.Boolean

    array = pandas.read_json(io.StringIO(served.get(format="json").text))
    assert sorted(array["text"].dropna()) == texts
    columnar = polars.read_parquet(io.BytesIO(served.get(format="parquet").content))
    assert sorted(columnar["text"].drop_nulls().to_list()) == texts


def test_the_line_for_curl_runs_as_it_stands(served: Served, tmp_path: Path) -> None:
    [said] = blocks("sh")
    cursor, held = "", {}
    for _ in range(2):
        environment = {**os.environ, "PATHNOTE": served.server.url, "TOKEN": served.token, "CURSOR": cursor}
        subprocess.run(["sh", "-c", said], env=environment, cwd=tmp_path, check=True, capture_output=True)
        [cursor] = re.findall(r"(?im)^pathnote-cursor: (\S+)", (tmp_path / "head.txt").read_text())
        held = table_of((tmp_path / "entries.jsonl").read_bytes(), held)
    assert (tmp_path / "entries.jsonl").read_bytes() == b""
    assert held == served.table()


def test_a_nightly_run_cut_at_any_byte_goes_on(served: Served, tmp_path: Path) -> None:
    """The line is cut for real; meanwhile others write."""
    nightly = example("nightly")
    held: Table = {}
    dice = random.Random(8)
    for _ in range(3):
        cuts, tries = dice.randint(3, 5), 0
        while True:
            tries += 1
            served.line.cut_answers(dice.randint(0, 60_000)) if tries <= cuts else served.line.mend()
            if tries == 2:
                served.write()
            try:
                file = nightly.run(tmp_path, served.line.url, served.token)
                break
            except (OSError, HTTPException):
                continue
        table_of(file.read_bytes(), held)
    served.line.mend()
    table_of(nightly.run(tmp_path, served.line.url, served.token).read_bytes(), held)
    assert held == served.table()


def test_a_server_killed_at_any_byte_loses_nothing(served: Served, tmp_path: Path) -> None:
    """kill -9 while a run streams over a narrow line; the next one goes on where the last whole line ended."""
    nightly = example("nightly")
    dice, deaths, wanted = random.Random(9), 0, int(os.environ.get("SOAK_EXPORT_KILLS", "1"))
    served.line.slow(400_000)
    for _ in range(10 * wanted):
        if deaths == wanted:
            break
        # Soon: what the system holds for a slow line arrives in any case.
        death = threading.Timer(dice.uniform(0.01, 0.1), served.server.kill)
        death.start()
        try:
            nightly.run(tmp_path, served.line.url, served.token)
        except (OSError, HTTPException):
            deaths += 1
        death.join()
        served.server.start()
    served.line.mend()
    held: Table = {}
    nightly.run(tmp_path, served.line.url, served.token)
    for file in sorted(tmp_path.glob("entries-*.jsonl")):
        table_of(file.read_bytes(), held)
    assert deaths == wanted
    assert held == served.table()


def test_a_singer_tap_whose_target_died_goes_on_at_the_last_state(served: Served, tmp_path: Path) -> None:
    command = [sys.executable, str(DOCS / "examples" / "tap_pathnote.py")]
    environment = {**os.environ, "PATHNOTE": served.line.url, "TOKEN": served.token}
    rows: Table = {}
    gone: dict[str, int] = {}
    state: dict[str, Any] | None = None
    for cut in (90_000, 40_000, None, None):
        served.line.cut_answers(cut, only="/api/v1/export/entries") if cut else served.line.mend()
        arguments = []
        if state is not None:
            (tmp_path / "state.json").write_text(json.dumps(state))
            arguments = [str(tmp_path / "state.json")]
        ran = subprocess.run([*command, *arguments], env=environment, capture_output=True, text=True)
        assert (ran.returncode == 0) == (cut is None), ran.stderr
        keys = {}
        for message in map(json.loads, ran.stdout.splitlines()):
            if message["type"] == "SCHEMA":
                keys[message["stream"]] = message["key_properties"]
            elif message["type"] == "STATE":
                state = message["value"]
            else:
                record = message["record"]
                assert keys[message["stream"]] == ["id"]
                if message["stream"] == "entries":
                    rows[record["id"]] = record
                else:
                    gone[record["id"]] = record["rev"]
        if cut is None:
            served.write()
    held = {i: row for i, row in rows.items() if row["rev"] > gone.get(i, 0)}
    served.line.mend()
    state_file = tmp_path / "state.json"
    state_file.write_text(json.dumps(state))
    last = subprocess.run(
        [*command, str(state_file)], env=environment, capture_output=True, text=True, check=True
    )
    assert '"RECORD"' in last.stdout
    for message in map(json.loads, last.stdout.splitlines()):
        if message["type"] == "RECORD":
            held.pop(message["record"]["id"], None)
            if message["stream"] == "entries":
                held[message["record"]["id"]] = message["record"]
    assert held == served.table()


@pytest.mark.timeout(240)
@pytest.mark.filterwarnings("default")
def test_dlt_loads_what_changed_and_drops_what_was_taken_back(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import duckdb

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RUNTIME__DLTHUB_TELEMETRY", "false")
    monkeypatch.setenv("DLT_DATA_DIR", str(tmp_path / "dlt"))
    monkeypatch.setenv("RUNTIME__REQUEST_MAX_ATTEMPTS", "1")
    [said] = [block for block in blocks("python") if "rest_api_source" in block]
    said = said.replace("https://pathnote.example", served.line.url).replace("pn_…", served.token)

    served.line.cut_answers(5_000, only="/api/v1/export/entries")  # dlt takes it compressed
    with pytest.raises(Exception, match=r"(?i)extract|incomplete|connection"):
        exec(said, {})
    served.line.mend()
    for _ in range(2):
        exec(said, {})
        with duckdb.connect("pathnote.duckdb", read_only=True) as warehouse:
            loaded = warehouse.sql("SELECT id, rev, text FROM insight.entries").fetchall()
        assert sorted(loaded) == sorted((i, row["rev"], row["text"]) for i, row in served.table().items())
        served.write()
