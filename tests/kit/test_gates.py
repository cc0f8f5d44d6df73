"""What turns requests away: foreign origins, unknown hosts, large bodies."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from app.kit.gates import BodyLimit, SameOrigin, below

URL = "/api/v1/things"
BODY = {"things": []}


def post(kit: TestClient, **headers: str):
    return kit.post(URL, json=BODY, headers=headers)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://testserver"},
        {"Origin": "https://testserver"},
        {"Origin": "https://TESTSERVER:443"},
        {"Origin": "https://notes.example"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://testserver:8000", "Host": "testserver:8000"},
    ],
)
def test_own_pages_and_programs_may_write(kit: TestClient, headers: dict[str, str]):
    assert post(kit, **headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "https://testserver.evil.example"},
        {"Origin": "https://eviltestserver"},
        {"Origin": "http://testserver:8001"},
        {"Origin": "https://sub.notes.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "https://[evil"},
        {"Origin": "https://testserver:99999999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": ""},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_another_site_may_not_write(kit: TestClient, headers: dict[str, str]):
    answer = post(kit, **headers)
    assert answer.status_code == 403
    assert answer.json()["type"] == "/problems/foreign-origin"
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


def test_a_second_origin_header_does_not_hide_the_first(kit: TestClient):
    headers = [("Origin", "http://testserver"), ("Origin", "https://evil.example")]
    assert kit.post(URL, json=BODY, headers=headers).status_code == 403


def test_every_method_that_writes_is_checked_and_reading_is_not(kit: TestClient):
    foreign = {"Origin": "https://evil.example"}
    for method in ("POST", "PUT", "PATCH", "DELETE", "QUERY"):
        assert kit.request(method, URL, headers=foreign).status_code == 403, method
    assert kit.get("/api/v1/broken/epoch", headers=foreign).status_code == 409
    assert kit.post("/page/x", headers=foreign).status_code == 405, (
        "nothing outside /api is changed by a write"
    )


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "", "test server", "xtestserver"]
)
def test_an_unknown_host_gets_a_problem_and_not_plain_text(kit: TestClient, host: str):
    answer = kit.get("/page/x", headers={"Host": host})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "/problems/bad-request"


def test_a_known_host_may_have_a_port(kit: TestClient):
    assert kit.get("/page/x", headers={"Host": "notes.example:8443"}).status_code == 200


def test_a_declared_body_is_refused_before_it_is_read(kit: TestClient):
    answer = kit.post(URL, content=b"x" * 2_001, headers={"Content-Type": "text/plain"})
    assert answer.status_code == 413
    assert answer.json()["type"] == "/problems/payload-too-large"
    assert answer.json()["limit"] == 2000
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


async def _never(*_: Any) -> Any:
    pytest.fail("neither the body nor the application was to be asked")


def answered_without_asking(gate: ASGIApp, *headers: tuple[bytes, bytes], path: str = "/") -> int:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": path, "headers": headers}
    asyncio.run(gate(scope, _never, send))
    status: int = sent[0]["status"]
    return status


def test_a_declared_body_is_not_even_looked_at():
    assert answered_without_asking(BodyLimit(_never, limit=10), (b"content-length", b"11")) == 413


def test_the_longest_prefix_decides():
    gate = BodyLimit(_never, prefixes={"/a": 100, "/a/b": 10, "/a/b/c": 1000})
    assert answered_without_asking(gate, (b"content-length", b"11"), path="/a/b") == 413


def test_no_origin_at_all_does_not_match_a_request_without_a_host():
    assert answered_without_asking(SameOrigin(_never), (b"origin", b"null"), path="/api") == 403


def test_an_absurd_length_is_refused_without_converting_it(kit: TestClient):
    assert kit.post(URL, headers={"Content-Length": "9" * 5_000}, content=b"").status_code == 413


def test_a_body_of_exactly_the_limit_passes(kit: TestClient):
    filler = b'{"things":[]' + b" " * 5_000
    headers = {"Content-Type": "application/json"}
    assert kit.post(URL, content=filler[:1_999] + b"}", headers=headers).status_code == 200
    assert kit.post(URL, content=filler[:2_000] + b"}", headers=headers).status_code == 413


@pytest.mark.parametrize("url", [URL, "/api/v1/broken/loose"])
def test_a_streamed_body_is_cut_at_the_byte_too_many(kit: TestClient, url: str):
    def content() -> Iterator[bytes]:
        for _ in range(30):
            yield b" " * 100

    headers = {"Content-Type": "application/json"}
    answer = kit.post(url, content=content(), headers=headers)
    assert "content-length" not in answer.request.headers
    assert answer.status_code == 413
    assert answer.json()["type"] == "/problems/payload-too-large"


def test_a_prefix_may_have_its_own_limit(kit: TestClient):
    answer = kit.post("/api/v1/broken/loose", json={"name": "a", "on": None, "x": "y" * 60})
    assert answer.status_code == 413
    assert answer.json()["limit"] == 50


def test_below_means_below():
    assert below("/api", "/api")
    assert below("/api/v1", "/api")
    assert below("/api/v1", "/api/")
    assert not below("/apiary", "/api")
