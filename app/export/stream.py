"""The answer that an export streams through: chunks made in a worker thread, compressed, and noted at the end."""

import logging
from collections.abc import Callable, Iterable, Iterator

from anyio import CancelScope
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse
from starlette.types import Send

from app.export.compression import Coder
from app.export.schemas import Format
from app.export.standing import StandingLostError

log = logging.getLogger(__name__)
MEDIA_TYPES = {
    "jsonl": "application/x-ndjson",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}


class ExportStream(StreamingResponse):
    """Calls `finish` when the stream ends, also when the reader goes away in the middle or the server fails."""

    media_type = MEDIA_TYPES["jsonl"]

    def __init__(
        self, content: Iterator[bytes], finish: Callable[[], None], headers: dict[str, str], form: str
    ) -> None:
        super().__init__(content, headers=headers, media_type=MEDIA_TYPES[form])
        self._finish = finish

    async def stream_response(self, send: Send) -> None:
        try:
            await super().stream_response(send)
        except StandingLostError:
            # The answer gets no end, so nobody takes it for whole; the server closes the connection.
            log.warning("an export was cut: its token was revoked or ran out, or its owner's rights changed")
        finally:
            # A reader's going away cancels this task; the trail is written nevertheless.
            with CancelScope(shield=True):
                await run_in_threadpool(self._finish)


def encoded(pages: Iterable[list[bytes]], form: Format, coder: Coder) -> Iterator[bytes]:
    """Pages in the form asked for: one chunk a page, since a chunk a row would cost most of the time."""
    for text in lines(pages) if form == "jsonl" else whole_array(pages):
        if chunk := coder.put(text):
            yield chunk
    if rest := coder.end():
        yield rest


def lines(pages: Iterable[list[bytes]]) -> Iterator[bytes]:
    """JSON Lines: each line ends with a line feed, and there is nothing but rows."""
    for page in pages:
        page.append(b"")
        yield b"\n".join(page)


def whole_array(pages: Iterable[list[bytes]]) -> Iterator[bytes]:
    """One JSON array, a row a line. Cut short it is no JSON, so nobody takes half for all."""
    before = b"[\n"
    for page in pages:
        yield before + b",\n".join(page)
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[]\n"
