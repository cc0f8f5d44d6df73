"""Whatever is sent to whichever route, it is answered: no 5xx, every refusal a problem, and none of them slow.

`SOAK_HOSTILE` is the number of requests to each route; those of the description alone are in tests/api/test_schema.py.
"""

import json
import os
import random
import sys
import time
from collections import Counter
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.fixtures.entries import store_entries
from tests.fixtures.people import PersonClient, SignIn
from tests.reliability.hostile_requests import Known, Request, request
from tests.themes.desk import act, make

CASES = int(os.environ.get("SOAK_HOSTILE", "2"))
# These end the session that asks, or wait for somebody else's server.
AS_NOBODY = {("DELETE", "/api/v1/session"), ("DELETE", "/api/v1/sessions")}
SLOWEST_P99 = 0.1

pytestmark = pytest.mark.timeout(120 if CASES <= 2 else 14_400)


@pytest.fixture
def everything(sign_in: SignIn) -> PersonClient:
    """Somebody who may do all there is, so that nothing ends at the door."""
    return sign_in("msl", "lead", "analyst", "safety", "admin", "colleague", "commercial")


@pytest.fixture
def known(app: FastAPI, everything: PersonClient, sign_in: SignIn) -> Known:
    entries = store_entries(app, everything.person["id"], [{"region": "sweden"} for _ in range(3)])
    theme = make(everything, *entries)
    ids = {
        "entry_id": entries,
        "theme_id": [theme["id"]],
        "action_id": [act(everything, theme["id"])["id"]],
        "person_id": [sign_in("msl").person["id"]],
        "vocabulary": ["barrier", "region"],
        "code": ["referral", "sweden"],
    }
    cookie = "; ".join(f"{one.name}={one.value}" for one in everything.cookies.jar).encode()
    return Known(ids, app.openapi()["components"]["schemas"], cookie)


def test_nothing_sent_to_any_route_is_answered_with_an_error_of_ours(
    app: FastAPI, client: TestClient, known: Known
) -> None:
    pick = random.Random(int(os.environ.get("SOAK_SEED", "7")))
    tally, wrong, took = Counter[int](), dict[str, str](), list[float]()
    for path, operations in app.openapi()["paths"].items():
        for method, operation in operations.items():
            route = (method.upper(), path)
            for _ in range(CASES):
                asked = request(pick, *route, operation, known)
                if route in AS_NOBODY:
                    asked.scope["headers"] = [one for one in asked.scope["headers"] if one[0] != b"cookie"]
                began = time.perf_counter()
                status, headers, body = client.portal.call(answer, app, asked)  # type: ignore[union-attr]
                took.append(time.perf_counter() - began)
                tally[status] += 1
                why = fault(status, headers, body)
                if why:
                    wrong.setdefault(f"{method} {path}: {why}", repr(asked))
    p99 = sorted(took)[int(len(took) * 0.99)]
    said = f"{len(took)} hostile requests, {dict(sorted(tally.items()))}, p99 {p99 * 1000:.0f} ms"
    sys.stdout.write(f"\n{said}, {len(wrong)} wrong\n")
    assert not wrong, "\n".join(f"{what}\n   {how}" for what, how in sorted(wrong.items())[:20])
    assert tally[200] + tally[201] + tally[204] > len(took) / 50, "hardly anything was let in"
    assert len(tally) > 5
    if CASES >= 300:
        assert p99 <= SLOWEST_P99


async def answer(app: FastAPI, asked: Request) -> tuple[int, dict[bytes, bytes], bytes]:
    """What the application answers. What it raises besides is the server's to log."""
    sent: list[dict[str, Any]] = []
    parts = [{"type": "http.request", "body": asked.body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return parts.pop() if parts else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    try:
        await app(asked.scope, receive, send)
    except Exception as error:
        return 599, {}, repr(error).encode()
    body = b"".join(one.get("body", b"") for one in sent[1:])
    return sent[0]["status"], dict(sent[0]["headers"]), body


def fault(status: int, headers: dict[bytes, bytes], body: bytes) -> str:
    """What is wrong with an answer."""
    if status >= 500:
        return f"{status} {body[:200]!r}"
    if status < 400:
        return ""
    if headers.get(b"content-type") != b"application/problem+json":
        return f"{status} as {headers.get(b'content-type')!r}"
    if b"content-encoding" in headers:
        return ""
    said = json.loads(body)
    if said["status"] != status or not all(
        said.get(name) for name in ("type", "title", "detail", "request_id")
    ):
        return f"{status} without its members: {sorted(said)}"
    return ""
