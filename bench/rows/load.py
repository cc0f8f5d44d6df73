"""The bytes of the app's first load, as a real Chromium gets them: headers and brotli bodies."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from bench import fill
from bench.data import AUTHORS
from bench.people import email_of
from bench.phones import cookie_of
from bench.run import Run
from bench.server import Server
from bench.table import Figure, missing

KB = 1000
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def measure(run: Run) -> Iterator[Figure]:
    """Someone with few entries opens the app for the first time, signed in, nothing in the cache."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        yield missing("first load of the app", "≤ 40 KB", "no Chromium here")
        return
    with TemporaryDirectory(dir=run.folder) as folder, Server(fill.copied("1k", Path(folder))) as server:
        sizes = opened(server, browser)
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
    yield Figure(
        "JavaScript on /capture, brotli",
        f"{sum(scripts.values()) / KB:.1f} KB",
        "≤ 20 KB",
        sum(scripts.values()) <= 20 * KB,
        f"{len(scripts)} modules; largest: {largest(scripts)}",
    )
    yield everything()


def opened(server: Server, browser: str) -> dict[str, tuple[int, int]]:
    """Someone with few entries opens the app for the first time, signed in, nothing cached."""
    from playwright.sync_api import sync_playwright

    found: dict[str, tuple[int, int]] = {}
    name, _, value = cookie_of(server, email_of(AUTHORS)).partition("=")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        context = running.new_context(service_workers="block", viewport={"width": 390, "height": 844})
        address = f"http://localhost:{server.port}"
        context.add_cookies([{"name": name, "value": value, "url": f"https://localhost:{server.port}/"}])
        page = context.new_page()

        def note(request: Any) -> None:
            sizes = request.sizes()
            path = urlsplit(request.url).path
            body, headers = found.get(path, (0, 0))
            found[path] = body + sizes["responseBodySize"], headers + sizes["responseHeadersSize"]

        page.on("requestfinished", note)
        page.goto(f"{address}/capture", wait_until="networkidle")
        assert page.locator("textarea, input").count(), "the capture screen did not come up"
        running.close()
    return found


def largest(sizes: dict[str, int]) -> str:
    """The five largest."""
    first = sorted(sizes.items(), key=lambda item: -item[1])[:5]
    return ", ".join(f"{path} {size / KB:.1f}" for path, size in first)


def everything() -> Figure:
    """All modules there are, as they are served."""
    import brotli

    from app.config import PROJECT

    static = PROJECT / "static"
    files = [file for file in static.rglob("*.js") if not file.name.endswith(".test.js")]
    size = sum(len(brotli.compress(file.read_bytes(), quality=11)) for file in files)
    return Figure(
        "JavaScript of all routes, brotli",
        f"{size / KB:.1f} KB",
        "≤ 60 KB",
        size <= 60 * KB,
        f"{len(files)} modules",
    )
