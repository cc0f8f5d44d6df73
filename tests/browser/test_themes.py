"""A lead gathers what several people said into a theme, carries it up and closes the loop; a colleague reads along."""

import os
import re
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import PATIENCE, picture, sign_in
from tests.browser.test_screens import CLIPPED, OVERFLOW, SMALL_TARGETS, SMALLEST_TARGET, WEAR, axe
from tests.fixtures.browser import DESKTOP, PHONE, Device
from tests.fixtures.field import Phone
from tests.fixtures.server import COMMAND, LiveServer

CONCLUSION = "Practices do not call back flagged patients because nobody owns the recall list."
ON_ITS_OWN = "Where a nurse owns the recall list, patients come back."
SAID = (
    "Nobody owns the recall list once the laboratory flags a patient.",
    "The recall list lies with nobody; flagged patients never hear.",
    "Flagged patients are on a recall list that nobody owns here.",
    "A nurse owns the recall list in this practice and flagged patients come back.",
)


@pytest.mark.timeout(240)
def test_a_lead_carries_a_theme_from_entries_to_its_end(
    server: LiveServer, devices: Callable[..., Device]
) -> None:
    with server.client("msl@demo.example") as client:
        said(client)
    device = devices("lead", DESKTOP, server.url)
    page = device.page
    sign_in(page, "lead@demo.example")

    page.goto("/themes?q=recall+list")
    expect(page.get_by_role("heading", name="No theme fits")).to_be_visible()
    made_of_picked(page)
    theme = page.url
    picture(page, "theme-desktop")

    a_proposal_contradicts(page)
    a_step_waits_for_its_action(page)
    what_was_typed_outlives_somebody_faster(server, page)
    the_line_leaves_only_when_cleared(page)
    split_and_merged(page)

    assert page.url == theme
    can_be_read(device)
    narrow(page)
    picture(page, "theme-phone-light")
    assert page.evaluate(SMALL_TARGETS, SMALLEST_TARGET) == []
    assert page.evaluate(OVERFLOW) == 0
    page.get_by_role("button", name="Close, not acted on").click()
    sheet(page).get_by_label("Not acted on, because").fill("The region decides on recall next year.")
    sheet(page).get_by_role("button", name="Close, not acted on").click()
    expect(page.get_by_text("Closed, not acted on, because:")).to_be_visible()
    the_list_and_the_loop(page)
    assert not [error for error in device.errors if not re.search("401|409", error)]

    a_colleague_reads_along(server, devices, theme)


def said(client: Any) -> None:
    """Four entries of four organisations in Sweden, as a phone sends them."""
    client.person = client.get("/api/v1/session").json()["person"]
    phone = Phone(client)
    places = ("sweden_stockholm", "sweden_south", "sweden_west", "sweden_stockholm")
    phone.push(
        *(
            phone.create(
                text=text,
                region=region,
                hcp_ref=f"HCP-{at}",
                hco_ref=f"HCO-{at}",
                hco_type="gp_practice",
            )
            for at, (text, region) in enumerate(zip(SAID, places, strict=True))
        )
    )


def made_of_picked(page: Page) -> None:
    """Three rows of a search, then the sentence; the place is proposed from what they have in common."""
    # An MSL's link to a search: who leads finds the same words among the insights.
    page.goto("/search?q=recall+list+nobody")
    page.wait_for_url("**/insights?q=recall+list+nobody", timeout=PATIENCE)
    for text in SAID[:3]:
        page.get_by_label(f"Pick: {text[:40]}").check()
    page.get_by_role("button", name="Make a theme").click()
    expect(page.get_by_role("heading", name="From 3 entries")).to_be_visible()
    expect(page.get_by_label("Region")).to_have_value("sweden")
    expect(page.get_by_role("radio", name="Referral")).to_be_checked()
    picture(page, "theme-new-desktop")
    page.get_by_label("Tentative conclusion").fill(CONCLUSION)
    page.reload()
    expect(page.get_by_role("heading", name="From 3 entries")).to_be_visible()
    expect(page.get_by_label("Tentative conclusion")).to_have_value(CONCLUSION)
    page.get_by_role("button", name="Make the theme").click()
    expect(page.get_by_role("heading", level=1, name=CONCLUSION)).to_be_visible()
    expect(page.get_by_text("3 HCPs at 3 organisations")).to_be_visible()
    expect(column(page, "Speaks for it")).to_contain_text("One voice: a single author")
    expect(column(page, "Speaks against it")).to_contain_text("Has anybody been asked?")


def a_proposal_contradicts(page: Page) -> None:
    """The one near-identical entry that was not picked is proposed with the reason; one click puts it against."""
    proposal = page.get_by_role("listitem").filter(has_text=SAID[3])
    expect(proposal).to_contain_text(re.compile("Shares ‘.*’ with"))
    proposal.get_by_role("button", name="Against").click()
    expect(column(page, "Speaks against it")).to_contain_text(SAID[3])
    expect(page.get_by_text("1 HCP at 1 organisation")).to_be_visible()


def a_step_waits_for_its_action(page: Page) -> None:
    """Three organisations are enough to corroborate; co-designed needs a partner first, and the page says so."""
    step(page, "Mark as corroborated", "Three practices in three counties say it.")
    expect(page.get_by_role("button", name="Mark as co-designed")).to_be_visible()
    step(page, "Mark as co-designed", "Agreed with the practice.")
    expect(sheet(page)).to_contain_text("needs an action with a partner on the HCP’s side")
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Add an action").click()
    sheet(page).get_by_label("What").fill("One shared recall inbox")
    sheet(page).get_by_label("Owed by").select_option("medical")
    sheet(page).get_by_label("Partner on the HCP’s side").fill("HCP-0")
    sheet(page).get_by_label("Due").fill("2026-11-02")
    sheet(page).get_by_role("button", name="Add the action").click()
    expect(page.get_by_text(re.compile(r"\d+ days? late"))).to_be_visible()
    step(page, "Mark as co-designed", "Agreed with the practice.")
    expect(page.get_by_role("button", name="Mark as piloted")).to_be_visible()

    page.get_by_role("button", name="Update: One shared recall inbox").click()
    sheet(page).get_by_text("Done", exact=True).click()
    sheet(page).get_by_label("What came of it").fill("The inbox has an owner.")
    sheet(page).get_by_role("button", name="Save").click()
    expect(page.get_by_text("The inbox has an owner.")).to_be_visible()
    page.get_by_role("button", name="History: One shared recall inbox").click()
    expect(sheet(page)).to_contain_text("Agreed Done")
    page.keyboard.press("Escape")


def what_was_typed_outlives_somebody_faster(server: LiveServer, page: Page) -> None:
    """Another lead changes the area meanwhile: the form keeps its words, shows the change and saves again."""
    page.get_by_role("button", name="Change", exact=True).click()
    box = sheet(page).get_by_label("Tentative conclusion")
    box.fill(f"{CONCLUSION} Still.")
    path = f"/api/v1/themes/{page.url.rpartition('/')[2]}"
    with server.client("lead@demo.example") as other:
        now = other.get(path).json()
        place = now["place"] | {"therapeutic_area": "hepatology"}
        other.patch(path, json={"rev": now["rev"], "place": place}).raise_for_status()
    sheet(page).get_by_role("button", name="Save").click()
    expect(sheet(page)).to_contain_text("Somebody changed this theme while you were typing")
    expect(sheet(page).locator("ins")).to_have_text("Hepatology")
    expect(box).to_have_value(f"{CONCLUSION} Still.")
    picture(page, "theme-meanwhile-desktop")
    sheet(page).get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1, name=f"{CONCLUSION} Still.")).to_be_visible()
    expect(page.get_by_text("Sweden · GP practice · Hepatology")).to_be_visible()


def the_line_leaves_only_when_cleared(page: Page) -> None:
    page.get_by_role("button", name="Write the line").click()
    sheet(page).get_by_label("The sentence").fill("Your practice now has one inbox for recalls.")
    sheet(page).get_by_role("button", name="Save").click()
    expect(page.get_by_text("Not cleared: it stays at the desk")).to_be_visible()
    page.get_by_role("button", name="Change the line").click()
    sheet(page).get_by_label("Cleared for saying").check()
    sheet(page).get_by_role("button", name="Save").click()
    expect(page.get_by_text("Cleared for saying by Ines Albrecht")).to_be_visible()


def split_and_merged(page: Page) -> None:
    """The dissent becomes a theme of its own, and comes back with its side."""
    page.get_by_role("button", name="Split").click()
    page.get_by_label(f"Choose: {SAID[3][:40]}").check()
    page.get_by_role("button", name="Make a theme of these").click()
    sheet(page).get_by_label("Tentative conclusion").fill(ON_ITS_OWN)
    sheet(page).get_by_role("button", name="Split off").click()
    expect(page.get_by_role("heading", level=1, name=ON_ITS_OWN)).to_be_visible()
    expect(column(page, "Speaks against it")).to_contain_text(SAID[3])

    page.get_by_role("button", name="Merge").click()
    sheet(page).get_by_role("button", name=CONCLUSION).click()
    sheet(page).get_by_label("Why").fill("It is the dissent of the same theme.")
    sheet(page).get_by_role("button", name="Merge").click()
    expect(page.get_by_role("heading", level=1, name=CONCLUSION)).to_be_visible()
    expect(page.get_by_role("heading", name="Merged into this one")).to_be_visible()
    expect(column(page, "Speaks against it")).to_contain_text(SAID[3])


def can_be_read(device: Device) -> None:
    """The page with everything on it: axe has nothing to object in the dark, twice as large nothing is cut off."""
    page = device.page
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    picture(page, "theme-desktop-dark")
    assert axe(device, page) == []
    page.emulate_media(color_scheme="light")
    page.evaluate(WEAR, [200, "ltr"])
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(OVERFLOW) == 0
    page.evaluate(WEAR, [100, "ltr"])


def the_list_and_the_loop(page: Page) -> None:
    page.goto("/themes?status=closed")
    expect(page.get_by_role("link").filter(has_text=CONCLUSION)).to_contain_text("Closed")
    picture(page, "themes-phone")
    page.get_by_role("link", name="The loop").click()
    expect(page.get_by_role("heading", name=re.compile(r"\d+ entries never read"))).to_be_visible()
    picture(page, "loop-phone")
    page.get_by_role("link", name="Priorities").click()
    page.get_by_role("button", name="Add a priority").click()
    sheet(page).get_by_label("Question in English").fill("Which practice calls its patients back?")
    sheet(page).get_by_label("From").fill("2026-01-01")
    sheet(page).get_by_role("button", name="Add a priority").click()
    row = page.get_by_role("listitem").filter(has_text="Which practice calls its patients back?")
    expect(row).to_contain_text("from 1 Jan")
    picture(page, "priorities-phone")
    row.get_by_role("button", name="Retire").click()
    sheet(page).get_by_role("button", name="Retire").click()
    expect(row).to_contain_text("Retired")


def a_colleague_reads_along(server: LiveServer, devices: Callable[..., Device], theme: str) -> None:
    """On a phone, in German: the conclusion and its counts, no names, no reference, nothing to press."""
    now_is(server, "colleague")
    page = devices("colleague", PHONE | {"color_scheme": "dark", "locale": "de-DE"}, server.url).page
    page.goto("/sign-in")
    page.get_by_label("E-Mail").fill("analyst@demo.example")
    page.get_by_label("Passwort", exact=True).fill("pathnote-demo")
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_url("**/themes", timeout=PATIENCE)
    page.get_by_role("link").filter(has_text=CONCLUSION).click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("Spricht dagegen")
    expect(main).to_contain_text("Your practice now has one inbox for recalls.")
    assert not re.search("Ines|HCP-0|recall list once", main.inner_text())
    expect(main.get_by_role("button")).to_have_count(0)
    assert page.url == theme
    picture(page, "theme-colleague-phone-dark")
    a_commercial_one_sees_what_is_broad(server, page)


def a_commercial_one_sees_what_is_broad(server: LiveServer, page: Page) -> None:
    """Only while switched on, only what five places support, and of nobody how many HCPs or organisations they are."""
    now_is(server, "commercial")
    page.goto("/themes")
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", name="Noch keine Themen")).to_be_visible()
    server.stop()
    server.environment["PATHNOTE_THEMES__COMMERCIAL"] = "true"
    server.start()
    page.goto("/themes")
    broad = main.locator("a.theme-row")
    expect(broad).not_to_have_count(0)
    assert CONCLUSION not in main.inner_text(), "three places are too few"
    picture(page, "themes-commercial-phone-dark")
    broad.first.click()
    expect(main).to_contain_text("Spricht dagegen")
    expect(main.get_by_role("button")).to_have_count(0)
    assert not re.search(r"HCP|HCO|Organisation|Ines|Mara|null|undefined|NaN", main.inner_text())
    assert page.evaluate(OVERFLOW) == 0
    picture(page, "theme-commercial-phone-dark")


def now_is(server: LiveServer, role: str) -> None:
    """The analyst of the demo gets another role."""
    environment = {**os.environ, "PATHNOTE_DATA": str(server.data), **server.environment}
    command = [str(COMMAND), "users", "set", "analyst@demo.example", "--role", role]
    subprocess.run(command, env=environment, check=True, capture_output=True)


def step(page: Page, name: str, why: str) -> None:
    page.get_by_role("button", name=name).click()
    sheet(page).get_by_label("Why").fill(why)
    sheet(page).get_by_role("button", name=name).click()


def sheet(page: Page) -> Locator:
    return page.get_by_role("dialog")


def column(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


def narrow(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
