"""Errors become answers here and nowhere else: RFC 9457, one shape, whatever went wrong and wherever."""

import json
import logging
import traceback
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kit import openapi, problem_pages
from app.kit.database_errors import as_problem, safe_summary
from app.kit.field_errors import PLACES, field_errors
from app.kit.problems import (
    BadRequest,
    Internal,
    Invalid,
    MalformedJson,
    MethodNotAllowed,
    NotAcceptable,
    NotAllowed,
    NotAuthenticated,
    NotFound,
    PayloadTooLarge,
    Problem,
    TooManyRequests,
    Unavailable,
    UnsupportedMediaType,
)

log = logging.getLogger("app.errors")


def install(app: FastAPI) -> None:
    """Every error of `app` becomes a problem; /problems explains them; OpenAPI describes them.

    Call it before anything else is added: the catch-all belongs inside all other middleware, so that even an
    unforeseen error gets its request id, security headers and a line in the access log.
    """
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(SQLAlchemyError, _on_database)
    app.add_middleware(CatchAll)
    app.include_router(problem_pages.router)
    openapi.install(app)


def problem_response(problem: Problem, scope: Scope) -> Response:
    """The answer that tells of `problem`, with the request id of `scope` if it has one already."""
    body = json.dumps(problem.to_dict(_request_id(scope)), separators=(",", ":"))
    return Response(body, problem.status, problem.headers, media_type="application/problem+json")


class CatchAll:
    """Problems that were raised, and whatever nobody foresaw: that is a 500 that leaks nothing, its place logged
    without the error's own words.

    Starlette's own last resort stands outside all middleware and hands the error on to the server, which logs
    its message, and with it the values that messages like to quote.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except ClientDisconnect:
            await problem_response(BadRequest("The connection ended before the body did."), scope)(
                scope, receive, send
            )
        except Exception as exc:
            problem = _foreseen(exc)
            if problem is None:
                log.error("%s %s", _request_id(scope), _where(exc))
                problem = Internal()
            if started:
                # Too late for another answer; a cut connection shows that this one isn't whole.
                raise ResponseCut from None
            await problem_response(problem, scope)(scope, receive, send)


class ResponseCut(Exception):  # noqa: N818 - a statement of fact for the server's log
    """An answer that was under way could not be finished; the log of errors says why."""


async def _on_invalid(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, RequestValidationError)
    found = exc.errors()
    if any(item["type"] == "json_invalid" for item in found):
        return problem_response(MalformedJson(), request.scope)
    errors = [error for item in found for error in _placed(item)]
    return problem_response(Invalid(errors=errors), request.scope)


async def _on_http(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, HTTPException)
    return problem_response(_foreseen(exc) or Internal(), request.scope)


async def _on_database(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, SQLAlchemyError)
    problem = as_problem(exc)
    level = logging.ERROR if problem.status >= 500 else logging.WARNING
    log.log(level, "%s %s", _request_id(request.scope), safe_summary(exc))
    if isinstance(problem, Internal):
        log.error("%s %s", _request_id(request.scope), _where(exc))
    return problem_response(problem, request.scope)


def _placed(item: Mapping[str, Any]) -> Any:
    """FastAPI's location begins with the part of the request; ours begin inside it."""
    place, *steps = item["loc"]
    if place not in PLACES:
        place, steps = "body", list(item["loc"])
    return field_errors([{**item, "loc": tuple(steps)}], place=place)


def _foreseen(exc: Exception) -> Problem | None:
    """The problem that `exc` is, or stands for. The framework's own wording isn't passed on."""
    if isinstance(exc, Problem):
        return exc
    if isinstance(exc.__cause__, Problem):
        # FastAPI wraps what went wrong while the body was read, such as its limit.
        return exc.__cause__
    if not isinstance(exc, HTTPException):
        return None
    headers = exc.headers or {}
    match exc.status_code:
        case 401:
            return NotAuthenticated()
        case 403:
            return NotAllowed()
        case 404:
            return NotFound()
        case 405:
            return MethodNotAllowed(allow=headers.get("Allow", ""))
        case 406:
            return NotAcceptable()
        case 413:
            return PayloadTooLarge()
        case 415:
            return UnsupportedMediaType()
        case 429:
            return TooManyRequests(retry_after=60)
        case 503:
            return Unavailable()
        case status if status < 500:
            return BadRequest()
    return None


def _where(exc: BaseException) -> str:
    """The chain of error classes and the frames, without messages: they quote what they choked on."""
    lines = []
    link: BaseException | None = exc
    while link is not None:
        frames = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(link.__traceback__)[-12:]]
        lines.append(f"{type(link).__module__}.{type(link).__qualname__} at {' < '.join(reversed(frames))}")
        link = link.__cause__ or link.__context__
    return " from ".join(lines)


def _request_id(scope: Scope) -> str | None:
    value = scope.get("state", {}).get("request_id")
    return value if isinstance(value, str) else None
