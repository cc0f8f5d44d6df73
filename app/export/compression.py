"""Compressing an answer while it is made: zstd or gzip, whichever the reader asks for first."""

import zlib
from typing import Protocol

import zstandard

GZIP_HEADER = 16 + zlib.MAX_WBITS
# The lightest level of each: field notes shrink to a third, and the disk stays the slowest part.
LEVEL = 1
BY_PREFERENCE = ("zstd", "gzip")


class Coder(Protocol):
    """Something that takes chunks. What `put` returns can be decoded at once, so a cut loses little."""

    def put(self, chunk: bytes) -> bytes: ...
    def end(self) -> bytes: ...


class Zstd:
    """RFC 8878."""

    def __init__(self) -> None:
        self._coder = zstandard.ZstdCompressor(level=LEVEL).compressobj()

    def put(self, chunk: bytes) -> bytes:
        return self._coder.compress(chunk) + self._coder.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)

    def end(self) -> bytes:
        return self._coder.flush(zstandard.COMPRESSOBJ_FLUSH_FINISH)


class Gzip:
    """RFC 1952."""

    def __init__(self) -> None:
        self._coder = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP_HEADER)

    def put(self, chunk: bytes) -> bytes:
        return self._coder.compress(chunk) + self._coder.flush(zlib.Z_SYNC_FLUSH)

    def end(self) -> bytes:
        return self._coder.flush(zlib.Z_FINISH)


class Identity:
    """As it is."""

    def put(self, chunk: bytes) -> bytes:
        return chunk

    def end(self) -> bytes:
        return b""


def chosen(accept_encoding: str) -> str:
    """The coding for an Accept-Encoding header: the one with the highest weight, ours first among equals."""
    weights = dict(map(weight, accept_encoding.lower().split(",")))
    offered = [(weights.get(name, weights.get("*", 0.0)), name) for name in BY_PREFERENCE]
    best, name = max(offered, key=lambda one: one[0])
    return name if best > 0 and best >= weights.get("identity", 0.0) else "identity"


def weight(part: str) -> tuple[str, float]:
    """`gzip;q=0.5` is 0.5; what can't be read weighs nothing."""
    name, _, parameter = part.partition(";")
    key, _, value = parameter.strip().partition("=")
    if not parameter.strip():
        return name.strip(), 1.0
    try:
        return name.strip(), min(1.0, max(0.0, float(value))) if key.strip() == "q" else 0.0
    except ValueError:
        return name.strip(), 0.0


def coder(name: str) -> Coder:
    """The coder of a coding that `chosen` named."""
    coders: dict[str, type[Coder]] = {"zstd": Zstd, "gzip": Gzip}
    return coders.get(name, Identity)()
