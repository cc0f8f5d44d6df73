"""What the tests do on screens, named as a person would."""

import re
import time
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Error, Locator, Page, expect

from tests.fixtures.server import LiveServer

PASSWORD = "pathnote-demo"
# Where the phones of the tests are: late in the evening of UTC it is tomorrow there.
THERE = ZoneInfo("Europe/Berlin")
PICTURES = Path(__file__).parents[1] / "artifacts" / "pictures"
# The first answer of a busy machine takes its time; nothing here measures speed.
PATIENCE = 20_000


def sign_in(page: Page, email: str) -> None:
    """Sign in through the form, and wait for the person's first screen."""
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/sign-in" not in url, timeout=PATIENCE)


def ready_for_offline(page: Page) -> None:
    """Wait until the worker holds the whole app and the first pull is through."""
    page.evaluate("() => navigator.serviceWorker.ready")
    until(
        page,
        """async () => {
            const names = await caches.keys();
            const keys = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
            return navigator.serviceWorker.controller !== null && keys.some((count) => count > 20);
        }""",
    )
    page.goto("/entries")
    expect(page.get_by_role("heading", name="My entries")).to_be_visible()
    # An entry, not the link of an empty list: the code lists come with the same pull, and chips need them offline.
    expect(page.locator("main a[href^='/entries/']").first).to_be_visible()


def log(page: Page, barrier: str, text: str) -> None:
    """Three taps: barrier, text, save."""
    page.get_by_role("button", name=barrier).first.click()
    expect(page.get_by_text("Saved on this phone", exact=True)).to_be_hidden()
    page.get_by_role("textbox", name="What did you learn?").fill(text)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved on this phone", exact=True)).to_be_visible()
    expect(page.get_by_role("textbox", name="What did you learn?")).to_have_value("")


def at_work(page: Page, email: str = "msl@demo.example") -> None:
    """Signed in, with all on the phone that it needs without a network, and ready to write."""
    sign_in(page, email)
    ready_for_offline(page)
    page.goto("/capture")
    expect(box(page)).to_be_visible()


def live_by(page: Page, now: datetime) -> None:
    """The page's clock starts there and goes on from there."""
    page.clock.install(time=now)


def box(page: Page) -> Locator:
    """Where one types."""
    return page.get_by_role("textbox", name="What did you learn?")


def write(page: Page, text: str) -> None:
    """All but Save. Text first: from then on no draft that is still being read can come and move the buttons."""
    box(page).fill(text)
    tile = page.get_by_role("button", name=re.compile("^Referral"))
    # A draft that came back may have been tagged already: then it is a switch.
    tile.or_(page.get_by_role("radio", name="Referral")).first.click()


def change(page: Page, before: str, after: str) -> None:
    """Open an entry from the list and give it another text."""
    page.goto("/entries")
    row(page, before).click()
    page.get_by_role("button", name="Edit").click()
    page.get_by_role("textbox", name="What you learned").fill(after)
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_role("button", name="Edit")).to_be_visible()


def retract(page: Page, text: str) -> None:
    """Open an entry from the list and take it back, with a reason."""
    page.goto("/entries")
    row(page, text).click()
    page.get_by_role("button", name="Retract").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("textbox").fill("Not meant for here.")
    sheet.get_by_role("button", name="Retract").click()
    expect(page.get_by_role("heading", name="My entries")).to_be_visible()


def visited_today(page: Page) -> None:
    """In the editor: the visit was today."""
    page.get_by_role("button", name="Day of the visit").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Day of the visit").fill(str(datetime.now(THERE).date()))
    sheet.get_by_role("button", name="Done").click()
    expect(page.get_by_role("button", name="Day of the visit")).to_contain_text("Today")


def row(page: Page, text: str) -> Locator:
    """The line of an entry in My entries."""
    return page.get_by_role("link").filter(has_text=text)


def expect_state(page: Page, text: str, state: str) -> None:
    """Look in My entries: the entry is there once, with this word."""
    if not page.url.endswith("/entries"):
        page.goto("/entries")
    expect(row(page, text)).to_contain_text(state, timeout=3 * PATIENCE)
    expect(row(page, text)).to_have_count(1)


def all_sent(page: Page) -> None:
    """Wait until the outbox is empty: each op has had its own answer."""
    until(
        page,
        """async () => {
            const { withDb } = await import("/data/db.js");
            return (await withDb((db) => db.count("ops"))) === 0;
        }""",
        patience=3 * PATIENCE,
    )


def until(page: Page, asked: str, patience: int = PATIENCE) -> None:
    """Ask an async function until it says yes. `wait_for_function` would take its promise for a yes.

    Raises AssertionError after `patience`, in milliseconds.
    """
    end = time.monotonic() + patience / 1000
    while not answer(page, asked):
        assert time.monotonic() < end, f"never became true: {asked}"
        page.wait_for_timeout(50)


def answer(page: Page, asked: str) -> bool:
    """What the page says; one that is just loading says no."""
    try:
        return bool(page.evaluate(asked))
    except Error as error:
        if "context was destroyed" not in error.message:
            raise
        return False


def kept(server: LiveServer, text: str) -> list[dict[str, Any]]:
    """What the server has under exactly this text, as a lead reads it."""
    with server.client("lead@demo.example") as lead:
        answer = lead.get("/api/v1/entries", params={"q": text, "limit": 100})
        answer.raise_for_status()
        return [entry for entry in answer.json()["items"] if entry["text"] == text]


def picture(page: Page, name: str) -> None:
    """Keep a picture for someone to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")
