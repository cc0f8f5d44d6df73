"""The browsers of the tests are what they claim to be: real ones, whose memory outlives being killed."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.fixtures.browser import Device

REMEMBER = """() => new Promise((resolve, reject) => {
    const opening = indexedDB.open("memory", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("things");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const writing = opening.result.transaction("things", "readwrite", { durability: "strict" });
        writing.objectStore("things").put("kept", "key");
        writing.oncomplete = () => resolve();
    };
})"""
RECALL = """() => new Promise((resolve, reject) => {
    const opening = indexedDB.open("memory", 1);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const reading = opening.result.transaction("things").objectStore("things").get("key");
        reading.onsuccess = () => resolve(reading.result);
    };
})"""


class Page(BaseHTTPRequestHandler):
    """Answers every path with an empty page, a cookie as the application sets it, and the cookies it was sent."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Set-Cookie", "__Host-test=1; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=1000")
        self.end_headers()
        title = f"<title>{self.headers.get('Cookie', '')}</title>"
        self.wfile.write(f'{title}<meta name="viewport" content="width=device-width">'.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class names it so
        pass


@pytest.fixture
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def test_what_was_stored_outlives_a_kill(phone: Device, site: str) -> None:
    phone.page.goto(site)
    phone.page.evaluate(REMEMBER)

    phone.reopen()

    phone.page.goto(site)
    assert phone.page.evaluate(RECALL) == "kept"


def test_a_host_cookie_is_taken_from_localhost(desktop: Device, site: str) -> None:
    desktop.page.goto(site)
    desktop.page.goto(site)

    assert desktop.page.title() == "__Host-test=1"


def test_the_phone_is_a_phone_and_the_desktop_is_not(phone: Device, desktop: Device, site: str) -> None:
    touch = "navigator.maxTouchPoints > 0 && matchMedia('(hover: none)').matches"
    for device in (phone, desktop):
        device.page.goto(site)

    assert phone.page.evaluate("innerWidth") < 500
    assert phone.page.evaluate(touch)
    assert desktop.page.evaluate("innerWidth") > 1000
    assert not desktop.page.evaluate(touch)
    assert phone.errors == desktop.errors == []
