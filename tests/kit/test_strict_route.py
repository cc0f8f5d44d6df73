"""JSON bodies of routes go through the strict parser, whatever FastAPI would have made of them."""

import pytest
from fastapi import FastAPI
from pydantic import BaseModel
from starlette.testclient import TestClient

JSON = "application/json"
GOOD = b'{"things":[{"name":"a"}]}'


def send(kit: TestClient, content: bytes, content_type: str = JSON, **headers: str):
    return kit.post("/api/v1/things", content=content, headers={"Content-Type": content_type, **headers})


@pytest.mark.parametrize(
    "content_type",
    [JSON, "Application/JSON", "application/json; charset=utf-8", 'application/json;charset="UTF-8"'],
)
def test_json_in_utf8_is_taken(kit: TestClient, content_type: str):
    assert send(kit, GOOD, content_type).json() == 1


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/problem+json",
        "application/jsonp",
        "application/json; charset=utf-16",
        "application/json; charset=latin-1",
        "application/json, text/plain",
        "application/json" + " " * 60_000 + "x",
    ],
)
def test_any_other_content_type_is_415(kit: TestClient, content_type: str):
    answer = send(kit, GOOD, content_type)
    assert answer.status_code == 415
    assert answer.json()["type"] == "/problems/unsupported-media-type"


def test_a_coded_body_is_415(kit: TestClient):
    assert send(kit, GOOD, **{"Content-Encoding": "gzip"}).status_code == 415
    assert send(kit, GOOD, **{"Content-Encoding": "identity"}).status_code == 200


@pytest.mark.parametrize(
    ("content", "pointer"),
    [
        (b'{"things":[{"name":"a","name":"b"}]}', "/things/0/name"),
        (b'{"things":NaN}', "/things"),
        (b'{"things":[{"name":"\\ud800"}]}', "/things/0/name"),
        (b'{"things":[1e400]}', "/things/0"),
        (b'{"things":[18446744073709551616]}', "/things/0"),
    ],
)
def test_a_dubious_body_is_400_with_its_place(kit: TestClient, content: bytes, pointer: str):
    answer = send(kit, content)
    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems/malformed-json"
    assert answer.json()["errors"][0]["pointer"] == pointer


@pytest.mark.parametrize("content", [b"{", b"[" * 1_000, b'{"things":["\xff"]}', b"\xef\xbb\xbf{}"])
def test_what_is_no_json_is_400(kit: TestClient, content: bytes):
    assert send(kit, content).status_code == 400


def test_an_optional_body_may_be_left_out(kit: TestClient):
    assert kit.post("/api/v1/things/optional").json() is False
    assert kit.post("/api/v1/things/optional", json={"name": "a"}).json() is True


def test_a_route_that_reads_the_request_itself_gets_the_strict_reading(kit: TestClient):
    headers = {"Content-Type": JSON}
    assert kit.post("/api/v1/things/raw", content=b"[1, 2]", headers=headers).json() == [[1, 2], 6]
    assert kit.post("/api/v1/things/raw", content=b"[NaN]", headers=headers).status_code == 400


def test_the_control_a_plain_route_takes_them():
    app = FastAPI()

    class Loose(BaseModel):
        name: float

    @app.post("/")
    def plain(loose: Loose) -> str:
        return str(loose.name)

    with TestClient(app) as client:
        headers = {"Content-Type": JSON}
        for content in (b'{"name":NaN}', b'{"name":1,"name":2}', b'{"name":1e400}'):
            assert client.post("/", content=content, headers=headers).status_code == 200
