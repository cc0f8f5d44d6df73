"""Any order of saves, edits, retractions, replays and pulls on three devices: nothing typed is lost, nothing doubled.

Hypothesis picks the order; in the end the promises are checked on what is really stored.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlalchemy import text

from app.accounts.commands import create_person
from app.auth.actor import Actor
from app.auth.permissions import permissions_of
from app.config import Environment, Settings
from app.kit.clock import new_id
from app.kit.db import Database
from app.lifecycle import start
from app.sync import queries
from app.sync.commands import push
from app.sync.schemas import PushIn
from tests.fixtures.databases import migrate

EXAMPLES = int(os.environ.get("SOAK_EXAMPLES", "200"))
STEPS = int(os.environ.get("SOAK_STEPS", "50"))
FIELDS = ("text", "next_step", "so_what")


@dataclass
class Tablet:
    """A device: what it pulled, where it stands, and what it has sent."""

    client_id: str = field(default_factory=lambda: str(uuid4()))
    op_no: int = 0
    cursor: str | None = None
    shadow: dict[str, dict[str, Any]] = field(default_factory=dict)


class Sync(RuleBasedStateMachine):
    """One person, three devices, one server. `db` and `actor` are set on the class by the test."""

    db: Database
    actor: Actor

    def __init__(self) -> None:
        super().__init__()
        self.tablets = [Tablet() for _ in range(3)]
        self.sent: list[tuple[dict[str, Any], dict[str, Any]]] = []
        self.typed: dict[str, set[str]] = {}
        self.entries: set[str] = set()
        self.number = 0
        for tablet in self.tablets:
            tablet.cursor = self.page(None)["cursor"]

    @rule(device=st.integers(0, 2))
    def save(self, device: int) -> None:
        entry_id, words = new_id(), self.words()
        result = self.send(device, "create", entry_id, 0, {**OBSERVATION, "text": words})
        assert result["status"] == "applied"
        self.note(result, entry_id, {"text": words})

    @precondition(lambda self: self.entries)
    @rule(
        device=st.integers(0, 2),
        which=st.integers(0, 10**6),
        names=st.sets(st.sampled_from(FIELDS), min_size=1),
    )
    def edit(self, device: int, which: int, names: set[str]) -> None:
        entry_id, base = self.known(device, which)
        if base is None:
            return
        values = {name: self.words() for name in names}
        result = self.send(device, "update", entry_id, base, values)
        assert result["status"] in ("applied", "conflict_copy")
        self.note(result, entry_id, values)

    @precondition(lambda self: self.entries)
    @rule(device=st.integers(0, 2), which=st.integers(0, 10**6))
    def retract(self, device: int, which: int) -> None:
        entry_id, base = self.known(device, which)
        if base is None:
            return
        result = self.send(device, "delete", entry_id, base, {})
        if result["status"] == "rejected":
            assert result["problem"]["type"] == "/problems/changed-since"

    @precondition(lambda self: self.sent)
    @rule(which=st.integers(0, 10**6))
    def send_again(self, which: int) -> None:
        """A lost answer: the same batch once more. Nothing changes, and the answer is the same."""
        batch, first = self.sent[which % len(self.sent)]
        before = self.head()
        again = self.push(batch)
        assert {k: again[k] for k in ("status", "copy_id", "problem")} == {
            k: first[k] for k in ("status", "copy_id", "problem")
        }
        assert self.head() == before

    @rule(device=st.integers(0, 2), limit=st.sampled_from([1, 2, 7, 500]))
    def pull(self, device: int, limit: int) -> None:
        tablet = self.tablets[device]
        page = self.page(tablet.cursor, limit)
        for item in page["items"]:
            if item["kind"] == "entry":
                known = tablet.shadow.get(item["id"])
                assert known is None or item["rev"] >= known["rev"], "a pull brought something older"
                tablet.shadow[item["id"]] = item
        tablet.cursor = page["cursor"]

    def nothing_typed_is_lost(self) -> None:
        """Revisions only ever grow, so one look at the end sees whatever was lost on the way."""
        with self.db.read() as session:
            bodies = session.execute(
                text("SELECT entry_id, body FROM entry_revision WHERE person_id = :id"), {"id": self.actor.id}
            )
            history = " ".join(row.body for row in bodies if str(row.entry_id) in self.entries)
        for words in {words for values in self.typed.values() for words in values}:
            assert words in history

    def teardown(self) -> None:
        """In the end every device pulls to the head and holds exactly what the server holds."""
        self.nothing_typed_is_lost()
        for device in range(3):
            while True:
                before = self.tablets[device].cursor
                self.pull(device, 7)
                if self.tablets[device].cursor == before:
                    break
        with self.db.read() as session:
            rows = session.execute(
                text("SELECT id, rev, deleted FROM entry WHERE author_id = :id"), {"id": self.actor.id}
            ).all()
            revisions = session.execute(
                text("SELECT count(*) FROM entry_revision WHERE person_id = :id"), {"id": self.actor.id}
            ).scalar_one()
        stored = {str(row.id): (row.rev, bool(row.deleted)) for row in rows if str(row.id) in self.entries}
        for tablet in self.tablets:
            held = {
                i: (item["rev"], item["deleted"]) for i, item in tablet.shadow.items() if i in self.entries
            }
            assert held == stored
        assert revisions == sum(row.rev for row in rows), "a revision is missing or stands twice"

    # What the rules share.

    def send(
        self, device: int, kind: str, entry_id: str, base: int, fields: dict[str, Any]
    ) -> dict[str, Any]:
        tablet = self.tablets[device]
        tablet.op_no += 1
        op = {
            "op_id": new_id(),
            "op_no": tablet.op_no,
            "author": self.actor.id,
            "id": entry_id,
            "kind": kind,
            "base": base,
            "fields": fields,
            "device_time": "2026-11-20T10:00:00+01:00",
        }
        batch = {
            "protocol": 1,
            "schema": 2,
            "client_id": tablet.client_id,
            "batch_id": new_id(),
            "pending": 1,
        }
        batch |= {"op_no_max": tablet.op_no, "ops": [op]}
        result = self.push(batch)
        self.sent.append((batch, result))
        return result

    def push(self, batch: dict[str, Any]) -> dict[str, Any]:
        with self.db.write() as session:
            results = push(session, self.actor, PushIn.model_validate(batch))
            answer = json.loads(queries.push_answer(session, self.actor, batch["batch_id"], results))
        result: dict[str, Any] = answer["results"][0]
        return result

    def page(self, cursor: str | None, limit: int = 500) -> dict[str, Any]:
        with self.db.read() as session:
            page: dict[str, Any] = json.loads(queries.pull(session, self.actor, cursor, limit))
        return page

    def head(self) -> int:
        with self.db.read() as session:
            head: int = session.execute(text("SELECT head FROM feed")).scalar_one()
        return head

    def known(self, device: int, which: int) -> tuple[str, int | None]:
        """An entry, and the rev on which this device would edit it: none when it has not pulled it."""
        entry_id = sorted(self.entries)[which % len(self.entries)]
        item = self.tablets[device].shadow.get(entry_id)
        return entry_id, None if item is None else item["rev"]

    def note(self, result: dict[str, Any], entry_id: str, values: dict[str, str]) -> None:
        self.entries |= {entry_id} | ({result["copy_id"]} if result["copy_id"] else set())
        self.typed.setdefault(entry_id, set()).update(values.values())

    def words(self) -> str:
        self.number += 1
        return f"words {self.number}."


OBSERVATION = {
    "kind": "observation",
    "visited_on": "2026-11-20",
    "captured_at": "2026-11-20T10:00:00+01:00",
    "barrier": "referral",
}


@contextmanager
def served(url: str, folder: str) -> Iterator[Database]:
    """A migrated database with one MSL in it."""
    migrate(url)
    db = Database(url)
    try:
        start(db, Settings(environment=Environment.TEST, data=Path(folder), database_url=url))
        yield db
    finally:
        db.close()


@pytest.mark.timeout(1200)
def test_any_order_of_events_keeps_the_promises(backend: str, empty_database_url: str) -> None:
    with TemporaryDirectory() as folder, served(empty_database_url, folder) as db:

        class OnThisDatabase(Sync):
            def __init__(self) -> None:
                # A person of their own for each run: what runs share is only the server.
                with db.write() as session:
                    person = create_person(
                        session,
                        email=f"{uuid4()}@test.example",
                        name="M",
                        roles=["msl"],
                        regions=["sweden"],
                        password_hash=None,
                    )
                self.db = db
                self.actor = Actor(person, "", "", ("msl",), ("sweden",), permissions_of(("msl",)), 1)
                super().__init__()

        run_state_machine_as_test(  # type: ignore[no-untyped-call]
            OnThisDatabase,
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                deadline=None,
                phases=(Phase.generate, Phase.shrink),
                suppress_health_check=list(HealthCheck),
            ),
        )
