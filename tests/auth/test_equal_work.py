"""Nobody learns from the time of a sign-in who has an account: the same hash, the same statements, in the same order.

`python -m bench.login_timing` measures what this leaves.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, event, text
from starlette.testclient import TestClient

from tests.fixtures.people import PersonClient


@pytest.fixture
def done(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What a request does of what takes time: statements to the database, and hashes with their cost."""
    found: list[str] = []
    hasher = app.state.passwords._hasher
    plain = hasher.verify

    def verified(_: Any, stored: str, given: str) -> Any:
        found.append(f"hash {stored.rsplit('$', 2)[0]}")
        return plain(stored, given)

    def executed(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        # Their names are numbered.
        found.append(re.sub(r"savepoint_\d+", "savepoint", statement))

    # It has slots: the class has to be told.
    monkeypatch.setattr(type(hasher), "verify", verified)
    event.listen(Engine, "before_cursor_execute", executed)
    yield found
    event.remove(Engine, "before_cursor_execute", executed)


def test_a_failed_sign_in_does_the_same_whether_or_not_there_is_an_account(
    client: TestClient, msl: PersonClient, lead: PersonClient, app: FastAPI, done: list[str]
) -> None:
    with app.state.database.write() as session:
        session.execute(text("UPDATE person SET active = false WHERE email = :email"), {"email": lead.email})
    work: dict[str, list[str]] = {}
    for whose in (msl.email, "nobody@test.example", lead.email):
        done.clear()
        body = {"email": whose, "password": "not the password"}
        assert client.post("/api/v1/session", json=body).status_code == 401
        work[whose] = list(done)
    known, *others = work.values()
    assert sum(line.startswith("hash $argon2id") for line in known) == 1
    assert len(known) > 8
    assert others == [known, known]
