"""kill -9 of the real server while phones push: what was acknowledged is stored, and nothing twice."""

import os
import random
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2 as httpx
import pytest

from app.kit.clock import new_id
from tests.fixtures.server import LiveServer

KILLS = int(os.environ.get("SOAK_KILLS", "20"))
PHONES = 4


class PushingPhone(threading.Thread):
    """Pushes one new entry after another; sends again whatever got no answer, as the app does."""

    def __init__(self, server: LiveServer, cookie: str, person_id: str) -> None:
        # A failed test ends, whatever its phones still try.
        super().__init__(daemon=True)
        self.server, self.person_id = server, person_id
        self.client = httpx.Client(headers={"Cookie": cookie}, timeout=5)
        self.client_id = str(uuid4())
        self.acknowledged: set[str] = set()
        self.sent: set[str] = set()
        self.stop = threading.Event()

    def run(self) -> None:
        with self.client:
            self.push_until_stopped()

    def push_until_stopped(self) -> None:
        number = 0
        while not self.stop.is_set():
            number += 1
            op = self.new_op(number)
            self.sent.add(op["id"])
            while not self.try_to_push(op):
                time.sleep(0.05)
                if self.stop.is_set():
                    return
            self.acknowledged.add(op["id"])

    def try_to_push(self, op: dict[str, Any]) -> bool:
        batch = {
            "protocol": 1,
            "schema": 1,
            "client_id": self.client_id,
            "batch_id": str(uuid4()),
            "pending": 1,
            "op_no_max": op["op_no"],
            "ops": [op],
        }
        try:
            answer = self.client.post(f"{self.server.url}/api/v1/sync/push", json=batch)
        except httpx.TransportError:
            return False
        return answer.status_code == 200 and answer.json()["results"][0]["status"] == "applied"

    def new_op(self, number: int) -> dict[str, Any]:
        return {
            "op_id": new_id(),
            "op_no": number,
            "author": self.person_id,
            "id": new_id(),
            "kind": "create",
            "base": 0,
            "fields": {
                "kind": "observation",
                "visited_on": "2026-11-20",
                "captured_at": "2026-11-20T10:00:00+01:00",
                "barrier": "referral",
                "text": f"Note {number} of a phone.",
            },
            "device_time": "2026-11-20T10:00:00+01:00",
        }


@pytest.fixture
def killable(backend: str, empty_database_url: str, data: Path) -> Iterator[LiveServer]:
    """A server in development on either database."""
    environment = {"PATHNOTE_ENVIRONMENT": "development"}
    if backend == "postgresql":
        environment["PATHNOTE_DATABASE_URL"] = empty_database_url
    server = LiveServer(data, environment)
    server.start()
    yield server
    server.stop()


@pytest.mark.timeout(3600)
def test_what_was_acknowledged_outlives_kill_nine(killable: LiveServer, backend: str) -> None:
    cookie, person_id = signed_in(killable)
    before = set(stored(killable, cookie))
    phones = [PushingPhone(killable, cookie, person_id) for _ in range(PHONES)]
    for phone in phones:
        phone.start()
    pick = random.Random(1)
    for _ in range(KILLS):
        # Dead in the middle of its work, not while it still starts.
        under_load(phones)
        time.sleep(pick.uniform(0.0, 0.5))
        killable.kill()
        killable.start()
    under_load(phones)
    for phone in phones:
        phone.stop.set()
    for phone in phones:
        phone.join()
    revisions = {i: rev for i, rev in stored(killable, cookie).items() if i not in before}
    acknowledged = set().union(*(phone.acknowledged for phone in phones))
    sys.stdout.write(f"{backend}: {KILLS} kills, {len(acknowledged)} acknowledged, ")
    sys.stdout.write(f"{len(acknowledged - set(revisions))} lost\n")
    assert len(acknowledged) > 2 * KILLS
    assert acknowledged - set(revisions) == set()
    assert set(revisions) <= set().union(*(phone.sent for phone in phones))
    assert set(revisions.values()) == {1}, "something was stored twice"


def under_load(phones: list[PushingPhone]) -> None:
    """Wait until the server has acknowledged something since its start."""
    before = sum(len(phone.acknowledged) for phone in phones)
    end = time.monotonic() + 30
    while sum(len(phone.acknowledged) for phone in phones) == before:
        assert time.monotonic() < end, "a server that has started acknowledges nothing"
        time.sleep(0.01)


def signed_in(server: LiveServer) -> tuple[str, str]:
    answer = httpx.post(
        f"{server.url}/api/v1/session", json={"email": "msl@demo.example", "password": "pathnote-demo"}
    )
    return answer.headers["set-cookie"].partition(";")[0], answer.json()["person"]["id"]


def stored(server: LiveServer, cookie: str) -> dict[str, int]:
    """Every entry that the person's other phone would pull, with its rev."""
    found: dict[str, int] = {}
    cursor = ""
    while True:
        page = httpx.get(
            f"{server.url}/api/v1/sync/pull?limit=500{cursor}", headers={"Cookie": cookie}
        ).json()
        found |= {item["id"]: item["rev"] for item in page["items"] if item["kind"] == "entry"}
        if not page["more"]:
            return found
        cursor = f"&cursor={page['cursor']}"
