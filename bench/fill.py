"""Databases of 10 k, 100 k and 1 M entries, made once and kept in a folder outside the project.

The folder is $PATHNOTE_BENCH, else `pathnote-bench` in the system's temporary folder. A change to the generator or to
the code lists makes the databases anew; a new migration reaches their copies, as it does an installation's database.
"""

import hashlib
import os
import shutil
import tempfile
import time
from pathlib import Path

from app.cli.opened import migrated, opened
from app.config import PROJECT, Settings
from bench import data, people, raw, stored, verify

FOLDER = Path(os.environ.get("PATHNOTE_BENCH") or Path(tempfile.gettempdir()) / "pathnote-bench")
SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1m": 1_000_000}
MADE_FROM = ("bench/data.py", "bench/stored.py", "app/vocabulary/data/v1.json")


def database(size: str) -> Path:
    """The data folder of a database of this size, made if it is not there. Nobody may write to it: see `copied`."""
    folder = FOLDER / f"{size}-{fingerprint()}"
    if not (folder / "pathnote.db").exists():
        make(folder, SIZES[size])
    return folder


def copied(size: str, into: Path) -> Path:
    """A copy to write to: a data folder under `into`."""
    target = Path(tempfile.mkdtemp(prefix=f"{size}-", dir=into))
    for file in database(size).iterdir():
        shutil.copy(file, target / file.name)
        # Or its pages would be written to disk in the midst of a measurement.
        with (target / file.name).open("rb") as copy:
            os.fsync(copy.fileno())
    migrated(Settings(data=target, database_url=""))
    return target


def make(folder: Path, count: int) -> None:
    """Make a database in a folder that appears under its name only when it is whole and was checked."""
    began = time.perf_counter()
    FOLDER.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix="making-", dir=FOLDER))
    settings = Settings(data=making, database_url="")
    with opened(settings) as db:
        person_ids = people.make(db)
    fill(making / "pathnote.db", count, person_ids)
    verify.whole(settings, count)
    making.rename(folder)
    print(f"made {count:,} entries in {time.perf_counter() - began:.0f} s: {folder.name}", flush=True)


def fill(file: Path, count: int, person_ids: list[str]) -> None:
    """Put entries, revisions, receipts and words in, with indexes and triggers made again at the end."""
    connection = raw.connect(file)
    # What is half made is thrown away, and what is whole is verified: nothing has to be checked row by row.
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "ignore_check_constraints=ON"):
        connection.execute(f"PRAGMA {pragma}")
    (head,) = connection.execute("SELECT head FROM feed").fetchone()
    connection.execute("BEGIN IMMEDIATE")
    made_later = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
        " AND tbl_name IN ('entry', 'entry_revision', 'op')"
    ).fetchall()
    for kind, name, _ in made_later:
        connection.execute(f"DROP {kind} {name}")
    for rows, newest in stored.stored(data.notes(count), person_ids, first_no=1, first_seq=head + 1):
        raw.insert(connection, rows)
        head = newest
    for _, _, statement in made_later:
        connection.execute(statement)
    raw.count_all(connection)
    connection.execute("UPDATE feed SET head = ?", (head,))
    connection.execute(
        "INSERT INTO device (id, person_id, op_no_max, pending, first_seen_at, last_seen_at)"
        " SELECT client_id, person_id, max(op_no), 0, min(at), max(at) FROM op GROUP BY client_id, person_id"
    )
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()


def fingerprint() -> str:
    """Changes when the databases have to be made anew."""
    digest = hashlib.sha256(str(data.sentences_are_real()).encode())
    for name in MADE_FROM:
        digest.update((PROJECT / name).read_bytes())
    return digest.hexdigest()[:12]
