"""The browser is killed while somebody types and saves: what was acknowledged is stored, and nothing is there twice."""

import json
import random
import re
import sys

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.browser.conftest import SOAK
from tests.browser.pages import PATIENCE, at_work, box, until, write
from tests.fixtures.browser import Device
from tests.fixtures.proxy import Line

KILLS = 20 * SOAK
# Half a second of a quick thumb: so long a write may take on a busy machine.
LETTERS_UNDER_WAY = 5
# 200 before a release.
LETTER_KILLS = 3 if SOAK == 1 else 8 * SOAK
SEEN = "acknowledged on screen:"

# Types a sentence, letter by letter, saves it, and tells the moment the receipt is on the screen. Nobody waits for it.
TYPE_AND_SAVE = """([beginning, rest, seen, pause]) => {
    const box = document.querySelector("textarea");
    const type = (text) => {
        box.value = text;
        box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    };
    new MutationObserver(() => {
        if (document.querySelector(".receipt")) console.log(seen + beginning);
    }).observe(document.querySelector("#main"), { childList: true, subtree: true });
    let typed = 0;
    const timer = setInterval(() => {
        if (typed < rest.length) return type(beginning + rest.slice(0, ++typed));
        clearInterval(timer);
        document.querySelector(".capture-save button").click();
    }, pause);
}"""
DRAFT_STORED = """async () => {
    const { withDb } = await import("/data/db.js");
    const { id } = JSON.parse(localStorage.getItem("pathnote.person"));
    const copy = await caches.match(`/outbox-copy/${id}`, { cacheName: "outbox-copy" });
    const both = [await withDb((db) => db.getAll("drafts")), (await copy?.json())?.drafts ?? []];
    return both.every((drafts) => drafts.some((draft) => draft.fields.text === TEXT));
}"""
# Through the app's own modules: what it would show, and what it would send.
STORED = """async (beginning) => {
    const { useDatabaseOf, withDb } = await import("/data/db.js");
    useDatabaseOf(JSON.parse(localStorage.getItem("pathnote.person")).id);
    const { listEntries } = await import("/data/entries.js");
    const said = (data) => (data.text ?? "").startsWith(beginning);
    const [entries, ops] = [await listEntries(), await withDb((db) => db.getAll("ops"))];
    const { restore } = await import("/data/stored-drafts.js");
    const drafts = [await restore("capture")].filter((draft) => draft && said(draft.fields));
    const found = [entries.filter((entry) => said(entry.data)), ops.filter((op) => said(op.fields)), drafts];
    return found.map((those) => those.length);
}"""


@pytest.mark.timeout(240 * SOAK)
def test_what_was_acknowledged_is_stored_and_the_rest_is_a_draft(line: Line, phone: Device) -> None:
    chance = random.Random(20261122)  # one order of moments, so that a failure comes back
    at_work(phone.page)
    # As on a phone in use: what signing in wrote is on disk long before.
    phone.close()
    page = open_capture(phone.open())
    # Nothing is sent; the modules that only this test asks for by themselves are on no phone, and come.
    line.answer(502, {"Content-Type": "text/html"}, "<h1>Bad gateway</h1>", only="/api/")
    outcomes = {"acknowledged": 0, "entry": 0, "draft": 0}
    for kill in range(KILLS):
        beginning = f"Kill number {kill}, before the battery went:"
        acknowledged = killed_at_some_moment(phone, page, beginning, chance)
        page = open_capture(phone.open())
        entries, ops, drafts = page.evaluate(STORED, beginning)

        assert entries == ops, f"{beginning} {entries} entries, {ops} ops"
        assert entries + drafts == 1, f"{beginning} {entries} entries and {drafts} drafts"
        assert entries == 1 or not acknowledged, f"{beginning} was acknowledged and is not stored"
        outcomes["acknowledged" if acknowledged else "entry" if entries else "draft"] += 1
        begins = re.compile(f"^{beginning}")
        if drafts:
            expect(box(page)).to_have_value(begins)
        else:
            expect(box(page)).not_to_have_value(begins)
    # Otherwise all kills came too early or too late to show anything.
    assert outcomes["draft"], outcomes
    assert outcomes["acknowledged"] + outcomes["entry"], outcomes


@pytest.mark.timeout(240 * SOAK)
def test_a_kill_while_typing_costs_the_last_letters_at_most(line: Line, phone: Device) -> None:
    """At ten letters a second, a quick thumb's pace. How many are lost is printed: on a quiet machine one at most."""
    chance = random.Random(20261123)
    at_work(phone.page)
    phone.close()
    line.answer(502, {"Content-Type": "text/html"}, "<h1>Bad gateway</h1>", only="/api/")
    page, lost = phone.open(), []
    for kill in range(LETTER_KILLS):
        open_capture(page)
        typed = f"Kill {kill}:"
        write(page, typed)
        until(page, DRAFT_STORED.replace("TEXT", json.dumps(typed)))
        letters = " nobody answers the phone there"[: chance.randrange(3, 12)]
        page.keyboard.type(letters, delay=100)
        page.wait_for_timeout(chance.uniform(0, 100))
        typed += letters
        phone.kill()
        page = phone.open()
        open_capture(page)
        begun = re.compile(f"^{re.escape(typed[:-LETTERS_UNDER_WAY])}")
        expect(box(page)).to_have_value(begun)
        found = box(page).input_value()
        assert typed.startswith(found), f"typed {typed!r}, found {found!r}"
        lost.append(len(typed) - len(found))
    sys.stdout.write(f"{len(lost)} kills while typing: {sum(lost)} letters lost, {max(lost)} at most\n")


def open_capture(page: Page) -> Page:
    """The page once it has read what is stored."""
    page.goto("/capture")
    expect(box(page)).to_be_visible()
    page.wait_for_function("() => document.querySelector('.chip, .tile') !== null", timeout=PATIENCE)
    return page


def killed_at_some_moment(phone: Device, page: Page, beginning: str, chance: random.Random) -> bool:
    """Begin calmly, then type on, save, and die somewhere in between. True when 'Saved' was on the screen before."""
    seen: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.text.startswith(SEEN):
            seen.append(message.text)

    page.on("console", note)
    write(page, beginning)
    until(page, DRAFT_STORED.replace("TEXT", json.dumps(beginning)))
    rest = " nobody answers the phone there."[: chance.randrange(0, 32)]
    page.evaluate(TYPE_AND_SAVE, [beginning, rest, SEEN, 4])
    page.wait_for_timeout(chance.uniform(0, 120))
    phone.kill()
    return bool(seen)
