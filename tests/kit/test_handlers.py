"""Whatever goes wrong, the answer has one shape, a request id, and not a word of what was sent or stored."""

import json
import logging

import pytest
from starlette.testclient import TestClient

from app.kit.handlers import ResponseCut
from app.kit.problems import Problem, kinds
from tests.kit.conftest import SECRET

POSTED = {"Content-Type": "application/json"}


def check_shape(answer, status: int, slug: str) -> dict:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["type"] == f"/problems/{slug}"
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert problem["title"]
    assert problem["detail"]
    assert SECRET not in answer.text
    return problem


def test_a_problem_that_was_raised_is_the_answer(kit: TestClient):
    assert check_shape(kit.get("/api/v1/broken/epoch"), 409, "epoch-changed")["epoch"] == "e2"


def test_content_that_does_not_fit_is_pointed_at(kit: TestClient):
    things = [{"name": "a"}, {"name": SECRET * 5, "on": SECRET, "colour": SECRET}]
    problem = check_shape(kit.post("/api/v1/things", json={"things": things}), 422, "invalid")
    assert [error["pointer"] for error in problem["errors"]] == [
        "/things/1/name",
        "/things/1/on",
        "/things/1/colour",
    ]


def test_parameters_are_named_with_their_place(kit: TestClient):
    answer = kit.get(f"/api/v1/things/{SECRET}?limit=1000&since={SECRET}")
    problem = check_shape(answer, 422, "invalid")
    assert [(error["in"], error["pointer"]) for error in problem["errors"]] == [
        ("path", "/thing_id"),
        ("query", "/limit"),
        ("query", "/since"),
    ]
    assert problem["errors"][1]["detail"] == "Must be 100 or less."


def test_a_missing_body_is_asked_for(kit: TestClient):
    problem = check_shape(kit.post("/api/v1/things"), 422, "invalid")
    assert problem["errors"] == [{"pointer": "", "detail": "Is required."}]


def test_no_route_and_no_such_method(kit: TestClient):
    check_shape(kit.get("/api/v1/nope"), 404, "not-found")
    assert kit.put("/api/v1/things", headers=POSTED).headers["allow"] == "POST"
    check_shape(kit.put("/api/v1/things"), 405, "method-not-allowed")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 406, 413, 415, 418, 429, 500, 503])
def test_the_frameworks_own_errors_lose_their_words(kit: TestClient, status: int):
    answer = kit.get(f"/api/v1/broken/http/{status}")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == (400 if status == 418 else status)
    assert SECRET not in answer.text


def test_broken_json_on_a_route_without_the_strict_parser_has_the_same_shape(kit: TestClient):
    answer = kit.post("/api/v1/broken/loose", content='{"name":', headers=POSTED)
    check_shape(answer, 400, "malformed-json")


def test_what_nobody_foresaw_leaks_nothing_and_is_logged_by_place(
    kit: TestClient, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.INFO):
        answer = kit.get("/api/v1/broken/unforeseen")
    check_shape(answer, 500, "internal")
    assert "x-content-type-options" in answer.headers, "security headers on a 500 too"
    assert SECRET not in caplog.text
    for told in ("builtins.ValueError", "builtins.KeyError", "unforeseen", answer.headers["x-request-id"]):
        assert told in caplog.text


def test_an_error_midway_cuts_the_answer_without_its_words(kit: TestClient, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.INFO), pytest.raises(ResponseCut) as caught:
        kit.get("/api/v1/broken/midway")
    assert caught.value.__suppress_context__
    assert SECRET not in caplog.text
    assert "builtins.ValueError" in caplog.text


def test_every_kind_of_problem_has_a_page(kit: TestClient):
    listing = kit.get("/problems")
    assert listing.headers["content-type"].startswith("text/html")
    for kind in kinds():
        if kind is Problem:
            continue
        assert f'href="{kind.uri()}"' in listing.text
        page = kit.get(kind.uri())
        assert page.status_code == 200
        assert f"<dd>{kind.status}</dd>" in page.text
        assert "style" not in page.text, "the content security policy refuses inline styles"
    check_shape(kit.get("/problems/nope"), 404, "not-found")


def test_openapi_describes_problems_and_still_the_bodies(kit: TestClient):
    described = kit.get("/api/v1/openapi.json").json()
    post = described["paths"]["/api/v1/things"]["post"]
    body = post["requestBody"]["content"]["application/json"]["schema"]
    assert body == {"$ref": "#/components/schemas/Batch"}
    assert list(post["responses"]["422"]["content"]) == ["application/problem+json"]
    assert "Problem" in described["components"]["schemas"]
    assert "HTTPValidationError" not in json.dumps(described)
