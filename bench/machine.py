"""What the figures were measured on, and of what."""

import os
import platform
import subprocess
from importlib import import_module

from app.config import PROJECT
from bench.data import sentences_are_real


def facts() -> str:
    """One line for the head of the table."""
    sqlite = import_module("pysqlite3.dbapi2").sqlite_version
    load = os.getloadavg()[0]
    texts = "real" if sentences_are_real() else "made-up (no field_text.jsonl beside the project)"
    return (
        f"{os.cpu_count()} cores, load {load:.1f} at the start; Python {platform.python_version()}; SQLite {sqlite}; "
        f"{platform.system()} {platform.machine()}; {texts} sentences; commit {commit()}"
    )


def commit() -> str:
    """The commit, with a plus when the code on disk differs from it."""
    try:
        name = _git("rev-parse", "--short", "HEAD")
        return name + ("+" if _git("status", "--porcelain", "--", "app", "migrations", "static") else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def _git(*arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.strip()
