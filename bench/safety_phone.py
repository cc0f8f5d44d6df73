"""The phone's screening in Chromium with a slowed processor; `python -m bench.safety` prints it too."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import brotli

from app.config import PROJECT
from app.safety.data import FILE
from bench.browser import ARGUMENTS, chromium, slowed

STATIC = PROJECT / "static"
CODE = [STATIC / "safety" / name for name in ("data.js", "model.js", "screen.js", "text.js")]
# A name that needs no network: every request is answered from the folder.
ORIGIN = "https://phone.invalid"
KINDS = {".js": "text/javascript", ".json": "application/json", ".html": "text/html"}
# Slowing down means pauses, so one text alone is timed badly: ten together.
SLOWER, LENGTH, TEXTS, TOGETHER = 4, 500, 400, 10
MEASURE = """async ([file, texts, together]) => {
    const [{ read }, { screen }] = await Promise.all([import("/safety/data.js"), import("/safety/screen.js")]);
    const timed = (work) => { const began = performance.now(); work(); return performance.now() - began; };
    const said = await (await fetch(file)).text();
    let data;
    const reading = timed(() => { data = read(JSON.parse(said)); });
    // As the app prepares it: one pattern at a time.
    const compiling = [];
    for (const one of [...Object.values(data.concepts), ...data.patterns.map((one) => one.expression)]) {
        compiling.push(timed(() => "a".search(one)));
        await new Promise((done) => setTimeout(done));
    }
    const first = timed(() => screen(texts[0], data));
    const times = [];
    for (let at = 0; at < texts.length; at += together) {
        const some = texts.slice(at, at + together);
        times.push(timed(() => some.forEach((text) => screen(text, data))) / together);
        await new Promise((done) => setTimeout(done));
    }
    return [reading, Math.max(...compiling), first, times];
}"""


def on_phone(said: str) -> Iterator[str]:
    """Lines: what it weighs, and what it takes for texts of 500 characters cut out of what is said."""
    code = sum(packed(file) for file in CODE)
    yield f"compressed: data {packed(FILE) / 1000:.1f} KB, code {code / 1000:.1f} KB (brotli)"
    browser = chromium()
    if browser is None:
        yield "no Chromium here: time on a phone not measured"
        return
    texts = [
        said[begin : begin + LENGTH] for begin in (at * 83 % (len(said) - LENGTH) for at in range(TEXTS))
    ]
    with page_of(browser) as page:
        slowed(page, SLOWER)
        reading, longest, first, times = page.evaluate(MEASURE, [f"/safety/{FILE.name}", texts, TOGETHER])
    yield (
        f"{LENGTH} characters in Chromium, CPU × {SLOWER}: median {median(times):.1f} ms ({min(times):.1f} to"
        f" {max(times):.1f}, ten at a time)."
        f" Getting ready: the data {reading:.0f} ms, then at most {longest:.0f} ms for one pattern; the very first text"
        f" {first:.0f} ms"
    )


def packed(file: Path) -> int:
    """Bytes with brotli."""
    return len(brotli.compress(file.read_bytes()))


@contextmanager
def page_of(browser: str) -> Iterator[Any]:
    """An empty page on the phone's own files, without a server."""
    from playwright.sync_api import Route, sync_playwright

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        file = STATIC / path.lstrip("/")
        body = file.read_bytes() if path != "/" else b"<!doctype html>"
        route.fulfill(body=body, content_type=KINDS.get(file.suffix, "text/html"))

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser, args=ARGUMENTS)
        try:
            page = running.new_page()
            page.route(f"{ORIGIN}/**", answer)
            page.goto(f"{ORIGIN}/")
            yield page
        finally:
            running.close()
