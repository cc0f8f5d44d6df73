"""One static file in memory: its bytes, its codings, and the answer to a request for it."""

import gzip
import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial

import brotli  # type: ignore[import-untyped]
from starlette.responses import Response

TYPES: Mapping[str, str] = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
_BY_PREFERENCE: tuple[str, ...] = ("br", "gzip", "identity")
# These are compressed already.
_INCOMPRESSIBLE = (".png", ".woff2")
# The page and the browser's tab both ask for the logo; an hour-old one serves either.
_LASTING = (".ico", ".png", ".svg")


def _caching(path: str) -> str:
    """What a browser may keep.

    Safari keeps a page that is left as it stands, to come back to it: one that was in the middle of a transaction
    then locks every later page out of the database. Only a page that must not be stored is ended instead.
    """
    if path.endswith(".html"):
        return "no-store"
    return "max-age=3600" if path.endswith(_LASTING) else "no-cache"


class Asset:
    """A file's bytes and the answers that can be made of them. `path` is its address, with the leading slash."""

    def __init__(self, path: str, content: bytes) -> None:
        self.path = path
        self.content = content
        self.sha256 = hashlib.sha256(content).hexdigest()
        # By preference. Brotli comes in `compress`, gzip when it is first asked for; identity is always there.
        self.codings: dict[str, bytes] = {"identity": content}
        self._tried = {"br", "gzip"} if path.endswith(_INCOMPRESSIBLE) else set[str]()
        self.headers = {
            "Content-Type": TYPES["." + path.rsplit(".", 1)[-1]],
            "Cache-Control": _caching(path),
            "Vary": "Accept-Encoding",
        }
        if path == "/sw.js":
            self.headers["Service-Worker-Allowed"] = "/"

    def compress(self) -> None:
        """Make the smallest coding. Slow: a second for a megabyte."""
        self._add("br", _brotli)

    def hold(self, compressed: bytes) -> None:
        """The smallest coding as `compress` made it before."""
        self._tried.add("br")
        self.codings["br"] = compressed

    def etag(self, coding: str) -> str:
        """Strong, so one for each coding: the bytes differ."""
        version = self.sha256[:16]
        return f'"{version}"' if coding == "identity" else f'"{version}-{coding}"'

    def response(self, accepted: frozenset[str], if_none_match: str | None) -> Response:
        """The file in the best coding of those accepted, or 304 when the asker holds an acceptable one."""
        usable = self._usable(accepted)
        known = {tag.strip().removeprefix("W/") for tag in (if_none_match or "").split(",")}
        for coding in usable:
            if self.etag(coding) in known or known == {"*"}:
                return Response(status_code=304, headers=self._headers(coding, content=False))
        best = usable[0]
        return Response(self.codings[best], headers=self._headers(best, content=True))

    def _usable(self, accepted: frozenset[str]) -> Sequence[str]:
        if "gzip" in accepted and not ("br" in accepted and "br" in self.codings):
            self._add("gzip", partial(gzip.compress, compresslevel=6, mtime=0))
        usable = [coding for coding in _BY_PREFERENCE if coding in accepted and coding in self.codings]
        # Identity even to an asker that refuses it: the file is more use than a 406.
        return usable or ["identity"]

    def _add(self, coding: str, squeeze: Callable[[bytes], bytes]) -> None:
        if coding in self._tried:
            return
        self._tried.add(coding)
        content = squeeze(self.codings["identity"])
        if len(content) < len(self.codings["identity"]):
            self.codings[coding] = content

    def _headers(self, coding: str, *, content: bool) -> dict[str, str]:
        headers = {**self.headers, "ETag": self.etag(coding)}
        if not content:
            del headers["Content-Type"]
        elif coding != "identity":
            headers["Content-Encoding"] = coding
        return headers


@lru_cache(maxsize=1024)
def _brotli(content: bytes) -> bytes:
    """Kept by content, so that several applications in one process (a test run) don't each take the second."""
    compressed: bytes = brotli.compress(content, quality=11, lgwin=24)
    return compressed


def accepted_codings(header: str) -> frozenset[str]:
    """The codings of ours that an Accept-Encoding header admits. Identity counts unless it is refused."""
    weights: dict[str, float] = {}
    for part in header.lower().split(","):
        name, _, parameter = part.partition(";")
        key, _, value = parameter.partition("=")
        try:
            weights[name.strip()] = float(value) if key.strip() == "q" else 1.0
        except ValueError:
            weights[name.strip()] = 0.0
    rest = weights.get("*", 0.0)
    ours = {coding for coding in ("br", "gzip") if weights.get(coding, rest) > 0}
    if weights.get("identity", weights.get("*", 1.0)) > 0:
        ours.add("identity")
    return frozenset(ours)
