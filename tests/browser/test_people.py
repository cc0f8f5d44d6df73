"""Who is signed in, and whose words wait: sessions end, people change, and nobody sends for somebody else."""

import httpx2 as httpx
from playwright.sync_api import Page, expect

from tests.browser.pages import PASSWORD, PATIENCE, at_work, box, expect_state, kept, log, row
from tests.fixtures.browser import Device
from tests.fixtures.proxy import Line
from tests.fixtures.server import LiveServer

COOKIE = "__Host-pathnote"
FIRST, SECOND = "msl@demo.example", "msl2@demo.example"


def test_two_people_on_one_phone_keep_to_themselves(server: LiveServer, line: Line, phone: Device) -> None:
    page, first, second = phone.page, "Waits for its author.", "Written by the colleague."
    at_work(page, FIRST)
    line.refuse()
    log(page, "Referral", first)
    box(page).fill("A draft for no one else")
    sign_out(page)

    line.mend()
    at_work(page, SECOND)
    expect(box(page)).to_have_value("")
    log(page, "Referral", second)
    expect_state(page, second, "Sent")
    expect(row(page, first)).to_have_count(0)
    assert kept(server, first) == []
    sign_out(page)

    sign_in_here(page, FIRST)
    expect(box(page)).to_have_value("A draft for no one else")
    expect_state(page, first, "Sent")
    expect(row(page, second)).to_have_count(0)
    assert [entry["author"]["name"] for entry in kept(server, first)] == ["Mara Lindqvist"]


def test_signing_out_with_words_unsent_asks_and_keeps(server: LiveServer, line: Line, phone: Device) -> None:
    page, text = phone.page, "Unsent when its author wanted to leave."
    at_work(page)
    line.refuse()
    log(page, "Referral", text)
    page.goto("/settings")
    page.get_by_role("button", name="Sign out").click()
    question = page.get_by_role("dialog")
    expect(question).to_contain_text("1 entry is not sent yet")
    question.get_by_role("button", name="Stay signed in").click()
    expect_state(page, text, "Waiting")

    sign_out(page)
    line.mend()
    assert kept(server, text) == []
    sign_in_here(page, FIRST)
    expect_state(page, text, "Sent")
    assert len(kept(server, text)) == 1


def test_a_session_ended_mid_queue_goes_on_for_the_same_person_only(
    server: LiveServer, line: Line, phone: Device
) -> None:
    page = phone.page
    texts = [f"Number {number} of a queue that lost its session." for number in range(3)]
    at_work(page)
    line.refuse()
    for text in texts:
        log(page, "Referral", text)
    end_session(server, page)
    page.goto("/entries")
    line.mend()

    expect(page.get_by_text("Sign in to send 3.")).to_be_visible(timeout=3 * PATIENCE)
    expect(page.get_by_text("They are safe here.")).to_be_visible()
    page.goto("/capture")
    log(page, "Referral", "Saving goes on without a session.")

    sign_in_here(page, SECOND)
    page.goto("/entries")
    expect(row(page, texts[0])).to_have_count(0)
    log_and_send(page, "The colleague's own, meanwhile.")
    assert [kept(server, text) for text in texts] == [[], [], []]
    sign_out(page)

    sign_in_here(page, FIRST)
    for text in [*texts, "Saving goes on without a session."]:
        expect_state(page, text, "Sent")
        assert len(kept(server, text)) == 1


def test_a_lost_cookie_comes_back_by_itself(server: LiveServer, line: Line, phone: Device) -> None:
    page, text = phone.page, "Written after the browser forgot its cookie."
    at_work(page)
    phone.context.clear_cookies(name=COOKIE)
    log(page, "Referral", text)

    expect_state(page, text, "Sent")
    expect(page.get_by_text("Sign in to send")).to_have_count(0)
    assert any(cookie.get("name") == COOKIE for cookie in phone.context.cookies())
    assert len(kept(server, text)) == 1


def sign_out(page: Page) -> None:
    """Sign out, unsent words or not."""
    page.goto("/settings")
    page.get_by_role("button", name="Sign out").click()
    anyway = page.get_by_role("dialog").get_by_role("button", name="Sign out")
    form = page.get_by_label("E-mail")
    expect(anyway.or_(form)).to_be_visible()
    if anyway.is_visible():
        anyway.click()
    expect(form).to_be_visible()


def sign_in_here(page: Page, email: str) -> None:
    """Sign in on a phone that has the app already, and go to where one writes."""
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/sign-in" not in url, timeout=PATIENCE)
    page.goto("/capture")
    expect(box(page)).to_be_visible()


def log_and_send(page: Page, text: str) -> None:
    page.goto("/capture")
    log(page, "Referral", text)
    expect_state(page, text, "Sent")


def end_session(server: LiveServer, page: Page) -> None:
    """End the phone's session on the server, as an administrator would; the phone is not told."""
    cookie = next(one for one in page.context.cookies() if one.get("name") == COOKIE)
    answer = httpx.delete(
        f"{server.url}/api/v1/session", headers={"Cookie": f"{COOKIE}={cookie.get('value')}"}
    )
    assert answer.status_code == httpx.codes.NO_CONTENT
