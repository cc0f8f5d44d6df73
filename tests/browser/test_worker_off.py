"""The self-destroying worker: put out in the worker's place, it ends itself and touches nothing that anybody wrote."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import PATIENCE, at_work, box, expect_state, kept, log, until, write
from tests.fixtures.browser import Device
from tests.fixtures.proxy import Line
from tests.fixtures.server import LiveServer

PUSH = "/api/v1/sync/push"
GONE = """async () => {
    const ours = (await caches.keys()).filter((name) => name.startsWith("pathnote-"));
    return !ours.length && !(await navigator.serviceWorker.getRegistration());
}"""
TELLS = ".then(() => told && tell())"
WRITTEN = """async () => {
    const { withDb } = await import("/data/db.js");
    const [ops, [draft]] = await withDb((db) => Promise.all([db.getAll("ops"), db.getAll("drafts")]));
    return { ops: ops.map((op) => op.fields.text), draft: draft?.fields.text };
}"""


def turn_off(static: Path) -> None:
    """As docs/deploy.md says."""
    (static / "sw.js").write_bytes((static / "sw-off.js").read_bytes())


def come_back(page: Page) -> None:
    """What the app does when somebody returns to it."""
    page.evaluate("() => navigator.serviceWorker.getRegistration().then((one) => one.update())")


def asked_for(page: Page, line: Line, path: str, before: int) -> None:
    """Wait until the page, or its worker, has asked the network for a file."""
    end = time.monotonic() + PATIENCE / 1000
    while path not in {one.path for one in line.exchanges[before:]}:
        assert time.monotonic() < end, f"{path} was never asked for"
        page.wait_for_timeout(50)


def test_the_worker_goes_and_what_was_written_stays_and_is_sent(
    server: LiveServer, static: Path, line: Line, phone: Device
) -> None:
    page, unsent, draft = phone.page, "Unsent when the worker went.", "Half a sentence when the worker went"
    at_work(page)
    line.answer(502, {"Content-Type": "text/html"}, "<h1>Bad gateway</h1>", only=PUSH)
    log(page, "Referral", unsent)
    write(page, draft)
    page.evaluate("() => { window.sameLife = true; }")
    # Another app's cache at this address is none of ours.
    page.evaluate("() => caches.open('somebody-elses')")
    turn_off(static)
    come_back(page)

    # Not under the hands of who types: the page lives on, without a worker and without its caches.
    until(page, GONE)
    # The second copy of what is unsent is none of the worker's either.
    assert set(page.evaluate("() => caches.keys()")) == {"somebody-elses", "outbox-copy"}
    assert page.evaluate("() => window.sameLife") is True
    expect(box(page)).to_have_value(draft)
    assert page.evaluate(WRITTEN) == {"ops": [unsent], "draft": draft}

    # Every file comes over the network from now on, and all is there.
    before = len(line.exchanges)
    page.reload()
    expect(box(page)).to_have_value(draft)
    until(page, "async () => navigator.serviceWorker.controller === null")
    for path in ("/capture", "/app.js", "/sw.js"):
        asked_for(page, line, path, before)
    assert page.evaluate(WRITTEN) == {"ops": [unsent], "draft": draft}

    line.mend()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved on this phone", exact=True)).to_be_visible()
    for text in (unsent, draft):
        expect_state(page, text, "Sent")
        assert len(kept(server, text)) == 1


@pytest.mark.parametrize("first", ["the worker tells", "the person taps"])
def test_who_has_the_app_open_is_told_once(static: Path, line: Line, phone: Device, first: str) -> None:
    """A tap on the offer may be quicker than what the worker has to say of itself."""
    page = phone.page
    at_work(page)
    page.goto("/entries")
    turn_off(static)
    if first == "the person taps":
        worker = (static / "sw.js").read_text()
        assert TELLS in worker
        (static / "sw.js").write_text(worker.replace(TELLS, ""))
    come_back(page)
    expect(page.get_by_text("New version ready.")).to_be_visible()
    page.get_by_role("button", name="Use now").click()
    page.wait_for_timeout(1_000)
    until(page, GONE)

    # Each start asks for the worker again, and it ends itself again. That is nobody's news.
    for _ in range(2):
        before = len(line.exchanges)
        page.reload()
        asked_for(page, line, "/sw.js", before)
        page.wait_for_timeout(1_000)
        until(page, GONE)
        expect(page.get_by_role("heading", name="My entries")).to_be_visible()
        expect(page.get_by_text("New version ready.")).to_have_count(0)


def test_the_worker_can_come_back(server: LiveServer, static: Path, line: Line, phone: Device) -> None:
    page, text = phone.page, "Written without a network, after the worker was back."
    at_work(page)
    worker = (static / "sw.js").read_bytes()
    turn_off(static)
    come_back(page)
    until(page, GONE)
    (static / "sw.js").write_bytes(worker)

    at_home = "async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated'"
    page.reload()
    until(page, at_home)
    line.refuse()
    page.goto("/capture")
    log(page, "Referral", text)
    line.mend()
    expect_state(page, text, "Sent")
    assert len(kept(server, text)) == 1
