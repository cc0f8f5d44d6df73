"""The clock and new identifiers."""

import sys
import threading
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from app.kit import clock


def test_now_is_this_moment_in_utc():
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=1)
    assert clock.now().utcoffset() == timedelta(0)


def test_an_id_is_a_uuid_version_7_of_this_millisecond():
    before = time.time_ns() // 1_000_000
    made = uuid.UUID(clock.new_id())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert 0 <= (made.int >> 80) - before < 1000
    assert str(made) == str(made).lower()


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Threads that take turns after every few instructions, so that a missing lock shows."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_ids_grow_within_a_millisecond_and_between_threads(hasty_threads: None):
    seen: list[str] = []

    def make() -> None:
        mine = [clock.new_id() for _ in range(5_000)]
        assert mine == sorted(mine)
        seen.extend(mine)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(seen)) == 20_000


def test_ids_grow_when_the_clock_is_set_back(monkeypatch: pytest.MonkeyPatch):
    first = clock.new_id()
    monkeypatch.setattr(clock.time, "time_ns", lambda: 1_000_000_000_000_000_000)
    assert clock.new_id() > first


def test_ids_grow_when_the_random_part_is_used_up(monkeypatch: pytest.MonkeyPatch):
    ms = time.time_ns() // 1_000_000 + 60_000
    monkeypatch.setattr(clock, "_last_ms", ms)
    monkeypatch.setattr(clock, "_last_tail", 2**74 - 1)
    greatest_of_its_millisecond = f"{ms >> 16:08x}-{ms & 0xFFFF:04x}-7fff-bfff-ffffffffffff"
    following = clock.new_id()
    assert following > greatest_of_its_millisecond
    assert uuid.UUID(following).version == 7


def test_what_follows_an_id_cannot_be_guessed(monkeypatch: pytest.MonkeyPatch):
    frozen = time.time_ns()
    monkeypatch.setattr(clock.time, "time_ns", lambda: frozen)
    ids = [uuid.UUID(clock.new_id()).int for _ in range(200)]
    steps = {later - earlier for earlier, later in pairwise(ids)}
    assert len(steps) > 190
