"""A real Chromium on a profile of its own, signed in, on the app of a running server."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.phones import cookie_of
from bench.server import Server

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "en-GB",
}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
PATIENCE = 60_000
# When the box can be typed in: its screen is open, and what is written is kept from then on.
NOTE_THE_BOX = """
    new MutationObserver((_, watch) => {
        if (!document.querySelector("textarea")) return;
        window.boxCame = performance.now();
        watch.disconnect();
    }).observe(document, { childList: true, subtree: true });
"""
HOLDS = """async (many) => {
    const registration = await navigator.serviceWorker?.getRegistration();
    if (!registration?.active) return false;
    const { withDb } = await import("/data/db.js");
    return (await withDb((db) => db.count("shadow"))) >= many;
}"""


def chromium() -> str | None:
    """The one to drive, if there is one."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


@contextmanager
def opened(playwright: Any, browser: str, profile: Path) -> Iterator[Any]:
    """A page; what it stores stays in the profile for the next opening."""
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=browser, args=ARGUMENTS, **PHONE
    )
    try:
        yield context.pages[-1]
    finally:
        context.close()


def slowed(page: Any, times: int) -> None:
    """From now on this page's processor is so many times slower, over loads as well."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def equipped(page: Any, server: Server, email: str, entries: int) -> None:
    """Sign in, and wait until all is on the phone that it needs without a network: the app and so many entries."""
    name, _, value = cookie_of(server, email).partition("=")
    page.context.add_cookies([{"name": name, "value": value, "url": f"https://localhost:{server.port}/"}])
    page.goto(f"http://localhost:{server.port}/capture")
    page.wait_for_selector("textarea", timeout=PATIENCE)
    for _ in range(PATIENCE // 100):
        if page.evaluate(HOLDS, entries):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"the phone never held {entries} entries and the app")
