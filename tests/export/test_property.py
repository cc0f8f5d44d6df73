"""Any order of writers, retractions, erasures, reviews and cut exports ends with the server's table at each consumer.

Hypothesis picks the order. Two databases on one store stand for two server processes; what is expected is reckoned
here from the stored rows, not by the code under test.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlalchemy import text

from app.accounts.commands import create_person
from app.auth.actor import Actor
from app.auth.permissions import permissions_of
from app.config import Environment, Settings
from app.entries.commands import Change, load_for_change, store
from app.entries.state import created, deleted, updated
from app.erasure.commands import erase_entries
from app.erasure.scrubbing import ERASED
from app.export import queries
from app.kit.clock import new_id, now
from app.kit.db import Database
from app.kit.sql import moment_text
from app.lifecycle import start
from tests.export.consumers import Consumer
from tests.fixtures.databases import migrate
from tests.fixtures.postgres import Postgres

EXAMPLES = int(os.environ.get("SOAK_EXPORT_EXAMPLES", "5"))
STEPS = int(os.environ.get("SOAK_EXPORT_STEPS", "30"))
TIME = "2026-11-20T10:00:00+01:00"
NORDICS = {"nordics", "sweden", "sweden_west"}
MARK = {"rule": "patient_identity", "start": 0, "end": 4}
VALUES = st.one_of(
    st.fixed_dictionaries({"barrier": st.sampled_from(["referral", "guideline_uptake"])}),
    st.fixed_dictionaries({"region": st.sampled_from(["sweden_west", "austria", None])}),
    st.fixed_dictionaries({"region": st.sampled_from(["sweden_west", "austria"])}),
    st.fixed_dictionaries({"flags": st.sampled_from([[], [MARK], [{**MARK, "kept": True}]])}),
    st.fixed_dictionaries({"safety_status": st.sampled_from(["suspected", "handed_off"])}),
    st.fixed_dictionaries({"text": st.text("abc ", min_size=1, max_size=9).filter(str.strip)}),
)


class Export(RuleBasedStateMachine):
    """`dbs`, `author` and the actors are set on the class by the test."""

    dbs: list[Database]
    author: str
    analyst: Actor
    lead: Actor

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.consumers = [
            Consumer(self.analyst, {}),
            Consumer(self.analyst, {"barrier": ["referral"]}),
            Consumer(self.lead, {}),
            Consumer(self.lead, {"barrier": ["referral"], "deleted": "rows"}),
        ]
        # Examples share a store: each begins where the last one ended.
        self.halves = [
            Consumer(self.analyst, {"deleted": "none"}),
            Consumer(self.analyst, {"deleted": "only"}),
        ]

        for consumer in (*self.consumers, *self.halves):
            consumer.begin(self.dbs[0])
            consumer.cursor, consumer.lines, consumer.resume = consumer.closing, None, {}

    @rule(server=st.integers(0, 1), values=VALUES)
    def write(self, server: int, values: dict[str, Any]) -> None:
        fields = {
            "kind": "observation",
            "visited_on": "2026-11-20",
            "captured_at": TIME,
            "barrier": "referral",
        }
        entry_id = new_id()
        entry = created(
            entry_id,
            self.author,
            moment_text(now()),
            {**fields, "text": "A note.", **values},
            client_id=None,
            rev_floor=0,
        )
        with self.dbs[server].write() as session:
            store(session, [Change(entry, "create", self.author, None, TIME)], now())
        self.ids.append(entry_id)

    @precondition(lambda self: self.ids)
    @rule(server=st.integers(0, 1), which=st.integers(0, 10**6), values=VALUES)
    def edit(self, server: int, which: int, values: dict[str, Any]) -> None:
        """Also restores what was retracted."""
        with self.dbs[server].write() as session:
            [entry] = load_for_change(session, [self.ids[which % len(self.ids)]]).values()
            after = updated(entry, values, "")
            if after is not entry:
                action = "restore" if entry.deleted else "update"
                store(session, [Change(after, action, self.author, None, TIME)], now())

    @precondition(lambda self: self.ids)
    @rule(server=st.integers(0, 1), which=st.integers(0, 10**6))
    def retract(self, server: int, which: int) -> None:
        with self.dbs[server].write() as session:
            [entry] = load_for_change(session, [self.ids[which % len(self.ids)]]).values()
            if not entry.deleted:
                store(session, [Change(deleted(entry), "delete", self.author, None, TIME)], now())

    @precondition(lambda self: self.ids)
    @rule(server=st.integers(0, 1), which=st.integers(0, 10**6))
    def erase(self, server: int, which: int) -> None:
        erase_entries(self.dbs[server], [self.ids[which % len(self.ids)]], self.author, "asked for")

    @rule(
        server=st.integers(0, 1),
        which=st.integers(0, 5),
        most=st.sampled_from([0, 1, 2, 5, 50]),
        cut=st.booleans(),
    )
    def take(self, server: int, which: int, most: int, cut: bool) -> None:
        """Some lines of a run, which stays open while others write, or is cut."""
        consumer = [*self.consumers, *self.halves][which]
        if consumer.lines is None:
            consumer.begin(self.dbs[server])
        if consumer.take(most) and cut:
            consumer.cut()

    @precondition(lambda self: self.ids)
    @rule(server=st.integers(0, 1))
    def night(self, server: int) -> None:
        """All come to the end of a run."""
        for consumer in (*self.consumers, *self.halves):
            consumer.finish(self.dbs[server])

    def teardown(self) -> None:
        for consumer in (*self.consumers, *self.halves):
            consumer.finish(self.dbs[0])  # what is left of the run under way, up to the head it began with
            consumer.finish(self.dbs[1])
        with self.dbs[0].read() as session:
            rows = session.execute(text("SELECT id, rev, deleted, body FROM entry")).all()
        bodies = [(str(row.id), row.rev, json.loads(row.body)) for row in rows if not row.deleted]
        live = {
            i: (rev, body)
            for i, rev, body in bodies
            if i in self.ids and body["text"] != ERASED and not in_review(body)
        }
        for consumer in self.consumers:
            assert consumer.live() == {
                i: (rev, body["text"])
                for i, (rev, body) in live.items()
                if (consumer.actor is self.analyst or body["region"] in NORDICS)
                and body["barrier"] in consumer.query.get("barrier", [body["barrier"]])
            }
        kept, gone = self.halves
        held = {
            i: seen
            for i, seen in kept.live().items()
            if i not in gone.table or gone.table[i]["seq"] < kept.table[i]["seq"]
        }
        assert held == {i: (rev, body["text"]) for i, (rev, body) in live.items()}


def in_review(body: dict[str, Any]) -> bool:
    """By the words of the domain: suspected, or a hard mark that its author did not keep."""
    open_marks = [flag for flag in body["flags"] if flag["rule"].startswith("patient_identity")]
    hard = [flag for flag in open_marks if not flag.get("kept") and "_soft" not in flag["rule"]]
    return body["safety_status"] == "suspected" or bool(hard)


@contextmanager
def servers(url: str, folder: str) -> Iterator[list[Database]]:
    """A migrated store with two processes' worth of connections. SQLite has one writer, so one there."""
    migrate(url)
    first = Database(url)
    second = first if first.dialect == "sqlite" else Database(url)
    try:
        start(first, Settings(environment=Environment.TEST, data=Path(folder), database_url=url))
        yield [first, second]
    finally:
        first.close()
        second.close()


def person(db: Database, role: str, regions: list[str] | None = None) -> Actor:
    with db.write() as session:
        person_id = create_person(
            session,
            email=f"{new_id()}@test.example",
            name=role,
            roles=[role],
            regions=regions,
            password_hash=None,
        )
    scope = None if regions is None else tuple(regions)
    return Actor(person_id, "", "", (role,), scope, permissions_of((role,)), 1)


def test_any_order_ends_with_equal_tables(
    backend: str, empty_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "FIRST_PAGE", 2)
    monkeypatch.setattr(queries, "PAGE", 3)
    with TemporaryDirectory() as folder, servers(empty_database_url, folder) as dbs:
        machine = type(
            "OnThisDatabase",
            (Export,),
            {
                "dbs": dbs,
                "author": person(dbs[0], "msl", ["sweden"]).id,
                "analyst": person(dbs[0], "analyst"),
                "lead": person(dbs[0], "lead", ["nordics"]),
            },
        )
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                deadline=None,
                phases=[Phase.explicit, Phase.generate],
                suppress_health_check=list(HealthCheck),
                database=None,
            ),
        )


def test_no_row_is_skipped_while_processes_write(postgres: Postgres, data: Path) -> None:
    """Two writing processes, one consumer that is cut again and again."""
    url = postgres.create_database("export_writers")
    with TemporaryDirectory() as folder, servers(url, folder) as dbs:
        with dbs[0].write() as session:
            session.execute(text("CREATE TABLE control (no bigserial PRIMARY KEY, entry_id uuid NOT NULL)"))
        author, consumer = person(dbs[0], "msl", ["sweden"]).id, Consumer(person(dbs[0], "analyst"), {})
        command = [sys.executable, "-m", "tests.sync.gap_writer", url, author, "60"]
        writing = [subprocess.Popen([*command, str(seed)], cwd=Path(__file__).parents[2]) for seed in (1, 2)]
        turns = 0
        while any(writer.poll() is None for writer in writing):
            turns += 1
            consumer.begin(dbs[turns % 2])
            if consumer.take(turns % 23):
                consumer.cut()
        consumer.finish(dbs[0])
        consumer.finish(dbs[0])
        assert {writer.returncode for writer in writing} == {0}
        with dbs[0].read() as session:
            stored = {str(one) for one in session.execute(text("SELECT id FROM entry")).scalars()}
    postgres.drop_database("export_writers")
    assert len(stored) == 120
    assert consumer.live().keys() == stored
