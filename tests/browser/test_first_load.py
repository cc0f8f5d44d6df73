"""The first visit: little is asked for, nothing twice, and the code lists are there all the same."""

from collections import Counter

from playwright.sync_api import expect

from tests.browser.pages import PATIENCE, box, ready_for_offline, sign_in, until
from tests.fixtures.browser import Device
from tests.fixtures.proxy import Line

# What any first page loads. Where the browser holds a file, the worker's question for it is answered 'not modified'.
PAGE = {"/app.js", "/boot.js", "/styles/index.css"}
SCREEN = PAGE | {"/screens/capture.js", "/sync/scheduler.js", "/sync/device-session.js"}


def test_code_lists_come_once_and_capture_has_its_chips(line: Line, phone: Device) -> None:
    page = phone.page
    sign_in(page, "msl@demo.example")
    page.get_by_role("button", name="Referral").first.click()
    expect(page.get_by_role("group", name="More exact?").get_by_role("button").first).to_be_visible(
        timeout=PATIENCE
    )
    expect(box(page)).to_be_focused()

    asked = Counter(exchange.path.partition("?")[0] for exchange in line.exchanges)

    assert asked["/api/v1/sync/pull"]
    assert not asked["/api/v1/vocabularies"], "they came with the pull"


def test_without_a_pull_the_code_lists_are_asked_for(line: Line, phone: Device) -> None:
    line.answer(503, {"Content-Type": "text/html"}, "busy", only="/api/v1/sync/pull")
    page = phone.page
    sign_in(page, "msl@demo.example")
    page.get_by_role("button", name="Referral").first.click()
    expect(page.get_by_role("group", name="More exact?").get_by_role("button").first).to_be_visible(
        timeout=PATIENCE
    )


def test_the_worker_fetches_nothing_again_that_the_page_has(line: Line, phone: Device) -> None:
    page = phone.page
    sign_in(page, "msl@demo.example")
    expect(box(page)).to_be_visible(timeout=PATIENCE)
    until(page, "async () => Boolean(await navigator.serviceWorker.ready)")
    ready_for_offline(page)

    whole = Counter(exchange.path for exchange in line.exchanges if exchange.status == 200)
    held = {exchange.path for exchange in line.exchanges if exchange.status == 304}

    assert {path: whole[path] for path in SCREEN} == dict.fromkeys(SCREEN, 1)
    assert held >= PAGE
