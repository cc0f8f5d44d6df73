"""Nothing that somebody stored runs on anybody's screen: each hostile text in each free field, on each page."""

import re
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pysqlite3
import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import PATIENCE, sign_in
from tests.fixtures.browser import DESKTOP, PHONE, Device
from tests.fixtures.field import Phone
from tests.fixtures.hostile import TEXTS
from tests.fixtures.server import LiveServer

# Two of the pieces that a page would run by itself, in the shortest forms: for fields of 64 characters and less.
SHORT = "<img src=x onerror=ran()><svg onload=ran()>"
WATCH = """
    window.ranHere = 0;
    window.ran = () => { window.ranHere += 1; };
    window.refused = [];
    document.addEventListener("securitypolicyviolation", (event) => window.refused.push(event.violatedDirective));
"""
# What a text turned into, if it turned into anything: our own pages have none of these.
GROWN = """() => [...document.querySelectorAll("*")].filter((one) =>
    [...one.attributes].some(({ name, value }) =>
        name.startsWith("on") || /^\\s*(javascript|vbscript|data:text)/i.test(value) && name !== "value")
    || one.matches("img[src=x], iframe, object, embed, base, marquee, math, foreignObject, meta[http-equiv=refresh]")
).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture
def page_of(server: LiveServer, devices: Callable[..., Device]) -> Callable[[str, dict[str, Any]], Page]:
    """A signed-in person's page that notes whatever runs."""

    def opened(email: str, options: dict[str, Any]) -> Page:
        page = devices(email.split("@", maxsplit=1)[0], options, server.url).page
        watched(page)
        sign_in(page, email)
        return page

    return opened


def watched(page: Page) -> None:
    page.context.add_init_script(WATCH)
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))


def test_nothing_that_was_stored_runs(
    server: LiveServer, page_of: Callable[[str, dict[str, Any]], Page]
) -> None:
    entry, theme = stored(server)
    lead = page_of("lead@demo.example", DESKTOP)
    the_watch_sees_what_runs(lead)
    # Where the texts stand, and what has to be read there for the page to prove anything.
    for path, shown in (
        ("/insights", TEXTS[-1]),
        (f"/insights/{entry}", SHORT),
        ("/insights?q=script", "script"),
        (f"/insights?author={SHORT}&region={SHORT}&from={SHORT}", ""),
        ("/themes", TEXTS[9]),
        (f"/themes/{theme}", TEXTS[0]),
        ("/loop", "onerror"),
        ("/priorities", SHORT),
        ("/trends", ""),
        ("/signals", ""),
        ("/tokens", SHORT),
        (f"/nowhere/{SHORT}", ""),
    ):
        harmless(lead, path, shown)
    msl = page_of("msl@demo.example", PHONE)
    for path, shown in (
        ("/entries", TEXTS[-1]),
        (f"/entries/{entry}", SHORT),
        ("/brief?region=&hco_type=&therapeutic_area=", TEXTS[0]),
        (f"/brief?theme={theme}&stance=supports", TEXTS[0]),
        ("/search?q=script", "script"),
        ("/capture", ""),
        ("/account", ""),
    ):
        harmless(msl, path, shown)
    admin = page_of("admin@demo.example", DESKTOP)
    with server.client("lead@demo.example") as lead_too:
        person = lead_too.get("/api/v1/session").json()["person"]["id"]
    for path, shown in (
        (f"/admin/people?q={SHORT}", SHORT),
        (f"/admin/people/{person}", SHORT),
        ("/admin/vocabularies?list=listening_priority", SHORT),
        (f"/admin/vocabularies?list={SHORT}", ""),
        ("/admin/audit", SHORT),
    ):
        harmless(admin, path, shown)


def stored(server: LiveServer) -> tuple[str, str]:
    """Every text in every field that takes one. The ids of the last entry and of one theme."""
    with server.client("msl@demo.example") as client:
        client.person = client.get("/api/v1/session").json()["person"]
        phone = Phone(client)
        ops = [
            phone.create(
                text=text,
                so_what=text,
                next_step=text,
                region="sweden",
                hcp_ref=text[:64].strip(),
                hco_ref=SHORT,
                evidence=[text],
                sub_barrier=None,
            )
            for text in [*TEXTS, SHORT]
        ]
        results = phone.push(*ops)
        assert {one["status"] for one in results} == {"applied"}, results
    with server.client("lead@demo.example") as lead:
        theme = themes(lead, [op["id"] for op in ops])
    with closing(pysqlite3.connect(server.data / "pathnote.db")) as database:
        database.execute("UPDATE person SET name = ?", (SHORT,))
        database.commit()
    return ops[-1]["id"], theme


def themes(lead: Any, entries: list[str]) -> str:
    """Themes that say them, with steps, actions, a line, a view, a priority and a token of the same kind."""

    def call(method: str, path: str, body: Any) -> Any:
        answer = lead.request(method, f"/api/v1{path}", json=body)
        assert answer.status_code < 300, answer.text
        return answer.json()

    made = ""
    for at, text in enumerate(reversed(TEXTS[:20])):
        place = {"region": "sweden"}
        links = [{"entry_id": one} for one in entries] if at == 19 else []
        body = {"barrier": "referral", "place": place, "conclusion": text, "entries": links}
        made = call("POST", "/themes", body)["id"]
    for text in TEXTS:
        action = {"what": text, "partner_ref": SHORT, "owner_function": "medical"}
        call("POST", f"/themes/{made}/actions", action)
    rev = lead.get(f"/api/v1/themes/{made}").json()["rev"]
    call("PUT", f"/themes/{made}/line", {"rev": rev, "line": " ".join(TEXTS[9:20]), "cleared": True})
    rev = lead.get(f"/api/v1/themes/{made}").json()["rev"]
    call("POST", f"/themes/{made}/steps", {"rev": rev, "status": "closed", "why": SHORT})
    call("POST", "/listening-priorities", {"label": {"en": SHORT, "de": SHORT}, "hint": {"en": SHORT}})
    for where in ("trends", "insights"):
        call(
            "POST", "/views", {"name": SHORT + where, "page": where, "query": {"q": [SHORT]}, "shared": True}
        )
    call("POST", "/tokens", {"name": SHORT, "scopes": ["export:read"], "expires_in_days": 1})
    return made


def the_watch_sees_what_runs(page: Page) -> None:
    """The control: where the same texts are taken for markup, they do run."""
    other = page.context.new_page()
    other.route("**/control", lambda route: route.fulfill(content_type="text/html", body="<main></main>"))
    other.goto("/control")
    for text in TEXTS:
        other.evaluate(
            "(text) => document.createRange().createContextualFragment(text) && "
            "document.querySelector('main').append(document.createRange().createContextualFragment(text))",
            text,
        )
    other.wait_for_function("() => window.ranHere >= 20", timeout=PATIENCE)
    assert len(other.evaluate(GROWN)) >= 20
    other.close()


def harmless(page: Page, path: str, shown: str) -> None:
    page.goto(path)
    main = page.get_by_role("main")
    expect(main.get_by_role("heading").first).to_be_visible()
    more = main.get_by_role("button", name=re.compile("^Show [0-9]+ more$"))
    if path == "/entries" or path.startswith("/brief?region"):
        expect(more).to_be_visible()
        while more.is_visible():
            more.click()
    if shown:
        expect(main).to_contain_text(shown)
    for folded in page.locator("summary").all():
        if folded.is_visible():
            folded.click()
    # A frame for whatever a broken picture or an animation would still begin.
    page.wait_for_timeout(150)
    found = page.evaluate("() => [window.ranHere, window.refused]"), page.evaluate(GROWN)
    assert found == ([0, []], []), (path, found)
