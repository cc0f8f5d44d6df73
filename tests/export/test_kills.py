"""A reader of several server processes on PostgreSQL, when the reader or one of the processes is killed at any moment.

`make soak` counts the kills; a gate that has minutes has none for this.
"""

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import psutil
import pytest

from tests.export.served import DOCS, Served, serving, table_of
from tests.fixtures.postgres import Postgres
from tests.fixtures.server import LiveServer

KILLS = int(os.environ.get("SOAK_EXPORT_KILLS", "0"))
SETTINGS = {"PATHNOTE_ENVIRONMENT": "development", "PATHNOTE_EXPORT__RUNS": "10000"}


@pytest.mark.skipif(not KILLS, reason="SOAK_EXPORT_KILLS says how many; make soak sets it")
@pytest.mark.timeout(120 + 30 * KILLS)
def test_a_reader_killed_at_any_moment_ends_with_each_row_once(postgres: Postgres, tmp_path: Path) -> None:
    """Each night begins with nothing: a reader, three kills on the way, others who write, and the end of the run."""
    name = f"test_{uuid4().hex}"
    settings = {**SETTINGS, "PATHNOTE_DATABASE_URL": postgres.create_database(name)}
    dice, killed, nights = random.Random(10), {"reader": 0, "process": 0, "nobody": 0}, 0
    for served in serving(LiveServer(tmp_path / "data", settings, arguments=["--workers", "2"])):
        while killed["reader"] + killed["process"] < KILLS:
            nights += 1
            folder = tmp_path / f"night-{nights}"
            served.line.slow(500_000)
            for _ in range(3):
                with reading(served, folder) as reader:
                    served.write()
                    killed[kill(served, reader, dice)] += 1
            served.line.mend()
            for _ in range(2):
                assert reading(served, folder).wait(60) == 0
            files = sorted(folder.glob("entries-*.jsonl"))
            lines = b"".join(file.read_bytes() for file in files)
            seqs = [json.loads(line)["seq"] for line in lines.splitlines()]
            assert seqs == sorted(set(seqs)), "a row came twice"
            assert table_of(lines) == served.table()
    postgres.drop_database(name)
    sys.stdout.write(f"export: {killed} in {nights} nights, nothing lost, nothing twice\n")
    assert min(killed["reader"], killed["process"]) > 0


def reading(served: Served, folder: Path) -> "subprocess.Popen[bytes]":
    """The example of the documentation, as a program of its own."""
    environment = {**os.environ, "PATHNOTE": served.line.url, "TOKEN": served.token}
    command = [sys.executable, str(DOCS / "examples" / "nightly.py"), str(folder)]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def kill(served: Served, reader: "subprocess.Popen[bytes]", dice: random.Random) -> str:
    """Who was killed with -9, some time into the run: the reader, or one of the two processes that answer."""
    try:
        reader.wait(dice.uniform(0.0, 0.6))
        return "nobody"
    except subprocess.TimeoutExpired:
        pass
    if dice.random() < 0.5:
        reader.kill()
        reader.wait(30)
        return "reader"
    answering = [one for one in psutil.Process(served.server.pid).children() if one.net_connections("tcp")]
    dice.choice(answering).kill()
    reader.wait(60)
    return "process"
