"""In with a face or finger: offered once, kept under 'Sign-in and security', and gone when it is removed.

The authenticator is Chromium's virtual one: inside the phone, with a resident key, and sure who holds it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import development, front_end
from tests.browser.pages import PASSWORD, PATIENCE, box, picture
from tests.fixtures.browser import Device
from tests.fixtures.server import LiveServer

KIND = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    # Else it answers at once what the form asks quietly, before anybody touches anything.
    "automaticPresenceSimulation": False,
}


@pytest.fixture
def live_server(tmp_path: Path) -> Iterator[LiveServer]:
    server = LiveServer(tmp_path / "data", development(front_end(tmp_path)))
    server.start()
    yield server
    server.stop()


class Finger:
    """Somebody's, on the reader or not."""

    def __init__(self, page: Page) -> None:
        self.cdp = page.context.new_cdp_session(page)
        self.cdp.send("WebAuthn.enable")
        self.reader = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": KIND})

    def touches(self, yes: bool = True) -> None:
        self.cdp.send("WebAuthn.setAutomaticPresenceSimulation", {**self.reader, "enabled": yes})

    @property
    def passkeys(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.cdp.send("WebAuthn.getCredentials", self.reader)["credentials"]
        return found


def leave(page: Page) -> None:
    page.goto("/settings")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in", timeout=PATIENCE)


def both(page: Page, name: str) -> None:
    """By day and by night, on a phone and on a desk."""
    for size, width in (("phone", 390), ("desktop", 1440)):
        page.set_viewport_size({"width": width, "height": 844 if width == 390 else 900})
        for scheme in ("light", "dark"):
            # Without motion: a colour on its way is neither of the two.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            picture(page, f"{name}-{size}-{scheme}")
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    page.set_viewport_size({"width": 390, "height": 844})


def test_a_finger_opens_what_a_password_did_until_it_is_taken_away(
    live_server: LiveServer, phone: Device
) -> None:
    page = phone.page
    finger = Finger(page)
    page.goto("/sign-in?next=/capture")
    page.get_by_label("E-mail").fill("msl@demo.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    yes = page.get_by_role("button", name="Use it from now on")
    expect(yes).to_be_visible()
    picture(page, "passkey-offer")
    finger.touches()
    yes.click()
    page.wait_for_url("**/capture", timeout=PATIENCE)
    expect(box(page)).to_be_visible()
    (made,) = finger.passkeys
    assert (made["isResidentCredential"], made["rpId"]) == (True, "localhost")

    finger.touches(False)
    page.goto("/account")
    page.get_by_role("button", name="Rename Linux").click(timeout=PATIENCE)
    page.get_by_role("textbox", name="Rename").fill("My own phone")
    page.get_by_role("button", name="Save name").click()
    expect(page.get_by_text("My own phone")).to_be_visible()
    finger.touches()
    page.get_by_role("button", name="Add a passkey on this device").click()
    expect(page.get_by_role("alert").filter(has_text="already")).to_be_visible()
    assert len(finger.passkeys) == 1

    finger.touches(False)
    leave(page)
    way = page.get_by_role("button", name="Sign in with a passkey")
    expect(way).to_be_visible()
    picture(page, "passkey-sign-in")
    finger.touches()
    way.click()
    page.wait_for_url("**/capture", timeout=PATIENCE)
    expect(box(page)).to_be_visible()
    # Offered where one types, too: whoever picks it there needs no button.
    leave(page)
    page.wait_for_url("**/capture", timeout=PATIENCE)

    def a_while_later(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "needs_password": True})

    page.route("**/api/v1/passkeys", a_while_later)
    page.goto("/account")
    add = page.get_by_role("button", name="Add a passkey on this device")
    add.click(timeout=PATIENCE)
    expect(page.get_by_role("alert").filter(has_text="present password")).to_be_visible()
    both(page, "passkeys")
    page.unroute("**/api/v1/passkeys")
    page.get_by_role("button", name="Remove My own phone").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text("My own phone")).to_be_hidden()

    # The phone still has it and offers it; here it opens nothing.
    assert len(finger.passkeys) == 1
    leave(page)
    expect(page.get_by_role("alert")).to_contain_text("opens no account here")
    finger.touches(False)
    picture(page, "passkey-refused")
    page.reload()
    page.get_by_label("E-mail").fill("msl@demo.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    # Asked once, for good.
    page.wait_for_url("**/capture", timeout=PATIENCE)
    assert not [error for error in phone.errors if "401" not in error]
