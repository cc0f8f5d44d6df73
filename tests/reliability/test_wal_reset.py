"""Commits and checkpoints at once, drawn out at the worst moment: the SQLite that ships corrupts nothing."""

import os
import sqlite3
import sys
import time
from pathlib import Path

import pytest

from app.kit.db import OLDEST_SAFE_SQLITE
from tests.reliability.wal_reset import ROUND, one_round

SECONDS = float(os.environ.get("SOAK_WAL_SECONDS", "1.5"))
IS_SHORT = SECONDS < 10
CONTROL_WITHIN = 120.0
IS_OLD = sqlite3.sqlite_version_info < OLDEST_SAFE_SQLITE

pytestmark = pytest.mark.timeout(120 if IS_SHORT else 2 * SECONDS + 600)


def test_checkpoints_and_commits_at_once_corrupt_nothing(tmp_path: Path) -> None:
    commits, faults = many("pysqlite3.dbapi2", SECONDS, tmp_path)
    sys.stdout.write(f"{SECONDS:g} s, {commits:,} commits, {faults or 'nothing corrupt'}\n")
    assert commits > 0
    assert faults == []


@pytest.mark.skipif(IS_SHORT, reason="the control takes up to two minutes; make soak runs it")
@pytest.mark.skipif(not IS_OLD, reason="Python's own SQLite has the fault no more")
def test_the_control_an_older_library_corrupts_within_two_minutes(tmp_path: Path) -> None:
    commits, faults = many("sqlite3", CONTROL_WITHIN, tmp_path)
    sys.stdout.write(f"control, SQLite {sqlite3.sqlite_version}: {faults} after {commits:,} commits\n")
    assert faults


def many(library: str, seconds: float, folder: Path) -> tuple[int, list[str]]:
    """Commits and faults of one fresh database after another, until one is not whole."""
    end, commits, at = time.monotonic() + seconds, 0, 0
    while (left := end - time.monotonic()) > 0:
        at += 1
        count, faults = one_round(library, folder / f"{at}.db", min(ROUND, max(left, 1.0)))
        commits += count
        if faults:
            return commits, faults
    return commits, []
