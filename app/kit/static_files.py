"""The front end from memory: every file read, put together, hashed and compressed once, answered from a dictionary.

    app.router.default = FrontEnd(folder)

As the router's default it answers only what no route claims, and a route still says 405 for a wrong method (a mount
at "/" would swallow that). What isn't in the dictionary doesn't exist, so no path can lead out of the folder.
"""

import hashlib
import json
import logging
import os
import threading
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from app.kit.assets import TYPES, Asset, accepted_codings
from app.kit.kept import Kept, Made, key_of
from app.kit.problems import MethodNotAllowed, NotFound
from app.kit.unfit import UnfitScriptError

log = logging.getLogger(__name__)

NEVER_ENTERED = ("tests", "node_modules")
NEVER_SERVED = (".d.ts", ".test.js", ".test.mjs")
# Which files go together; for this server, not for a browser.
GROUPS = "/bundles.json"
NOT_PRECACHED = frozenset({"/sw.js", "/sw-off.js", "/rescue.html", "/precache.js"})


class FrontEnd:
    """An ASGI application that serves the files of `folder`, and index.html for the addresses of its screens.

    In `development` a changed file is noticed at the next request. Raises NotFound and MethodNotAllowed, which the
    application's handlers turn into problems, and at once FileNotFoundError when there is no index.html and
    UnfitScriptError for a script that can't be served.
    """

    def __init__(
        self,
        folder: Path,
        *,
        development: bool = False,
        reserved: tuple[str, ...] = ("/api", "/health"),
        kept: Kept | None = None,
    ) -> None:
        self.folder = folder.resolve()
        self.development = development
        self.reserved = reserved
        self.kept = kept
        self.assets: dict[str, Asset] = {}
        self._stamps: dict[str, tuple[int, int]] = {}
        self._sources: dict[str, bytes] = {}
        self._load()
        if "/index.html" not in self.assets:
            raise FileNotFoundError(f"there is no index.html in {self.folder}")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        path: str = scope["path"]
        if any(path == name or path.startswith(name + "/") for name in self.reserved):
            raise NotFound
        if self.development:
            self._load()
        headers = Headers(scope=scope)
        asset = self._find(path, headers)
        if scope["method"] not in ("GET", "HEAD"):
            raise MethodNotAllowed(allow="GET, HEAD")
        # Known names only: a path that someone made up has no place in a log.
        scope.setdefault("state", {})["route_template"] = asset.path
        codings = accepted_codings(headers.get("accept-encoding", ""))
        # To HEAD the server sends the headers alone.
        await asset.response(codings, headers.get("if-none-match"))(scope, receive, send)

    def _find(self, path: str, headers: Headers) -> Asset:
        asset = self.assets.get("/index.html" if path == "/" else path)
        if asset is not None:
            return asset
        # The address of a screen, asked for by a person; a missing script must not get a page for an answer.
        if "." not in path.rsplit("/", 1)[-1] and "text/html" in headers.get("accept", ""):
            asset = self.assets.get("/index.html")
        if asset is None:
            raise NotFound
        return asset

    def _load(self) -> None:
        """Read what is new or changed, forget what is gone. Nothing to do costs one look at each file's time."""
        stamps = dict(_stamps(self.folder))
        if stamps == self._stamps:
            return
        sources = {
            path: self._sources[path] if self._stamps.get(path) == stamp else self._read(path)
            for path, stamp in stamps.items()
        }
        try:
            key, made = self._made(sources)
        except UnfitScriptError as error:
            if not self.assets:
                raise
            # Half a thought, saved while it was being written: what was served before goes on until the next change.
            self._stamps, self._sources = stamps, sources
            log.error("the front end is served as it was: %s", error)
            return
        assets = {path: self._asset(path, content) for path, content in made.files.items()}
        assets["/precache.js"] = self._asset("/precache.js", precache_script(assets))
        assets |= {path: self._asset(path, content) for path, content in made.doors.items()}
        for path, body in made.brotli.items():
            assets[path].hold(body)
        fresh = [asset for path, asset in assets.items() if self.assets.get(path) is not asset]
        self.assets, self._stamps, self._sources = assets, stamps, sources
        # Brotli at its best takes most of a second for a whole front end: the first answer doesn't wait for it.
        finish = partial(self._finish, fresh, key, made)
        threading.Thread(target=finish, name="compress static files", daemon=True).start()

    def _made(self, sources: dict[str, bytes]) -> tuple[str, Made]:
        """What is served, from the start before this one if nothing has changed since."""
        key = key_of(sources) if self.kept else ""
        made = self.kept.read(key) if self.kept else None
        return key, made or as_served(sources)

    def _finish(self, assets: list[Asset], key: str, made: Made) -> None:
        _compress(assets)
        if self.kept and not made.brotli:
            bodies = {asset.path: asset.codings["br"] for asset in assets if "br" in asset.codings}
            bodies.pop("/precache.js", None)
            self.kept.write(key, Made(made.files, made.doors, bodies))

    def _read(self, path: str) -> bytes:
        return (self.folder / path[1:]).read_bytes()

    def _asset(self, path: str, content: bytes) -> Asset:
        """The one from before, with its codings, when nothing changed in it."""
        before = self.assets.get(path)
        return before if before and before.content == content else Asset(path, content)


def as_served(sources: dict[str, bytes]) -> Made:
    """The files as they leave here, and by their own addresses what stands in other files (see bundles.py)."""
    return _as_served(tuple(sorted(sources.items())))


@lru_cache(maxsize=4)
def _as_served(given: tuple[tuple[str, bytes], ...]) -> Made:
    """Kept by content, so that several applications in one process (a test run) don't each take the time."""
    # With them comes a parser, which a server that finds all as it was has no use for.
    from app.kit import bundles, styles

    sources = dict(given)
    groups = json.loads(sources.get(GROUPS, b"{}"))
    scripts = {path: content for path, content in sources.items() if path.endswith((".js", ".mjs"))}
    sheets = {path: content for path, content in sources.items() if path.endswith(".css")}
    served = bundles.serve(scripts, groups.get("scripts", {}), groups.get("doors", ()))
    rest = {path: sources[path] for path in sources.keys() - scripts.keys() - sheets.keys() - {GROUPS}}
    together, by_themselves = styles.serve(sheets, groups.get("styles", {}))
    return Made(rest | served.files | together, served.doors | by_themselves)


def _stamps(folder: Path, below: str = "/") -> Iterator[tuple[str, tuple[int, int]]]:
    """Address, time and size of each file to serve. Links are passed over: they could lead out of the folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.is_symlink():
                continue
            if entry.is_dir():
                if entry.name not in NEVER_ENTERED:
                    yield from _stamps(Path(entry.path), f"{below}{entry.name}/")
            elif Path(entry.name).suffix in TYPES and not entry.name.endswith(NEVER_SERVED):
                status = entry.stat()
                yield below + entry.name, (status.st_mtime_ns, status.st_size)


def precache_script(assets: dict[str, Asset]) -> bytes:
    """What the service worker keeps for offline: `self.PRECACHE={version, files:[[path, hash], …]};`."""
    files = [
        [quote(path), asset.sha256[:10]]
        for path, asset in sorted(assets.items())
        if path not in NOT_PRECACHED
    ]
    version = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:16]
    listing = json.dumps(files, separators=(",", ":"))
    return f'self.PRECACHE={{version:"{version}",files:{listing}}};\n'.encode()


def _compress(assets: list[Asset]) -> None:
    for asset in assets:
        asset.compress()
