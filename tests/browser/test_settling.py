"""Two phones of one person change the same entry: both wordings are there, and two taps settle it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import all_sent, at_work, change, expect_state, kept, log, row
from tests.fixtures.browser import PHONE, Device
from tests.fixtures.proxy import Line
from tests.fixtures.server import LiveServer


@pytest.mark.parametrize(
    ("tap", "left"), [("Keep mine", ["mine"]), ("Keep theirs", ["theirs"]), ("Keep both", ["mine", "theirs"])]
)
def test_two_wordings_are_settled_in_two_taps(
    server: LiveServer, line: Line, phone: Device, devices: Callable[..., Device], tap: str, left: list[str]
) -> None:
    first = f"The first wording, before {tap}."
    said = {"mine": f"Changed on the train, for {tap}.", "theirs": f"Changed at the desk, for {tap}."}
    page, other = phone.page, devices("other", PHONE, server.url).page
    at_work(page)
    log(page, "Referral", first)
    expect_state(page, first, "Sent")
    at_work(other)
    expect_state(other, first, "Sent")

    line.refuse()
    change(page, first, said["mine"])
    change(other, first, said["theirs"])
    expect_state(other, said["theirs"], "Sent")
    line.mend()
    expect_state(page, said["theirs"], "Sent")
    assert [len(kept(server, text)) for text in said.values()] == [1, 1]

    row(page, said["theirs"]).click()
    expect(page.get_by_role("heading", name="Two versions")).to_be_visible()
    expect(page.get_by_label("Mine", exact=True)).to_contain_text(said["mine"])
    page.get_by_role("button", name=tap).click()
    expect(page.get_by_role("heading", name="Two versions")).to_have_count(0)
    all_sent(page)
    for whose, text in said.items():
        settled(page, text, there=whose in left)
    assert {whose for whose, text in said.items() if kept(server, text)} == set(left)


def settled(page: Page, text: str, there: bool) -> None:
    page.goto("/entries")
    if there:
        return expect_state(page, text, "Sent")
    return expect(row(page, text)).to_have_count(0)
