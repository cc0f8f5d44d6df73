"""No signal all day: writing, changing and taking back go on, and all of it arrives once when there is a line again."""

from playwright.sync_api import expect

from tests.browser.conftest import SOAK
from tests.browser.pages import at_work, box, change, expect_state, kept, log, retract, row, write
from tests.fixtures.browser import Device
from tests.fixtures.proxy import Line
from tests.fixtures.server import LiveServer

LEFT_ALONE = "Basement ward has no signal at all."
FIRST_WORDING = "Letters come back unread."
CHANGED = "Letters come back unread, twice this month."
TAKEN_BACK = "Said in confidence, should not be here."


def test_what_is_written_changed_and_taken_back_offline_arrives_once(
    server: LiveServer, line: Line, phone: Device
) -> None:
    page = phone.page
    at_work(page)
    line.refuse()
    for text in (LEFT_ALONE, FIRST_WORDING, TAKEN_BACK):
        log(page, "Referral", text)
    change(page, FIRST_WORDING, CHANGED)
    retract(page, TAKEN_BACK)
    expect_state(page, LEFT_ALONE, "Waiting")
    expect_state(page, CHANGED, "Waiting")

    line.mend()

    expect_state(page, LEFT_ALONE, "Sent")
    expect_state(page, CHANGED, "Sent")
    expect(row(page, TAKEN_BACK)).to_have_count(0)
    assert [len(kept(server, text)) for text in (LEFT_ALONE, CHANGED, FIRST_WORDING, TAKEN_BACK)] == [
        1,
        1,
        0,
        0,
    ]


def test_two_tabs_write_at_once_and_neither_loses_a_word(
    server: LiveServer, line: Line, phone: Device
) -> None:
    one = phone.page
    at_work(one)
    two = phone.context.new_page()
    two.goto("/capture")
    line.refuse()

    write(one, "Typed in the first tab.")
    write(two, "Typed in the second tab.")
    for page in (one, two):
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved on this phone", exact=True)).to_be_visible()
    line.mend()

    for text in ("Typed in the first tab.", "Typed in the second tab."):
        expect_state(one, text, "Sent")
        assert len(kept(server, text)) == 1


def test_a_tab_closed_while_it_saves_leaves_the_entry_or_the_draft(line: Line, phone: Device) -> None:
    at_work(phone.page)
    line.refuse()
    waiting = phone.context.new_page()
    waiting.goto("/entries")
    for time in range(5 * SOAK):
        text = f"Closed in a hurry, time {time}."
        page = phone.context.new_page()
        page.goto("/capture")
        write(page, text)
        # Asked for and not waited for: the tab is gone in the middle of it.
        page.evaluate("() => void document.querySelector('.capture-save button').click()")
        page.close()

        page = phone.context.new_page()
        page.goto("/capture")
        waiting.reload()
        expect(waiting.get_by_role("heading", name="My entries")).to_be_visible()
        expect(box(page)).to_have_attribute("aria-invalid", "false")
        draft = box(page).input_value() == text
        assert draft != (row(waiting, text).count() == 1), (
            f"draft and entry are {'both' if draft else 'not'} there"
        )
        page.close()
