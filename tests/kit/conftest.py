"""A small application with the kit round it, and with routes that do what a real one should never do."""

from collections.abc import AsyncIterator, Iterator
from typing import Annotated

import pytest
from fastapi import APIRouter, FastAPI, HTTPException, Path, Query, Request
from fastapi.responses import StreamingResponse
from starlette.testclient import TestClient

from app.kit import handlers, middleware
from app.kit.problems import EpochChanged
from app.kit.strict_route import StrictRoute
from app.kit.wire import LocalDate, Schema, Uuid, line_text

SECRET = "hunter2-Jane-Roe"


class Thing(Schema):
    name: Annotated[str, line_text(20)]
    on: LocalDate | None = None


class Batch(Schema):
    things: list[Thing]


router = APIRouter(prefix="/things", route_class=StrictRoute)


@router.post("")
def make(batch: Batch) -> int:
    return len(batch.things)


@router.post("/optional")
def maybe(thing: Thing | None = None) -> bool:
    return thing is not None


@router.post("/raw")
async def raw(request: Request) -> list[object]:
    return [await request.json(), len(await request.body())]


@router.get("/{thing_id}")
def show(
    thing_id: Annotated[Uuid, Path()],
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
    since: LocalDate | None = None,
) -> str:
    return f"{thing_id} {limit} {since}"


broken = APIRouter(prefix="/broken")


@broken.get("/unforeseen")
def unforeseen() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as exc:
        raise ValueError(f"no {SECRET}") from exc


@broken.get("/midway")
def midway() -> StreamingResponse:
    async def chunks() -> AsyncIterator[str]:
        yield "begun"
        raise ValueError(SECRET)

    return StreamingResponse(chunks())


@broken.get("/epoch")
def epoch() -> None:
    raise EpochChanged(epoch="e2")


@broken.get("/http/{status}")
def http(status: int) -> None:
    raise HTTPException(status, SECRET)


@broken.post("/loose")
def loose(thing: Thing) -> str:
    return thing.name


def make_app() -> FastAPI:
    app = FastAPI(openapi_url="/api/v1/openapi.json", docs_url=None, redoc_url=None)
    handlers.install(app)
    middleware.install(
        app,
        allowed_hosts=["testserver", "notes.example"],
        public_origins=["https://notes.example"],
        trusted_types=["one", "two"],
        body_limit=2_000,
        body_limits={"/api/v1/broken": 50},
    )
    api = APIRouter(prefix="/api/v1")
    api.include_router(router)
    api.include_router(broken)
    app.include_router(api)

    @app.get("/page/{name}")
    def page(name: str) -> str:
        return name

    return app


@pytest.fixture
def kit() -> Iterator[TestClient]:
    """Errors are raised by this client, so a test that gets an answer knows that nothing reached the server."""
    with TestClient(make_app()) as client:
        yield client
