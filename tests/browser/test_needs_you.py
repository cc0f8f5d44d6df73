"""What the server could not take: it says why, the rest goes on, and every way out of it does what it says."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import (
    PATIENCE,
    all_sent,
    at_work,
    change,
    expect_state,
    kept,
    live_by,
    log,
    picture,
    retract,
    row,
    visited_today,
)
from tests.fixtures.browser import PHONE, Device
from tests.fixtures.proxy import Line
from tests.fixtures.server import LiveServer

YEAR = timedelta(days=365)
FIRST, CHANGED = "On a phone that never came back.", "Changed where it had been read."
# As browsers have done; what lay under it can't be read any more.
LOSE_THE_KEY = """() => new Promise((resolve) => {
    const { id } = JSON.parse(localStorage.getItem("pathnote.person"));
    indexedDB.open(`pathnote-${id}`).onsuccess = ({ target: { result: db } }) => {
        const writing = db.transaction("keys", "readwrite");
        writing.objectStore("keys").delete("seal");
        writing.oncomplete = () => resolve(db.close());
    };
})"""


def test_a_refused_entry_may_be_kept_as_a_file_or_discarded(
    server: LiveServer, line: Line, phone: Device
) -> None:
    page, refused, after = phone.page, "From next year, says this clock.", "By a clock put right."
    live_by(page, datetime.now(UTC) + YEAR)
    at_work(page)
    log(page, "Referral", refused)
    expect_state(page, refused, "Needs you")
    page.clock.set_system_time(datetime.now(UTC))
    page.goto("/capture")
    log(page, "Referral", after)
    expect_state(page, after, "Sent")

    # Under no day's heading, it says its own.
    expect(row(page, refused)).to_contain_text(f"{(datetime.now(UTC) + YEAR):%b %Y}")
    panel = needing(page, refused)
    expect(panel).to_contain_text("It is safe on this phone.")
    picture(page, "phone-needs-you")
    assert saved(page, panel.get_by_role("button", name="Save a copy"))["text"] == refused
    discard(page, panel, "Cancel")
    expect(panel).to_be_visible()
    panel.get_by_role("button", name="Discard").click()
    assert saved(page, page.get_by_role("button", name="Save a copy first"))["text"] == refused
    expect(panel).to_be_visible()
    discard(page, panel, "Discard")
    expect(page.get_by_role("heading", name="My entries")).to_be_visible()
    expect(row(page, refused)).to_have_count(0)
    all_sent(page)
    assert [len(kept(server, text)) for text in (refused, after)] == [0, 1]


@pytest.mark.parametrize(("tap", "stays"), [("Retract it all the same", False), ("Keep the entry", True)])
def test_a_retraction_of_what_was_changed_elsewhere_asks_first(
    server: LiveServer, line: Line, phone: Device, devices: Callable[..., Device], tap: str, stays: bool
) -> None:
    first, newer = f"Worth retracting, before: {tap}.", f"Worth a second look, before: {tap}."
    page, other = phone.page, devices("other", PHONE, server.url).page
    at_work(page)
    log(page, "Referral", first)
    expect_state(page, first, "Sent")
    at_work(other)
    expect_state(other, first, "Sent")

    line.refuse()
    retract(page, first)
    change(other, first, newer)
    expect_state(other, newer, "Sent")
    line.mend()
    expect_state(page, newer, "Needs you")

    panel = needing(page, newer)
    expect(panel).to_contain_text("It was changed elsewhere after you last saw it")
    picture(page, "phone-needs-you-retraction")
    panel.get_by_role("button", name=tap).click()
    all_sent(page)
    for one in (page, other):
        one.goto("/entries")
        if stays:
            expect_state(one, newer, "Sent")
        else:
            expect(row(one, newer)).to_have_count(0)
    assert len(kept(server, newer)) == stays


def test_a_change_of_what_a_restored_server_forgot_becomes_an_entry(
    live_server: LiveServer, line: Line, phone: Device, devices: Callable[..., Device]
) -> None:
    page = phone.page
    forget(live_server, line, phone, devices)
    line.mend()
    expect_state(page, CHANGED, "Needs you")
    assert kept(live_server, CHANGED) == []

    panel = needing(page, CHANGED)
    expect(panel).to_contain_text("The server does not know this entry.")
    picture(page, "phone-needs-you-unknown")
    panel.get_by_role("button", name="Save as a new entry").click()
    all_sent(page)
    expect_state(page, CHANGED, "Sent")
    assert kept(live_server, FIRST) == []
    [entry] = kept(live_server, CHANGED)
    assert entry["barrier"] == "referral", "all of the entry, not the change alone"


def test_a_change_whose_entry_can_not_be_read_any_more_is_put_right(
    live_server: LiveServer, line: Line, phone: Device, devices: Callable[..., Device]
) -> None:
    page = phone.page
    forget(live_server, line, phone, devices)
    page.evaluate(LOSE_THE_KEY)
    line.mend()
    expect_state(page, CHANGED, "Needs you")
    needing(page, CHANGED).get_by_role("button", name="Save as a new entry").click()
    panel = page.get_by_role("alert").filter(has_text="Pick what got in the way")
    expect(panel).to_be_visible(timeout=3 * PATIENCE)
    page.goto("/entries")
    expect(page.locator("main h2").first).to_have_text("Needs you")
    expect(row(page, CHANGED)).to_contain_text("No barrier yet")
    picture(page, "phone-entries-needs-you")
    page.set_viewport_size({"width": 1280, "height": 800})
    picture(page, "desktop-entries-needs-you")
    row(page, CHANGED).click()
    expect(page.get_by_role("alert").filter(has_text="Needs you")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("No barrier yet")
    picture(page, "desktop-needs-you")
    page.go_back()

    needing(page, CHANGED).get_by_role("button", name="Edit").click()
    page.get_by_role("radio", name="Referral").click()
    visited_today(page)
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_role("button", name="Save changes")).to_have_count(0)
    expect_state(page, CHANGED, "Sent")
    assert [entry["barrier"] for entry in kept(live_server, CHANGED)] == ["referral"]


def forget(server: LiveServer, line: Line, phone: Device, devices: Callable[..., Device]) -> None:
    """The line is cut, a change waits, and the server was put back to before there was what it changes.

    That came from another phone of the same person, which never comes back.
    """
    page, lost = phone.page, devices("lost", PHONE, server.url)
    at_work(page)
    at_work(lost.page)
    backup = server.back_up()
    log(lost.page, "Referral", FIRST)
    expect_state(lost.page, FIRST, "Sent")
    lost.close()
    expect_state(page, FIRST, "Sent")
    line.refuse()
    change(page, FIRST, CHANGED)
    server.put_back(backup)
    server.start()


def needing(page: Page, text: str) -> Locator:
    """Open the entry from the list: what it says is wrong, and the ways out."""
    row(page, text).click()
    panel = page.get_by_role("alert").filter(has_text="Needs you")
    expect(panel).to_be_visible()
    return panel


def saved(page: Page, button: Locator) -> dict[str, str]:
    """The file that this button saves."""
    with page.expect_download() as download:
        button.click()
    words: dict[str, str] = json.loads(download.value.path().read_text())
    return words


def discard(page: Page, panel: Locator, answer: str) -> None:
    panel.get_by_role("button", name="Discard").click()
    page.get_by_role("dialog").get_by_role("button", name=answer, exact=True).click()
