"""Killed at any moment, in the engines that people's phones have: what was typed is a draft, or an entry, and once."""

import random
import time

import pytest

from tests.browser.conftest import SOAK
from tests.browser.engines.pages import (
    QUESTION,
    RECEIPT,
    at_work,
    capture,
    draft_stored,
    expect_state,
    kept,
    listed,
    rows,
    save,
    write,
)
from tests.fixtures.engine import Engine
from tests.fixtures.proxy import Line
from tests.fixtures.server import LiveServer
from tests.fixtures.webkit import WebKit

KILLS = 6 * SOAK
# Types a letter after the others, as a keyboard does, and says what then stands there.
LETTER = """async (label, letter) => {
    document.execCommand("insertText", false, letter);
    return field(label).value;
}"""
# Half a second of a quick thumb: so long a write may take on a busy machine with its storage in another process.
LETTERS_UNDER_WAY = 5
BEGINS = "async (label, words) => field(label).value.startsWith(words)"


def test_a_draft_is_there_as_it_was(line: Line, phone: Engine) -> None:
    text = "Killed in the middle of a sen"
    at_work(phone)
    line.refuse()
    write(phone, text)
    draft_stored(phone, text)

    phone.kill()
    phone.open("/capture")

    phone.until("async (label, text) => field(label)?.value === text", QUESTION, text)
    assert phone.run("async () => document.querySelector('.capture').dataset.barrier") == "referral"


@pytest.mark.timeout(300 * SOAK)
def test_a_kill_costs_the_last_letters_at_most_and_never_an_entry(line: Line, phone: Engine) -> None:
    """Half of the kills while letters are typed, half around Save."""
    chance = random.Random(20261122)  # one order of moments, so that a failure comes back
    at_work(phone)
    line.answer(502, {"Content-Type": "text/html"}, "<h1>Bad gateway</h1>", only="/api/")
    outcomes = {"draft": 0, "entry": 0}
    for kill in range(KILLS):
        beginning = f"Kill number {kill}:"
        write(phone, beginning)
        typed = typed_on(phone, beginning, "nobody answers there"[: chance.randrange(4, 20)])
        acknowledged = False
        if kill % 2:
            phone.tap("Save")
            acknowledged = chance.random() < 0.3
            if acknowledged:
                phone.shows(RECEIPT)
        time.sleep(chance.uniform(0, 0.1))
        phone.kill()

        line_count, ops, draft = after(phone, beginning)

        assert line_count == ops, f"{beginning} {line_count} entries, {ops} ops"
        assert line_count + bool(draft) == 1, f"{beginning} {line_count} entries, and the draft {draft!r}"
        assert line_count or not acknowledged, f"{beginning} was acknowledged and is not stored"
        assert line_count or typed.startswith(draft), f"typed {typed!r}, found {draft!r}"
        assert line_count or len(typed) - len(draft) <= LETTERS_UNDER_WAY, f"typed {typed!r}, found {draft!r}"
        outcomes["entry" if line_count else "draft"] += 1
        if draft:
            phone.type(QUESTION, "-")
            save(phone)
    # Otherwise all kills came too early or too late to show anything.
    assert all(outcomes.values()), outcomes


def typed_on(phone: Engine, before: str, letters: str) -> str:
    """Letter by letter, at a quick thumb's ten a second. What stood there when the last one was in."""
    shown = before
    for letter in letters:
        time.sleep(0.1)
        shown = phone.run(LETTER, QUESTION, letter)
    assert shown == before + letters
    return shown


def after(phone: Engine, beginning: str) -> tuple[int, int, str]:
    """Open it again: lines in My entries, ops to send, and what stands in the box, of what begins with these words."""
    phone.open("/entries")
    count = listed(phone, beginning)
    ops = sum((op["fields"].get("text") or "").startswith(beginning) for op in rows(phone, "ops"))
    capture(phone)
    if count:
        time.sleep(1)  # the first paint may still show words from the mirror that the database knows as saved
    else:
        phone.until(BEGINS, QUESTION, beginning)
    shown = phone.value(QUESTION)
    return count, ops, shown if shown.startswith(beginning) else ""


def test_a_page_left_while_it_saves_locks_no_later_page_out(phone: Engine, engine: str) -> None:
    """Safari suspends a page that is left, transactions and all, unless it may not be stored."""
    at_work(phone)
    for time_left in range(6):
        # In other words in each engine: their phones belong to one person, and hear of each other's entries.
        text = f"Left in a hurry, in {engine}, time {time_left}."
        write(phone, text)
        phone.tap("Save")
        assert listed(phone, text) <= 1
        capture(phone)


@pytest.mark.parametrize("engine", ["webkit"])
def test_with_the_storage_process_dead_the_mirror_keeps_what_is_typed(
    server: LiveServer, line: Line, phone: WebKit, engine: str
) -> None:
    """The page lives on and its database does not, until it is loaded again: which the app does by itself."""
    text = "Typed before, and typed after the storage process was gone."
    at_work(phone)
    write(phone, "Typed before")
    draft_stored(phone, "Typed before")
    phone.run("async () => { window.sameLife = true; }")

    phone.storage_process().kill()
    phone.type(QUESTION, text)

    phone.until("async () => window.sameLife === undefined")
    phone.until("async (label, text) => field(label)?.value === text", QUESTION, text)
    save(phone)
    expect_state(phone, text, "Sent")
    assert kept(server, text) == 1
