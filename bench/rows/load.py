"""The bytes of the app's first load, as a real Chromium gets them: headers and brotli bodies."""

import json
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from bench import fill
from bench.browser import NOTE_THE_BOX, chromium
from bench.data import AUTHORS
from bench.people import email_of
from bench.phones import cookie_of
from bench.run import Run
from bench.server import Server
from bench.table import Figure, missing

KB = 1000
# What had been loaded when the box came.
BEFORE_THE_BOX = """() => performance.getEntriesByType("resource")
    .filter((one) => one.responseEnd < window.boxCame).map((one) => one.name)"""
# The workers, and the page that saves what is left when the app does not start.
ON_NO_ROUTE = ("/sw.js", "/sw-off.js", "/rescue.js")


def measure(run: Run) -> Iterator[Figure]:
    """Someone with few entries opens the app for the first time, signed in, nothing in the cache."""
    browser = chromium()
    if browser is None:
        yield missing("first load of the app", "≤ 40 KB", "no Chromium here")
        return
    with TemporaryDirectory(dir=run.folder) as folder, Server(fill.copied("1k", Path(folder))) as server:
        sizes, first = opened(server, browser)
    requests = {path: body + headers for path, (body, headers) in sizes.items()}
    scripts = {path: body for path, (body, _) in sizes.items() if path.endswith(".js")}
    calls = {path: size for path, size in requests.items() if path.startswith("/api/")}
    headers = sum(size for _, size in sizes.values())
    own = sum(requests.values()) - sum(calls.values())
    yield Figure(
        "first load of /capture, all bytes",
        f"{sum(requests.values()) / KB:.1f} KB",
        "≤ 40 KB",
        sum(requests.values()) <= 40 * KB,
        f"{own / KB:.1f} KB of the app, {sum(calls.values()) / KB:.1f} KB of data; {len(requests)} requests with"
        f" {headers / KB:.1f} KB of headers;"
        f" largest: {largest(requests)}",
    )
    before = sum(scripts[path] for path in first & scripts.keys())
    yield Figure(
        "JavaScript on /capture, brotli",
        f"{sum(scripts.values()) / KB:.1f} KB",
        "≤ 20 KB",
        sum(scripts.values()) <= 20 * KB,
        f"{len(scripts)} files; largest: {largest(scripts)}",
    )
    yield Figure(
        "of it before /capture can be typed in",
        f"{before / KB:.1f} KB",
        note="sending, pulling, the session's key and the worker come after the first paint",
    )
    yield everything()


def opened(server: Server, browser: str) -> tuple[dict[str, tuple[int, int]], set[str]]:
    """Body and headers of each answer, and which of them had come when the box to type in was there."""
    from playwright.sync_api import sync_playwright

    found: dict[str, tuple[int, int]] = {}
    name, _, value = cookie_of(server, email_of(AUTHORS)).partition("=")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        context = running.new_context(service_workers="block", viewport={"width": 390, "height": 844})
        address = f"http://localhost:{server.port}"
        context.add_cookies([{"name": name, "value": value, "url": f"https://localhost:{server.port}/"}])
        page = context.new_page()
        page.add_init_script(NOTE_THE_BOX)

        def note(request: Any) -> None:
            sizes = request.sizes()
            path = urlsplit(request.url).path
            body, headers = found.get(path, (0, 0))
            found[path] = body + sizes["responseBodySize"], headers + sizes["responseHeadersSize"]

        page.on("requestfinished", note)
        compressed(address)
        page.goto(f"{address}/capture", wait_until="commit")
        page.wait_for_load_state("networkidle")
        first = {urlsplit(name).path for name in page.evaluate(BEFORE_THE_BOX)}
        running.close()
    return found, first


def compressed(address: str) -> None:
    """A server that has only just started still compresses: until then it sends gzip, or nothing compressed."""
    for _ in range(100):
        request = urllib.request.Request(f"{address}/app.js", headers={"Accept-Encoding": "br"})
        with urllib.request.urlopen(request) as answer:
            if answer.headers["Content-Encoding"] == "br":
                return
        time.sleep(0.1)
    raise AssertionError("the server does not compress")


def largest(sizes: dict[str, int]) -> str:
    """The five largest."""
    first = sorted(sizes.items(), key=lambda item: -item[1])[:5]
    return ", ".join(f"{path} {size / KB:.1f}" for path, size in first)


def everything() -> Figure:
    """What someone gets who opens every screen in one language, as it is served."""
    import brotli

    from app.config import PROJECT
    from app.kit import bundles

    static = PROJECT / "static"
    scripts = {f"/{file.relative_to(static).as_posix()}": file.read_bytes() for file in static.rglob("*.js")}
    groups = json.loads((static / "bundles.json").read_text())
    files = {
        path: len(brotli.compress(content, quality=11))
        for path, content in bundles.serve(scripts, groups["scripts"], groups["doors"]).files.items()
        if not path.endswith(("/de.js", ".de.js", ".test.js")) and path not in ON_NO_ROUTE
    }
    return Figure(
        "JavaScript of all routes, brotli",
        f"{sum(files.values()) / KB:.1f} KB",
        "≤ 60 KB",
        sum(files.values()) <= 60 * KB,
        f"{len(files)} files from {len(scripts)} sources; largest: {largest(files)}",
    )
