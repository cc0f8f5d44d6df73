"""What happens to every request, as plain ASGI classes (the pattern of Starlette's TrustedHostMiddleware).

From the outside in, as `install` puts them: RequestId, AccessLog, SecurityHeaders, KnownHost, SameOrigin,
BodyLimit (these three in `gates.py`); inside of them the CatchAll of `handlers.py` and the routes.
"""

import logging
import time
from collections.abc import Mapping, Sequence

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kit.clock import new_id
from app.kit.gates import MIB, BodyLimit, KnownHost, SameOrigin, below

access = logging.getLogger("app.access")

# What only a document or a worker obeys. A kilobyte with each part of a first load is a quarter of all of it.
# A worker is a part that starts a life of its own.
FOR_DOCUMENTS = frozenset(
    {"Content-Security-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy", "X-Frame-Options"}
)
# What a script asks for is asked for under its document's Referrer-Policy; a style sheet's is its own.
SCRIPT = "text/javascript"
PARTS = (SCRIPT, "text/css", "image/png", "application/manifest+json")
WORKERS = frozenset({"/sw.js", "/sw-off.js"})
# Opened as a document, data and a drawing may do nothing and stand in no frame.
DATA = ("application/json", "application/problem+json", "image/svg+xml")
FOR_DATA = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}


def install(
    app: FastAPI,
    *,
    allowed_hosts: Sequence[str] = ("*",),
    public_origins: Sequence[str] = (),
    trusted_types: Sequence[str] = (),
    hsts: bool = False,
    body_limit: int = MIB,
    body_limits: Mapping[str, int] | None = None,
) -> None:
    """Put all of this module round `app`, in the order that works. Call `handlers.install` first."""
    # The one added last stands outermost.
    app.add_middleware(BodyLimit, limit=body_limit, prefixes=body_limits or {})
    app.add_middleware(SameOrigin, public_origins=public_origins)
    app.add_middleware(KnownHost, allowed_hosts=allowed_hosts)
    app.add_middleware(SecurityHeaders, trusted_types=trusted_types, hsts=hsts)
    app.add_middleware(AccessLog)
    app.add_middleware(RequestId)


class RequestId:
    """An id for every request: in `scope["state"]`, in each log line, in problems and, but for parts of the app, as
    X-Request-ID.

    One that comes from outside is ignored: it would let a stranger write into the log and collide at will.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = new_id()
        scope.setdefault("state", {})["request_id"] = request_id

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # Nobody asks after a part of the app, and an id is the one thing that no compression makes smaller.
                if not headers.get("content-type", "").startswith(PARTS):
                    headers["X-Request-ID"] = request_id
            await send(message)

        await self.app(scope, receive, named)


class AccessLog:
    """One line for a request: method, route template, status, milliseconds, request id.

    The template, never the path or the query: those hold ids, search words and now and then a token.
    """

    METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 0  # stays 0 when the connection ended before an answer

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watched)
        finally:
            method = scope["method"] if scope["method"] in self.METHODS else "OTHER"
            ms = (time.perf_counter() - began) * 1000
            request_id = scope.get("state", {}).get("request_id", "-")
            access.info("%s %s %d %.1fms %s", method, route_template(scope), status, ms, request_id)


class SecurityHeaders:
    """What a browser is told to refuse. `trusted_types` names the policies that scripts may make. Answers of
    `/api` and `/health` are kept by nobody."""

    CSP = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types"
    )
    REFUSED_FEATURES = (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
        "encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection", "magnetometer",
        "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial", "usb",
        "xr-spatial-tracking",
    )  # fmt: skip

    def __init__(self, app: ASGIApp, *, trusted_types: Sequence[str] = (), hsts: bool = False) -> None:
        self.app = app
        self.headers = {
            "Content-Security-Policy": " ".join((self.CSP, *(trusted_types or ("'none'",)))),
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": ",".join(f"{feature}=()" for feature in self.REFUSED_FEATURES),
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }
        if hsts:
            self.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        self.for_parts = {name: value for name, value in self.headers.items() if name not in FOR_DOCUMENTS}
        self.for_scripts = {
            name: value for name, value in self.for_parts.items() if name != "Referrer-Policy"
        }
        self.for_data = self.for_parts | FOR_DATA

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._fitting(headers.get("content-type", ""), scope["path"]))
                if below(scope["path"], "/api") or below(scope["path"], "/health"):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self.app(scope, receive, guarded)

    def _fitting(self, kind: str, path: str) -> Mapping[str, str]:
        if kind.startswith(PARTS) and path not in WORKERS:
            return self.for_scripts if kind.startswith(SCRIPT) else self.for_parts
        return self.for_data if kind.startswith(DATA) else self.headers


def route_template(scope: Scope) -> str:
    """The template of the route that was chosen, such as /api/v1/entries/{id}; "-" for none."""
    # With included routers, FastAPI keeps the whole template apart from the route, which knows its own part.
    chosen = scope.get("fastapi", {}).get("effective_route_context") or scope.get("route")
    template = getattr(chosen, "path", None) or scope.get("state", {}).get("route_template")
    return template if isinstance(template, str) else "-"
