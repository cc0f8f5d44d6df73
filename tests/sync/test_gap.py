"""No reader skips a row: eight processes write to PostgreSQL while one reader follows by cursor.

The control reads the same transactions by a plain sequence, as most systems do. It has to miss some: if it does not,
this test could not have seen a gap.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from app.accounts.commands import create_person
from app.auth.actor import Actor
from app.auth.permissions import permissions_of
from app.config import Environment, Settings
from app.kit.db import Database
from app.lifecycle import start
from app.sync import queries
from tests.fixtures.databases import migrate
from tests.fixtures.postgres import Postgres

WRITERS = 8
TRANSACTIONS = int(os.environ.get("SOAK_TRANSACTIONS", "16000"))
PROJECT = Path(__file__).parents[2]


@pytest.mark.timeout(1200)
def test_no_reader_skips_a_row_and_the_control_does(postgres: Postgres, data: Path) -> None:
    url = postgres.create_database("gap")
    migrate(url)
    db = Database(url)
    start(db, Settings(environment=Environment.TEST, data=data, database_url=url))
    with db.write() as session:
        session.execute(text("CREATE TABLE control (no bigserial PRIMARY KEY, entry_id uuid NOT NULL)"))
        person_id = create_person(
            session, email="msl@test.example", name="M", roles=["msl"], regions=["sweden"], password_hash=None
        )
    try:
        seen, control = followed(db, url, person_id)
        with db.read() as session:
            stored = set(session.execute(text("SELECT id FROM entry")).scalars())
    finally:
        db.close()
        postgres.drop_database("gap")
    stored = {str(entry_id) for entry_id in stored}
    assert len(stored) == TRANSACTIONS // WRITERS * WRITERS
    assert len(seen) == len(set(seen)), "a row came twice"
    missed = stored - set(seen)
    sys.stdout.write(
        f"gap test: {len(stored)} transactions, {len(missed)} missed; the control missed {len(stored - control)}\n"
    )
    assert missed == set()
    assert stored - control, "the control missed nothing, so this run could not have shown a gap"


def followed(db: Database, url: str, person_id: str) -> tuple[list[str], set[str]]:
    """What a reader by cursor saw, and what one by plain sequence saw, while the writers wrote."""
    actor = Actor(person_id, "", "", ("msl",), ("sweden",), permissions_of(("msl",)), 1)
    command = [sys.executable, "-m", "tests.sync.gap_writer", url, person_id, str(TRANSACTIONS // WRITERS)]
    writers = [subprocess.Popen([*command, str(seed)], cwd=PROJECT) for seed in range(WRITERS)]
    seen: list[str] = []
    control: set[str] = set()
    cursor, number = None, 0
    while True:
        last_round = all(writer.poll() is not None for writer in writers)
        with db.read() as session:
            rows = session.execute(
                text("SELECT no, entry_id FROM control WHERE no > :no ORDER BY no"), {"no": number}
            )
            for row in rows:
                control.add(str(row.entry_id))
                number = row.no
        with db.read() as session:
            page = json.loads(queries.pull(session, actor, cursor, 500))
        seen += [item["id"] for item in page["items"] if item["kind"] == "entry"]
        cursor = page["cursor"]
        if last_round and not page["more"]:
            assert {writer.returncode for writer in writers} == {0}
            return seen, control
