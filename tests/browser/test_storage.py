"""The phone's own storage fails: it is full, closed under the page, or held by an old tab. No word is lost."""

import shutil

from playwright.sync_api import expect

from tests.browser.pages import PATIENCE, at_work, box, expect_state, kept, log, sign_in, until, write
from tests.fixtures.browser import Device
from tests.fixtures.proxy import Line
from tests.fixtures.server import LiveServer

FULL = "This phone is full. Your text is still here. Free some space, then save."
# Bytes that the browser gives this origin: enough for the app and its entries.
ROOM = 20_000_000
# Photographs, say: pieces ever smaller, until not even a small one has room.
FILL_UP = """() => new Promise((resolve, reject) => {
    const opening = indexedDB.open("photographs", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("pieces", { autoIncrement: true });
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const put = (size) => {
            const writing = opening.result.transaction("pieces", "readwrite", { durability: "strict" });
            writing.objectStore("pieces").add(crypto.getRandomValues(new Uint8Array(size)));
            writing.oncomplete = () => put(size);
            writing.onabort = () => {
                if (size > 64) return put(size / 2);
                opening.result.close();
                resolve();
            };
        };
        put(65536);
    };
})"""
MAKE_ROOM = """() => new Promise((resolve) => {
    indexedDB.deleteDatabase("photographs").onsuccess = resolve;
})"""
DRAFT_COPIED = """async () => {
    const { id } = JSON.parse(localStorage.getItem("pathnote.person"));
    const copy = await caches.match(`/outbox-copy/${id}`, { cacheName: "outbox-copy" });
    return (await copy?.json())?.drafts.some(({ fields }) => fields.text === "Half a sentence when the");
}"""
# All that lies in the browser's stores, as somebody with its files would read it: words in clear, and kinds of keys.
RAW = """async () => {
    const found = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    const keys = [];
    const done = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const shown = (_name, value) => {
        if (value instanceof CryptoKey) keys.push([value.algorithm.name, value.extractable]);
        if (!ArrayBuffer.isView(value)) return value;
        return String.fromCharCode(...value);
    };
    for (const { name } of await indexedDB.databases()) {
        const db = await done(indexedDB.open(name));
        for (const store of db.objectStoreNames) {
            const rows = await done(db.transaction(store).objectStore(store).getAll());
            found.push(`${name} ${store} ${JSON.stringify(rows, shown)}`);
        }
        db.close();
    }
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const one of await cache.keys()) {
            const body = await (await cache.match(one)).text();
            found.push(`${name} ${one.url} ${body}`);
        }
    }
    return { found, keys: keys.filter(([name]) => name === "AES-GCM") };
}"""
HOLDS = """async () => {
    const { id } = JSON.parse(localStorage.getItem("pathnote.person"));
    const done = (request) => new Promise((resolve) => {
        request.onsuccess = () => resolve(request.result);
    });
    const db = await done(indexedDB.open(`pathnote-${id}`));
    const stores = ["keys", "shadow", "cards", "journeys"];
    const counts = await Promise.all(stores.map((name) => done(db.transaction(name).objectStore(name).count())));
    db.close();
    return counts;
}"""
# Every connection to a database that the page opens, so that a test can close them behind its back.
REMEMBER_CONNECTIONS = """() => {
    window.connections = [];
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...wanted) {
        const request = open.apply(this, wanted);
        request.addEventListener("success", () => window.connections.push(request.result));
        return request;
    };
}"""


def test_a_full_phone_says_so_and_keeps_the_text(server: LiveServer, line: Line, phone: Device) -> None:
    page, text = phone.page, "Written when there was no room left."
    tools = phone.context.new_cdp_session(page)
    tools.send("Storage.overrideQuotaForOrigin", {"origin": line.url, "quotaSize": ROOM})
    at_work(page)
    line.refuse()
    page.evaluate(FILL_UP)
    write(page, text)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(FULL)).to_be_visible()
    expect(page.get_by_text("Saved on this phone", exact=True)).to_have_count(0)
    expect(box(page)).to_have_value(text)

    page.reload()
    expect(box(page)).to_have_value(text)

    page.evaluate(MAKE_ROOM)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved on this phone", exact=True)).to_be_visible()
    line.mend()
    expect_state(page, text, "Sent")
    assert len(kept(server, text)) == 1


def test_a_database_closed_under_the_page_is_opened_again(
    server: LiveServer, line: Line, phone: Device
) -> None:
    page, text = phone.page, "Saved into a database that had gone."
    page.add_init_script(f"({REMEMBER_CONNECTIONS})()")
    at_work(page)
    write(page, text)
    assert page.evaluate("() => window.connections.map((db) => db.close()).length") > 0
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved on this phone", exact=True)).to_be_visible()

    page.get_by_role("navigation").get_by_role("link", name="Entries").click()
    expect_state(page, text, "Sent")
    assert len(kept(server, text)) == 1


def test_the_rescue_page_saves_what_was_not_sent_without_the_app(line: Line, phone: Device) -> None:
    page, text = phone.page, "Unsent, and the app would not open any more."
    at_work(page)
    line.answer(503, {"Retry-After": "600"}, only="/api/")
    log(page, "Referral", text)
    page.goto("/rescue.html")
    with page.expect_download() as started:
        page.get_by_role("button", name="Save as a file").click(timeout=PATIENCE)
    assert text in started.value.path().read_text()
    expect_state(page, text, "Waiting")


def test_a_browser_that_throws_the_database_away_loses_nothing_unsent(
    server: LiveServer, line: Line, phone: Device
) -> None:
    """As Chromium does by itself when it was killed in the middle of a write: the log is torn, so it begins anew."""
    at_work(phone.page)
    # As on a phone in use: what signing in wrote is on disk long before.
    phone.close()
    page = phone.open()
    page.goto("/capture")
    expect(box(page)).to_be_visible()
    line.refuse()
    log(page, "Referral", "Saved before the database was gone.")
    box(page).fill("Half a sentence when the")
    until(page, DRAFT_COPIED)
    phone.kill()
    (databases,) = phone.profile.glob("*/IndexedDB")
    shutil.rmtree(databases)

    page = phone.open()
    page.goto("/capture")
    expect(box(page)).to_have_value("Half a sentence when the")
    expect_state(page, "Saved before the database was gone.", "Waiting")
    line.mend()
    expect_state(page, "Saved before the database was gone.", "Sent")
    assert len(kept(server, "Saved before the database was gone.")) == 1


def test_the_servers_words_lie_under_a_key_that_goes_with_the_session(
    server: LiveServer, line: Line, phone: Device
) -> None:
    page, sent, unsent = phone.page, "A kingfisher that the server has.", "A heron that nobody else has."
    at_work(page)
    log(page, "Referral", sent)
    expect_state(page, sent, "Sent")
    assert all(page.evaluate(HOLDS))
    with server.client("msl@demo.example") as client:
        pulled = {entry["text"] for entry in client.get("/api/v1/entries").json()["items"] if entry["text"]}
        assert len(pulled) > 5
        line.refuse()
        page.goto("/capture")
        log(page, "Referral", unsent)
        until(page, "async () => (await caches.keys()).includes('outbox-copy')")

        raw = page.evaluate(RAW)
        assert [text for text in pulled if any(text in where for where in raw["found"])] == []
        assert len([where for where in raw["found"] if unsent in where]) == 2, (
            "the control, in both its copies"
        )
        assert raw["keys"] == [["AES-GCM", False]]

        assert client.delete("/api/v1/sessions").status_code == 204
    line.mend()
    with page.expect_response(lambda answer: answer.status == 401):
        page.goto("/entries")
    # Five seconds after the server said so, not more.
    until(page, f"async () => !(await ({HOLDS})()).some(Boolean)", patience=5_000)
    expect(page.get_by_role("link", name="Sign in to send")).to_be_visible()
    expect_state(page, unsent, "Waiting")
    expect(page.get_by_text(sent)).to_have_count(0)

    sign_in(page, "msl@demo.example")
    for text in (sent, unsent):
        expect_state(page, text, "Sent")
    assert len(kept(server, unsent)) == 1
