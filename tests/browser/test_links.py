"""Somebody who was invited sets a password on the screen, and gets in with it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import development, front_end
from tests.browser.pages import PATIENCE, picture
from tests.cli.test_serve import pathnote
from tests.fixtures.browser import Device
from tests.fixtures.server import LiveServer, free_port

EMAIL, NEW = "anna@company.example", "seven quiet herons"


@pytest.fixture
def live_server(tmp_path: Path):  # type: ignore[no-untyped-def]
    port = free_port()
    # Nobody listens for mail: what counts here is that asking for it looks the same.
    smtp = {"PATHNOTE_SMTP__HOST": "127.0.0.1", "PATHNOTE_SMTP__PORT": str(free_port())}
    server = LiveServer(tmp_path / "data", development(front_end(tmp_path)) | smtp, port)
    server.start()
    yield server
    server.stop()


def test_an_invitation_becomes_a_password(live_server: LiveServer, desktop: Device) -> None:
    said = pathnote(
        *("users", "invite", EMAIL, "--name", "Anna Berg", "--role", "lead"),
        PATHNOTE_DATA=str(live_server.data),
        PATHNOTE_PUBLIC_ORIGIN=live_server.url,
        PATHNOTE_ENVIRONMENT="development",
    )
    link = re.search(r"http\S+", said.stdout)
    assert link, said.stderr
    page = desktop.page
    page.goto(link[0])
    password = page.get_by_label("New password")
    expect(password).to_be_visible()
    assert "#" not in page.url
    expect(password).to_have_attribute("type", "password")
    expect(password).to_have_attribute("autocomplete", "new-password")
    password.fill("short")
    page.get_by_role("button", name="Set password").click()
    expect(page.get_by_role("alert")).to_contain_text("at least 12")
    picture(page, "set-password-desktop")
    password.fill(NEW)
    page.get_by_role("button", name="Set password").click()
    expect(page.locator(".banner.ok")).to_contain_text("Your password is set")
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill("something else entirely")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    page.get_by_role("link", name="Forgot your password?").click()
    page.get_by_label("E-mail").fill(EMAIL)
    page.emulate_media(color_scheme="dark")
    picture(page, "forgot-password-desktop-dark")
    page.get_by_role("button", name="Send the link").click()
    expect(page.locator(".banner.ok")).to_contain_text("on its way")
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(NEW)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/trends", timeout=PATIENCE)
    page.goto("/account")
    expect(page.get_by_text("This device", exact=True)).to_be_visible()
    page.emulate_media(color_scheme="light")
    page.get_by_label("Present password").fill("not the present one")
    page.get_by_label("New password").fill("another quiet heron")
    page.get_by_role("button", name="Change password").click()
    expect(page.locator("#account-error")).to_contain_text("not your present password")
    picture(page, "account-desktop")
    page.get_by_label("Present password").fill(NEW)
    page.get_by_role("button", name="Change password").click()
    expect(page.locator(".banner.ok")).to_contain_text("Your password is changed")
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    picture(page, "account-phone-dark")
