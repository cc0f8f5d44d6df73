"""Pathnote on the Home Screen: on an iPhone the guide comes before the first entry, elsewhere when asked for."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.pages import box, picture, sign_in
from tests.fixtures.browser import PHONE, Device
from tests.fixtures.server import LiveServer

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)
ANDROID = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Mobile Safari/537.36"
)
# What Chromium sends when it would install; it does so only to people it has come to know.
OFFER = """() => {
    const offer = new Event("beforeinstallprompt");
    offer.prompt = async () => { window.asked = true; };
    offer.userChoice = Promise.resolve({ outcome: "accepted" });
    window.dispatchEvent(offer);
}"""


def guide(page: Page) -> None:
    expect(page.get_by_role("heading", name="Put Pathnote on your Home Screen")).to_be_visible()


def test_an_iphone_is_shown_the_way_before_the_first_entry_and_once(
    live_server: LiveServer, devices: Callable[..., Device]
) -> None:
    page = devices("iphone", {**PHONE, "user_agent": IPHONE}, live_server.url).page
    sign_in(page, "msl@demo.example")
    guide(page)
    expect(page.get_by_role("listitem").filter(has_text="tap Share")).to_be_visible()
    expect(page.get_by_text("can be deleted after seven days")).to_be_visible()
    picture(page, "install-iphone")

    page.get_by_role("button", name="Go on in the browser").click()
    expect(box(page)).to_be_visible()
    page.goto("/")
    expect(box(page)).to_be_visible()


def test_elsewhere_writing_comes_first_and_the_browser_itself_installs(
    live_server: LiveServer, devices: Callable[..., Device]
) -> None:
    page = devices("android", {**PHONE, "user_agent": ANDROID}, live_server.url).page
    sign_in(page, "msl@demo.example")
    expect(box(page)).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name="Settings").click()
    page.get_by_role("link", name="Put Pathnote on your Home Screen").click()
    guide(page)
    expect(page.get_by_role("listitem").filter(has_text="the three dots")).to_be_visible()

    page.evaluate(OFFER)
    expect(page.get_by_role("listitem")).to_have_count(0)
    page.get_by_role("button", name="Install", exact=True).click()
    expect(box(page)).to_be_visible()
    assert page.evaluate("() => window.asked") is True
