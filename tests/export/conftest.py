"""A pipeline with its token, and MSLs whose entries it takes away."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from tests.fixtures.people import PersonClient

ENTRIES = "/api/v1/export/entries"


class Pipeline:
    """What an analyst runs every night: a token, a cursor, a table that it upserts into."""

    def __init__(self, app: FastAPI, token: str) -> None:
        self.client = TestClient(
            app, base_url="https://testserver", headers={"Authorization": f"Bearer {token}"}
        )
        self.cursor: str | None = None
        self.table: dict[str, dict[str, Any]] = {}

    def get(self, **query: Any) -> Response:
        answer: Response = self.client.get(ENTRIES, params=query)
        return answer

    def run(self) -> list[dict[str, Any]]:
        """One nightly run. Returns the rows that came."""
        answer = self.get(**({"cursor": self.cursor} if self.cursor else {}))
        assert answer.status_code == 200, answer.text
        rows = [parsed(line) for line in answer.text.splitlines(keepends=True)]
        self.upsert(rows)
        self.cursor = answer.headers["Pathnote-Cursor"]
        return rows

    def upsert(self, rows: list[dict[str, Any]]) -> None:
        self.table.update({row["id"]: row for row in rows})


def parsed(line: str) -> dict[str, Any]:
    import json

    assert line.endswith("\n")
    row: dict[str, Any] = json.loads(line)
    return row


def token_of(person: PersonClient, *scopes: str) -> str:
    answer = person.post(
        "/api/v1/tokens", json={"name": "Nightly", "scopes": list(scopes) or ["export:read"]}
    )
    assert answer.status_code == 201, answer.text
    token: str = answer.json()["token"]
    return token


@pytest.fixture
def pipeline_of(app: FastAPI) -> Callable[[PersonClient], Pipeline]:
    return lambda person: Pipeline(app, token_of(person))


@pytest.fixture
def pipeline(pipeline_of: Callable[[PersonClient], Pipeline], analyst: PersonClient) -> Pipeline:
    """The analyst's."""
    return pipeline_of(analyst)
