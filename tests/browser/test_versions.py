"""A new version of the app: offered in one quiet line, never mid-entry, from any version to any other."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import PATIENCE, at_work, box, expect_state, kept, log, until, write
from tests.fixtures.browser import Device
from tests.fixtures.proxy import Line
from tests.fixtures.server import LiveServer

WORDS = "messages/en.js"


# Opens the person's database and gives way to nobody.
HOLD = """async () => {
    const [{ name }] = (await indexedDB.databases()).filter(({ name }) => /^pathnote-[0-9a-f]{8}-/.test(name));
    await new Promise((resolve) => {
        indexedDB.open(name).onsuccess = ({ target }) => resolve((window.held = target.result));
    }).then(() => null);
}"""


def put_out(static: Path, version: str) -> None:
    """A version of the app that says its name on the first screen."""
    words = static / WORDS
    begin, _, after = words.read_text().partition('"capture.question": "')
    words.write_text(f'{begin}"capture.question": "{version}"{after[after.index(chr(34)) + 1 :]}')


def look_for_news(page: Page) -> None:
    """As when somebody comes back to the app."""
    page.evaluate("() => navigator.serviceWorker.ready.then((registration) => registration.update())")


def offer(page: Page) -> Locator:
    return page.get_by_role("status").filter(has_text="New version ready.")


def shows(page: Page, version: str) -> None:
    expect(page.get_by_role("heading", name=version)).to_be_visible()


def test_a_new_version_waits_until_it_is_wanted(static: Path, line: Line, phone: Device) -> None:
    page = phone.page
    at_work(page)
    put_out(static, "The second version asks")
    look_for_news(page)
    expect(offer(page)).to_be_visible()
    # Not wanted yet: the old one stays, whole, over a reload and without a network.
    page.get_by_role("button", name="Later").click()
    line.refuse()
    page.reload()
    shows(page, "What got in the way?")
    expect(offer(page)).to_be_visible()

    page.get_by_role("button", name="Use now").click()

    shows(page, "The second version asks")
    expect(offer(page)).to_have_count(0)


def test_a_new_version_never_comes_mid_entry(
    server: LiveServer, static: Path, line: Line, phone: Device
) -> None:
    page, text = phone.page, "In the middle of a sentence when the new version came."
    at_work(page)
    write(page, text)
    page.evaluate("() => { window.sameLife = true; }")
    put_out(static, "The second version asks")
    look_for_news(page)
    until(page, "async () => (await navigator.serviceWorker.ready).waiting !== null")
    expect(offer(page)).to_be_hidden()
    # Another tab takes it: this one goes on with its sentence.
    other = phone.context.new_page()
    other.goto("/entries")
    # As fast as a hand: under a debugger, Chromium may never end a worker told to go while it still loads a page.
    other.wait_for_load_state("networkidle")
    other.get_by_role("button", name="Use now").click()
    until(other, "async () => (await navigator.serviceWorker.ready).waiting === null")
    page.bring_to_front()
    assert page.evaluate("() => window.sameLife") is True
    expect(box(page)).to_have_value(text)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved on this phone", exact=True)).to_be_visible()

    # With the next screen it comes by itself.
    page.get_by_role("navigation").get_by_role("link", name="Entries").click()
    page.wait_for_function("() => window.sameLife === undefined", timeout=PATIENCE)
    expect_state(page, text, "Sent")
    assert len(kept(server, text)) == 1


def test_three_versions_later_and_back_again(
    server: LiveServer, static: Path, line: Line, phone: Device
) -> None:
    page, text = phone.page, "Written under the first version, sent under the fourth."
    first = (static / WORDS).read_text()
    at_work(page)
    line.refuse()
    log(page, "Referral", text)
    page.goto("about:blank")
    for version in ("The second version asks", "The third version asks", "The fourth version asks"):
        put_out(static, version)
    line.mend()

    page.goto("/capture")
    shows(page, "What got in the way?")
    take(page)
    shows(page, "The fourth version asks")
    expect_state(page, text, "Sent")

    (static / WORDS).write_text(first)
    page.goto("/capture")
    take(page)
    shows(page, "What got in the way?")
    expect_state(page, text, "Sent")
    assert len(kept(server, text)) == 1


def take(page: Page) -> None:
    look_for_news(page)
    page.get_by_role("button", name="Use now").click(timeout=PATIENCE)


def test_half_a_new_version_is_none(static: Path, line: Line, phone: Device) -> None:
    page = phone.page
    at_work(page)
    put_out(static, "The second version asks")
    # The worker and its list arrive, one of its files never does.
    line.answer(200, {"Content-Type": "text/javascript"}, "// Hotel Wi-Fi", only="/messages/")
    page.evaluate("() => navigator.serviceWorker.ready.then((one) => one.update()).catch(() => {})")
    until(page, "async () => (await navigator.serviceWorker.ready).installing === null")
    expect(offer(page)).to_have_count(0)
    page.reload()
    shows(page, "What got in the way?")

    line.mend()
    take(page)
    shows(page, "The second version asks")


def test_an_old_tab_that_holds_the_database_is_named(static: Path, line: Line, phone: Device) -> None:
    old = phone.page
    at_work(old)
    # A tab in the middle of a sentence, of a version that would not give way to a newer one.
    box(old).fill("Half a sentence")
    old.evaluate(HOLD)
    newer_database(static)
    page = phone.context.new_page()
    # Not where one writes: mid-entry nothing is offered.
    page.goto("/entries")
    take(page)
    expect(page.get_by_text("Pathnote is open in an older tab. Close that one")).to_be_visible()

    old.close()
    expect(page.get_by_text("Pathnote is open in an older tab.")).to_have_count(0)
    page.goto("/capture")
    log(page, "Referral", "Written as soon as the old tab was gone.")
    expect_state(page, "Written as soon as the old tab was gone.", "Sent")


def newer_database(static: Path) -> None:
    """A version of the app whose database has to be upgraded."""
    code = static / "data" / "db.js"
    code.write_text(re.sub(r"const VERSION = \d+;", "const VERSION = 99;", code.read_text()))
