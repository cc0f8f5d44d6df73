"""Bad lines: portals, cuts, silence, and servers that ask to wait. Nothing counts but our own server's own answer."""

import time

import pytest
from playwright.sync_api import Route, expect

from tests.browser.pages import all_sent, at_work, expect_state, kept, log, row, until
from tests.fixtures.browser import Device
from tests.fixtures.proxy import Line
from tests.fixtures.server import LiveServer

PUSH = "/api/v1/sync/push"
# The phone has stored the moment that it was told.
NOTED = """async () => {
    const { getMeta } = await import("/data/meta.js");
    return (await getMeta("told")) !== undefined;
}"""
PROBLEM = '{"type":"about:blank","title":"Busy","status":%d,"detail":"Come back later."}'


@pytest.mark.parametrize("trick", ["page with 200", "redirect with 302"])
def test_a_hotel_portal_takes_nothing(server: LiveServer, line: Line, phone: Device, trick: str) -> None:
    page, text = phone.page, f"Written behind a portal: {trick}."
    at_work(page)
    if trick == "page with 200":
        line.portal()
    else:
        line.portal_redirect()
    log(page, "Referral", text)
    expect_state(page, text, "Waiting")
    # Whoever opens the app here gets the app, not the hotel's page.
    page.reload()
    expect_state(page, text, "Waiting")
    assert kept(server, text) == []

    line.mend()

    expect_state(page, text, "Sent")
    assert len(kept(server, text)) == 1


@pytest.mark.parametrize("after", [0, 30, 400])
def test_an_answer_cut_in_the_middle_is_asked_for_again(
    server: LiveServer, line: Line, phone: Device, after: int
) -> None:
    page, text = phone.page, f"Stored, and the answer cut after {after} bytes."
    at_work(page)
    line.cut_answers(after, only=PUSH, times=1)
    log(page, "Referral", text)
    # A page left for another while its answer is on the way would ask once more.
    all_sent(page)
    expect_state(page, text, "Sent")

    assert list(line.times_sent().values()) == [2]
    assert len(kept(server, text)) == 1


def test_a_line_that_says_nothing_is_given_up_and_tried_again(
    server: LiveServer, line: Line, phone: Device
) -> None:
    page = phone.page
    at_work(page)
    line.black_hole()
    log(page, "Referral", "Said into a black hole.")
    # It waits for an answer that won't come; writing goes on meanwhile.
    log(page, "Referral", "Said while the first one hangs.")
    expect_state(page, "Said into a black hole.", "Waiting")
    line.mend()

    for text in ("Said into a black hole.", "Said while the first one hangs."):
        expect_state(page, text, "Sent")
        assert len(kept(server, text)) == 1


@pytest.mark.parametrize(("status", "seconds"), [(429, 6), (503, 6)])
def test_a_server_that_says_when_is_left_alone_until_then(
    server: LiveServer, line: Line, phone: Device, status: int, seconds: int
) -> None:
    page, text = phone.page, f"Written when the server said {status}."
    at_work(page)
    headers = {"Content-Type": "application/problem+json", "Retry-After": str(seconds)}
    line.answer(status, headers, PROBLEM % status, only=PUSH, times=1)
    asked = time.monotonic()
    log(page, "Referral", text)
    # Signs of a better link don't count against the server's own word.
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    log(page, "Referral", f"And another when it said {status}.")
    page.get_by_role("navigation").get_by_role("link", name="Entries").click()

    expect_state(page, text, "Sent")
    assert line.pushes()[0].at - asked >= seconds
    assert set(line.times_sent().values()) == {1}
    assert len(kept(server, text)) == 1


@pytest.mark.parametrize("how", ["loaded anew", "another tab"])
def test_the_moment_a_server_named_outlives_the_page(
    server: LiveServer, line: Line, phone: Device, how: str
) -> None:
    page, text, seconds = phone.page, f"Written before the app was {how}.", 8
    at_work(page)
    headers = {"Content-Type": "application/problem+json", "Retry-After": str(seconds)}
    line.answer(503, headers, PROBLEM % 503, only=PUSH, times=1)
    asked = time.monotonic()
    log(page, "Referral", text)
    until(page, NOTED)
    before = len(line.exchanges)
    if how == "another tab":
        page = phone.context.new_page()
    page.goto("/entries")
    expect(row(page, text)).to_contain_text("Waiting")
    page.evaluate("() => window.dispatchEvent(new Event('online'))")

    expect_state(page, text, "Sent")
    assert line.pushes()[0].at - asked >= seconds
    pulled = [one.path for one in line.exchanges[before:] if one.path.startswith("/api/v1/sync/")]
    assert pulled[0] == PUSH
    assert len(line.pushes()) == 1
    assert len(kept(server, text)) == 1


def test_an_entry_that_times_out_even_alone_lets_the_others_pass(
    server: LiveServer, line: Line, phone: Device
) -> None:
    page, stuck = phone.page, "Too much for something on the way."
    at_work(page)

    def way(route: Route) -> None:
        if stuck in (route.request.post_data or ""):
            route.fulfill(status=408)
        else:
            route.continue_()

    page.route(f"**{PUSH}", way)
    log(page, "Referral", stuck)
    texts = ["Logged behind it.", "And this one too."]
    for text in texts:
        log(page, "Referral", text)
    for text in texts:
        expect_state(page, text, "Sent")
    expect_state(page, stuck, "Waiting")

    # News comes in spite of it.
    with page.expect_response(lambda answer: "/sync/pull" in answer.url and answer.ok):
        page.reload()
    expect_state(page, stuck, "Waiting")

    page.unroute(f"**{PUSH}")
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    expect_state(page, stuck, "Sent")
    for text in (stuck, *texts):
        assert len(kept(server, text)) == 1


def test_a_gateway_in_trouble_costs_only_time(server: LiveServer, line: Line, phone: Device) -> None:
    page, text = phone.page, "Written while the gateway had no server."
    at_work(page)
    line.answer(502, {"Content-Type": "text/html"}, "<h1>Bad gateway</h1>")
    log(page, "Referral", text)
    expect_state(page, text, "Waiting")
    expect(page.get_by_text("1 waiting for signal.")).to_be_visible()
    line.mend()

    expect_state(page, text, "Sent")
    assert len(kept(server, text)) == 1
