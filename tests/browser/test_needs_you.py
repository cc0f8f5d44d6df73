"""What the server could not take: it says why, the rest goes on, and every way out of it does what it says."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import (
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
)
from tests.fixtures.browser import PHONE, Device
from tests.fixtures.proxy import Line
from tests.fixtures.server import LiveServer

YEAR = timedelta(days=365)


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


def test_a_change_of_what_a_restored_server_does_not_know_becomes_an_entry(
    live_server: LiveServer, line: Line, phone: Device, devices: Callable[..., Device]
) -> None:
    first, changed = "On a phone that never came back.", "Changed where it had been read."
    page, lost = phone.page, devices("lost", PHONE, live_server.url)
    at_work(page)
    at_work(lost.page)
    backup = live_server.back_up()
    log(lost.page, "Referral", first)
    expect_state(lost.page, first, "Sent")
    lost.close()
    expect_state(page, first, "Sent")

    line.refuse()
    change(page, first, changed)
    live_server.put_back(backup)
    live_server.start()
    line.mend()
    expect_state(page, changed, "Needs you")
    assert kept(live_server, changed) == []

    panel = needing(page, changed)
    expect(panel).to_contain_text("The server does not know this entry.")
    picture(page, "phone-needs-you-unknown")
    panel.get_by_role("button", name="Save as a new entry").click()
    expect(panel).to_have_count(0)
    all_sent(page)
    expect_state(page, changed, "Sent")
    assert [len(kept(live_server, text)) for text in (first, changed)] == [0, 1]


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
