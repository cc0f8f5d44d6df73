"""Several server processes on one PostgreSQL behave as one server."""

from pathlib import Path
from uuid import uuid4

import httpx2 as httpx

from tests.fixtures.postgres import Postgres
from tests.fixtures.server import LiveServer


def test_two_processes_share_sessions_and_entries(postgres: Postgres, data: Path) -> None:
    name = f"test_{uuid4().hex}"
    server = LiveServer(
        data,
        {"PATHNOTE_ENVIRONMENT": "development", "PATHNOTE_DATABASE_URL": postgres.create_database(name)},
        arguments=["--workers", "2"],
    )
    server.start()
    try:
        answer = httpx.post(
            f"{server.url}/api/v1/session", json={"email": "lead@demo.example", "password": "pathnote-demo"}
        )
        cookie = answer.headers["set-cookie"].partition(";")[0]
        totals = set()
        for _ in range(20):  # a new connection each time, so that both processes answer
            found = httpx.get(f"{server.url}/api/v1/entries?limit=1", headers={"Cookie": cookie})
            assert found.status_code == 200
            totals.add(found.json()["total"])
        assert len(totals) == 1
        assert totals.pop() > 100
    finally:
        server.stop()
        postgres.drop_database(name)
