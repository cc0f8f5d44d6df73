"""What every answer carries and what is written down about it."""

import logging
import re

import pytest
from fastapi import FastAPI
from starlette.responses import HTMLResponse, Response
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.kit import middleware
from app.kit.clock import new_id
from tests.kit.conftest import SECRET

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types one two"
)
# Data, opened as a document by mistake, may do nothing and stand in no frame.
NOTHING = "default-src 'none'; frame-ancestors 'none'"
ADDRESSES = ["/page/x", "/nope", "/api/v1/broken/epoch", "/api/v1/broken/unforeseen", "/api/v1/things/7"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_tells_the_browser_what_to_refuse(kit: TestClient, address: str):
    headers = kit.get(address).headers
    data = "json" in headers["content-type"]
    assert headers["content-security-policy"] == (NOTHING if data else POLICY)
    assert ("cross-origin-opener-policy" in headers) is not data
    assert ("x-frame-options" in headers) is not data
    assert ("permissions-policy" in headers) is not data
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers.get("cache-control") == ("no-store" if address.startswith("/api") else None)
    assert "strict-transport-security" not in headers, "nobody could leave http on localhost again"


def test_hsts_and_an_empty_list_of_trusted_types():
    app = FastAPI()
    app.get("/")(lambda: HTMLResponse("a page"))
    middleware.install(app, hsts=True)
    with TestClient(app) as client:
        headers = client.get("/").headers
    assert headers["strict-transport-security"].startswith("max-age=63072000")
    assert headers["content-security-policy"].endswith("trusted-types 'none'")


def test_a_request_id_is_made_here_and_never_taken_over(kit: TestClient):
    mine = new_id()
    answers = [kit.get("/page/x", headers={"X-Request-ID": mine}) for _ in range(2)]
    ids = {answer.headers["x-request-id"] for answer in answers}
    assert len(ids) == 2
    assert mine not in ids


@pytest.mark.parametrize(
    ("address", "template", "status"),
    [
        (f"/api/v1/things/{new_id()}?q={SECRET}", "/api/v1/things/{thing_id}", 200),
        (f"/page/{SECRET}", "/page/{name}", 200),
        (f"/{SECRET}", "-", 404),
        ("/api/v1/broken/unforeseen", "/api/v1/broken/unforeseen", 500),
    ],
    ids=["route", "file", "nowhere", "broken"],  # the same in each worker of pytest-xdist, unlike the address
)
def test_the_access_log_has_templates_and_no_content(
    kit: TestClient, caplog: pytest.LogCaptureFixture, address: str, template: str, status: int
):
    with caplog.at_level(logging.INFO, "app.access"):
        answer = kit.get(address, headers={"Authorization": f"Bearer {SECRET}", "User-Agent": SECRET})
    (line,) = [record.getMessage() for record in caplog.records if record.name == "app.access"]
    request_id = answer.headers["x-request-id"]
    assert re.fullmatch(rf"GET {re.escape(template)} {status} \d+\.\dms {request_id}", line)
    assert SECRET not in line


def test_a_made_up_method_is_not_written_down(kit: TestClient, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.INFO, "app.access"):
        kit.request(SECRET.upper(), "/page/x")
    assert "OTHER /page/{name} 405" in caplog.text
    assert SECRET.upper() not in [
        record.getMessage() for record in caplog.records if record.name == "app.access"
    ]


@pytest.mark.parametrize(
    ("path", "kind", "whole"),
    [
        ("/page", "text/html; charset=utf-8", True),
        ("/nothing-said", "", True),
        ("/sw.js", "text/javascript; charset=utf-8", True),
        ("/app.js", "text/javascript; charset=utf-8", False),
        ("/app.css", "text/css; charset=utf-8", False),
    ],
)
def test_what_only_a_document_obeys_is_not_sent_with_each_part_of_one(
    path: str, kind: str, whole: bool
) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await Response("x", headers={"content-type": kind})(scope, receive, send)

    headers = TestClient(middleware.SecurityHeaders(app)).get(path).headers
    assert ("content-security-policy" in headers) is whole
    assert ("permissions-policy" in headers) is whole
    # A script's own requests go by its document's; a style sheet's go by its own.
    assert ("referrer-policy" in headers) is (whole or path.endswith(".css"))
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("kind", "named"), [("text/javascript", False), ("text/css", False), ("text/html", True)]
)
def test_a_part_of_the_app_bears_no_id_that_nobody_asks_for(kind: str, named: bool) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        assert scope["state"]["request_id"], "the log has it all the same"
        await Response("x", headers={"content-type": kind})(scope, receive, send)

    assert ("x-request-id" in TestClient(middleware.RequestId(app)).get("/a").headers) is named
