"""One writer on SQLite: nothing is acknowledged before it is durable, and one failure harms nobody else."""

import threading
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from app.kit.db import Database

WRITERS = 24


@pytest.fixture
def db(tmp_path: Path) -> Any:
    database = Database(f"sqlite:///{tmp_path / 'group.db'}")
    with database.write() as session:
        session.execute(text("CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE)"))
    yield database
    database.close()


def rows(db: Database) -> list[str]:
    with db.read() as session:
        return list(session.execute(text("SELECT words FROM note ORDER BY id")).scalars())


def test_each_writer_sees_its_row_stored_when_its_block_ends(db: Database) -> None:
    missing: list[str] = []

    def write(number: int) -> None:
        for turn in range(20):
            words = f"{number}-{turn}"
            with db.write() as session:
                session.execute(text("INSERT INTO note (words) VALUES (:words)"), {"words": words})
            if words not in rows(db):
                missing.append(words)

    together(write)
    assert missing == []
    assert len(rows(db)) == WRITERS * 20


def test_a_failing_transaction_leaves_the_others_of_its_group_alone(db: Database) -> None:
    refused: list[int] = []

    def write(number: int) -> None:
        try:
            with db.write() as session:
                session.execute(
                    text("INSERT INTO note (words) VALUES (:words)"), {"words": f"first {number}"}
                )
                if number % 3 == 0:
                    raise ValueError(number)
        except ValueError:
            refused.append(number)

    together(write)
    assert sorted(refused) == [number for number in range(WRITERS) if number % 3 == 0]
    assert sorted(rows(db)) == sorted(f"first {number}" for number in range(WRITERS) if number % 3)


def test_commits_are_shared_while_others_wait(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The point of the group: far fewer commits than transactions. Counted, not timed."""
    commits = count_commits(db, monkeypatch)
    barrier = threading.Barrier(WRITERS)

    def write(number: int) -> None:
        barrier.wait()
        for turn in range(10):
            with db.write() as session:
                session.execute(
                    text("INSERT INTO note (words) VALUES (:words)"), {"words": f"{number}.{turn}"}
                )
                # The others come to wait, also where threads get their turn late.
                time.sleep(0.002)

    together(write)
    assert len(rows(db)) == WRITERS * 10
    assert len(commits) < WRITERS * 10 / 2


def test_when_the_shared_commit_fails_no_member_believes_it_was_stored(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = db._group
    assert group is not None
    original = group._commit_unless_others_wait

    def failing(of: Any) -> None:
        of.error = OSError("the disk went away")
        original(of)

    monkeypatch.setattr(group, "_commit_unless_others_wait", failing)
    with pytest.raises(OSError, match="disk"), db.write() as session:
        session.execute(text("INSERT INTO note (words) VALUES ('lost')"))
    monkeypatch.undo()
    assert rows(db) == []
    with db.write() as session:
        session.execute(text("INSERT INTO note (words) VALUES ('kept')"))
    assert rows(db) == ["kept"]


def test_a_reader_can_not_write(db: Database) -> None:
    with db.read() as session, pytest.raises(Exception, match="readonly"):
        session.execute(text("INSERT INTO note (words) VALUES ('through the back door')"))


def test_the_library_is_one_that_does_not_corrupt_and_commits_reach_the_disk(db: Database) -> None:
    with db.write() as session:
        version = session.execute(text("SELECT sqlite_version()")).scalar_one()
        assert tuple(map(int, version.split("."))) >= (3, 51, 3)
        assert session.execute(text("PRAGMA synchronous")).scalar_one() == 2
        assert session.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"


def test_an_old_library_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.kit import db as module

    monkeypatch.setattr(module, "OLDEST_SAFE_SQLITE", (9, 0, 0))
    with pytest.raises(module.UnsafeSqliteError, match="can corrupt"):
        Database(f"sqlite:///{tmp_path / 'old.db'}")


def count_commits(db: Database, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    from sqlalchemy import event

    commits: list[int] = []
    event.listen(db._writer_engine, "commit", lambda _connection: commits.append(1))
    return commits


def together(work: Any) -> None:
    threads = [threading.Thread(target=work, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
