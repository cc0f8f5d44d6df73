"""Whoever tampers with the trail, in whatever way, is found out."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert, select
from sqlalchemy.orm import Session

from app.audit.actions import Action
from app.audit.commands import record
from app.audit.models import AuditEvent
from app.audit.queries import broken_lines, head, holds
from app.kit.tables import table
from tests.fixtures.commands import run

LINES = 12
# A release asks for ten thousand.
TAMPERS = int(os.environ.get("SOAK_TAMPERS", "80"))
FIELDS = ("at", "actor_id", "action", "object_kind", "object_id", "facts", "request_id", "hash")
Row = dict[str, Any]


@contextmanager
def trail(rows: list[Row]) -> Iterator[Session]:
    """A trail of these lines in a database without triggers, as somebody has who owns the file."""
    engine = create_engine("sqlite://")
    with Session(engine) as session:
        table(AuditEvent).create(session.connection())
        if rows:
            session.execute(insert(table(AuditEvent)), rows)
        yield session
    engine.dispose()


def written() -> list[Row]:
    """A trail as it is written."""
    with trail([]) as session:
        for number in range(LINES):
            record(
                session,
                Action.SESSION_OPENED if number % 2 else Action.TOKEN_CREATED,
                actor_id=f"person {number % 3}",
                object_kind="session",
                object_id=str(number),
                request_id=None,
                days=number,
            )
        return [dict(row) for row in session.execute(select(table(AuditEvent))).mappings()]


WHOLE = written()
places = st.integers(0, LINES - 1)
tampers = st.one_of(
    st.tuples(st.just("change"), places, st.sampled_from(FIELDS)),
    st.tuples(st.just("remove"), places, st.integers(1, LINES)),
    st.tuples(st.just("swap"), places, places),
    st.tuples(st.just("insert"), places, places),
    st.tuples(st.just("cut"), places, st.none()),
)


def tampered(how: str, at: int, more: Any) -> list[Row]:
    rows = [dict(row) for row in WHOLE]
    if how == "change":
        before = rows[at][more]
        changes = {
            "at": lambda: before + timedelta(microseconds=1),
            "facts": lambda: {**before, "days": 99},
            "hash": lambda: before[::-1],
        }
        rows[at][more] = changes.get(more, lambda: f"{before}x")()
    elif how == "remove":
        del rows[at : at + more]
    elif how == "swap":
        one, other = rows[at], rows[more]
        rows[at], rows[more] = {**other, "no": one["no"]}, {**one, "no": other["no"]}
    elif how == "insert":
        rows = [row | {"no": row["no"] + (place >= at)} for place, row in enumerate(rows)]
        rows.append(WHOLE[more] | {"no": WHOLE[at]["no"]})
    else:
        rows = rows[:at]
    return rows


@given(tampers)
@settings(max_examples=TAMPERS)
def test_whatever_is_tampered_with_is_found_and_named(tamper: tuple[str, int, Any]) -> None:
    rows = tampered(*tamper)
    same = sorted(rows, key=lambda row: row["no"]) == WHOLE
    with trail(rows) as session:
        broken = next(broken_lines(session), None)
        end = holds(session, WHOLE[-1]["no"], WHOLE[-1]["hash"])
    assert (broken is None and end) is same
    if broken is not None and tamper[0] == "change":
        assert broken in (WHOLE[tamper[1]]["no"], WHOLE[tamper[1]]["no"] + 1)


def test_the_untouched_trail_is_whole() -> None:
    with trail(WHOLE) as session:
        assert list(broken_lines(session)) == []
        assert head(session) == (WHOLE[-1]["no"], WHOLE[-1]["hash"])


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_command_line_finds_a_cut_end_by_the_line_that_was_kept(data: Path, database_url: str) -> None:
    run(data, "users", "invite", "a@b.example", "--name", "A", "--role", "lead")
    kept = run(data, "audit", "head")[1].strip()
    assert run(data, "audit", "verify", "--head", kept) == (0, "The trail is whole.\n")
    number, _, digest = kept.partition(":")
    code, said = run(data, "audit", "verify", "--head", f"{int(number) + 1}:{digest}")
    assert (code, "was cut or written anew" in said) == (2, True)
    assert run(data, "audit", "verify", "--head", "nonsense")[0] == 2
