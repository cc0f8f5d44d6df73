"""A phone comes back from weeks without signal, on a link that is slow and cut every few seconds."""

import contextlib
import sys
import time
from collections import Counter
from statistics import median

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
PUSHES_BETWEEN_CUTS = 40
CALM = 3
PATIENCE = 20.0
MOST_AT_ONCE = 100
# A phone that comes from a good link learns by its first cuts that this one carries less: until then its batches are
# large, and two of them are more than a few per cent of a thousand entries.
LEARNING = 2
A_FEW = 0.05
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
    idle = median(seconds_to_save(page, f"Written with nothing else to do, {n}.") for n in range(CALM))
    push = seconds_to_push(line)
    # Nothing is sent; the modules that only this test asks for by themselves are on no phone, and come.
    line.answer(502, {"Content-Type": "text/html"}, "<h1>Bad gateway</h1>", only="/api/")
    page.evaluate(WRITE_MANY, ENTRIES)
    # On a machine that takes longer for everything, as much happens between two cuts as on a quick one.
    every = max(CUT_EVERY, PUSHES_BETWEEN_CUTS * push)
    line.slow(BYTES_PER_SECOND, cut_every=every)
    page.goto("/capture")
    # Whatever goes on behind it; the queue itself takes minutes.
    assert seconds_to_save(page, "Written while the queue drains.") < 5 * idle

    page.get_by_role("navigation").get_by_role("link", name="Entries").click()
    expect(page.get_by_role("heading", name="My entries")).to_be_visible()
    expect(page.get_by_text("waiting for signal")).to_have_count(0, timeout=200_000 * SOAK)

    saved = ENTRIES + CALM + 1
    assert total(server) == before + saved
    assert len(line.times_sent()) == saved
    costs = repeated(line)
    sys.stdout.write(
        f"\n{saved} entries in {len(line.pushes())} pushes; cut every {every:.1f} s, one small push takes {push:.2f} s;"
        f" sent again: {costs}\n"
    )
    assert all(cost <= MOST_AT_ONCE for cost in costs), "one cut costs one batch"
    again = sum(costs[LEARNING:])
    assert again <= ENTRIES * A_FEW, f"{again} sent again once the phone knew the link: {costs}"


def seconds_to_push(line: Line) -> float:
    """One or a few entries, on a link that holds: the server's part, which no batch can be smaller than."""
    end = time.monotonic() + PATIENCE
    while not (took := [push.took for push in line.pushes() if push.took is not None]):
        assert time.monotonic() < end, "nothing was sent"
        time.sleep(0.05)
    return median(took)


def repeated(line: Line) -> list[int]:
    """For each push that was cut when the server had it, in their order: how many of its ops came once more."""
    last: dict[str, int] = {}
    costs: Counter[int] = Counter()
    for number, push in enumerate(line.pushes()):
        for op_id in push.op_ids:
            if op_id in last:
                costs[last[op_id]] += 1
            last[op_id] = number
    return [costs[number] for number in sorted(costs)]


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
