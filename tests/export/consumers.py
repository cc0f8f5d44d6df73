"""Consumers for tests without HTTP: each asks its own question, takes lines, is cut, and goes on."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator

from app.auth.actor import Actor
from app.changes.queries import feed_state
from app.config import ExportSettings
from app.export import queries
from app.export.asked import query_of
from app.export.asking import asked, question
from app.export.datasets import DATA_SETS
from app.export.position import closing_cursor, first_after
from app.export.pseudonyms import Pseudonyms
from app.export.schemas import row_schema
from app.kit.db import Database

ENTRIES = DATA_SETS[0]
SHAPE = Draft202012Validator(row_schema(ENTRIES) | {"additionalProperties": False})


@dataclass
class Consumer:
    """A table kept by one question, and the run that is under way."""

    actor: Actor
    query: dict[str, Any]
    table: dict[str, dict[str, Any]] = field(default_factory=dict)
    cursor: str | None = None
    resume: dict[str, Any] = field(default_factory=dict)
    lines: Iterator[bytes] | None = None
    closing: str = ""

    def begin(self, db: Database) -> None:
        """Send the request; the answer's headers are there."""
        data_set = ENTRIES
        query = query_of(data_set)(**self.query, cursor=self.cursor, **self.resume)
        with db.read() as session:
            feed = feed_state(session)
            ask = asked(
                session, self.actor, data_set, query, ExportSettings(), Pseudonyms(b"k" * 32, "reader")
            )
        said = question(data_set, ask, None)
        run = queries.Run(first_after(ask, feed, said, query.cursor, query.after_seq, query.epoch), feed.head)
        self.resume["epoch"] = feed.epoch
        self.closing = closing_cursor(ask, feed, said)
        pages = queries.pages(db, data_set, replace(ask, after=run.after), run)
        self.lines = (line for page in pages for chunk in page for line in chunk.splitlines())

    def take(self, most: int) -> bool:
        """Some more lines; False at the end, when the cursor has moved."""
        assert self.lines is not None
        for _ in range(most):
            line = next(self.lines, None)
            if line is None:
                self.cursor, self.lines, self.resume = self.closing, None, {}
                return False
            self.upsert(line)
        return True

    def cut(self) -> None:
        """The connection breaks; the next request goes on after the last whole line."""
        self.lines = None

    def finish(self, db: Database) -> None:
        """One whole run, after what is left of the one under way."""
        if self.lines is None:
            self.begin(db)
        while self.take(1_000):
            pass

    def upsert(self, line: bytes) -> None:
        checked(line)
        row = json.loads(line)
        self.resume["after_seq"] = row["seq"]
        held = self.table.get(row["id"])
        if held is None or row["seq"] >= held["seq"]:
            self.table[row["id"]] = row

    def live(self) -> dict[str, tuple[int, str | None]]:
        return {i: (row["rev"], row["text"]) for i, row in self.table.items() if not row["deleted"]}


@lru_cache(10_000)
def checked(line: bytes) -> None:
    """Every line has the published shape, and one that is deleted says nothing else."""
    row = json.loads(line)
    SHAPE.validate(row)
    if row["deleted"]:
        said = {name for name, value in row.items() if value is not None}
        if row["deleted_reason"] == "erased":
            assert said.isdisjoint({"text", "so_what", "next_step", "safety_reason", "flags"})
        else:
            assert said == {"id", "rev", "seq", "deleted", "deleted_reason"}
