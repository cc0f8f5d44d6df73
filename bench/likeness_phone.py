"""Likeness on the phone: its time in Chromium, and how often the line shows when it should, and when it should not."""

import random
import re
import shutil
from collections.abc import Iterator
from statistics import median
from typing import Any

from app.config import PROJECT
from bench.likeness_texts import lines, pairs, texts
from bench.measure import percentile
from bench.table import Figure, missing
from tests.likeness.phone import on_phone as asked_in_node

SLOWER = 4
ON_PHONE = 2_000
OWN = 300
PIECE = 20
LINE = PROJECT / "static" / "elements" / "alike-line.js"


def on_phone() -> Iterator[Figure]:
    """Both figures."""
    yield shown()
    yield timed()


def shown() -> Figure:
    """Among an MSL's notes: the part of retellings that get the line, and of notes that nobody wrote before."""
    close = float(re.findall(r"CLOSE = ([0-9.]+)", LINE.read_text("utf-8"))[0])
    notes = [pair for pair in pairs() if pair["part"] == "held"]
    own = [{"text": pair["text"]} for pair in notes] + [
        {"text": text} for text in lines("field_text.jsonl")[:OWN]
    ]
    again = asked_in_node(
        {"texts": [*own, {"text": pair["again"]}], "ask": [len(own)], "limit": 1} for pair in notes
    )
    (alone,) = asked_in_node([{"texts": own, "ask": list(range(len(notes))), "limit": 1}])
    told = [first_of(found, close) for (found,) in again]
    right = sum(of == place for place, of in enumerate(told))
    other = sum(of is not None for of in told) - right
    wrong = sum(first_of(found, close) is not None for found in alone)
    return Figure(
        f"the line on the phone, {len(own)} own notes",
        f"{right / len(notes):.0%} of retellings",
        note=f"by hand, of {len(notes)}; {other} more showed another note; of notes told once"
        f" {wrong / len(notes):.0%} got a line",
    )


def first_of(found: list[list[Any]], close: float) -> int | None:
    """The text that the line would show, if it shows one."""
    return int(found[0][0]) if found and found[0][1] >= close else None


def timed() -> Figure:
    """The phone's own modules in Chromium, its processor slowed."""
    name = f"alike on the phone, {ON_PHONE:,} texts, CPU × {SLOWER}"
    browser = next(
        (path for one in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(one))),
        None,
    )
    if browser is None:
        return missing(name, "≤ 30 ms", "no Chromium here")
    everything, _ = texts(ON_PHONE)
    said = [
        {"text": told.text, "sub_barrier": told.sub_barrier, "region": told.region} for told in everything
    ]
    random.Random(1).shuffle(said)
    times = in_chromium(browser, said[:ON_PHONE])
    p95 = percentile(times["asked"], 0.95)
    return Figure(
        name,
        f"p95 {p95:.1f} ms",
        "≤ 30 ms",
        p95 <= 30,
        f"median {median(times['asked']):.1f} ms, first {times['asked'][0]:.1f} ms,"
        f" longest {max(times['asked']):.1f} ms; the index is made in pieces of {PIECE} texts,"
        f" the longest {max(times['put']):.1f} ms, {sum(times['put']):.0f} ms in all",
    )


MEASURE = """async ([said, piece]) => {
    const { likeness } = await import("/likeness/ranking.js");
    const index = likeness(), put = [], asked = [];
    const timed = (work) => { const began = performance.now(); work(); return performance.now() - began; };
    for (let at = 0; at < said.length; at += piece) {
        put.push(timed(() => said.slice(at, at + piece).forEach((one, n) => index.put(String(at + n), one))));
        await new Promise((done) => setTimeout(done));
    }
    for (let at = 0; at < 200; at++) {
        const one = said[(at * 7) % said.length];
        asked.push(timed(() => index.alike({ ...one, text: `${one.text} And so on.` }, 2)));
        await new Promise((done) => setTimeout(done));
    }
    return { put, asked };
}"""


def in_chromium(browser: str, said: list[dict[str, Any]]) -> dict[str, list[float]]:
    """Milliseconds for each piece of the index, and for each question."""
    from playwright.sync_api import Route, sync_playwright

    def answer(route: Route) -> None:
        path = route.request.url.partition("://")[2].partition("/")[2]
        if path:
            route.fulfill(path=PROJECT / "static" / path, content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html>", content_type="text/html")

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        page = running.new_page()
        page.route("http://phone.example/**", answer)
        page.goto("http://phone.example/")
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        times: dict[str, list[float]] = page.evaluate(MEASURE, [said, PIECE])
        running.close()
    return times
