"""`pathnote import` as a person at a terminal runs it, in process, on both databases."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app.accounts.commands import create_person
from app.cli import main
from app.entries.models import Entry
from app.kit.db import Database

ADMIN = "admin@test.example"


@dataclass
class Ran:
    """What a command ended with."""

    code: int
    out: str
    error: str

    @property
    def last(self) -> str:
        return self.out.splitlines()[-1]


Run = Callable[..., Ran]


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    """The database that commands work on."""
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def pathnote(
    database_url: str, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run `pathnote` with these arguments."""
    monkeypatch.setenv("PATHNOTE_DATABASE_URL", database_url)
    monkeypatch.setenv("PATHNOTE_DATA", str(data))
    monkeypatch.setenv("PATHNOTE_ENVIRONMENT", "test")

    def run(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["pathnote", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def add_person(db: Database, pathnote: Run) -> Callable[..., str]:
    """Add someone; the first command has to have put the code lists in."""
    pathnote("migrate")

    def add(role: str = "admin", email: str = ADMIN, regions: list[str] | None = None) -> str:
        with db.write() as session:
            return create_person(
                session, email=email, name=role, roles=[role], regions=regions, password_hash=None
            )

    return add


@pytest.fixture
def admin_id(add_person: Callable[..., str]) -> str:
    """The one administrator."""
    return add_person()


def entries(db: Database) -> list[Any]:
    """What is stored, in the order it came."""
    with db.read() as session:
        return list(session.execute(select(Entry).order_by(Entry.no)).scalars())  # type: ignore[arg-type]


def count(db: Database) -> int:
    with db.read() as session:
        return session.execute(select(func.count()).select_from(Entry)).scalar_one()
