"""A phone comes back from weeks without signal, on a link that is slow and cut every few seconds."""

import contextlib
import time

import pysqlite3
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SOAK
from tests.browser.pages import at_work, log
from tests.fixtures.browser import Device
from tests.fixtures.proxy import Line
from tests.fixtures.server import LiveServer

ENTRIES = 1_000 * SOAK
BYTES_PER_SECOND = 120_000
CUT_EVERY = 4.0
# Through the app's own modules, as if somebody had typed them all.
WRITE_MANY = """async (count) => {
    const { save } = await import("/data/outbox.js");
    const { uuid7 } = await import("/lib/ids.js");
    const { day, stamp } = await import("/lib/time.js");
    const text = "Somebody said something worth a sentence or two, in the corridor, number ";
    for (let number = 0; number < count; number++) {
        await save({ op_id: uuid7(), id: uuid7(), kind: "create", fields: {
            kind: "observation", visited_on: day(), captured_at: stamp(), barrier: "referral",
            text: text + number, safety_answer: "no" } });
    }
}"""


@pytest.mark.timeout(300 * SOAK)
def test_a_long_queue_drains_over_a_bad_link(server: LiveServer, line: Line, phone: Device) -> None:
    page = phone.page
    at_work(page)
    before = total(server)
    page.goto("/capture")
    idle = seconds_to_save(page, "Written with nothing else to do.")
    # Nothing is sent; the modules that only this test asks for by themselves are on no phone, and come.
    line.answer(502, {"Content-Type": "text/html"}, "<h1>Bad gateway</h1>", only="/api/")
    page.evaluate(WRITE_MANY, ENTRIES)
    # On a machine that takes longer for everything, as much happens between two cuts as on a quick one.
    line.slow(BYTES_PER_SECOND, cut_every=max(CUT_EVERY, 5 * idle))
    page.goto("/capture")
    # Whatever goes on behind it; the queue itself takes minutes.
    assert seconds_to_save(page, "Written while the queue drains.") < 5 * idle

    page.get_by_role("navigation").get_by_role("link", name="Entries").click()
    expect(page.get_by_role("heading", name="My entries")).to_be_visible()
    expect(page.get_by_text("waiting for signal")).to_have_count(0, timeout=200_000 * SOAK)

    assert total(server) == before + ENTRIES + 2
    sent = line.times_sent()
    assert len(sent) == ENTRIES + 2
    twice = sum(sent.values()) - len(sent)
    # A few per cent; with so few entries, the batches sent before the first cut weigh the most.
    assert twice <= len(sent) * 0.08, f"{twice} of {len(sent)} were sent more than once"


def seconds_to_save(page: Page, text: str) -> float:
    """Until a new entry is acknowledged, from the tap on its barrier."""
    began = time.monotonic()
    log(page, "Referral", text)
    return time.monotonic() - began


def total(server: LiveServer) -> int:
    """From the file: the API stops counting at 10,000."""
    with contextlib.closing(pysqlite3.connect(server.data / "pathnote.db")) as db:
        found: int = db.execute("SELECT count(*) FROM entry WHERE NOT deleted").fetchone()[0]
        return found
