"""Warned while typing: the words are marked, one line says what to do, and Save is never in the way. Offline too."""

from playwright.sync_api import Page, expect

from tests.browser.pages import PATIENCE, picture, ready_for_offline, row, sign_in
from tests.fixtures.browser import Device
from tests.fixtures.server import LiveServer

TEXT = "👍 Mrs Kowalski came out in a rash after the first dose. It is a game changer."
MASKED = "👍 […] came out in a rash after the first dose. It is a game changer."


def test_what_is_typed_is_marked_and_answered_offline(live_server: LiveServer, phone: Device) -> None:
    page = phone.page
    sign_in(page, "msl@demo.example")
    ready_for_offline(page)
    live_server.stop()
    page.goto("/capture")
    box = page.get_by_role("textbox", name="What did you learn?")
    box.fill(TEXT)
    expect(page.locator(".marks mark")).to_have_text(
        ["Mrs Kowalski", "rash", "game changer"], timeout=PATIENCE
    )
    lie_under_their_words(page)
    page.get_by_role("button", name="Referral").click()
    picture(page, "phone-screening")

    page.get_by_role("button", name="Mask", exact=True).click()
    expect(box).to_have_value(MASKED)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("Sounds like promotion")).to_have_count(0)
    expect(page.get_by_role("radio", name="No", exact=True)).to_have_attribute("aria-checked", "false")
    page.get_by_role("button", name="Report it").click()
    expect(page.get_by_role("radio", name="Yes")).to_have_attribute("aria-checked", "true")
    expect(page.get_by_text("24 hours after you heard it")).to_be_visible()

    page.get_by_role("button", name="Save referral insight").click()
    expect(page.get_by_text("Saved on this phone", exact=True)).to_be_visible(timeout=PATIENCE)
    live_server.start()
    page.goto("/entries")
    expect(row(page, MASKED)).to_contain_text("Sent", timeout=60_000)


def test_an_event_nobody_answered_for_is_suspected(live_server: LiveServer, phone: Device) -> None:
    page = phone.page
    sign_in(page, "msl@demo.example")
    page.goto("/capture")
    page.get_by_role("textbox", name="What did you learn?").fill("One patient fainted after the injection.")
    expect(page.get_by_text("This may be a side effect")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Referral").click()
    with page.expect_request("**/sync/push") as sent:
        page.get_by_role("button", name="Save referral insight").click()
    fields = sent.value.post_data_json["ops"][0]["fields"]
    assert (fields.get("safety_answer"), fields["safety_status"]) == (None, "suspected")
    assert fields["flags"] == [{"rule": "adverse_event", "start": 12, "end": 19}]


def lie_under_their_words(page: Page) -> None:
    """The layer wraps as the box does, or marks would stand under other words."""
    sizes = page.evaluate(
        """() => [".capture-box textarea", ".marks"].map((name) => {
            const one = document.querySelector(name), style = getComputedStyle(one);
            return [one.getBoundingClientRect().top, one.clientWidth, style.font, style.padding, style.letterSpacing];
        })"""
    )
    assert sizes[0] == sizes[1]
