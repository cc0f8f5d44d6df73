"""PostgreSQL is restarted, and killed, while phones push: they hear 503 and nothing else, and nothing is lost."""

import os
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from httpx2 import Response

from tests.fixtures.field import Phone
from tests.fixtures.people import SignIn
from tests.fixtures.postgres import OPTIONS, Postgres, running_postgres
from tests.reliability.test_disk_full import entries_of

TIMES = int(os.environ.get("SOAK_POSTGRES_AWAY", "1"))
PHONES = 3
# From when the database is there again to when every phone has an answer that says stored.
RESTARTED_WITHIN, KILLED_WITHIN = 2.0, 10.0
ON_A_BUSY_MACHINE = 10.0
# One that waits for its log, as everybody's does: what it acknowledged outlives its processes. And one that doesn't.
CAREFUL, CARELESS = {"synchronous_commit": "on"}, {"synchronous_commit": "off", "wal_writer_delay": "5s"}

pytestmark = [pytest.mark.timeout(180 if TIMES <= 1 else 7_200), pytest.mark.xdist_group("own-postgres")]


@pytest.fixture
def own(request: pytest.FixtureRequest) -> Iterator[Postgres]:
    """A server of this test's own, with these options."""
    with running_postgres(OPTIONS | request.param) as server:
        yield server


@pytest.fixture
def database_url(own: Postgres) -> str:
    from tests.fixtures.databases import migrate

    url = own.create_database(f"test_{uuid4().hex}")
    migrate(url)
    return url


@dataclass
class Load:
    """Phones that push until they are told to stop."""

    phones: list[Phone]
    stored: dict[int, list[str]] = field(default_factory=dict)
    answers: Counter[int] = field(default_factory=Counter)
    odd: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def push(self, at: int) -> None:
        phone = self.phones[at]
        self.stored[at] = []
        while not self.stop.is_set():
            op = phone.create()
            while not (answer := phone.send(op)).is_success:
                self.note(answer)
                if self.stop.wait(0.05):
                    return
            self.note(answer)
            self.stored[at].append(op["id"])

    def note(self, answer: Response) -> None:
        self.answers[answer.status_code] += 1
        kind = answer.headers["content-type"]
        fine = answer.status_code == 200 or (
            answer.status_code == 503 and kind == "application/problem+json" and answer.headers["retry-after"]
        )
        if not fine or (answer.status_code == 200 and answer.json()["results"][0]["status"] != "applied"):
            self.odd.append(f"{answer.status_code} {answer.text[:300]}")

    def all_stored_more(self) -> float:
        """How long it takes until each has one more acknowledged."""
        began, before = time.monotonic(), {at: len(ids) for at, ids in self.stored.items()}
        while any(len(self.stored[at]) <= count for at, count in before.items()):
            assert time.monotonic() < began + 60, f"nobody is answered any more: {self.odd[:3]}"
            time.sleep(0.01)
        return time.monotonic() - began


@dataclass
class Outcome:
    """What the phones met, how long until all went on, and what is there in the end."""

    load: Load
    gaps: dict[str, list[float]]
    found: list[list[str]]

    @property
    def lost(self) -> int:
        stored = self.load.stored
        return sum(len(set(stored[at]) - set(there)) for at, there in enumerate(self.found))


@pytest.mark.parametrize("own", [CAREFUL], indirect=True, ids=["careful"])
def test_phones_wait_out_a_database_that_goes_away(own: Postgres, sign_in: SignIn) -> None:
    met = goes_away(own, sign_in)
    said = ", ".join(f"{TIMES} times {how}, back within {max(took):.2f} s" for how, took in met.gaps.items())
    sys.stdout.write(f"PostgreSQL {said}; {dict(met.load.answers)}; {met.lost} lost\n")
    assert met.load.odd == []
    assert met.lost == 0
    assert all(len(ids) == len(set(ids)) for ids in met.found)
    assert max(met.gaps["restarted"]) <= (RESTARTED_WITHIN if TIMES > 1 else ON_A_BUSY_MACHINE)
    assert max(met.gaps["killed"]) <= KILLED_WITHIN


@pytest.mark.skipif(TIMES <= 1, reason="one kill need not lose anything; make soak runs it")
@pytest.mark.parametrize("own", [CARELESS], indirect=True, ids=["careless"])
def test_the_control_a_database_that_does_not_wait_for_its_log_loses(own: Postgres, sign_in: SignIn) -> None:
    lost = goes_away(own, sign_in).lost
    sys.stdout.write(f"control: {lost} lost\n")
    assert lost > 0


def goes_away(own: Postgres, sign_in: SignIn) -> Outcome:
    """Restart and kill it under load, again and again."""
    load = Load([Phone(sign_in("msl", regions=["sweden"])) for _ in range(PHONES)])
    threads = [threading.Thread(target=load.push, args=(at,)) for at in range(PHONES)]
    for thread in threads:
        thread.start()
    gaps: dict[str, list[float]] = {"restarted": [], "killed": []}
    pick = random.Random(7)
    while len(load.stored) < PHONES:
        time.sleep(0.01)
    for _ in range(TIMES):
        for how, away in (("restarted", own.stop), ("killed", own.kill)):
            load.all_stored_more()
            time.sleep(pick.uniform(0, 0.3))
            away()
            own.start()
            gaps[how].append(load.all_stored_more())
    load.stop.set()
    for thread in threads:
        thread.join()
    return Outcome(load, gaps, [[entry["id"] for entry in entries_of(phone)] for phone in load.phones])
