"""Invitations and forgotten passwords: a link works once, for a while, and tells nobody who has an account."""

import hashlib
import re
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from fastapi import FastAPI
from sqlalchemy import text
from starlette.testclient import TestClient

from app.accounts.commands import link_identity
from app.auth.password_rules import is_listed, objection
from app.config import PasswordSettings, Settings, SmtpSettings
from app.kit import clock
from tests.fixtures.commands import run
from tests.fixtures.people import PASSWORD, PersonClient
from tests.fixtures.server import free_port

NEW = "seven quiet herons"


class Mailbox:
    """What a real mail server took."""

    def __init__(self) -> None:
        self.taken: list[Message] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - the library's name
        self.taken.append(message_from_bytes(envelope.content))
        return "250 OK"

    def link(self) -> str:
        """The secret of the last link."""
        payload = self.taken[-1].get_payload(decode=True)
        assert isinstance(payload, bytes)
        found = re.search(r"https://pathnote\.example/set-password#(\S+)", payload.decode())
        assert found
        return found[1]


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Mailbox]:
    """A mail server of this machine, and the application set up to use it."""
    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.smtp = SmtpSettings(host="127.0.0.1", port=server.port, security="none")
    settings.public_origin = "https://pathnote.example"
    # A copy: tests change it, and others share the original.
    settings.passwords = settings.passwords.model_copy()
    yield box
    server.stop()


def ask(client: TestClient, email: str) -> Any:
    return client.post("/api/v1/password/reset", json={"email": email})


def use(client: TestClient, secret: str, password: str = NEW) -> Any:
    return client.post("/api/v1/password", json={"secret": secret, "password": password})


def sign_in(client: TestClient, email: str, password: str) -> int:
    return client.post("/api/v1/session", json={"email": email, "password": password}).status_code


def test_a_link_sets_a_password_once_and_ends_every_session(
    client: TestClient, msl: PersonClient, mailbox: Mailbox, app: FastAPI
) -> None:
    assert ask(client, msl.email).status_code == 202
    secret = mailbox.link()
    assert mailbox.taken[-1]["To"] == msl.email
    with app.state.database.read() as session:
        stored = str(session.execute(text("SELECT * FROM one_time_link")).all())
        trail = str(session.execute(text("SELECT * FROM audit_event")).all())
    assert secret not in stored + trail
    assert use(client, secret).status_code == 204
    assert msl.get("/api/v1/session").status_code == 401
    assert (sign_in(client, msl.email, PASSWORD), sign_in(client, msl.email, NEW)) == (401, 200)
    again = use(client, secret, "another long password")
    assert (again.status_code, again.json()["type"]) == (404, "/problems/not-found")
    assert "Ask for a new one" in again.json()["detail"]


def test_a_newer_link_an_hour_or_nonsense_ends_it(
    client: TestClient, msl: PersonClient, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(client, msl.email)
    older = mailbox.link()
    ask(client, msl.email)
    newer = mailbox.link()
    assert use(client, older).json()["detail"] == use(client, "nonsense").json()["detail"]
    moment = clock.now() + timedelta(hours=1, seconds=1)
    with monkeypatch.context() as patched:
        patched.setattr("app.auth.links.now", lambda: moment)
        assert use(client, newer).status_code == 404
    assert use(client, newer).status_code == 204


def test_nobody_learns_who_has_an_account(
    client: TestClient, msl: PersonClient, lead: PersonClient, mailbox: Mailbox, app: FastAPI
) -> None:
    with app.state.database.write() as session:
        link_identity(session, lead.person["id"], "https://login.example", "7")
        session.execute(text("UPDATE person SET active = false WHERE email = :e"), {"e": msl.email})
    answers = [ask(client, email) for email in (msl.email, lead.email, "nobody@test.example")]
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.text for answer in answers}) == 1
    assert mailbox.taken == []


def test_asking_again_and_again_has_to_wait_and_locks_nobody_out(
    client: TestClient, msl: PersonClient, mailbox: Mailbox, settings: Settings
) -> None:
    settings.passwords.tries = 3
    assert [ask(client, msl.email).status_code for _ in range(4)] == [202, 202, 202, 429]
    assert len(mailbox.taken) == 3


def test_a_mail_server_that_is_away_changes_no_answer(
    client: TestClient, msl: PersonClient, mailbox: Mailbox, settings: Settings
) -> None:
    settings.smtp.port = free_port()
    assert ask(client, msl.email).status_code == 202
    settings.smtp.host = None
    assert ask(client, msl.email).status_code == 404
    assert client.get("/api/v1/session/oidc").json()["sends_links"] is False


def test_passwords_anyone_would_try_are_refused_and_the_link_stays(
    client: TestClient, msl: PersonClient, mailbox: Mailbox, settings: Settings, tmp_path: Path
) -> None:
    listed = tmp_path / "breached.txt"
    digests = sorted(hashlib.sha1(f"word {n}".encode()).hexdigest().upper() for n in range(500))
    listed.write_text("".join(f"{digest}:{n}\n" for n, digest in enumerate(digests)))
    settings.passwords.breached = listed
    ask(client, msl.email)
    secret = mailbox.link()
    for bad in ("short", msl.email, "Pathnote 2026!", "password-password", "word 7" + "", "word 499"):
        answer = use(client, secret, bad)
        assert answer.status_code == 422, bad
        assert answer.json()["errors"][0]["pointer"] == "/password"
        assert bad not in answer.text
    assert use(client, secret).status_code == 204


def test_a_password_is_taken_as_it_is_however_long(
    client: TestClient, msl: PersonClient, mailbox: Mailbox
) -> None:
    ask(client, msl.email)
    long = "  Seven quiet herons, ünd no digit " * 5
    assert use(client, mailbox.link(), long).status_code == 204
    for other in (long.strip(), long.lower(), long[:72], long + " "):
        assert sign_in(client, msl.email, other) == 401
    assert sign_in(client, msl.email, long) == 200


@pytest.mark.parametrize("length", [40, 10])
def test_every_line_of_a_list_is_found_and_nothing_else(tmp_path: Path, length: int) -> None:
    listed = tmp_path / "listed"
    known = [f"known password {n}" for n in range(300)]
    listed.write_text("\n".join(sorted(hashlib.sha1(w.encode()).hexdigest()[:length] for w in known)))
    assert all(is_listed(listed, word) for word in known)
    assert not any(is_listed(listed, f"unknown password {n}") for n in range(300))
    settings = PasswordSettings(breached=listed)
    assert "found in a breach" in str(objection(settings, known[0], "a@b.example"))
    assert objection(settings, NEW, "a@b.example") is None
    listed.write_text("")
    assert not is_listed(listed, known[0])


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_command_line_prints_a_link_that_works(
    client: TestClient, data: Path, settings: Settings
) -> None:
    invite = ("users", "invite", "anna@company.example", "--name", "Anna", "--role")
    code, said = run(data, *invite, "msl", "--region", "sweden")
    assert code == 0
    found = re.search(r"^http://localhost:8000/set-password#(\S{43})$", said, re.MULTILINE)
    assert found
    assert use(client, found[1]).status_code == 204
    assert sign_in(client, "anna@company.example", NEW) == 200
    assert run(data, *invite, "king")[1].startswith("king: There is no such role.")
    assert run(data, *invite, "msl", "--region", "moon")[1].startswith("moon: There is no such region.")
    assert "has an account already" in run(data, *invite, "msl")[1]
    assert "no account" in run(data, "users", "reset-link", "c@d.example")[1]
    assert "set-password#" in run(data, "users", "reset-link", "anna@company.example")[1]
    assert "no sign-on provider" in run(data, "users", "link", "anna@company.example", "7")[1]
