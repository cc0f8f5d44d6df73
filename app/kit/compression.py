"""Answers of the API made smaller: brotli where the client takes it, else gzip. Files bring their own codings."""

import brotli  # type: ignore[import-untyped]
from anyio.to_thread import run_sync
from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware, IdentityResponder
from starlette.types import ASGIApp, Receive, Scope, Send

from app.kit.assets import accepted_codings
from app.kit.gates import below

SMALLEST = 1_000
# A fifth smaller than gzip at its usual level, in half of its time.
QUALITY = 5
LARGE = 128 * 1024


class Compressed(GZipMiddleware):
    """Only what lies below `only`, but not what `leaves_alone` names: that part chooses its coding by itself."""

    def __init__(self, app: ASGIApp, *, only: str, leaves_alone: str) -> None:
        super().__init__(app, minimum_size=SMALLEST, compresslevel=5)
        self.only = only
        self.leaves_alone = leaves_alone

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] != "http"
            or not below(scope["path"], self.only)
            or below(scope["path"], self.leaves_alone)
        ):
            await self.app(scope, receive, send)
        elif "br" in accepted_codings(Headers(scope=scope).get("accept-encoding", "")):
            await BrotliResponder(self.app, self.minimum_size)(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


class BrotliResponder(IdentityResponder):
    """Starlette's own pattern, with another compressor."""

    content_encoding = "br"

    def __init__(self, app: ASGIApp, minimum_size: int) -> None:
        super().__init__(app, minimum_size)
        self._compressor = brotli.Compressor(quality=QUALITY)

    async def apply_compression(self, body: bytes, *, more_body: bool) -> bytes:
        """A part of an answer; whole at the last one. Nobody else waits while a large one is made smaller."""
        if len(body) < LARGE:
            return self._compressed(body, more_body)
        return await run_sync(self._compressed, body, more_body)

    def _compressed(self, body: bytes, more_body: bool) -> bytes:
        compressor = self._compressor
        made: bytes = compressor.process(body) + (compressor.flush() if more_body else compressor.finish())
        return made
