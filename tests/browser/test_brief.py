"""Before the visit and after it: cards without signal, an answer in two taps, and what became of an entry."""

import re
import sys
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser import test_screens as screens
from tests.browser.pages import (
    PATIENCE,
    all_sent,
    box,
    kept,
    picture,
    ready_for_offline,
    row,
    sign_in,
    until,
)
from tests.fixtures.browser import Device
from tests.fixtures.server import LiveServer

CONCLUSION = "GP practices do not recall flagged FIB-4 results because nobody owns the list."
LINE = "We heard it from five practices, and the county now names who owns the list."
HEARD = "Nobody owns the recall list, so flagged FIB-4 results are not recalled by the practices."
CARDS = 2_000
# Goal 300 ms, docs/benchmarks.md; a machine that does other work besides is given more.
OPENS_WITHIN = 1_500

# Cards as the pull would bring them, in the listing that is stored.
MANY = """async ([many, conclusion, id]) => {
    const { withDb } = await import("/data/db.js");
    const [{ seal }, { openRows }] = await Promise.all([import("/data/seal.js"), import("/data/unseal.js")]);
    const [row, key] = await withDb((db) => Promise.all([db.get("cards", id), db.get("keys", "seal")]));
    const [{ data: first }] = await openRows([row], key);
    const rows = Array.from({ length: many }, async (_, at) => {
        const place = { ...first.place, region: at % 3 ? "nordics" : null };
        const data = { ...first, id: `many-${at}`, place, conclusion: `${conclusion} ${at}` };
        return { ...row, id: data.id, sealed: await seal(key, data) };
    });
    const sealed = await Promise.all(rows);
    await withDb(async (db) => {
        const tx = db.transaction("cards", "readwrite");
        for (const one of sealed) tx.store.put(one);
        await tx.done;
    });
}"""
# The demo's own signals move with the calendar; what the phone heard is put where it keeps it.
RISES = """async () => {
    const { getMeta, setMeta } = await import("/data/meta.js");
    const rise = { key: { barrier: "referral", region: "nordics" }, weeks: 4, count: 14, usual: 6.1 };
    await setMeta("rises", { ...(await getMeta("rises")), as_of: "2026-11-15", items: [rise] });
}"""
ASKED = """async () => Boolean((await (await import("/data/meta.js")).getMeta("rises"))?.as_of)"""
# From the tap on the tab to the frame in which the first card stands.
OPENING = """() => new Promise((done) => {
    const begun = performance.now();
    document.querySelector('.tabs a[href="/brief"]').click();
    const look = () => document.querySelector(".consultation")
        ? requestAnimationFrame(() => done(performance.now() - begun)) : requestAnimationFrame(look);
    look();
})"""


def gathered(server: LiveServer) -> tuple[str, str]:
    """A theme with entries of the MSL, closed, taken up again, with a line to take back; and what one of them says."""
    with server.client("lead@demo.example") as lead:

        def call(method: str, path: str, body: Any = None) -> Any:
            answer = lead.request(method, f"/api/v1{path}", json=body)
            assert answer.status_code < 300, answer.text
            return answer.json()

        entries = call("GET", "/entries?region=sweden&kind=observation&limit=200")["items"]
        mine = [one for one in entries if one["author"]["name"] == "Mara Lindqvist"]
        links = [{"entry_id": one["id"]} for one in mine[:6]]
        links[1]["stance"] = "contradicts"
        theme = call(
            "POST",
            "/themes",
            {
                "barrier": "diagnostic_pathway",
                "sub_barrier": "result_follow_up",
                "place": {"region": "sweden"},
                "conclusion": CONCLUSION,
                "entries": links,
            },
        )
        path = f"/themes/{theme['id']}"
        action = {"what": "Name an owner of the recall list with the county.", "owner_function": "medical"}
        call("POST", f"{path}/actions", {**action, "partner_ref": "hcp-7", "due_on": "2026-10-30"})
        rev = call("GET", path)["rev"]
        call("PUT", f"{path}/line", {"rev": rev, "line": LINE, "cleared": True})
        rev = call("GET", path)["rev"]
        call("POST", f"{path}/steps", {"rev": rev, "status": "closed", "why": "the county did not answer."})
        rev = call("GET", path)["rev"]
        call("POST", f"{path}/steps", {"rev": rev, "status": "heard", "why": "They answered after all."})
        return theme["id"], mine[0]["text"]


def gathering(server: LiveServer) -> str:
    """A theme without evidence. Its id."""
    with server.client("lead@demo.example") as lead:
        place = {"region": "sweden"}
        theme = {"barrier": "diagnostic_pathway", "place": place, "conclusion": CONCLUSION}
        found: str = lead.post("/api/v1/themes", json=theme).json()["id"]
        return found


def about(page: Page) -> Locator:
    """The card of the theme, as it was made."""
    heading = page.get_by_role("heading", name=CONCLUSION, exact=True)
    return page.get_by_role("article").filter(has=heading)


def stance(page: Page, name: str) -> Locator:
    """What one taps on it."""
    return about(page).get_by_role("button", name=name)


def looks(phone: Device, name: str) -> None:
    """Pictures in both schemes, and with text twice as large; and what a picture can't show."""
    page = phone.page
    faults: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        picture(page, f"phone-{name}-{scheme}")
        faults += screens.axe(phone, page)
    page.emulate_media(color_scheme="light")
    page.evaluate(screens.WEAR, [200, "ltr"])
    picture(page, f"phone-{name}-large")
    faults += page.evaluate(screens.CLIPPED) + page.evaluate(screens.SMALL_TARGETS, screens.SMALLEST_TARGET)
    assert page.evaluate(screens.OVERFLOW) <= 0, name
    page.evaluate(screens.WEAR, [100, "ltr"])
    assert not faults, (name, faults)


def test_cards_without_signal_an_answer_in_two_taps_and_the_way_of_an_entry(
    live_server: LiveServer, phone: Device
) -> None:
    theme, text = gathered(live_server)
    page = phone.page
    sign_in(page, "msl@demo.example")
    ready_for_offline(page)

    tab = page.get_by_role("navigation").get_by_role("link", name=re.compile("^Entries"))
    expect(tab).to_contain_text("News")
    expect(row(page, text).first).to_contain_text("News")
    picture(page, "phone-entries-news")
    row(page, text).first.click()
    journey = page.get_by_role("region", name="What became of it")
    expect(journey).to_contain_text(CONCLUSION)
    for words in ("Arrived", "Read", LINE, "you may say this", "Not acted on, because: the county did not"):
        expect(journey).to_contain_text(words)
    journey.scroll_into_view_if_needed()
    looks(phone, "journey")
    page.get_by_role("link", name="My entries").click()
    expect(row(page, text).first).not_to_contain_text("News")

    until(page, ASKED)
    page.evaluate(RISES)
    page.evaluate(MANY, [CARDS, CONCLUSION, theme])
    live_server.stop()
    page.goto("/capture")
    expect(page.get_by_role("navigation").get_by_role("link", name="Brief")).to_be_visible()
    took = page.evaluate(OPENING)
    sys.stdout.write(f"\nbrief with {CARDS} cards, offline: {took:.0f} ms\n")
    assert took < OPENS_WITHIN
    card = about(page)
    expect(page.get_by_text("As of")).to_be_visible()
    page.get_by_role("group", name="Where are you going?").get_by_role("button", name="Region").click()
    page.get_by_role("dialog").get_by_role("button", name="Sweden", exact=True).click()
    expect(card).to_contain_text("1 place contradicts it")
    expect(card).to_contain_text("was due Fri 30 Oct")
    rises = page.get_by_role("region", name="What rises there")
    expect(rises).to_contain_text("Referral in Nordics: 14 entries in 4 weeks, usual is about 6.")
    expect(rises).to_contain_text("Up to Sun 15 Nov")
    there = page.url
    looks(phone, "brief")

    stance(page, "Supports").click()
    page.get_by_role("button", name="Save: it holds here").click()
    expect(page.get_by_text("Saved on this phone", exact=True)).to_be_visible()
    expect(page.get_by_text("Saved on this phone", exact=True)).to_be_in_viewport()
    expect(card).to_contain_text("You brought an answer on")
    picture(page, "phone-brief-saved")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Saved on this phone", exact=True)).to_be_hidden()
    expect(card).not_to_contain_text("You brought an answer on")

    stance(page, "Refines").click()
    page.get_by_role("button", name="Save: it is different here").click()
    expect(page.get_by_role("alert")).to_contain_text("what is different")
    page.get_by_role("textbox", name="In their words").fill("They own it, but the letter has no")
    page.reload()
    sentence = page.get_by_role("textbox", name="In their words")
    expect(sentence).to_have_value("They own it, but the letter has no")
    sentence.press_sequentially(" name.")
    looks(phone, "react")
    page.get_by_role("button", name="Save: it is different here").click()
    expect(page.get_by_text("Saved on this phone", exact=True)).to_be_visible()

    # Two answers, one of them over a reload, and it is still one step back: out of the brief.
    assert page.url == there
    page.go_back()
    page.wait_for_url(lambda url: url != there, timeout=PATIENCE)
    assert "/brief" not in page.url, "Back passes the brief a second time"

    page.goto("/entries")
    mine = row(page, "They own it, but the letter has no name.")
    for said in ("Refines", CONCLUSION, "Waiting"):
        expect(mine).to_contain_text(said)
    picture(page, "phone-entries-reaction")
    mine.click()
    expect(page.get_by_role("main")).to_contain_text("On this phone. It has not left yet.")
    picture(page, "phone-reaction-entry")

    live_server.start()
    page.reload()
    all_sent(page)
    with live_server.client("lead@demo.example") as lead:
        found = lead.get(f"/api/v1/themes/{theme}").json()["corroboration"]
    assert (found["supports"]["entries"], found["refines"]["entries"]) == (5, 1), (
        "the one undone counts no more"
    )
    assert not [error for error in phone.errors if "ERR_" not in error and "401" not in error]


def test_the_question_of_the_cycle_is_answered_by_a_tap_and_a_note_becomes_a_reaction(
    live_server: LiveServer, phone: Device
) -> None:
    theme = gathering(live_server)
    page = phone.page
    sign_in(page, "msl@demo.example")
    ready_for_offline(page)
    page.goto("/capture")
    asked = page.get_by_role("button", name=re.compile("^Listening for: "))
    expect(asked).to_contain_text("all else is as welcome")
    looks(phone, "capture-listening")
    asked.click()
    expect(asked).to_have_attribute("aria-pressed", "true")

    box(page).fill(HEARD)
    page.get_by_role("button", name="Others heard this too").click(timeout=PATIENCE)
    expect(page.get_by_role("dialog")).to_contain_text(CONCLUSION)
    picture(page, "phone-alike-theme")
    page.get_by_role("button", name="Yours supports it").click()
    expect(page.get_by_role("textbox", name="In their words")).to_have_value(HEARD)
    page.get_by_role("button", name="Close").click()
    expect(about(page)).to_contain_text("Nobody has contradicted it yet")
    page.goto("/capture")
    expect(box(page)).to_have_value(HEARD)

    page.get_by_role("button", name="Others heard this too").click(timeout=PATIENCE)
    page.get_by_role("button", name="Yours contradicts it").click()
    page.get_by_role("button", name="Save: it does not hold here").click(timeout=PATIENCE)
    expect(page.get_by_text("Saved on this phone", exact=True)).to_be_visible()
    page.goto("/capture")
    expect(asked).to_be_visible()
    expect(box(page)).to_have_value("")
    all_sent(page)
    (entry,) = kept(live_server, HEARD)
    assert (entry["theme_id"], entry["stance"]) == (theme, "contradicts")
    assert entry["listening_priority"]
    assert entry["safety_answer"] == "no", "the question stood there, and nothing in the words asked for more"
