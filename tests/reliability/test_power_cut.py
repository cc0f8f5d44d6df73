"""The power goes at any moment: what was acknowledged is there afterwards, and the database is whole.

Phones push to the application while its disk is watched; then the power is cut at moments of that trace (`SOAK_CUTS`),
each cut leaves what a disk may leave, and the application's own settings open the rest.
"""

import os
import random
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from app.kit import db as databases
from app.kit.db import Database
from tests.fixtures.field import Phone
from tests.fixtures.people import PersonClient, SignIn
from tests.reliability.cuts import Files, Platter, apply
from tests.reliability.disk import Disk, watched

CUTS = int(os.environ.get("SOAK_CUTS", "60"))
IS_SHORT = CUTS <= 60
FILES = ("pathnote.db", "pathnote.db-wal")
PUSHES, PHONES = (8 if IS_SHORT else 150), 3

pytestmark = [
    pytest.mark.timeout(120 if IS_SHORT else 14_400),
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]


@pytest.fixture
def pragmas(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What SQLite is told besides what the product tells it."""
    usual, more = databases.sqlite_engine, request.param

    def told(url: str, *, query_only: bool) -> Any:
        engine = usual(url, query_only=query_only)
        for pragma in more:
            event.listen(engine, "connect", lambda one, _, pragma=pragma: one.execute(f"PRAGMA {pragma}"))
        return engine

    monkeypatch.setattr(databases, "sqlite_engine", told)


@pytest.fixture
def start(data: Path, database_url: str) -> dict[str, bytes]:
    """The files before the application opens them."""
    return {file.name: file.read_bytes() for file in data.glob("pathnote.db*")}


@pytest.fixture
def disk(data: Path, start: dict[str, bytes], pragmas: None) -> Iterator[Disk]:
    with watched(data) as disk:
        yield disk


@pytest.fixture
def msls(disk: Disk, sign_in: SignIn) -> list[PersonClient]:
    """On an application whose disk is watched from its start."""
    return [sign_in("msl", regions=["sweden"]) for _ in range(PHONES)]


# A short trace comes to no checkpoint by itself; a long one does, as in the field.
@pytest.mark.parametrize(
    "pragmas", [["wal_autocheckpoint=100"] if IS_SHORT else []], indirect=True, ids=["FULL"]
)
def test_what_was_acknowledged_outlives_any_power_cut(
    disk: Disk, msls: list[PersonClient], start: dict[str, bytes], tmp_path: Path
) -> None:
    push_from_all(disk, msls)
    trace = list(disk.done)
    assert all_of(trace, start) == {name: (disk.folder / name).read_bytes() for name in FILES}, "unwatched"
    assert checkpointed(trace), "no checkpoint in the trace, the most delicate moment of all"
    lost = cuts(trace, start, tmp_path)
    sys.stdout.write(f"{len(lost)} power cuts in {len(trace)} steps, {acknowledged(trace)} acknowledged: ")
    sys.stdout.write(f"{sum(map(bool, lost))} cuts lost something\n")
    assert not any(lost)


@pytest.mark.parametrize("pragmas", [["synchronous=NORMAL"]], indirect=True, ids=["NORMAL"])
def test_the_control_a_database_that_waits_less_loses(
    disk: Disk, msls: list[PersonClient], start: dict[str, bytes], tmp_path: Path
) -> None:
    push_from_all(disk, msls)
    lost = cuts(list(disk.done), start, tmp_path)
    sys.stdout.write(f"control: {sum(map(bool, lost))} of {len(lost)} cuts lost something\n")
    assert sum(map(bool, lost)) > len(lost) / 2


def push_from_all(disk: Disk, msls: list[PersonClient]) -> None:
    """Each from a thread of its own, so that commits are shared; the trace says when each got its answer."""

    def push(msl: PersonClient) -> None:
        phone = Phone(msl)
        for _ in range(PUSHES):
            op = phone.create()
            (result,) = phone.push(op)
            assert result["status"] == "applied"
            disk.note("acknowledged", op["id"])

    threads = [threading.Thread(target=push, args=(msl,)) for msl in msls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert acknowledged(disk.done) == PHONES * PUSHES


def all_of(trace: list[tuple[Any, ...]], start: dict[str, bytes]) -> dict[str, bytes]:
    """The files as the trace says that they are now."""
    files = {name: bytearray(content) for name, content in start.items()}
    for what in trace:
        if what[0] not in ("sync", "acknowledged"):
            apply(what, files)
    return {name: bytes(content) for name, content in files.items()}


def acknowledged(trace: list[tuple[Any, ...]]) -> int:
    return sum(what[0] == "acknowledged" for what in trace)


def checkpointed(trace: list[tuple[Any, ...]]) -> bool:
    """Whether pages came from the log into the database itself once entries were acknowledged."""
    first = next(at for at, what in enumerate(trace) if what[0] == "acknowledged")
    return any(what[:2] == ("write", "pathnote.db") for what in trace[first:])


def cuts(trace: list[tuple[Any, ...]], start: dict[str, bytes], folder: Path) -> list[set[str]]:
    """What each of many cuts lost of what had been acknowledged until then."""
    pick = random.Random(7)
    first = next(at for at, what in enumerate(trace) if what[0] == "acknowledged")
    moments = sorted(pick.choices(range(first, len(trace)), k=CUTS))
    platter, known, lost = Platter(start), set[str](), []
    for at, what in enumerate(trace):
        if what[0] == "acknowledged":
            known.add(what[1])
        else:
            platter.go_on(at, what)
        lost += [known - found_after(platter.cut(pick), folder / "after") for _ in range(moments.count(at))]
    return lost


def found_after(files: Files, folder: Path) -> set[str]:
    """The entries that the application would find, in a database that must be whole."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    db = Database(f"sqlite:///{folder / 'pathnote.db'}")
    with db.read() as session:
        assert session.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []
        found = set(session.execute(text("SELECT id FROM entry")).scalars())
        for table in ("entry_revision", "op"):
            assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == len(found), table
    db.close()
    return found
