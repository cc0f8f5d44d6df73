"""The company's own way to report an event stands beside the warning, offline too, with the time that is left."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import development, front_end
from tests.browser.pages import at_work, box, picture, row, write
from tests.fixtures.browser import DESKTOP, PHONE, Device
from tests.fixtures.server import LiveServer

TEXT = "One patient fainted after the injection."
FORM = "https://safety.example/report?from=pathnote"


@pytest.fixture
def live_server(tmp_path: Path) -> Iterator[LiveServer]:
    """A server whose company has named its form and its number."""
    settings = {
        "PATHNOTE_SAFETY__REPORT_URL": FORM,
        "PATHNOTE_SAFETY__REPORT_PHONE": "+49 (30) 123-4567",
        "PATHNOTE_SAFETY__REPORT_HOURS": "48",
    }
    server = LiveServer(tmp_path / "data", development(front_end(tmp_path)) | settings)
    server.start()
    yield server
    server.stop()


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_link_and_number_are_there_offline_and_the_clock_runs(
    live_server: LiveServer, devices: Callable[..., Device], size: str
) -> None:
    device = devices(size, PHONE if size == "phone" else DESKTOP, live_server.url)
    page = device.page
    at_work(page)
    live_server.stop()
    page.goto("/capture")
    write(page, TEXT)
    expect(page.get_by_text("This may be a side effect")).to_be_visible()
    reachable(page)
    picture(page, f"{size}-report-line")
    page.get_by_role("button", name="Yes, an event").click()
    reachable(page)
    expect(page.get_by_role("timer")).to_have_text(re.compile("48 h|47 h"))
    expect(page.get_by_text("48 hours after you heard it")).to_be_visible()
    page.get_by_role("button", name="Save referral insight").click()
    expect(page.get_by_text("Saved on this phone", exact=True)).to_be_visible()

    page.clock.install()
    page.goto("/entries")
    found = row(page, TEXT)
    expect(found).to_contain_text("Report to safety")
    expect(found.get_by_role("timer")).to_have_text(re.compile("48 h|47 h"))
    page.clock.fast_forward("30:00:00")
    expect(found.get_by_role("timer")).to_have_text(re.compile("17 h|18 h"))
    found.click()
    reachable(page)
    picture(page, f"{size}-report-entry")
    page.clock.fast_forward("18:30:00")
    page.reload()
    expect(page.get_by_text("The time to report this has passed.")).to_be_visible()
    assert not [error for error in device.errors if "Content Security Policy" in error]


def reachable(page: Page) -> None:
    """Real links: one opens beside the app, the other dials."""
    form = page.get_by_role("link", name="Report form")
    expect(form).to_have_attribute("href", FORM)
    expect(form).to_have_attribute("target", "_blank")
    expect(page.get_by_role("link", name="Call +49 (30) 123-4567")).to_have_attribute(
        "href", "tel:+49301234567"
    )


def test_a_changed_number_comes_with_the_next_start(live_server: LiveServer, phone: Device) -> None:
    page = phone.page
    at_work(page)
    live_server.stop()
    live_server.environment["PATHNOTE_SAFETY__REPORT_PHONE"] = "+46 8 123 456"
    live_server.start()
    with page.expect_response("**/api/v1/session"):
        page.goto("/capture")
    box(page).fill(TEXT)
    expect(page.get_by_role("link", name="Call +46 8 123 456")).to_be_visible()
