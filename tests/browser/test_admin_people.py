"""An administrator at a desk and on a phone: invites, changes, keeps out, ends devices and tokens, erases."""

import re
from collections.abc import Callable
from contextlib import closing
from typing import Any

import httpx2 as httpx
import pysqlite3
import pytest
from playwright.sync_api import Locator, Page, expect

from app.kit.clock import new_id
from tests.browser.pages import picture, sign_in
from tests.browser.test_screens import CLIPPED, OVERFLOW, SMALL_TARGETS, SMALLEST_TARGET, WEAR, axe
from tests.fixtures.browser import DESKTOP, PHONE, Device
from tests.fixtures.field import Phone
from tests.fixtures.server import LiveServer

ANNA, HCP = "anna@company.example", "HCP-4711"
PASSKEY = """
    INSERT INTO passkey (id, person_id, credential_id, public_key, sign_count, name, created_at)
    SELECT ?, id, ?, 'key', 0, ?, created_at FROM person WHERE email = 'lead@demo.example'
"""
INK = {"light": "rgb(22, 33, 31)", "dark": "rgb(237, 242, 239)"}


@pytest.mark.timeout(120)
def test_an_administrator_looks_after_people(server: LiveServer, devices: Callable[..., Device]) -> None:
    with server.client("msl2@demo.example") as client:
        client.person = client.get("/api/v1/session").json()["person"]
        phone = Phone(client)
        phone.push(phone.create(text="Letters come back with no plan.", hcp_ref=HCP))
    with server.client("analyst@demo.example") as client:
        client.post("/api/v1/tokens", json={"name": "Nightly load", "scopes": ["export:read"]})
    device = devices("admin", DESKTOP, server.url)
    page = device.page
    sign_in(page, "admin@demo.example")
    expect(page.get_by_role("heading", name=re.compile(r"^\d+ people$"))).to_be_visible()
    assert page.url.endswith("/admin/people")
    picture(page, "admin-people-desktop-light")

    somebody_is_invited(server, page)
    somebody_else_was_faster(server, page)
    devices_end_and_somebody_is_kept_out(server, page)
    passkeys_go(server, page)
    a_token_ends(page)
    the_last_one_stays(page)
    a_person_is_erased(page)
    an_hcp_is_erased(page)
    can_be_read(device)
    assert not [error for error in device.errors if not re.search("401|409|422", error)]

    on_a_phone_in_german(server, devices)


def somebody_is_invited(server: LiveServer, page: Page) -> None:
    """The link is shown once, and opens the account."""
    page.get_by_role("button", name="Invite somebody").click()
    sheet(page).get_by_label("E-mail").fill(ANNA)
    sheet(page).get_by_role("textbox", name="Name").fill("Anna Berg")
    sheet(page).get_by_text("Only some").click()
    sheet(page).get_by_role("button", name="Invite").click()
    expect(sheet(page)).to_contain_text("Choose at least one role.")
    sheet(page).get_by_role("checkbox", name="Lead").check()
    sheet(page).get_by_role("checkbox", name="DACH").check()
    picture(page, "admin-invite-desktop-light")
    sheet(page).get_by_role("button", name="Invite").click()
    link = page.locator(".admin-handed code")
    expect(link).to_contain_text("/set-password#")
    expect(page.get_by_text(f"Give this link to {ANNA} and nobody else.")).to_be_visible()
    secret = link.inner_text().partition("#")[2]
    page.reload()
    expect(page.get_by_role("heading", name=re.compile(r"^\d+ people$"))).to_be_visible()
    expect(link).to_have_count(0)
    given = {"secret": secret, "password": "seven quiet herons"}
    assert httpx.post(f"{server.url}/api/v1/password", json=given).status_code == httpx.codes.NO_CONTENT


def somebody_else_was_faster(server: LiveServer, page: Page) -> None:
    """What was chosen stays in the form, what stands now is said, and the second try counts."""
    open_person(page, "anna", "Anna Berg")
    page.get_by_role("button", name="Change roles and regions").click()
    sheet(page).get_by_role("checkbox", name="Safety").check()
    with server.client("admin@demo.example") as other:
        path = f"/api/v1/people/{page.url.rpartition('/')[2]}"
        scope = {"rev": other.get(path).json()["rev"], "roles": ["analyst"], "regions": None}
        other.patch(path, json=scope).raise_for_status()
    sheet(page).get_by_role("button", name="Save").click()
    expect(sheet(page)).to_contain_text("Now: Active; Analyst; All regions.")
    expect(sheet(page).get_by_role("checkbox", name="Safety")).to_be_checked()
    picture(page, "admin-meanwhile-desktop-light")
    sheet(page).get_by_role("button", name="Save").click()
    expect(card(page, "May do")).to_contain_text("Lead, Safety")


def devices_end_and_somebody_is_kept_out(server: LiveServer, page: Page) -> None:
    open_person(page, "jonas", "Jonas Weber")
    expect(card(page, "Signed in on").get_by_role("listitem")).to_have_count(1)
    page.get_by_role("button", name=re.compile("^Sign out there")).click()
    expect(card(page, "Signed in on")).to_contain_text("Not signed in anywhere")
    page.get_by_role("button", name="Suspend").click()
    sheet(page).get_by_role("button", name="Suspend").click()
    expect(page.get_by_text("no way in works")).to_be_visible()
    credentials = {"email": "msl2@demo.example", "password": "pathnote-demo"}
    refused = httpx.post(f"{server.url}/api/v1/session", json=credentials)
    assert refused.status_code == httpx.codes.UNAUTHORIZED
    page.get_by_role("button", name="Let in again").click()
    expect(page.get_by_role("button", name="Suspend")).to_be_visible()
    page.get_by_role("button", name="Password reset link").click()
    expect(page.locator(".admin-handed code")).to_contain_text("/set-password#")


def passkeys_go(server: LiveServer, page: Page) -> None:
    """A phone was lost: what opens the account by a finger goes at a word, and the trail has it."""
    with closing(pysqlite3.connect(server.data / "pathnote.db")) as database:
        database.executemany(PASSKEY, [(new_id(), name, name) for name in ("Phone", "Desk")])
        database.commit()
    open_person(page, "lead@demo", "Ines Albrecht")
    expect(card(page, "Ways in")).to_contain_text("2 passkeys open this account")
    picture(page, "admin-passkeys-desktop-light")
    page.get_by_role("button", name="Remove all passkeys").click()
    expect(sheet(page)).to_contain_text("Remove all 2 passkeys of Ines Albrecht?")
    sheet(page).get_by_role("button", name="Remove all passkeys").click()
    expect(page.get_by_role("button", name="Remove all passkeys")).to_have_count(0)
    expect(card(page, "Ways in")).not_to_contain_text("passkey")


def a_token_ends(page: Page) -> None:
    open_person(page, "okafor", "Tom Okafor")
    picture(page, "admin-person-desktop-light")
    page.get_by_role("button", name="Revoke Nightly load").click()
    sheet(page).get_by_role("button", name="Revoke it").click()
    expect(card(page, "API tokens")).to_contain_text("No token yet.")


def the_last_one_stays(page: Page) -> None:
    open_person(page, "moreau", "Alex Moreau")
    expect(page.get_by_role("button", name="Suspend")).to_have_count(0)
    page.get_by_role("button", name="Change roles and regions").click()
    sheet(page).get_by_role("checkbox", name="Administrator").uncheck()
    sheet(page).get_by_role("checkbox", name="MSL").check()
    sheet(page).get_by_role("button", name="Save").click()
    expect(sheet(page)).to_contain_text("Make somebody else one first.")
    page.keyboard.press("Escape")


def a_person_is_erased(page: Page) -> None:
    open_person(page, "anna", "Anna Berg")
    page.get_by_role("button", name="Erase this person").click()
    expect(sheet(page)).to_contain_text("0 entries stay, by nobody.")
    confirm = sheet(page).get_by_label(f"Type {ANNA} to confirm")
    confirm.fill("anna")
    sheet(page).get_by_label("Reason").fill("DSR-2026-118")
    sheet(page).get_by_role("button", name="Erase for good").click()
    expect(sheet(page)).to_contain_text("This is not their address.")
    picture(page, "admin-erase-desktop-light")
    confirm.fill(ANNA)
    sheet(page).get_by_role("button", name="Erase for good").click()
    expect(page.get_by_text("This account was erased.")).to_be_visible()
    expect(page.get_by_text(ANNA)).to_have_count(0)


def an_hcp_is_erased(page: Page) -> None:
    page.get_by_role("link", name="People", exact=True).first.click()
    page.get_by_role("button", name="Erase an HCP reference").click()
    sheet(page).get_by_label("Erase an HCP reference").fill(HCP)
    sheet(page).get_by_role("button", name="See what would go").click()
    expect(sheet(page)).to_contain_text("1 entry loses its words for good.")
    sheet(page).get_by_label(f"Type {HCP} to confirm").fill(HCP)
    sheet(page).get_by_label("Reason").fill("DSR-2026-119")
    sheet(page).get_by_role("button", name="Erase for good").click()
    expect(page.get_by_text("1 entry has lost its words.")).to_be_visible()
    page.get_by_label("Name or e-mail").fill("nobody of that name")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("heading", name="Nobody fits")).to_be_visible()


def can_be_read(device: Device) -> None:
    """In the dark axe has nothing to object; twice as large nothing is cut off."""
    page = device.page
    for path, name in (("/admin/people", "admin-people"), ("", "admin-person")):
        if path:
            page.goto(path)
            expect(page.get_by_role("heading", name=re.compile(r"^\d+ people$"))).to_be_visible()
        else:
            open_person(page, "okafor", "Tom Okafor")
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        picture(page, f"{name}-desktop-dark")
        assert axe(device, page) == []
        page.emulate_media(color_scheme="light")
        page.evaluate(WEAR, [200, "rtl"])
        assert page.evaluate(CLIPPED) == []
        assert page.evaluate(OVERFLOW) == 0
        page.evaluate(WEAR, [100, "ltr"])


def on_a_phone_in_german(server: LiveServer, devices: Callable[..., Device]) -> None:
    device = devices("admin-phone", PHONE | {"locale": "de-DE"}, server.url)
    page = device.page
    page.goto("/sign-in")
    page.get_by_label("E-Mail").fill("admin@demo.example")
    page.get_by_label("Passwort", exact=True).fill("pathnote-demo")
    page.get_by_role("button", name="Anmelden", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile(r"^\d+ Personen$"))).to_be_visible()
    shown(device, "admin-people-phone")
    page.get_by_role("button", name="Jemanden einladen").click()
    sheet(page).get_by_text("Nur manche").click()
    picture(page, "admin-invite-phone-light")
    page.keyboard.press("Escape")
    page.get_by_role("link").filter(has_text="Jonas Weber").click()
    expect(page.get_by_role("heading", level=1, name="Jonas Weber")).to_be_visible()
    expect(card(page, "Zugang")).to_contain_text("Passwort")
    shown(device, "admin-person-phone")


def shown(device: Device, name: str) -> None:
    """Light and dark, in full; targets for a thumb, and nothing wider than the screen, at 320 px neither."""
    page = device.page
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        expect(page.get_by_role("heading", level=1)).to_have_css("color", INK[scheme])
        full(page, f"{name}-{scheme}")
    page.emulate_media(color_scheme="light")
    assert page.evaluate(SMALL_TARGETS, SMALLEST_TARGET) == []
    size: Any = page.viewport_size
    page.set_viewport_size({"width": 320, "height": size["height"]})
    page.evaluate(WEAR, [200, "ltr"])
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(OVERFLOW) == 0
    page.evaluate(WEAR, [100, "ltr"])
    page.set_viewport_size(size)


def full(page: Page, name: str) -> None:
    size: Any = page.viewport_size
    height = page.evaluate("() => document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": height})
    picture(page, name)
    page.set_viewport_size(size)


def open_person(page: Page, search: str, name: str) -> None:
    page.goto(f"/admin/people?q={search}")
    page.get_by_role("link").filter(has_text=name).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def sheet(page: Page) -> Locator:
    return page.get_by_role("dialog")


def card(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)
