"""Warned while typing: the words are marked, one line says what to do, and Save is never in the way. Offline too."""

from playwright.sync_api import expect

from tests.browser.pages import (
    all_sent,
    box,
    kept,
    log,
    picture,
    ready_for_offline,
    row,
    sign_in,
    write,
)
from tests.fixtures.browser import Device
from tests.fixtures.proxy import Line
from tests.fixtures.server import LiveServer

TEXT = "👍 Mrs Kowalski came out in a rash after the first dose. It is a game changer."
MASKED = "👍 […] came out in a rash after the first dose. It is a game changer."
NAME = "patient_identity_name"
EVENT = "This may be a side effect"
PERSON = "This may tell who a patient is"


def test_what_is_typed_is_marked_and_answered_offline(live_server: LiveServer, phone: Device) -> None:
    page = phone.page
    sign_in(page, "msl@demo.example")
    ready_for_offline(page)
    live_server.stop()
    page.goto("/capture")
    box(page).fill(TEXT)
    expect(page.locator(".marks mark")).to_have_text(["Mrs Kowalski", "rash", "game changer"])
    page.get_by_role("button", name="Referral").click()
    picture(page, "phone-screening")

    page.get_by_role("button", name="Mask", exact=True).click()
    expect(box(page)).to_have_value(MASKED)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("Sounds like promotion")).to_have_count(0)
    expect(page.get_by_role("radio", name="No", exact=True)).to_have_attribute("aria-checked", "false")
    page.get_by_role("button", name="Yes, an event").click()
    expect(page.get_by_role("radio", name="Yes")).to_have_attribute("aria-checked", "true")
    expect(page.get_by_text("24 hours after you heard it")).to_be_visible()

    page.get_by_role("button", name="Save referral insight").click()
    expect(page.get_by_text("Saved on this phone", exact=True)).to_be_visible()
    live_server.start()
    page.goto("/entries")
    expect(row(page, MASKED)).to_contain_text("Sent", timeout=60_000)
    [entry] = kept(live_server, MASKED)
    assert [(flag["rule"], flag.get("kept")) for flag in entry["flags"]] == [
        ("adverse_event", None),
        ("promotional", True),
    ]


def test_an_event_nobody_answered_for_is_suspected(line: Line, phone: Device) -> None:
    page = phone.page
    sign_in(page, "msl@demo.example")
    page.goto("/capture")
    box(page).fill("One patient fainted after the injection.")
    expect(page.get_by_text(EVENT)).to_be_visible()
    page.get_by_role("button", name="Referral").click()
    with page.expect_request("**/sync/push") as sent:
        page.get_by_role("button", name="Save referral insight").click()
    fields = sent.value.post_data_json["ops"][0]["fields"]
    assert (fields.get("safety_answer"), fields["safety_status"]) == (None, "suspected")
    assert fields["flags"] == [{"rule": "adverse_event", "start": 12, "end": 19}]


def test_a_save_that_nothing_has_looked_at_answers_for_nobody(
    line: Line, phone: Device, server: LiveServer
) -> None:
    """The quiet 'No' beside Save is one only where an event would have been marked."""
    line.answer(503, {"Content-Type": "text/html"}, "busy", only="/safety/data")
    page = phone.page
    sign_in(page, "msl@demo.example")
    log(page, "Referral", "One patient fainted after the second injection.")
    all_sent(page)
    [entry] = kept(server, "One patient fainted after the second injection.")
    assert (entry["safety_answer"], entry["safety_status"]) == (None, "suspected")


def test_a_no_is_asked_again_about_words_that_came_later(
    line: Line, phone: Device, server: LiveServer
) -> None:
    """On capture as in an edit; answered again with the same word, that word stands."""
    page = phone.page
    sign_in(page, "msl@demo.example")
    write(page, "A dizzy spell after the dose, one patient said.")
    expect(page.get_by_text(EVENT)).to_be_visible()
    page.get_by_role("button", name="No event").click()
    expect(page.get_by_text(EVENT)).to_have_count(0)
    box(page).fill("A dizzy spell after the dose, one patient said. One patient fainted after the injection.")
    expect(page.get_by_text(EVENT)).to_be_visible()
    expect(page.get_by_role("radio", name="No", exact=True)).to_have_attribute("aria-checked", "false")
    page.get_by_role("button", name="No event").click()
    page.get_by_role("button", name="Save referral insight").click()
    expect(page.get_by_text("Saved on this phone", exact=True)).to_be_visible()

    page.goto("/entries")
    row(page, "A dizzy spell").click()
    page.get_by_role("button", name="Edit").click()
    edited = page.get_by_role("textbox", name="What you learned")
    edited.fill("One patient fainted after the injection. He was in hospital with a seizure after the dose.")
    expect(page.locator(".marks mark")).to_have_count(2)
    expect(page.get_by_text(EVENT)).to_be_visible()
    page.get_by_role("button", name="No event").click()
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_role("button", name="Edit")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    expect(page.locator(".entry .state")).to_have_text("Sent")
    [entry] = kept(
        server, "One patient fainted after the injection. He was in hospital with a seizure after the dose."
    )
    assert (entry["safety_answer"], entry["safety_status"]) == ("no", "none")

    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".entry-text")).to_contain_text("A dizzy spell")
    expect(page.get_by_text("Undone.").first).to_be_visible()


def test_words_kept_after_a_second_look_are_not_asked_about_again(
    line: Line, phone: Device, server: LiveServer
) -> None:
    page = phone.page
    sign_in(page, "msl@demo.example")
    write(page, "Met Mrs Kowalski.")
    expect(page.get_by_text(PERSON)).to_be_visible()
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("Keep only what names no patient")).to_be_visible()
    page.get_by_role("button", name="No patient, keep").click()
    expect(page.locator(".screened-line")).to_have_count(0)
    box(page).fill("Met Mrs Kowalski and Mrs Nowak.")
    expect(page.locator(".screened-line")).to_contain_text("“Mrs Nowak”")
    box(page).fill("Today met Mrs Kowalski.")
    page.get_by_role("button", name="Save referral insight").click()
    expect(page.get_by_text("Saved on this phone", exact=True)).to_be_visible()

    page.goto("/entries")
    row(page, "Today met Mrs Kowalski.").click()
    expect(page.locator(".entry-text mark")).to_have_text("Mrs Kowalski")
    expect(page.get_by_text(PERSON)).to_have_count(0)
    page.get_by_role("button", name="Edit").click()
    page.get_by_role("textbox", name="What you learned").fill("Yesterday I met Mrs Kowalski.")
    expect(page.locator(".marks mark")).to_have_text("Mrs Kowalski")
    expect(page.locator(".screened-line")).to_have_count(0)
    page.get_by_role("button", name="Save changes").click()
    expect(page.locator(".entry .state")).to_have_text("Sent")
    [entry] = kept(server, "Yesterday I met Mrs Kowalski.")
    assert entry["flags"] == [{"kept": True, "rule": NAME, "start": 16, "end": 28}]


def test_a_next_step_is_screened_where_it_is_written(line: Line, phone: Device, server: LiveServer) -> None:
    page = phone.page
    sign_in(page, "msl@demo.example")
    log(page, "Referral", "Letters come back with no plan at all.")
    page.get_by_role("button", name="Add next step").click()
    step = page.get_by_role("textbox", name="Next step")
    step.fill("Call Mrs Kowalski, who fainted after the injection.")
    expect(page.locator("dialog .marks mark")).to_have_text(["Mrs Kowalski", "fainted"])
    picture(page, "phone-screening-sheet")
    page.get_by_role("dialog").get_by_role("button", name="Mask", exact=True).click()
    expect(step).to_have_value("Call […], who fainted after the injection.")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Change next step")).to_be_visible()
    page.goto("/entries")
    expect(row(page, "Letters come back with no plan at all.")).to_contain_text("Report to safety")
    expect(row(page, "Letters come back with no plan at all.")).to_contain_text("Sent")
    [entry] = kept(server, "Letters come back with no plan at all.")
    assert (entry["safety_answer"], entry["safety_status"]) == (None, "suspected")
    assert [(flag["rule"], flag["field"]) for flag in entry["flags"]] == [("adverse_event", "next_step")]


def test_an_entry_is_reviewed_where_it_is_read(line: Line, phone: Device, server: LiveServer) -> None:
    """Saved as it was, since Save is never in the way; masked or answered later, with what was done in the history."""
    page = phone.page
    sign_in(page, "msl@demo.example")
    write(page, "Mrs Kowalski fainted after the injection.")
    page.get_by_role("button", name="Save referral insight").click()
    expect(page.get_by_text("Saved on this phone", exact=True)).to_be_visible()
    page.goto("/entries")
    expect(page.get_by_text("to report to safety.")).to_be_visible()
    found = row(page, "Mrs Kowalski fainted")
    expect(found).to_contain_text("May name a patient")
    picture(page, "phone-entries-review")
    found.click()
    expect(page.locator(".entry-text mark")).to_have_text(["Mrs Kowalski", "fainted"])
    expect(page.get_by_text("stays out of exports")).to_be_visible()
    picture(page, "phone-entry-review")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_role("button", name="No patient, keep").click()
    expect(page.get_by_text("Kept as it is.").first).to_be_visible()
    expect(page.get_by_text(PERSON)).to_have_count(0)
    expect(page.locator(".entry .state")).to_have_text("Sent")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".entry .state")).to_have_text("Sent")
    expect(page.get_by_text(PERSON)).to_be_visible()
    page.get_by_role("button", name="Mask", exact=True).click()
    expect(page.locator(".entry-text")).to_have_text("[…] fainted after the injection.")
    expect(page.locator(".entry-text mark")).to_have_text("fainted")
    page.get_by_role("button", name="No event").click()
    expect(page.get_by_text(EVENT)).to_have_count(0)
    expect(page.locator(".entry .state")).to_have_text("Sent")
    expect(page.locator("[aria-labelledby='history']")).to_contain_text("Masked what may name a patient.")
    [entry] = kept(server, "[…] fainted after the injection.")
    assert (entry["safety_answer"], entry["safety_status"], entry["aware_at"]) == ("no", "none", None)
