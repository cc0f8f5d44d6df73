"""`pathnote serve` as a person meets it: first start, second start, and what goes wrong in one line."""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import httpx2 as httpx
import pytest

from tests.fixtures.server import COMMAND, LiveServer

DEVELOPMENT = {"PATHNOTE_ENVIRONMENT": "development"}
DEMO = {"email": "lead@demo.example", "password": "pathnote-demo"}


@pytest.fixture
def demo_server(data: Path) -> Callable[[], LiveServer]:
    """Servers in development on this test's data folder; each one stopped by its test."""
    return lambda: LiveServer(data, dict(DEVELOPMENT))


def pathnote(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def one_line(result: subprocess.CompletedProcess[str]) -> str:
    assert result.returncode != 0
    (line,) = (result.stdout + result.stderr).strip().splitlines()
    return line


def entries(server: LiveServer) -> int:
    """How many entries the demo's lead sees. (The session cookie is Secure, so it is sent by hand over http.)"""
    answer = httpx.post(f"{server.url}/api/v1/session", json=DEMO)
    assert answer.status_code == 200
    cookie = answer.headers["set-cookie"].partition(";")[0]
    found = httpx.get(f"{server.url}/api/v1/entries?limit=1", headers={"Cookie": cookie}).json()
    total: int = found["total"]
    return total


def test_the_first_start_brings_demo_people_and_entries_and_later_ones_keep_all(
    demo_server: Callable[[], LiveServer],
) -> None:
    server = demo_server()
    server.start()
    before = entries(server)
    assert before > 100
    for email in ("msl@", "msl2@", "msl3@", "lead@", "analyst@", "safety@", "admin@"):
        assert f"{email}demo.example" in server.log
    assert "pathnote-demo" in server.log
    assert f"http://localhost:{server.port}" in server.log
    server.kill()
    server.start()
    assert entries(server) == before
    server.stop()


def test_production_has_no_demo_people_and_refuses_a_database_that_has_them(
    demo_server: Callable[[], LiveServer], data: Path
) -> None:
    server = demo_server()
    server.start()
    server.stop()
    refusal = one_line(
        pathnote(
            "serve", "--port", str(server.port), PATHNOTE_DATA=str(data), PATHNOTE_ENVIRONMENT="production"
        )
    )
    assert "demo people" in refusal


def test_a_port_in_use_is_one_line(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refusal = one_line(pathnote("serve", "--port", str(port), PATHNOTE_DATA=str(data), **DEVELOPMENT))
    assert f"Port {port} is in use" in refusal


def test_a_folder_that_can_not_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    refusal = one_line(
        pathnote("serve", "--port", "1", PATHNOTE_DATA=str(tmp_path / "file" / "data"), **DEVELOPMENT)
    )
    assert "can't be written to" in refusal or "Port 1" in refusal
    assert "can't be written to" in one_line(
        pathnote("migrate", PATHNOTE_DATA=str(tmp_path / "file" / "data"))
    )


def test_a_database_server_that_is_not_there_is_one_line(data: Path) -> None:
    url = "postgresql+psycopg://nobody@127.0.0.1:1/none"
    refusal = one_line(pathnote("migrate", PATHNOTE_DATA=str(data), PATHNOTE_DATABASE_URL=url))
    assert "can't be opened" in refusal
    assert "nobody" not in refusal


def test_several_processes_need_postgresql(data: Path) -> None:
    assert "PostgreSQL" in one_line(pathnote("serve", "--workers", "2", PATHNOTE_DATA=str(data)))


def test_a_database_put_back_from_a_backup_begins_a_new_epoch(
    demo_server: Callable[[], LiveServer], data: Path, tmp_path: Path
) -> None:
    server = demo_server()
    server.start()
    server.stop()
    backup = shutil.copy(data / "pathnote.db", tmp_path / "backup.db")
    first = json.loads((data / "epoch.json").read_text())
    remembered = first | {"head": first["head"] + 10}  # what a server that went on would have left
    (data / "epoch.json").write_text(json.dumps(remembered))
    shutil.copy(backup, data / "pathnote.db")
    server.start()
    server.stop()
    second = json.loads((data / "epoch.json").read_text())
    assert second["server_id"] == first["server_id"]
    assert second["epoch"] != first["epoch"]
    # The control: an ordinary restart keeps it.
    server.start()
    server.stop()
    assert json.loads((data / "epoch.json").read_text())["epoch"] == second["epoch"]


def test_the_first_admin_is_made_by_a_command(data: Path) -> None:
    arguments = ("users", "create-admin", "--email", "ada@example.org", "--name", "Ada", "--password")
    assert "at least 12" in one_line(pathnote(*arguments, "short", PATHNOTE_DATA=str(data)))
    made = pathnote(*arguments, "long enough a password", PATHNOTE_DATA=str(data))
    assert made.returncode == 0, made.stderr
    assert "already" in one_line(pathnote(*arguments, "long enough a password", PATHNOTE_DATA=str(data)))
    verified = pathnote("audit", "verify", PATHNOTE_DATA=str(data))
    assert verified.stdout == "The trail is whole.\n"
