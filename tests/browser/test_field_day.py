"""The main job, end to end: a phone captures offline, the server hears it, a lead reads it.

The network is really gone: the server is stopped, and the browser is killed with all its processes.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import PATIENCE, log, picture, ready_for_offline, row, sign_in
from tests.fixtures.browser import Device
from tests.fixtures.server import LiveServer

NOTES = {
    "Diagnostic pathway": "Lab reports the score only when asked; reflex testing is 'coming'.",
    "Guideline uptake": "Knows the update exists, works from the old algorithm on the wall.",
    "Referral": "District nurse: the clinic writes to the patient, never to her.",
}
UNFINISHED = "Half a sentence about the waiting li"


@pytest.mark.timeout(240)
def test_a_day_in_the_field(live_server: LiveServer, phone: Device, desktop: Device) -> None:
    page = phone.page
    sign_in(page, "msl@demo.example")
    ready_for_offline(page)

    live_server.stop()
    page.goto("/capture")
    for barrier, text in NOTES.items():
        log(page, barrier, text)
    page.get_by_role("textbox", name="What did you learn?").fill(UNFINISHED)
    picture(page, "phone-saved-offline")

    page = phone.reopen()
    page.goto("/")
    expect(page.get_by_role("textbox", name="What did you learn?")).to_have_value(UNFINISHED)
    page.goto("/entries")
    for text in NOTES.values():
        expect(row(page, text)).to_contain_text("Waiting")
    expect(page.get_by_text("3 waiting for signal.")).to_be_visible()
    picture(page, "phone-entries-offline")

    live_server.start()
    for text in NOTES.values():
        expect(row(page, text)).to_contain_text("Sent", timeout=60_000)
        expect(row(page, text)).to_have_count(1)
    picture(page, "phone-entries-sent")

    read_by_the_lead(desktop.page, NOTES["Referral"])


def read_by_the_lead(page: Page, text: str) -> None:
    """Trends, from there to the entries, a filter, and the very entry."""
    sign_in(page, "lead@demo.example")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("table").first).to_be_attached()
    picture(page, "desktop-trends")
    page.goto("/insights?barrier=referral&q=district")
    expect(page.get_by_text(text)).to_be_visible()
    picture(page, "desktop-insights")
    page.get_by_text(text).click()
    page.wait_for_url(re.compile(r"/insights/[0-9a-f-]{36}"), timeout=PATIENCE)
    expect(page.get_by_text(text)).to_be_visible()
    expect(page.get_by_text("Mara Lindqvist").first).to_be_visible()
    picture(page, "desktop-insight")
