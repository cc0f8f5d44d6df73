"""Every route says who may use it, and holds to it for every kind of person."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from app.auth.permissions import ROLES, permissions_of
from tests.fixtures.people import SignIn

# Routes for which being signed in, as anyone, is enough.
FOR_EVERYONE_SIGNED_IN = {("GET", "/api/v1/session")}
ANY_ID = "0199a0c4-7c1e-7d2a-9f00-3a5be2c41d77"


def routes(app: FastAPI) -> Iterator[tuple[str, str, Any]]:
    """Method, path and route of everything that is served, but for the pages that explain problems."""
    from app.kit.problem_pages import router as pages

    explained = {route.path for route in pages.routes if isinstance(route, APIRoute)}
    described = app.openapi()["paths"]
    for path, operations in described.items():
        if path not in explained:
            for method, operation in operations.items():
                yield method.upper(), path, operation


def required(app: FastAPI) -> dict[tuple[str, str], str | None]:
    """The permission that each route's guard declares."""
    from app import api, health

    found: dict[tuple[str, str], str | None] = {}
    for router, prefix in (*((part, api.PREFIX) for part in api.PARTS), (health.router, "")):
        for route in flattened(router):
            for method in route.methods or ():
                found[method, prefix + route.path] = declared(route)
    return found


def flattened(router: Any) -> Iterator[APIRoute]:
    """Every route of a router and of those it includes."""
    for route in router.routes:
        if isinstance(route, APIRoute):
            yield route
        elif hasattr(route, "original_router"):
            yield from flattened(route.original_router)


def declared(route: APIRoute) -> str | None:
    def walk(dependant: Any) -> Iterator[str]:
        permission = getattr(dependant.call, "permission", None)
        if permission is not None:
            yield permission
        for child in dependant.dependencies:
            yield from walk(child)

    if (route.openapi_extra or {}).get("x-permission") == "public":
        return "public"
    return next(walk(route.dependant), None)


def test_every_route_declares_who_may_use_it(app: FastAPI) -> None:
    found = required(app)
    described = {(method, path) for method, path, _ in routes(app)}
    assert described <= set(found), "a route is served that this test does not see"
    undeclared = {key for key in described if found[key] is None} - FOR_EVERYONE_SIGNED_IN
    assert undeclared == set()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("role", [*ROLES, "nobody", "nonsense token"])
def test_each_kind_of_person_at_each_route(
    app: FastAPI, client: TestClient, sign_in: SignIn, role: str
) -> None:
    person: TestClient = sign_in(role) if role in ROLES else client
    headers = {"Authorization": "Bearer pn_nonsense"} if role == "nonsense token" else {}
    wrong = {}
    for (method, path), permission in required(app).items():
        if permission in (None, "public"):
            continue
        answer = person.request(
            method,
            re.sub(r"\{\w+_id\}", ANY_ID, path),
            headers=headers,
        )
        if role not in ROLES:
            allowed = answer.status_code == 401
        elif permission in permissions_of((role,)):
            # A body is missing or there is no such thing: the guard let us as far as that.
            allowed = answer.status_code in (200, 204, 404, 422)
        else:
            allowed = answer.status_code == 403
        if not allowed:
            wrong[method, path] = answer.status_code
    assert wrong == {}
