"""The first visit: little is asked for, nothing twice, and the code lists are there all the same."""

import time
import urllib.request
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Request, expect

from tests.browser.pages import PATIENCE, box, ready_for_offline, sign_in, until
from tests.fixtures.browser import PHONE, Device
from tests.fixtures.proxy import Line
from tests.fixtures.server import LiveServer

# What any first page loads. Where the browser holds a file, the worker's question for it is answered 'not modified'.
PAGE = {"/app.js", "/boot.js", "/styles/index.css"}
SCREEN = PAGE | {"/data/outbox.js"}

BEFORE_TYPING = {"/boot.js", "/app.js", "/messages/en.js"}
# Thousands of bytes as they travel, headers and brotli bodies. What is reached, and a little room; docs/benchmarks.md
# says what is wanted, and where they go.
MOST = {"scripts before one can type": 17.7, "scripts": 32.1, "the app": 40.0, "requests": 7}


def test_code_lists_come_once_and_capture_has_its_chips(line: Line, phone: Device) -> None:
    page = phone.page
    sign_in(page, "msl@demo.example")
    page.get_by_role("button", name="Referral").first.click()
    expect(page.get_by_role("group", name="More exact?").get_by_role("button").first).to_be_visible()
    expect(box(page)).to_be_focused()

    asked = Counter(exchange.path.partition("?")[0] for exchange in line.exchanges)

    assert asked["/api/v1/sync/pull"]
    assert not asked["/api/v1/vocabularies"], "they came with the pull"


def test_without_a_pull_the_code_lists_are_asked_for(line: Line, phone: Device) -> None:
    line.answer(503, {"Content-Type": "text/html"}, "busy", only="/api/v1/sync/pull")
    page = phone.page
    sign_in(page, "msl@demo.example")
    page.get_by_role("button", name="Referral").first.click()
    expect(page.get_by_role("group", name="More exact?").get_by_role("button").first).to_be_visible()


def test_the_worker_fetches_nothing_again_that_the_page_has(line: Line, phone: Device) -> None:
    page = phone.page
    sign_in(page, "msl@demo.example")
    expect(box(page)).to_be_visible()
    until(page, "async () => Boolean(await navigator.serviceWorker.ready)")
    ready_for_offline(page)

    whole = Counter(exchange.path for exchange in line.exchanges if exchange.status == 200)
    held = {exchange.path for exchange in line.exchanges if exchange.status == 304}

    assert {path: whole[path] for path in SCREEN} == dict.fromkeys(SCREEN, 1)
    assert held >= PAGE


def test_the_first_load_stays_as_small_as_it_is(served: LiveServer, browser: Browser) -> None:
    compressed(served)
    loaded = first_load(served, browser)
    scripts = {path: body for path, (body, _) in loaded.items() if path.endswith(".js")}
    found = {
        "scripts before one can type": sum(scripts[path] for path in BEFORE_TYPING) / 1000,
        "scripts": sum(scripts.values()) / 1000,
        "the app": sum(body + headers for body, headers in loaded.values()) / 1000,
        "requests": len(loaded),
    }
    assert scripts.keys() > BEFORE_TYPING, "the control: sending comes as well, and is counted"
    assert {name: size for name, size in found.items() if size > MOST[name]} == {}, (found, loaded)


def test_one_types_at_once_though_what_saves_never_comes(served: LiveServer, browser: Browser) -> None:
    options: dict[str, Any] = {"service_workers": "block", "base_url": served.url, **PHONE}
    before = browser.new_context(**options)
    sign_in(before.new_page(), "msl@demo.example")
    page = browser.new_context(storage_state=before.storage_state(), **options).new_page()
    page.route("**/data/outbox.js", lambda route: route.abort())
    page.goto("/capture")
    box(page).press_sequentially("No letter came.", timeout=PATIENCE)
    page.get_by_role("button", name="Referral").first.click()
    expect(box(page)).to_be_focused()
    expect(page.get_by_role("alert").filter(has_text="Your text is still here")).to_be_visible()

    page.unroute("**/data/outbox.js")
    page.reload()
    expect(box(page)).to_have_value("No letter came.")
    page.get_by_role("button", name="Save referral insight").click()
    expect(page.locator(".receipt")).to_be_visible()
    page.context.close()
    before.close()


def compressed(server: LiveServer) -> None:
    """A server that has only just started still compresses."""
    request = urllib.request.Request(f"{server.url}/app.js", headers={"Accept-Encoding": "br"})
    for _ in range(200):
        with urllib.request.urlopen(request) as answer:
            if answer.headers["Content-Encoding"] == "br":
                return
        time.sleep(0.1)
    raise AssertionError("it never had brotli bodies")


def first_load(server: LiveServer, browser: Browser) -> dict[str, tuple[int, int]]:
    """Body and headers of each part of the app that comes when someone signed in opens it with nothing cached."""
    options: dict[str, Any] = {"service_workers": "block", "base_url": server.url, **PHONE}
    elsewhere = browser.new_context(**options)
    sign_in(elsewhere.new_page(), "msl@demo.example")
    here = browser.new_context(**options)
    here.add_cookies(elsewhere.cookies())  # type: ignore[arg-type]
    page = here.new_page()
    found: dict[str, tuple[int, int]] = {}

    def note(request: Request) -> None:
        path, sizes = urlsplit(request.url).path, request.sizes()
        if not path.startswith("/api/"):
            found[path] = sizes["responseBodySize"], sizes["responseHeadersSize"]

    page.on("requestfinished", note)
    page.goto("/capture")
    expect(box(page)).to_be_visible()
    page.wait_for_load_state("networkidle")
    elsewhere.close()
    here.close()
    return found
