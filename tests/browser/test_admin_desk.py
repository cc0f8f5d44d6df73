"""An administrator keeps the code lists, and reads in the trail who did what."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import PATIENCE, box, picture, sign_in
from tests.browser.test_screens import CLIPPED, OVERFLOW, SMALL_TARGETS, SMALLEST_TARGET, WEAR, axe
from tests.fixtures.browser import DESKTOP, PHONE, Device
from tests.fixtures.server import LiveServer

ADMIN = "admin@demo.example"


@pytest.mark.timeout(120)
def test_lists_are_kept_and_the_trail_says_by_whom(
    server: LiveServer, devices: Callable[..., Device]
) -> None:
    device = devices("admin", DESKTOP, server.url)
    page = device.page
    sign_in(page, ADMIN)
    page.goto("/admin/vocabularies")
    a_term_is_added_moved_and_renamed(server, page)
    one_is_retired(page)
    others_stay_as_they_are(page)
    looks(device, "admin-vocabularies", "/admin/vocabularies?list=sub_barrier")
    a_phone_offers_what_is_in_use(server, devices)
    the_trail_is_read(page)
    looks(device, "admin-audit", "/admin/audit")
    assert not [error for error in device.errors if not re.search("401|409|422", error)]


def a_term_is_added_moved_and_renamed(server: LiveServer, page: Page) -> None:
    page.get_by_role("button", name="Add a term").click(timeout=PATIENCE)
    sheet(page).get_by_label("In English", exact=True).fill("Waiting list closed")
    sheet(page).get_by_label("In German", exact=False).first.fill("Warteliste geschlossen")
    sheet(page).get_by_text("Referral", exact=True).click()
    sheet(page).get_by_label("Code").fill("gatekeeping")
    sheet(page).get_by_role("button", name="Add a term").click()
    expect(sheet(page).get_by_role("alert")).to_contain_text("none is used twice")
    picture(page, "admin-vocabularies-form")
    sheet(page).get_by_label("Code").fill("")
    sheet(page).get_by_role("button", name="Add a term").click()
    row = term(page, "waiting_list_closed")
    expect(row).to_contain_text("Warteliste geschlossen")
    up = row.get_by_role("button", name="Move Waiting list closed up")
    up.click()
    expect(page.locator("[data-term]").nth(-3)).to_have_attribute("data-term", "waiting_list_closed")
    expect(up).to_be_focused()

    row.get_by_role("button", name="Change the words").click()
    sheet(page).get_by_label("In English", exact=True).fill("List closed")
    retired_by_somebody_else(server)
    sheet(page).get_by_role("button", name="Save").click()
    expect(sheet(page).get_by_role("alert")).to_contain_text("Somebody else changed this list")
    expect(sheet(page).get_by_label("In English", exact=True)).to_have_value("List closed")
    sheet(page).get_by_role("button", name="Save").click()
    expect(sheet(page)).to_have_count(0)
    expect(row).to_contain_text("List closed")
    expect(page.get_by_role("group").filter(has_text="1 retired")).to_be_visible()


def retired_by_somebody_else(server: LiveServer) -> None:
    with server.client(ADMIN) as other:
        lists = other.get("/api/v1/vocabularies").json()["vocabularies"]
        [version] = [one["version"] for one in lists if one["name"] == "sub_barrier"]
        path = "/api/v1/vocabularies/sub_barrier/terms/gatekeeping/retire"
        other.post(path, json={"version": version}).raise_for_status()


def one_is_retired(page: Page) -> None:
    page.get_by_text("1 retired").click()
    page.get_by_role("button", name=re.compile("^Bring .* back$")).click()
    expect(page.get_by_text("1 retired")).to_have_count(0)
    term(page, "gatekeeping").get_by_role("button", name="Retire").click()
    picture(page, "admin-vocabularies-retire")
    sheet(page).get_by_role("button", name="Retire").click()
    expect(page.get_by_text("1 retired")).to_be_visible()


def others_stay_as_they_are(page: Page) -> None:
    """The barriers and a region with others below it have no button that would be refused."""
    page.get_by_role("link", name="Barriers", exact=True).click()
    expect(term(page, "referral")).to_contain_text("Always there")
    expect(page.get_by_role("button", name=re.compile("Add|Retire|Move"))).to_have_count(0)
    term(page, "referral").get_by_role("button", name="Change the words").click()
    sheet(page).get_by_label("In English", exact=True).fill("Sent on")
    sheet(page).get_by_role("button", name="Save").click()
    expect(term(page, "referral")).to_contain_text("Sent on")
    picture(page, "admin-vocabularies-barriers")
    page.get_by_role("link", name="Regions").click()
    expect(term(page, "dach")).to_contain_text("Retire those below it first")
    picture(page, "admin-vocabularies-regions")
    page.get_by_role("link", name="Listening priorities").click()
    expect(page.get_by_text("Leads add them")).to_be_visible()


def a_phone_offers_what_is_in_use(server: LiveServer, devices: Callable[..., Device]) -> None:
    page = devices("phone", PHONE, server.url).page
    sign_in(page, "msl@demo.example")
    page.goto("/capture")
    expect(box(page)).to_be_visible()
    page.get_by_role("button", name=re.compile("^Sent on")).first.click(timeout=PATIENCE)
    expect(page.get_by_text("List closed", exact=True)).to_be_visible()
    expect(page.get_by_text("Gatekeeping", exact=True)).to_have_count(0)
    picture(page, "admin-vocabularies-on-a-phone")


def the_trail_is_read(page: Page) -> None:
    page.goto("/admin/audit")
    page.get_by_label("What", exact=True).select_option("Term retired", timeout=PATIENCE)
    lines = page.locator(".trail-line")
    expect(lines).to_have_count(2)
    assert "action=term%3Aretired" in page.url
    expect(lines.first).to_contain_text(re.compile("retired the term"))
    lines.first.locator("summary").click()
    expect(lines.first).to_contain_text("sub_barrier")
    picture(page, "admin-audit-open")
    lines.first.get_by_role("link", name="All about this thing").click()
    expect(lines).to_have_count(3)
    page.get_by_role("button", name="Check the chain").click()
    expect(page.get_by_role("region", name="Chain")).to_contain_text("Whole")
    page.get_by_label("From", exact=True).fill("2999-01-01")
    expect(page.get_by_role("heading", name="No such line")).to_be_visible()
    picture(page, "admin-audit-empty")
    page.get_by_role("link", name="Clear filters").click()
    expect(lines.first).to_contain_text("read this trail")


def looks(device: Device, name: str, path: str) -> None:
    """At a desk and on a phone, in light and dark, twice as large: pictures, and what a picture can't show."""
    page = device.page
    page.goto(path)
    expect(page.locator(".list li").first).to_be_visible()
    faults: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        picture(page, f"{name}-desktop-{scheme}")
        page.set_viewport_size({"width": 390, "height": 844})
        picture(page, f"{name}-phone-{scheme}")
        faults += axe(device, page) if scheme == "dark" else page.evaluate(SMALL_TARGETS, SMALLEST_TARGET)
        page.set_viewport_size(DESKTOP["viewport"])
    page.set_viewport_size({"width": 320, "height": 640})
    for percent, direction in ((100, "rtl"), (200, "ltr")):
        page.evaluate(WEAR, [percent, direction])
        faults += page.evaluate(CLIPPED)
        if (over := page.evaluate(OVERFLOW)) > 0:
            faults.append(f"{over} px too wide at {percent} %, {direction}")
    picture(page, f"{name}-narrow-large")
    page.evaluate(WEAR, [100, "ltr"])
    page.set_viewport_size(DESKTOP["viewport"])
    page.emulate_media(color_scheme="light")
    assert not faults, (name, faults)


def sheet(page: Page) -> Locator:
    return page.get_by_role("dialog")


def term(page: Page, code: str) -> Locator:
    return page.locator(f'[data-term="{code}"]')
