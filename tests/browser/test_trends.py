"""What a lead does on Monday: reads what changed, clicks a number and gets exactly its entries, keeps the view,
decides about a signal, searches, takes the page along. And what an MSL sees of all that.
"""

import csv
import io
import random
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.pages import picture, sign_in
from tests.fixtures.browser import DESKTOP, PHONE, Device
from tests.fixtures.field import Phone
from tests.fixtures.server import LiveServer

# Every link to entries whose own figure stands in it: marks say it in words, all others show it.
CLICKABLE = """() => [...document.querySelectorAll("main a[href^='/insights']")]
    .filter((link) => link.checkVisibility())
    .map((link) => {
        const words = link.matches("[data-mark]")
            ? link.getAttribute("aria-label").split("\\n")[0].split(": ").pop()
            : link.matches(".cell") ? link.querySelector("b").textContent
            : link.querySelector(".ranked-count")?.textContent ?? link.textContent;
        const kind = link.matches("[data-mark]") ? "mark" : link.matches(".cell") ? "cell"
            : link.closest("td") ? "visits" : link.matches(".ranked-row") ? "bar" : "figure";
        return [kind, link.getAttribute("href"), Number(words.replace(/\\D/g, ""))];
    })
    .filter(([, href]) => !/^\\/insights\\/\\w/.test(href))"""


@pytest.fixture
def desk(devices: Callable[..., Device], served: LiveServer) -> Device:
    """A lead at a desk, on Trends."""
    device = devices("desktop", DESKTOP | {"accept_downloads": True}, served.url)
    sign_in(device.page, "lead@demo.example")
    settled(device.page)
    return device


def faults(device: Device) -> list[str]:
    """What went wrong in the page; that nobody was signed in at first is no fault."""
    return [error for error in device.errors if "401" not in error]


def settled(page: Page) -> None:
    """The figures of the filters asked for stand there, and what people said."""
    expect(page.locator(".trends-answer[aria-busy=false]")).to_be_visible()
    expect(page.locator(".quotes a, .quote-card .muted").first).to_be_visible()


def total(page: Page) -> int:
    """How many entries the list says that it holds; none has a page of its own."""
    shown = page.locator(".insights-found[aria-busy=false] .insights-total strong, .insights .empty h2").first
    expect(shown).to_be_visible()
    return int(re.sub(r"\D", "", shown.inner_text()) or 0)


def test_the_number_clicked_is_the_number_listed(desk: Device) -> None:
    page = desk.page
    chance = random.Random(5)
    for address in ("/trends?weeks=13&region=nordics", "/trends?barrier=referral&q=referral"):
        page.goto(address)
        settled(page)
        found: list[list[Any]] = page.evaluate(CLICKABLE)
        by_kind = {kind: [one for one in found if one[0] == kind] for kind in {one[0] for one in found}}
        assert by_kind.keys() >= {"mark", "cell", "bar", "visits", "figure"}, by_kind.keys()
        for kind in sorted(by_kind):
            _, href, count = chance.choice(by_kind[kind])
            link = page.locator(f'main a[href="{href}"]').first
            if kind == "mark":
                # A bar without height has nothing to point at but its week, which is all of its column.
                link.dispatch_event("click")
            else:
                link.click()
            page.wait_for_url(lambda url: "/insights" in url)
            assert total(page) == count, f"{kind} on {address} leads to {href}"
            page.go_back()
            page.wait_for_url(re.compile(f"{re.escape(address)}$"))
            settled(page)
    assert not faults(desk)


def happened(page: Page) -> None:
    """What the demo's lead did two weeks ago: in the list, at the mark of its week, and in the table behind it."""
    begins = "Listening begins: Who owns the recall list?"
    expect(page.locator(".trends-events li", has_text=begins)).to_be_visible()
    agreed = page.locator(".trends-events a", has_text="Agreed: A one-page answer with a plan")
    expect(agreed).to_have_attribute("href", re.compile("^/themes/"))
    marks = page.locator(f".barrier-card [data-mark][aria-label*='{begins[:16]}']")
    assert marks.count() == 3, "everybody was asked to listen, whatever the barrier"
    expect(page.locator(".barrier-card .figures td.happened", has_text=begins)).to_have_count(3)
    assert page.locator(".barrier-card [data-mark][aria-label*='Agreed:']").count() == 1, "of referral alone"


def test_a_view_is_kept_opened_and_deleted_and_the_page_goes_along(desk: Device) -> None:
    page = desk.page
    happened(page)
    page.get_by_role("button", name="Per 100 visits").click()
    page.get_by_role("button", name="13 w").click()
    page.wait_for_url("**/trends?weeks=13&show=rate")
    page.go_back()
    page.wait_for_url("**/trends?show=rate")
    expect(page.get_by_role("button", name="26 w")).to_have_attribute("aria-pressed", "true")
    page.go_forward()
    settled(page)

    page.get_by_role("button", name="Saved views").click()
    page.get_by_label("Name for what you see now").fill("Monday rates")
    page.get_by_label("Share with the other leads").check()
    page.get_by_role("button", name="Save view").click()
    kept = page.get_by_role("link", name=re.compile("Monday rates"))
    expect(kept).to_contain_text("shared")
    page.goto("/trends")
    settled(page)
    page.get_by_role("button", name="Saved views").click()
    page.get_by_role("link", name=re.compile("Monday rates")).click()
    page.wait_for_url("**/trends?weeks=13&show=rate")
    settled(page)
    page.get_by_role("button", name="View Monday rates").click()
    page.get_by_role("button", name="Delete the view Monday rates").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("None yet.")).to_be_visible()
    page.keyboard.press("Escape")

    rows = list(csv.reader(io.StringIO(saved(page, "The figures as CSV").read_text("utf-8-sig"))))
    assert rows[0] == ["Table", "What", "Barrier", "From", "To", "Count", "Visits", "Per 100 visits"]
    assert {row[0] for row in rows[1:]} == {
        *("Barriers by week", "Where", "What exactly", "Visits by stakeholder"),
    }
    image = saved(page, "Sentence and charts as a picture").read_bytes()
    assert image.startswith(b"\x89PNG")
    assert len(image) > 20_000, "an empty picture"
    assert not faults(desk)


def test_who_goes_back_and_on_before_the_words_came_still_gets_them(desk: Device) -> None:
    page = desk.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    quotes = re.compile(r"/api/v1/entries\?.*limit=14")
    page.route(quotes, hold)
    figure = page.get_by_role("definition").first
    of_half_a_year = figure.inner_text()
    page.get_by_role("button", name="13 w").click()
    # The figures are there, their words are on their way. How many there are depends on the day.
    expect(figure).not_to_have_text(of_half_a_year)
    expect(page.locator(".quotes-wait")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("button", name="26 w")).to_have_attribute("aria-pressed", "true")
    page.unroute(quotes)
    page.go_forward()
    settled(page)
    assert held, "the words were never asked for before"


def saved(page: Page, way: str) -> Path:
    """What a way of saving brings."""
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as started:
        page.get_by_role("button", name=way).click()
    return Path(started.value.path())


def test_signals_are_read_judged_and_lead_to_their_words(desk: Device, served: LiveServer) -> None:
    page = desk.page
    page.goto("/signals")
    # The demo has a rise of its own, by three authors.
    rise = page.get_by_role("article").filter(has_text="Referral").first
    expect(rise).to_contain_text("by 3 authors")
    tell(served, "msl@demo.example", "sweden")
    tell(served, "msl2@demo.example", "germany_north")
    page.reload()
    card = page.get_by_role("article").filter(has_text="voucher")
    expect(card).to_contain_text("in 18 insights in 4 weeks; usual is less than one.")
    expect(card).to_contain_text("From 6 HCPs in 4 HCOs, by 2 authors.")
    picture(page, "signals-desktop-light")
    card.get_by_role("button", name="Dismiss because").click()
    card.get_by_label("Dismissed because").fill("A pilot of one payer.")
    card.get_by_role("button", name="Dismiss", exact=True).click()
    page.get_by_text("1 dismissed").click()
    expect(card).to_contain_text("A pilot of one payer.")
    card.get_by_role("button", name="Watching").click()
    expect(card).to_contain_text("Watched by Ines Albrecht")

    page.goto("/trends")
    settled(page)
    strip = page.get_by_role("region", name="Signals")
    expect(strip).to_contain_text("Referral")
    strip.get_by_role("link", name=re.compile("All .* signals")).click()
    card.get_by_role("link", name="Read the 18").click()
    assert total(page) == 18
    # Marked by spans: case and accents of the text stay, and what looks like markup is text.
    expect(page.locator("mark").first).to_have_text("Vóucher")
    expect(page.get_by_text("<b>expired</b>").first).to_be_visible()
    page.get_by_role("button", name="Newest").click()
    expect(page.get_by_role("heading", name="In the order in which they arrived")).to_be_visible()
    expect(page.locator("mark").first).to_have_text("Vóucher")
    assert total(page) == 18
    page.get_by_role("button", name="By day").click()
    assert total(page) == 18
    expect(page.get_by_role("heading", level=2)).not_to_have_count(1)
    assert not faults(desk)


def tell(server: LiveServer, email: str, region: str) -> None:
    """Nine entries of one MSL about what nobody had spoken of."""
    with server.client(email) as client:
        person = client.get("/api/v1/session").json()["person"]
        phone = Phone(SimpleNamespace(person=person, post=client.post))  # type: ignore[arg-type]
        rows = [
            {
                "visited_on": (datetime.now(UTC).date() - timedelta(days=number)).isoformat(),
                "text": f"Vóucher <b>expired</b> again: {number}.",
                "region": region,
                "hcp_ref": f"{region}-hcp-{number % 3}",
                "hco_ref": f"{region}-hco-{number % 2}",
            }
            for number in range(9)
        ]
        phone.push(*(phone.create(**row) for row in rows))


def test_an_msl_sees_counts_and_nobodys_words(devices: Callable[..., Device], served: LiveServer) -> None:
    device = devices("counts", PHONE, served.url)
    page = device.page
    sign_in(page, "msl@demo.example")
    page.get_by_role("link", name="Trends").click()
    expect(page.get_by_role("table", name="Insights over time")).to_be_visible()
    assert page.get_by_text("hidden, as a count under 5 could be told from it").count() > 0
    expect(page.get_by_text("counts under 5 are hidden")).to_be_visible()
    expect(page.locator("main a[href^='/insights']")).to_have_count(0)
    page.get_by_role("button", name="Region").click()
    page.wait_for_url("**/counts?by=region&step=month")
    expect(page.get_by_role("rowheader", name="Visits, new or not")).to_be_visible()
    assert not faults(device)
