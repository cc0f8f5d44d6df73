"""'Continue with …': out to a real provider and back in, with a key that outlives a lost cookie."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import development, front_end
from tests.browser.pages import PATIENCE, answer, box, picture, until
from tests.fixtures.browser import Device
from tests.fixtures.providers import CLIENT, providers
from tests.fixtures.server import LiveServer, free_port

BACK = "/api/v1/session/oidc/callback"
KEY_IS_THERE = """() => new Promise((found) => {
    const opening = indexedDB.open("pathnote-device");
    opening.onsuccess = () => {
        const asked = opening.result.transaction("key").objectStore("key").get("this");
        asked.onsuccess = () => {
            opening.result.close();
            found(Boolean(asked.result?.key));
        };
    };
})"""


@pytest.fixture
def live_server(tmp_path: Path) -> Iterator[LiveServer]:
    port = free_port()
    with providers(redirect_uri=f"http://localhost:{port}{BACK}") as running:
        oidc = {
            "ISSUER": running.real,
            "CLIENT_ID": CLIENT["client_id"],
            "CLIENT_SECRET": CLIENT["client_secret"],
            "NAME": "Example Pharma",
            "CREATE_PEOPLE": "true",
            "ROLES_CLAIM": "groups",
            "ROLES": '{"field": "msl"}',
        }
        environment = {f"PATHNOTE_OIDC__{name}": value for name, value in oidc.items()}
        server = LiveServer(tmp_path / "data", development(front_end(tmp_path)) | environment, port)
        server.start()
        yield server
        server.stop()


def test_a_person_comes_in_by_the_company_and_back_without_a_cookie(
    live_server: LiveServer, phone: Device
) -> None:
    page = phone.page
    hint: dict[str, Any] | str = "no"

    def typed(route: Route) -> None:
        """What a person would type at the provider."""
        said = hint if isinstance(hint, str) else json.dumps(hint)
        route.continue_(url=f"{route.request.url}&{urlencode({'login_hint': said})}")

    page.route("**/auth?**", typed)
    page.goto("/sign-in?next=/capture")
    button = page.get_by_role("button", name="Continue with Example Pharma")
    expect(button).to_be_visible()
    picture(page, "sign-on-phone")
    button.click()
    expect(page.get_by_role("alert")).to_contain_text("cancelled")
    picture(page, "sign-on-cancelled")
    hint = {"sub": "anna-7", "name": "Anna Berg", "email": "anna@company.example", "groups": ["staff"]}
    button.click()
    expect(page.get_by_role("alert")).to_contain_text("no role")
    hint["groups"] = ["field"]
    page.context.clear_cookies(name="_session")
    page.context.clear_cookies(name="_session.legacy")
    button.click()
    page.wait_for_url("**/capture", timeout=PATIENCE)
    expect(box(page)).to_be_visible()
    page.context.clear_cookies()
    with page.expect_response("**/api/v1/session/renewal", timeout=PATIENCE) as renewed:
        page.goto("/settings")
    assert renewed.value.status == 200
    expect(page.get_by_text("anna@company.example")).to_be_visible()
    assert answer(page, KEY_IS_THERE)
    # Ended from elsewhere: at the next contact the key goes, and who wrote here is still known.
    page.evaluate(
        """async () => {
            const { items } = await (await fetch("/api/v1/sessions")).json();
            await fetch(`/api/v1/sessions/${items[0].id}`, { method: "DELETE" });
            // Coming back is not tried twice within seconds.
            localStorage.removeItem("pathnote.came-back");
        }"""
    )
    page.goto("/capture")
    until(page, f"async () => !(await ({KEY_IS_THERE})())")
    expect(box(page)).to_be_visible()
