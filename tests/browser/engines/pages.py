"""What the tests do on screens in engines that Playwright does not drive; for those it does: tests/browser/pages.py."""

from pathlib import Path
from typing import Any

from tests.browser.pages import PASSWORD, PICTURES
from tests.fixtures.engine import Engine
from tests.fixtures.server import LiveServer

QUESTION = "What did you learn?"
RECEIPT = "Saved on this phone"

# What the person's own database holds in a store. Read by hand: the app's modules would be a second app in the page.
ROWS = """async (store) => {
    const [found] = (await indexedDB.databases()).filter(({ name }) => /^pathnote-[0-9a-f]{8}-/.test(name));
    if (!found) return [];
    const settled = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const db = await settled(indexedDB.open(found.name));
    try {
        return await settled(db.transaction(store).objectStore(store).getAll());
    } finally {
        db.close();
    }
}"""
READY_FOR_OFFLINE = """async () => {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
    return navigator.serviceWorker.controller !== null && kept.some((count) => count > 20);
}"""


def at_work(phone: Engine, email: str = "msl@demo.example") -> None:
    """Opened and signed in, with all on the phone that it needs without a network, and ready to write."""
    phone.open("/sign-in")
    phone.type("E-mail", email)
    phone.type("Password", PASSWORD)
    phone.tap("Sign in")
    # On an iPhone the guide for installing comes before the first entry.
    phone.until("async () => reads('What got in the way?') || tap('Go on in the browser')")
    phone.shows("What got in the way?")
    phone.until(READY_FOR_OFFLINE)
    phone.goto("/entries")
    phone.until("async () => document.querySelector('main a[href^=\"/entries/\"]') !== null")
    capture(phone)


def capture(phone: Engine) -> None:
    """The first screen, once it has read what is stored."""
    phone.goto("/capture")
    phone.until("async () => field('What did you learn?') && document.querySelector('.tile, .chip') !== null")


def write(phone: Engine, text: str, barrier: str = "Referral") -> None:
    """All but Save."""
    phone.tap(barrier)
    phone.type(QUESTION, text)


def save(phone: Engine) -> None:
    phone.tap("Save")
    phone.shows(RECEIPT)
    assert phone.value(QUESTION) == ""


def rows(phone: Engine, store: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = phone.run(ROWS, store)
    return found


def draft_stored(phone: Engine, text: str) -> None:
    """Wait until the database has the draft in these words."""
    phone.until(
        f"async (text) => (await ({ROWS})('drafts')).some((draft) => draft.fields.text === text)", text
    )


def expect_state(phone: Engine, text: str, state: str) -> None:
    """Look in My entries: the entry is there once, with this word."""
    phone.goto("/entries")
    found = """async (text, state) => {
        const lines = [...document.querySelectorAll("main a")].filter((line) => line.innerText.includes(text));
        return lines.length === 1 && lines[0].innerText.includes(state);
    }"""
    phone.until(found, text, state)


def listed(phone: Engine, beginning: str) -> int:
    """How many lines of My entries, once it is drawn, have these words."""
    phone.goto("/entries")
    phone.until("async () => document.querySelector('main a[href^=\"/entries/\"]') !== null")
    lines = "[...document.querySelectorAll('main a')].filter((line) => line.innerText.includes(words))"
    count: int = phone.run(f"async (words) => {lines}.length", beginning)
    return count


def kept(server: LiveServer, text: str) -> int:
    """How often the server has an entry of exactly this text, as a lead reads it."""
    with server.client("lead@demo.example") as lead:
        answer = lead.get("/api/v1/entries", params={"q": text, "limit": 100})
        answer.raise_for_status()
        return [entry["text"] for entry in answer.json()["items"]].count(text)


def picture(phone: Engine, name: str) -> Path:
    """Keep a picture for someone to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    phone.picture(path := PICTURES / f"{name}.png")
    return path
