"""Pages on a line slower than the person: nothing twice, nothing of another question, nothing that was left."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.pages import PASSWORD, sign_in, until
from tests.fixtures.browser import DESKTOP, PHONE, Device
from tests.fixtures.server import LiveServer


@pytest.fixture
def page(devices: Callable[..., Device], served: LiveServer) -> Page:
    """A lead at a desk."""
    device = devices("desktop", DESKTOP, served.url)
    sign_in(device.page, "lead@demo.example")
    return device.page


def test_the_next_page_is_of_the_filters_one_sees(page: Page) -> None:
    page.goto("/insights")
    more = page.get_by_role("main").get_by_role("button", name="Show more")
    expect(more).to_be_visible()
    slow = held(page, r"/api/v1/entries\?.*barrier=referral")
    page.get_by_role("button", name=re.compile("^Barrier")).click()
    page.get_by_role("checkbox", name="Referral", exact=True).check()
    page.keyboard.press("Escape")
    expect(page.locator(".insights-found[aria-busy=true]")).to_be_visible()
    expect(more).to_have_count(0)
    slow()
    expect(page.locator(".insights-found[aria-busy=false]")).to_be_visible()
    assert set(page.locator(".insights-found .entry-row [data-barrier]").evaluate_all(BARRIERS)) == {
        "referral"
    }


BARRIERS = "(badges) => badges.map((badge) => badge.dataset.barrier)"


def test_two_taps_bring_the_next_page_once(page: Page, served: LiveServer) -> None:
    with served.client("lead@demo.example") as lead:
        query = {"limit": "12", "barrier": "referral"}
        found = lead.get("/api/v1/entries", params=query).json()["items"]
        assert len(found) == 12
        theme = {
            "barrier": "referral",
            "place": {"region": "germany"},
            "conclusion": "Referrals come back without an answer.",
            "entries": [{"entry_id": one["id"]} for one in found],
        }
        made = lead.post("/api/v1/themes", json=theme)
        assert made.status_code == 201, made.text
    page.goto(f"/themes/{made.json()['id']}")
    side = page.locator(".evidence[data-stance=supports]")
    more = side.get_by_role("button", name="Show 7 more")
    expect(more).to_be_visible()
    slow = held(page, r"/evidence\?.*cursor=")
    more.dblclick()
    assert slow() == 1, "the second tap asked once more"
    items = side.locator(".evidence-says")
    expect(items).to_have_count(12)
    hrefs = items.evaluate_all("(links) => links.map((link) => link.getAttribute('href'))")
    assert len(set(hrefs)) == 12
    expect(more).to_have_count(0)


def test_an_address_that_goes_on_while_its_page_still_opens_is_the_one_shown(
    devices: Callable[..., Device], served: LiveServer
) -> None:
    page = devices("another", DESKTOP, served.url).page
    slow = held(page, r"/styles/elements/charts\.css")
    page.goto("/sign-in?next=%2Ftrends%3Fweeks%3D13")
    page.get_by_label("E-mail").fill("lead@demo.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    with page.expect_request("**/styles/elements/charts.css"):
        page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Trends").click()
    page.wait_for_url("**/trends")
    assert slow() == 1
    expect(page.get_by_role("button", name="26 w")).to_have_attribute("aria-pressed", "true")


def test_an_answer_that_was_left_before_it_could_open_stays_away(
    devices: Callable[..., Device], served: LiveServer
) -> None:
    # Without its worker, which would have the script at hand.
    page = devices("phone", PHONE | {"service_workers": "block"}, served.url).page
    sign_in(page, "msl@demo.example")
    page.goto("/brief?region=&hco_type=&therapeutic_area=")
    answer = page.get_by_role("link", name="Supports").or_(page.get_by_role("button", name="Supports")).first
    expect(answer).to_be_visible()
    slow = held(page, r"/screens/react\.js")
    with page.expect_request("**/screens/react.js"):
        answer.click()
    page.go_back()
    page.wait_for_url(lambda url: "stance" not in url)
    with page.expect_response("**/screens/react.js"):
        slow()
    until(page, "async () => Boolean(await import('/screens/react.js'))")
    expect(page.get_by_role("heading", name="Brief", exact=True)).to_be_visible()
    expect(answer).to_be_visible()


def held(page: Page, address: str) -> Callable[[], int]:
    """Answers to this come only when asked for: what lets them go, and all later ones, and says how many waited."""
    waiting: list[Route] = []
    patient = [True]

    def hold(route: Route) -> None:
        if patient:
            waiting.append(route)
        else:
            route.continue_()

    def go() -> int:
        patient.clear()
        assert waiting, f"nothing was asked for at {address}"
        for route in waiting:
            route.continue_()
        return len(waiting)

    page.route(re.compile(address), hold)
    return go
