"""The Content-Security-Policy as it is served, looked at by csp_evaluator: nothing of high or medium severity."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

JS = Path(__file__).parents[1] / "js"
# csp_evaluator's scale: 10 high, 20 syntax, 30 medium, 40 high maybe, then hints. 'self' as a source is such a hint:
# it would be a hole where somebody's files are served, and here nobody's are.
HINTS = 50


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_nothing_is_wrong_with_the_policy_of_pages_and_of_data(client: TestClient) -> None:
    for path in ("/", "/api/v1/session", "/nowhere"):
        policy = client.get(path).headers["content-security-policy"]
        assert [found for found in findings(policy) if found["severity"] < HINTS] == [], path


def test_the_evaluator_finds_what_is_wrong() -> None:
    found = findings("script-src 'self' 'unsafe-inline' https:; object-src *")
    assert min(one["severity"] for one in found) == 10


def findings(policy: str) -> list[dict[str, Any]]:
    told = subprocess.run(
        ["node", "csp.mjs"], cwd=JS, input=policy, capture_output=True, text=True, check=True, timeout=60
    )
    found: list[dict[str, Any]] = json.loads(told.stdout)
    return found
