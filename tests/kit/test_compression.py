"""Answers of the API in the coding that the client takes; files and exports choose their own."""

import gzip
from collections.abc import AsyncIterator

import brotli
import pytest
from fastapi import FastAPI
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.testclient import TestClient

from app.kit.compression import Compressed

LONG = "the same again, " * 20_000


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    app.add_middleware(Compressed, only="/api", leaves_alone="/api/export")

    @app.get("/{path:path}")
    def answer(path: str) -> Response:
        if path.endswith("short"):
            return JSONResponse("short")
        if path.endswith("stream"):
            return StreamingResponse(_parts(), media_type="application/json")
        return JSONResponse(LONG, headers={"Vary": "Accept-Encoding"} if path.startswith("app") else {})

    return TestClient(app)


async def _parts() -> AsyncIterator[bytes]:
    for _ in range(3):
        yield LONG.encode()


@pytest.mark.parametrize(
    ("path", "accepted", "coding"),
    [
        ("/api/list", "gzip, deflate, br, zstd", "br"),
        ("/api/list", "gzip", "gzip"),
        ("/api/list", "br;q=0, gzip", "gzip"),
        ("/api/list", "identity", None),
        ("/api/stream", "br", "br"),
        ("/api/stream", "gzip", "gzip"),
        ("/api/short", "br", None),
        ("/api/export/list", "br", None),
        ("/app.js", "br", None),
    ],
)
def test_coding_by_path_and_by_what_the_client_takes(
    client: TestClient, path: str, accepted: str, coding: str | None
) -> None:
    with client.stream("GET", path, headers={"Accept-Encoding": accepted}) as answer:
        raw = b"".join(answer.iter_raw())
    plain = client.get(path, headers={"Accept-Encoding": "identity"}).content
    assert answer.headers.get("content-encoding") == coding
    assert len(raw) == int(answer.headers.get("content-length", len(raw)))
    if coding:
        assert (brotli.decompress(raw) if coding == "br" else gzip.decompress(raw)) == plain
        assert len(raw) < len(plain) / 50
    else:
        assert raw == plain


@pytest.mark.parametrize("path", ["/api/list", "/app.js"])
@pytest.mark.parametrize("accepted", ["br", "gzip", "identity"])
def test_what_it_varies_by_is_said_once(client: TestClient, path: str, accepted: str) -> None:
    answer = client.get(path, headers={"Accept-Encoding": accepted})
    assert answer.headers.get_list("vary") == ["Accept-Encoding"]
