"""The disk is full again and again: each write is refused with 507, none that was acknowledged is lost, reading goes
on, and once there is room everything works without a restart.
"""

import os
import random
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response

from tests.fixtures.field import Phone
from tests.fixtures.people import SignIn
from tests.reliability.disk import Disk, watched

CYCLES = int(os.environ.get("SOAK_DISK_FULL", "3"))
PHONES = 3
# What a push still finds, at the most: a few of them, or not even a whole one.
MOST_ROOM = 300_000
BACK_WITHIN = 5.0

pytestmark = [
    pytest.mark.timeout(120 if CYCLES <= 3 else 3_600),
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]


@pytest.fixture
def disk(data: Path, database_url: str) -> Iterator[Disk]:
    with watched(data, keep=False) as disk:
        yield disk


@pytest.fixture
def phones(disk: Disk, sign_in: SignIn) -> list[Phone]:
    """On an application whose disk is watched from its start."""
    return [Phone(sign_in("msl", regions=["sweden"])) for _ in range(PHONES)]


def test_a_full_disk_refuses_writes_and_loses_nothing(disk: Disk, phones: list[Phone]) -> None:
    pick = random.Random(7)
    stored: set[str] = set()
    slowest = 0.0
    for _ in range(CYCLES):
        disk.room = pick.randrange(MOST_ROOM)
        refused = push_until_refused(phones, stored)
        disk.room = 0
        while_full(phones)
        disk.room = None
        slowest = max(slowest, back_to_work(phones, refused, stored))
    found = [entry["id"] for phone in phones for entry in entries_of(phone)]
    sys.stdout.write(
        f"{CYCLES} times full, {disk.refused} writes refused by the disk, {len(stored)} entries "
    )
    sys.stdout.write(f"acknowledged, {len(stored - set(found))} lost, at work again after {slowest:.2f} s\n")
    assert disk.refused >= CYCLES
    assert sorted(found) == sorted(stored), "lost, doubled, or stored in spite of a 507"


def push_until_refused(phones: list[Phone], stored: set[str]) -> list[dict[str, Any]]:
    """All push at once, so that commits are shared, each until it hears 507. What was refused."""
    refused: list[dict[str, Any]] = []

    def push(phone: Phone) -> None:
        while True:
            op = phone.create()
            answer = phone.send(op)
            if answer.status_code != 200:
                is_507(answer)
                refused.append(op)
                return
            assert answer.json()["results"][0]["status"] == "applied"
            stored.add(op["id"])

    threads = [threading.Thread(target=push, args=(phone,)) for phone in phones]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == PHONES
    return refused


def while_full(phones: list[Phone]) -> None:
    """Nothing is written, and everything can be read."""
    client = phones[0].client
    is_507(client.get("/health/ready"))
    is_507(client.post("/api/v1/session", json={"email": client.email, "password": "not this one"}))
    for path in ("/health/live", "/api/v1/session", "/api/v1/entries", "/api/v1/sync/pull"):
        assert client.get(path).status_code == 200, path


def back_to_work(phones: list[Phone], refused: list[dict[str, Any]], stored: set[str]) -> float:
    """How long it took until each phone could send what had been refused: it was stored nowhere, and is new now."""
    began = time.monotonic()
    for phone in phones:
        (op,) = (one for one in refused if one["author"] == phone.client.person["id"])
        answer = phone.send(op)
        assert answer.status_code == 200, answer.text
        assert answer.json()["results"][0]["status"] == "applied"
        stored.add(op["id"])
    assert phones[0].client.get("/health/ready").status_code == 200
    took = time.monotonic() - began
    assert took < BACK_WITHIN
    return took


def is_507(answer: Response) -> None:
    assert answer.status_code == 507, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "/problems/storage-full"
    assert int(answer.headers["retry-after"]) > 0


def entries_of(phone: Phone) -> list[dict[str, Any]]:
    found, page = [], phone.pull()
    while True:
        found += [item for item in page["items"] if item["kind"] == "entry"]
        if not page["more"]:
            return found
        page = phone.pull(page["cursor"])
