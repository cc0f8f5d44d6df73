"""uvicorn's HTTP protocol, with a limit on how slowly a request may arrive (uvicorn itself has none).

    uvicorn.Config(app, http=guarded(seconds=8))

A head has to be whole within 8 seconds and 64 KiB. A body is looked at every 8 seconds: less than 1 KiB a second
in that time, or a minute in all, is too slow. (A phone on a poor connection sends a full batch in half a minute; a
byte a second is an attack.) While this server itself isn't reading, the clock stands still.

Eight, so that a client is gone ten seconds after it came: when thousands come at once, each request that begins takes
its two milliseconds, and whoever stands in line behind them has not been seen yet.
"""

import asyncio
import json
from asyncio.events import TimerHandle
from collections.abc import Callable
from http import HTTPStatus

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from app.kit.problems import BadRequest, HeadTooLarge, Problem, TooSlow


def guarded(seconds: float) -> type["GuardedProtocol"]:
    """The protocol with its own limit for a head and for each look at a body."""
    return type("GuardedProtocol", (GuardedProtocol,), {"seconds": seconds})


class GuardedProtocol(HttpToolsProtocol):
    """Cuts slow and endless requests with 408 and 431, and answers malformed ones with a problem."""

    seconds: float = 8.0
    bytes_per_second = 1024
    longest_body_seconds: float = 60.0
    longest_head = 64 * 1024

    _timer: TimerHandle | None = None
    _in_head = False
    _head_bytes = 0
    _body_bytes = 0
    _body_began = 0.0

    # The life of a connection, in its order.

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        super().connection_made(transport)
        self._expect_head()

    def data_received(self, data: bytes) -> None:
        if self._timer is None and not self._busy():
            self._expect_head()  # the first byte of the next request on a kept connection
        if self._in_head:
            self._head_bytes += len(data)
        super().data_received(data)
        if self._in_head and self._head_bytes > self.longest_head:
            self._cut(HeadTooLarge())

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._in_head = False
        self._body_bytes = 0
        self._body_began = self.loop.time()
        self._start(self._check_body)

    def on_body(self, body: bytes) -> None:
        self._body_bytes += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._stop()
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """uvicorn's answer to what isn't HTTP, in our shape."""
        self._cut(BadRequest(msg))

    # The clock.

    def _expect_head(self) -> None:
        self._in_head = True
        self._head_bytes = 0
        self._start(self._check_head)

    def _check_head(self) -> None:
        if self._head_bytes == 0:
            # Browsers open connections in advance; an answer to no question would confuse them.
            self.transport.close()
            return
        self._cut(TooSlow(f"The head of the request wasn't whole after {self.seconds:g} seconds."))

    def _check_body(self) -> None:
        if self.flow.read_paused:
            self._start(self._check_body)
            return
        enough = self._body_bytes >= self.bytes_per_second * self.seconds
        in_time = self.loop.time() - self._body_began < self.longest_body_seconds
        if not (enough and in_time):
            self._cut(TooSlow("The body of the request arrived too slowly."))
            return
        self._body_bytes = 0
        self._start(self._check_body)

    def _start(self, check: Callable[[], None]) -> None:
        self._stop()
        self._timer = self.loop.call_later(self.seconds, check)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _busy(self) -> bool:
        """Whether a request is still being answered: what arrives meanwhile waits in line."""
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.response_complete

    def _unanswered(self) -> bool:
        """Whether the request that is being received may still get an answer of ours."""
        cycle: RequestResponseCycle | None = self.cycle
        return self._in_head or cycle is None or not cycle.response_started

    def _cut(self, problem: Problem) -> None:
        """Say why, if no answer has begun, and end the connection, by force if the other side doesn't listen."""
        self._stop()
        if self.transport.is_closing():
            return
        if self._unanswered():
            self.transport.write(self._answer(problem))
        self.transport.close()
        self.loop.call_later(1.0, self.transport.abort)

    def _answer(self, problem: Problem) -> bytes:
        body = json.dumps(problem.to_dict(), separators=(",", ":")).encode()
        lines = [
            f"HTTP/1.1 {problem.status} {HTTPStatus(problem.status).phrase}".encode(),
            *(name + b": " + value for name, value in self.server_state.default_headers),
            b"content-type: application/problem+json",
            b"content-length: " + str(len(body)).encode(),
            b"x-content-type-options: nosniff",
            b"cache-control: no-store",
            b"connection: close",
        ]
        return b"\r\n".join(lines) + b"\r\n\r\n" + body
