"""Problems in the OpenAPI description: one schema, named by every route that may answer with one."""

from typing import Any

from fastapi import FastAPI

from app.kit.problems import (
    Invalid,
    MalformedJson,
    NotAllowed,
    NotAuthenticated,
    PayloadTooLarge,
    Problem,
    StorageFull,
    Unavailable,
    UnsupportedMediaType,
)

_SCHEMA: dict[str, Any] = {
    "title": "Problem",
    "description": "RFC 9457. The page at `type` says what this kind of problem means and what to do.",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "examples": ["/problems/invalid"]},
        "title": {"type": "string", "examples": ["Some of the content isn't acceptable"]},
        "status": {"type": "integer", "examples": [422]},
        "detail": {"type": "string", "examples": ["barrier: Must be one of 'referral', 'other_unsure'."]},
        "request_id": {"type": "string", "format": "uuid"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {
                    "pointer": {"type": "string", "format": "json-pointer", "examples": ["/fields/barrier"]},
                    "detail": {"type": "string"},
                    "in": {
                        "description": "Absent for the body.",
                        "enum": ["query", "path", "header", "cookie"],
                    },
                },
            },
        },
    },
}
WRITING = ("post", "put", "patch", "delete")
_CONTENT = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def declared(*kinds: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """For a route's or router's `responses=`: the problems it may answer with."""
    titles: dict[int | str, list[str]] = {}
    for kind in kinds:
        titles.setdefault(kind.status, []).append(kind.title)
    return {
        status: {"description": "; ".join(names), "content": _CONTENT}
        for status, names in sorted(titles.items())
    }


def install(app: FastAPI) -> None:
    """Put the schema of a problem into `app`'s description, and in place of FastAPI's own 422."""
    original = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            described = original()
            schemas = described.setdefault("components", {}).setdefault("schemas", {})
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)
            schemas["Problem"] = _SCHEMA
            for path in described.get("paths", {}).values():
                for method, operation in path.items():
                    _replace_invalid(operation)
                    _add_common(method, operation)
            app.openapi_schema = described
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's documented way to extend it


def _add_common(method: str, operation: Any) -> None:
    """What many routes answer in one way, so that none has to say it. A route's own words about a status stay."""
    kinds: list[type[Problem]] = [Unavailable]
    if operation.get("x-permission") != "public":
        kinds += [NotAuthenticated, NotAllowed]
    if method in WRITING:
        kinds += [NotAllowed, StorageFull]
    if "requestBody" in operation:
        kinds += [MalformedJson, PayloadTooLarge, UnsupportedMediaType, Invalid]
    if operation.get("parameters"):
        kinds.append(Invalid)
    responses = operation.setdefault("responses", {})
    common = {str(status): said for status, said in declared(*dict.fromkeys(kinds)).items()}
    operation["responses"] = dict(sorted((common | responses).items()))


def _replace_invalid(operation: Any) -> None:
    responses = operation.get("responses", {}) if isinstance(operation, dict) else {}
    content = responses.get("422", {}).get("content", {})
    if "HTTPValidationError" in str(content.get("application/json", "")):
        responses["422"] = {"description": "Some of the content isn't acceptable", "content": _CONTENT}
