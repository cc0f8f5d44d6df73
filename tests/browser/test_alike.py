"""While one types: what this person noted before, if it resembles it, in one quiet line. Offline, and nobody else's."""

import re

from playwright.sync_api import Page, expect

from tests.browser.pages import box, log, picture, ready_for_offline, sign_in
from tests.fixtures.browser import Device
from tests.fixtures.server import LiveServer

BEFORE = "Elastography is only at the university hospital and GPs may not order it themselves."
NOW = "GPs told me: to order elastography you must go through the university hospital."
LINE = "You noted something alike today"


def line(page: Page):
    return page.get_by_role("button", name=LINE)


def noted_before(page: Page, live_server: LiveServer) -> None:
    """One entry is on the phone, and the signal is gone."""
    sign_in(page, "msl@demo.example")
    ready_for_offline(page)
    page.goto("/capture")
    log(page, "Diagnostic", BEFORE)
    live_server.stop()
    page.goto("/capture")
    expect(box(page)).to_be_visible()


def test_what_was_noted_before_is_shown_offline_and_tags_alike_in_two_taps(
    live_server: LiveServer, phone: Device
) -> None:
    page = phone.page
    noted_before(page, live_server)
    box(page).fill("x")
    before = places(page)
    box(page).press_sequentially(NOW[:18])
    page.wait_for_timeout(1_500)
    expect(line(page)).to_have_count(0)
    box(page).fill(NOW)
    standing = places(page)
    expect(line(page)).to_be_visible()
    expect(page.locator("#say")).to_have_text(LINE)
    assert places(page) == standing, "nothing may move under the thumb"
    assert before["foot"] == standing["foot"] == 48
    picture(page, "phone-alike")

    line(page).click()
    expect(page.get_by_role("dialog")).to_contain_text(BEFORE)
    picture(page, "phone-alike-sheet")
    page.get_by_role("button", name="Tag mine the same").click()
    expect(page.get_by_role("button", name="Save diagnostic")).to_be_visible()
    expect(box(page)).to_have_value(NOW)
    picture(page, "phone-alike-tagged")

    line(page).click()
    expect(page.get_by_role("button", name="Tag mine the same")).to_have_count(0)
    page.get_by_role("button", name="Open that entry").click()
    expect(page.get_by_text(BEFORE)).to_be_visible()
    page.goto("/capture")
    expect(box(page)).to_have_value(NOW)


def test_put_away_it_stays_away_until_the_next_entry(live_server: LiveServer, phone: Device) -> None:
    page = phone.page
    noted_before(page, live_server)
    box(page).fill(NOW)
    expect(line(page)).to_be_visible()
    page.get_by_role("button", name="Put this hint away").click()
    expect(line(page)).to_have_count(0)
    expect(box(page)).to_be_focused()
    box(page).press_sequentially(" And again.")
    page.wait_for_timeout(1_500)
    expect(line(page)).to_have_count(0)
    log(page, "Diagnostic", NOW)
    box(page).fill(f"{NOW} Once more.")
    expect(line(page)).to_be_visible()


def test_a_colleague_on_the_same_phone_is_told_nothing(live_server: LiveServer, phone: Device) -> None:
    page = phone.page
    sign_in(page, "msl@demo.example")
    page.goto("/capture")
    log(page, "Diagnostic", BEFORE)
    box(page).fill(NOW)
    expect(line(page)).to_be_visible()
    page.goto("/settings")
    page.get_by_role("button", name="Sign out").click()
    unsent = page.get_by_role("dialog").get_by_role("button", name=re.compile("^Sign out"))
    page.wait_for_timeout(500)
    if unsent.count():
        unsent.click()
    expect(page.get_by_label("E-mail")).to_be_visible()
    sign_in(page, "msl2@demo.example")
    page.goto("/capture")
    box(page).fill(NOW)
    page.wait_for_timeout(3_000)
    expect(line(page)).to_have_count(0)


def places(page: Page) -> dict[str, float]:
    """Where things stand, and how high the foot is."""
    found: dict[str, float] = page.evaluate(
        """() => {
            const of = (name) => document.querySelector(name)?.getBoundingClientRect();
            const tile = of(".tile") ?? of(".capture-save");
            return {box: of(".capture-box").bottom, tile: tile.top, foot: of(".capture-foot").height};
        }"""
    )
    return found
