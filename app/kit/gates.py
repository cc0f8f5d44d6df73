"""What turns a request away before the application sees it: a host, an origin or a body that it can't take."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kit.handlers import problem_response
from app.kit.problems import BadRequest, ForeignOrigin, PayloadTooLarge, Problem

MIB = 1024 * 1024


class KnownHost:
    """Starlette's check of the Host header, with a problem for an answer instead of its plain text."""

    def __init__(self, app: ASGIApp, *, allowed_hosts: Sequence[str] = ("*",)) -> None:
        self.app = app
        # A www redirect would be an answer to a host that isn't ours.
        self.check = TrustedHostMiddleware(self._known, allowed_hosts=allowed_hosts, www_redirect=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self.check.allow_any:
            await self.app(scope, receive, send)
            return
        marked = {**scope, "app.known_host": False}

        async def swallow(message: Message) -> None:
            """The plain text goes nowhere; after a known host, `_known` sends through the real one."""

        await self.check(marked, receive, swallow)
        if marked["app.known_host"]:
            await self.app(scope, receive, send)
        else:
            await refuse(BadRequest("The Host header names no host of this service."), scope, receive, send)

    @staticmethod
    async def _known(scope: Scope, _receive: Receive, _send: Send) -> None:
        scope["app.known_host"] = True


class SameOrigin:
    """Changes under /api come from this service's own pages, or from no browser at all.

    A browser says where a request comes from in Sec-Fetch-Site and Origin, and no page can change that; programs
    send neither. The origin is compared without its scheme: behind a proxy that ends TLS the scheme here is http.
    """

    SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
    OWN_SITE = frozenset({"same-origin", "none"})

    def __init__(self, app: ASGIApp, *, public_origins: Sequence[str] = ()) -> None:
        self.app = app
        self.public = {_authority(origin) for origin in public_origins}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in self.SAFE and below(scope["path"], "/api"):
            headers = Headers(scope=scope)
            own = {*self.public, _authority(f"//{headers.get('host', '')}")} - {None}
            sites_fine = all(site in self.OWN_SITE for site in headers.getlist("sec-fetch-site"))
            origins_fine = all(_authority(origin) in own for origin in headers.getlist("origin"))
            if not (sites_fine and origins_fine):
                await refuse(ForeignOrigin(), scope, receive, send)
                return
        await self.app(scope, receive, send)


class BodyLimit:
    """At most so many bytes of body, whether declared or streamed: 413. The longest matching prefix decides.

    A declared length is refused before anything is read. A stream is cut at the byte that is too much: then the
    problem is raised where the body is being read, and comes out as that route's answer.
    """

    def __init__(self, app: ASGIApp, *, limit: int = MIB, prefixes: Mapping[str, int] | None = None) -> None:
        self.app = app
        self.limit = limit
        self.prefixes = sorted((prefixes or {}).items(), key=lambda item: -len(item[0]))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = next((size for prefix, size in self.prefixes if below(scope["path"], prefix)), self.limit)
        problem = PayloadTooLarge(
            f"The body has more than {limit:,} bytes, which is the most here.", limit=limit
        )
        declared = Headers(scope=scope).get("content-length", "0")
        # Longer than 20 digits is too large without converting it; the server has refused anything but digits.
        if len(declared) > 20 or (declared.isdecimal() and int(declared) > limit):
            await refuse(problem, scope, receive, send)
            return
        total = 0

        async def counted() -> Message:
            nonlocal total
            message = await receive()
            if message["type"] == "http.request":
                total += len(message.get("body", b""))
                if total > limit:
                    raise problem
            return message

        await self.app(scope, counted, send)


async def refuse(problem: Problem, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with `problem` without asking the application."""
    await problem_response(problem, scope)(scope, receive, send)


def below(path: str, prefix: str) -> bool:
    """Whether `path` is `prefix` or lies below it: /api/v1 is below /api, /apiary isn't."""
    return path == prefix or path.startswith(prefix.rstrip("/") + "/")


def _authority(origin: str) -> str | None:
    """Host and port of an origin, the default ports left out. None for `null` and for anything unreadable."""
    try:
        parts = urlsplit(origin)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host:
        return None
    return host if port in (None, 80, 443) else f"{host}:{port}"
