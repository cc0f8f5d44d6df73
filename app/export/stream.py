"""The answer that an export streams through: while one page is on its way, a worker thread makes the next."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from anyio import CancelScope
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse
from starlette.types import Send

from app.export.compression import Coder
from app.export.queries import Run
from app.export.schemas import Format
from app.export.standing import StandingLostError

log = logging.getLogger(__name__)
MEDIA_TYPES = {
    "jsonl": "application/x-ndjson",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}


class ExportStream(StreamingResponse):
    """Calls `finish` when the stream ends, also when the reader goes away in the middle or the server fails.

    `run` says how far the making has come. `finish` is told how far the sending has, which is behind it.
    """

    media_type = MEDIA_TYPES["jsonl"]

    def __init__(
        self,
        pages: Iterator[list[bytes]],
        run: Run,
        finish: Callable[[Run], None],
        headers: dict[str, str],
        form: Format,
    ) -> None:
        super().__init__((), headers=headers, media_type=MEDIA_TYPES[form])
        self._pages, self._run, self._finish = pages, run, finish

    async def stream_response(self, send: Send) -> None:
        sent, coming = replace(self._run), self._begin_next()
        try:
            await send(
                {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
            )
            page, made = await coming
            while page is not None:
                coming = self._begin_next()
                for chunk in page:
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
                sent = made
                page, made = await coming
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            sent = made
        except StandingLostError:
            # The answer gets no end, so nobody takes it for whole; the server closes the connection.
            log.warning("an export was cut: its token was revoked or ran out, or its owner's rights changed")
        finally:
            # A reader's going away cancels this task; the trail is written nevertheless, once nobody reads any more.
            with CancelScope(shield=True):
                await asyncio.gather(coming, return_exceptions=True)
                await run_in_threadpool(self._finish, sent)

    def _begin_next(self) -> "asyncio.Task[tuple[list[bytes] | None, Run]]":
        return asyncio.create_task(run_in_threadpool(self._make_next))

    def _make_next(self) -> tuple[list[bytes] | None, Run]:
        """The next page in chunks, None after the last, and how far the run is with it."""
        return next(self._pages, None), replace(self._run)


def encoded(pages: Iterable[list[bytes]], form: Format, coder: Coder) -> Iterator[list[bytes]]:
    """Pages in the form asked for, still in chunks: a chunk a row would cost most of the time."""
    for page in pages if form == "jsonl" else whole_array(pages):
        if made := [piece for chunk in page if (piece := coder.put(chunk))]:
            yield made
    if rest := coder.end():
        yield [rest]


def whole_array(pages: Iterable[list[bytes]]) -> Iterator[list[bytes]]:
    """One JSON array, a row a line. Cut short it is no JSON, so nobody takes half for all."""
    before = b"[\n"
    for page in pages:
        array = []
        for chunk in page:
            # JSON has no line feed but those between its rows.
            array.append(before + chunk[:-1].replace(b"\n", b",\n"))
            before = b",\n"
        yield array
    yield [b"\n]\n" if before == b",\n" else b"[]\n"]
