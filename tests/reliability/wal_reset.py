"""Writers and checkpoints of many processes at one SQLite file: the load under which older libraries corrupt it.

    python -m tests.reliability.wal_reset --seconds 1800
    python -m tests.reliability.wal_reset --seconds 120 --library sqlite3     the control: Python's own

SQLite 3.7.0 to 3.51.2 can take new pages of the log for such as were copied into the database already, when a second
checkpoint runs while a commit begins the log anew ('WAL-reset bug'). The product writes by one connection of one
process, which is gentler than this. Ends with 1 at the first database that is not whole.
"""

import argparse
import ctypes
import random
import sys
import tempfile
import time
from ctypes import CFUNCTYPE, c_int, c_int64, c_void_p
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from tests.reliability.disk import FILE_WORDS, NAME, OK, OPEN, VFS_WORDS, Opening

WRITERS, CHECKPOINTERS = 1, 3
ROUND = 10.0
PAUSE = 0.01
UNFETCH, MAIN_DATABASE = 18, 0x100
LettingGo = CFUNCTYPE(c_int, c_void_p, c_int64, c_void_p)
TABLE = "CREATE TABLE note (id INTEGER PRIMARY KEY, writer INTEGER, number INTEGER, words TEXT)"


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--seconds", type=float, default=1800)
    options.add_argument("--library", default="pysqlite3.dbapi2")
    given = options.parse_args()
    version = import_module(given.library).sqlite_version
    end, rounds, stored = time.monotonic() + given.seconds, 0, 0
    while (left := end - time.monotonic()) > 0:
        with tempfile.TemporaryDirectory() as folder:
            count, faults = one_round(given.library, Path(folder) / "stress.db", min(ROUND, left))
        rounds, stored = rounds + 1, stored + count
        if faults:
            sys.stdout.write(
                f"SQLite {version}: corrupt in round {rounds}, after {stored:,} commits: {faults[:2]}\n"
            )
            return 1
    sys.stdout.write(
        f"SQLite {version}: {given.seconds:g} s, {rounds} databases, {stored:,} commits, 0 corrupt\n"
    )
    return 0


def one_round(library: str, file: Path, seconds: float) -> tuple[int, list[str]]:
    """How many transactions were committed to a fresh database, and what is wrong with it afterwards."""
    connection = connect(library, file)
    connection.execute(TABLE)
    connection.execute("CREATE INDEX note_words ON note (words)")
    start = get_context("spawn")
    stop, committed = start.Event(), [start.Value("i", 0) for _ in range(WRITERS)]
    work = [
        start.Process(target=write, args=(library, file, at, stop, committed[at])) for at in range(WRITERS)
    ]
    work += [start.Process(target=checkpoint, args=(library, file, stop)) for _ in range(CHECKPOINTERS)]
    for process in work:
        process.start()
    while not committed[0].value and all(process.is_alive() for process in work):
        time.sleep(0.01)
    until = time.monotonic() + seconds
    while time.monotonic() < until and all(process.is_alive() for process in work):
        time.sleep(0.05)
    stop.set()
    for process in work:
        process.join(60)
    faults = [f"a process ended with {one.exitcode}" for one in work if one.exitcode]
    # Not this connection, which may still see the log as the others did.
    connection.close()
    return sum(one.value for one in committed), faults + wrong(
        library, file, [one.value for one in committed]
    )


def write(library: str, file: Path, writer: int, stop: Event, committed: Any) -> None:
    connection = connect(library, file)
    while not stop.is_set():
        # A moment in which everything can have been copied.
        time.sleep(random.uniform(0, 0.01))
        connection.execute("BEGIN IMMEDIATE")
        number = committed.value + 1
        words = f"{number * 7919 % 10007} of {writer} " + "x" * 400
        connection.execute(
            "INSERT INTO note (writer, number, words) VALUES (?, ?, ?)", (writer, number, words)
        )
        connection.execute("COMMIT")
        committed.value = number


def checkpoint(library: str, file: Path, stop: Event) -> None:
    """Again and again, so that a second one begins right after one that copied everything.

    A checkpoint that finds the log changed lets go of what it has mapped of the file, between its look at the log and
    its copying: the moment in question, which lasts microseconds, and longer here.
    """
    kept = letting_go_slowly(library)
    connection = connect(library, file)
    while not stop.is_set():
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    connection.close()
    del kept


def letting_go_slowly(library: str) -> Any:
    """Put a pause before xUnfetch of every file that this process opens: see tests/reliability/disk.py for the way."""
    name = "_sqlite3" if library == "sqlite3" else "pysqlite3._sqlite3"
    functions = ctypes.CDLL(import_module(name).__file__)
    functions.sqlite3_vfs_find.restype = c_void_p
    functions.sqlite3_vfs_register.argtypes = [c_void_p, c_int]
    usual = functions.sqlite3_vfs_find(None)
    table = (c_void_p * VFS_WORDS).from_buffer_copy(ctypes.string_at(usual, VFS_WORDS * 8))
    name_of_ours = ctypes.create_string_buffer(b"slow")
    table[NAME] = ctypes.addressof(name_of_ours)
    opening, kept = Opening(table[OPEN] or 0), [table, name_of_ours]

    def opened(vfs: int, path: int | None, file: Any, flags: int, out: int | None) -> int:
        answer: int = opening(vfs, path, file, flags, out)
        if answer == OK and flags & MAIN_DATABASE:
            methods = (c_void_p * FILE_WORDS).from_buffer_copy(ctypes.string_at(file[0], FILE_WORDS * 8))
            usual_way = LettingGo(methods[UNFETCH] or 0)

            def let_go(one: int, offset: int, page: int | None) -> int:
                if page is None:
                    time.sleep(PAUSE)
                return int(usual_way(one, offset, page))

            ours = LettingGo(let_go)
            methods[UNFETCH] = ctypes.cast(ours, c_void_p).value
            kept.extend([methods, ours, usual_way])
            file[0] = ctypes.addressof(methods)
        return answer

    ours = Opening(opened)
    table[OPEN] = ctypes.cast(ours, c_void_p).value
    functions.sqlite3_vfs_register(ctypes.addressof(table), 1)
    return [*kept, ours, opening, kept]


def wrong(library: str, file: Path, committed: list[int]) -> list[str]:
    """What the database says of itself, and what is missing of each writer's numbers."""
    connection = connect(library, file)
    try:
        said = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        if said != ["ok"]:
            return said
        found = dict(connection.execute("SELECT writer, count(*) FROM note GROUP BY writer"))
        return [
            f"writer {at}: {found.get(at, 0)} of {count}"
            for at, count in enumerate(committed)
            # The last one may have been stored without having been counted.
            if found.get(at, 0) not in (count, count + 1)
        ]
    except import_module(library).DatabaseError as error:
        return [str(error)]
    finally:
        connection.close()


def connect(library: str, file: Path) -> Any:
    connection = import_module(library).connect(str(file), isolation_level=None, timeout=30)
    # Syncs would only make it slower: no power is cut here.
    for pragma in ("journal_mode=WAL", "synchronous=OFF", "wal_autocheckpoint=0", "mmap_size=268435456"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


if __name__ == "__main__":
    sys.exit(main())
