"""Phones that push: their batches as request bodies, and the same batches as rows for the raw peer."""

import json
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from typing import Any

from app.config import Settings
from app.kit.clock import new_id, now
from app.kit.db import Database
from app.search.words import words
from bench import data, people, raw
from bench.data import Note
from bench.http import Client
from bench.server import Server
from bench.stored import Rows, entry_row, lives, op_row, revision_row, searchable

# Nothing is edited or retracted in a push of new entries.
NEVER = 1.0


@dataclass
class Phone:
    """One person on one installation, with a connection to the server."""

    person_id: str
    client_id: str
    client: Client
    op_no: int = 0

    def body(self, notes: list[Note]) -> bytes:
        """A push of these notes as new entries."""
        ops = [self.op(note) for note in notes]
        envelope = {"protocol": 1, "schema": 1, "client_id": self.client_id, "batch_id": new_id()}
        return json.dumps(
            {**envelope, "pending": len(ops), "op_no_max": self.op_no, "ops": ops}, ensure_ascii=False
        ).encode()

    def op(self, note: Note) -> dict[str, Any]:
        self.op_no += 1
        return {
            "op_id": note.op_id,
            "op_no": self.op_no,
            "author": self.person_id,
            "id": note.id,
            "kind": "create",
            "base": 0,
            "fields": note.fields,
            "device_time": note.fields["captured_at"],
        }


def sessions(server: Server, emails: list[str]) -> list[tuple[str, str]]:
    """For each address the id of the person and a cookie, opened beside the running server."""
    settings = Settings(data=server.data, database_url=server.settings.get("PATHNOTE_DATABASE_URL", ""))
    db = Database(settings.database_url)
    try:
        return people.cookies(db, settings, emails)
    finally:
        db.close()


def signed_in(server: Server, emails: list[str]) -> list[Client]:
    """A connection for each of these people."""
    return [server.client(Cookie=cookie) for _, cookie in sessions(server, emails)]


def cookie_of(server: Server, email: str) -> str:
    """The cookie of a new session."""
    ((_, cookie),) = sessions(server, [email])
    return cookie


class Field:
    """Phones on a server, and an endless supply of new notes."""

    def __init__(self, server: Server, phones: int, seed: int) -> None:
        found = sessions(server, [people.email_of(number) for number in range(1, phones + 1)])
        self.phones = [
            Phone(person_id, new_id(), server.client(Cookie=cookie)) for person_id, cookie in found
        ]
        self._notes = fresh_notes(seed)

    def bodies(self, pushes: int, ops: int) -> list[list[bytes]]:
        """For each phone the bodies of its next pushes."""
        return [[phone.body(self.notes(ops)) for _ in range(pushes)] for phone in self.phones]

    def notes(self, many: int) -> list[Note]:
        return list(islice(self._notes, many))

    def push(self, bodies: list[list[bytes]]) -> list[bytes]:
        """All phones at once, each its bodies one after the other. Returns the answers' bodies."""
        with ThreadPoolExecutor(len(self.phones)) as pool:
            answers = pool.map(push_all, self.phones, bodies)
            return [answer for of_phone in answers for answer in of_phone]


def push_all(phone: Phone, bodies: list[bytes]) -> list[bytes]:
    """One phone's pushes, each after the answer to the one before."""
    answers = []
    for body in bodies:
        answer = phone.client.post("/api/v1/sync/push", body)
        assert answer.status == 200, answer.body[:500]
        answers.append(answer.body)
    return answers


def check(answers: list[bytes], ops: int) -> None:
    """Every op of every answer was applied, and its entry came back."""
    for answer in answers:
        results = json.loads(answer)["results"]
        assert len(results) == ops, len(results)
        assert all(one["status"] == "applied" and one["entry"]["rev"] == 1 for one in results), results[:2]


def fresh_notes(seed: int) -> Iterator[Note]:
    """Notes of the last days, with ids of this moment, as phones make them."""
    pick, everyone = random.Random(seed), data.authors()
    yesterday = now().date() - timedelta(days=1)
    while True:
        day = yesterday - timedelta(days=int(pick.random() * 5))
        note = data.note(pick, pick.choice(everyone), day, 28_800 + int(pick.random() * 36_000))
        yield replace(note, id=new_id(), op_id=new_id())


def raw_batches(connection: Any, notes: list[Note], ops: int) -> list[Rows]:
    """The same work for the peer: finished rows of all tables, in batches."""
    (person,) = connection.execute("SELECT author_id FROM entry LIMIT 1").fetchone()
    (no,) = connection.execute("SELECT max(no) FROM entry").fetchone()
    (stamp,) = connection.execute("SELECT head FROM feed").fetchone()
    batches = []
    for begin in range(0, len(notes), ops):
        rows = Rows([], [], [], [])
        for note in notes[begin : begin + ops]:
            no, stamp = no + 1, stamp + 1
            ((entry, action),) = lives(note, person, NEVER)
            body = entry.body()
            rows.entry.append(entry_row(entry, no, stamp, body))
            rows.entry_revision.append(revision_row(note, entry, action, person, stamp, body))
            rows.op.append(op_row(note, person, no))
            rows.entry_search.append((no, " ".join(words(searchable(entry)))))
        batches.append(rows)
    return batches


def raw_push(connection: Any, batches: list[Rows]) -> None:
    """The peer's side of a push."""
    raw.write_batches(connection, batches)
