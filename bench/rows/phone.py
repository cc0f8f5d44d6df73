"""The app on a phone, in a real Chromium: opened without a network, typed in, saved from; and what Lighthouse says.

CPU × 4 is the browser's own throttling of the page; a machine that is four times slower is slower in other ways too.
"""

import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from bench import fill
from bench.browser import NOTE_THE_BOX, PATIENCE, chromium, equipped, opened, slowed
from bench.lighthouse import audited
from bench.measure import percentile, spread
from bench.run import Run
from bench.server import Server
from bench.table import Figure, missing

ENTRIES = 500
SLOW = 4
# From the tap on Save to the frame that shows the receipt.
NOTE_THE_RECEIPT = """() => {
    window.receipts = [];
    let tapped = 0;
    addEventListener("submit", (event) => { tapped = event.timeStamp; }, true);
    new MutationObserver(() => {
        if (!tapped || !document.querySelector(".receipt")) return;
        const since = tapped;
        tapped = 0;
        requestAnimationFrame(() => setTimeout(() => window.receipts.push(performance.now() - since)));
    }).observe(document.body, { childList: true, subtree: true });
}"""
# Whatever the browser finds worth telling: an event that was painted within 16 ms is not.
NOTE_THE_EVENTS = """() => {
    window.slowEvents = [];
    new PerformanceObserver((list) => window.slowEvents.push(...list.getEntries().map((one) => one.duration)))
        .observe({ type: "event", durationThreshold: 16 });
}"""
SENTENCES = (
    "The centre waits three weeks for the result of the panel, and nobody is told.",
    "One patient on the new dose had a rash after two days and stopped taking it.",
    "Referrals come without a medication list, so the nurse sends every second one back.",
)


def measure(run: Run) -> Iterator[Figure]:
    """Everything that a person waits for."""
    browser = chromium()
    if browser is None:
        yield missing("the app on a phone", "–", "no Chromium here")
        return
    with TemporaryDirectory(dir=run.folder) as folder:
        data = fill.copied("10k", Path(folder))
        yield from used(run, browser, data, Path(folder) / "profile")
        with Server(data) as server:
            yield from audited(server, browser, run.rounds)


def used(run: Run, browser: str, data: Path, profile: Path) -> Iterator[Figure]:
    """Opened, typed in and saved from without a network, by someone who has written some 500 entries."""
    from playwright.sync_api import sync_playwright

    email, entries = author_of(data, ENTRIES)
    with sync_playwright() as playwright:
        phone = partial(opened, playwright, browser, profile)
        with Server(data) as server, phone() as page:
            equipped(page, server, email, entries)
            address = f"http://localhost:{server.port}/capture"
        # The server is gone: the browser's own 'offline' would leave the worker its line.
        for times, goal in ((1, 0.5), (SLOW, 0.9)):
            took = []
            for _ in range(run.rounds):
                with phone() as page:
                    took.append(cold_start(page, address, times))
            yield timed(f"offline cold start to typable, {entries} entries, CPU × {times}", took, goal)
        with phone() as page:
            receipts, events = day(page, address, run.rounds)
    yield timed(f"Save tap to receipt on the screen, strict, CPU × {SLOW}", receipts, 0.1)
    slowest = percentile(events, 0.98)
    yield Figure(
        f"event to paint, p98, CPU × {SLOW}",
        f"{slowest:.0f} ms (longest {max(events):.0f} ms)",
        "≤ 100 ms",
        slowest <= 100,
        f"{len(events)} keys, taps and saves, screening included",
    )


def author_of(data: Path, entries: int) -> tuple[str, int]:
    """Whoever has about so many entries, and how many."""
    with sqlite3.connect(next(data.glob("*.db"))) as db:
        rows = db.execute(
            "SELECT email, count(*) FROM entry JOIN person ON person.id = entry.author_id"
            " WHERE NOT deleted GROUP BY email"
        ).fetchall()
    email, many = min(rows, key=lambda row: abs(row[1] - entries))
    return str(email), int(many)


def cold_start(page: Any, address: str, times: int) -> float:
    """Seconds from the call of the address, in a browser that has only just been started."""
    page.add_init_script(NOTE_THE_BOX)
    if times > 1:
        slowed(page, times)
    page.goto(address, wait_until="commit")
    page.wait_for_selector("textarea", timeout=PATIENCE)
    return float(page.evaluate("() => window.boxCame")) / 1000


def day(page: Any, address: str, saves: int) -> tuple[list[float], list[float]]:
    """Entries written key by key on a slow phone: seconds from Save to receipt, milliseconds of each event."""
    page.goto(address)
    page.wait_for_selector("textarea", timeout=PATIENCE)
    slowed(page, SLOW)
    # What is loaded and compiled once is not what every tap waits for, but the first save counts as any other.
    page.evaluate(NOTE_THE_RECEIPT)
    page.evaluate(NOTE_THE_EVENTS)
    done = 0
    for number in range(saves):
        page.locator(".tile[data-barrier=referral]").tap()
        page.keyboard.type(SENTENCES[number % len(SENTENCES)], delay=60)
        page.wait_for_timeout(300)
        page.locator(".capture-save button").tap()
        page.wait_for_function(f"() => window.receipts.length > {number}", timeout=PATIENCE)
        done += len(SENTENCES[number % len(SENTENCES)]) + 2
        page.wait_for_timeout(500)
    slow = [float(one) for one in page.evaluate("() => window.slowEvents")]
    receipts = [float(one) / 1000 for one in page.evaluate("() => window.receipts")]
    # A key is several events; the longest ones stand for as many keys as there were, the rest were quick.
    longest = sorted(slow, reverse=True)[:done]
    return receipts, longest + [16.0] * (done - len(longest))


def timed(name: str, took: list[float], goal: float) -> Figure:
    """A line for seconds."""
    return Figure(
        name,
        spread(took, lambda value: f"{value * 1000:.0f} ms"),
        f"≤ {goal * 1000:.0f} ms",
        median(took) <= goal,
        "no peer",
    )
