"""The phone's clock is a year wrong. What was written arrives, or says in words what to put right; nothing is lost."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.browser.pages import at_work, expect_state, kept, live_by, log, row, visited_today
from tests.fixtures.browser import Device
from tests.fixtures.proxy import Line
from tests.fixtures.server import LiveServer

YEAR = timedelta(days=365)


def test_a_clock_a_year_behind_costs_nothing(server: LiveServer, line: Line, phone: Device) -> None:
    page, text = phone.page, "Written by a clock of last year."
    live_by(page, datetime.now(UTC) - YEAR)
    at_work(page)
    line.refuse()
    log(page, "Referral", text)
    page.goto("/entries")
    # Among the entries of that day, a year down the list.
    page.get_by_role("button", name="Show").click()
    expect_state(page, text, "Waiting")
    line.mend()

    expect_state(page, text, "Sent")
    [entry] = kept(server, text)
    # The phone's own words are kept as they are; when it came is the server's knowledge.
    assert entry["captured_at"][:4] == str((datetime.now(UTC) - YEAR).year)
    assert datetime.now(UTC) - datetime.fromisoformat(entry["received_at"]) < timedelta(hours=1)


def test_a_clock_a_year_ahead_is_named_and_put_right(server: LiveServer, line: Line, phone: Device) -> None:
    page, text = phone.page, "Written by a clock of next year."
    live_by(page, datetime.now(UTC) + YEAR)
    at_work(page)
    log(page, "Referral", text)
    expect_state(page, text, "Needs you")
    row(page, text).click()
    expect(page.get_by_role("alert")).to_contain_text("this phone’s clock")
    assert kept(server, text) == []

    page.clock.set_system_time(datetime.now(UTC))
    page.get_by_role("button", name="Edit").click()
    visited_today(page)
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_role("button", name="Edit")).to_be_visible()
    expect_state(page, text, "Sent")
    assert len(kept(server, text)) == 1
