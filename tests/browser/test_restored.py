"""The server is put back from a backup: phones send again what it has lost, and nothing is there twice."""

from playwright.sync_api import expect

from tests.browser.pages import PATIENCE, at_work, expect_state, kept, log
from tests.fixtures.browser import Device
from tests.fixtures.proxy import Line
from tests.fixtures.server import LiveServer

BEFORE, LOST, OFFLINE = (
    "In the backup.",
    "After the backup, so lost with it.",
    "Written while the server was away.",
)


def test_phones_bring_back_what_a_backup_had_not(live_server: LiveServer, line: Line, phone: Device) -> None:
    page = phone.page
    at_work(page)
    log(page, "Referral", BEFORE)
    expect_state(page, BEFORE, "Sent")
    backup = live_server.back_up()
    page.goto("/capture")
    log(page, "Referral", LOST)
    expect_state(page, LOST, "Sent")
    with live_server.client("msl@demo.example") as client:
        epoch = client.get("/api/v1/session").json()["epoch"]

    live_server.stop()
    page.goto("/capture")
    log(page, "Referral", OFFLINE)
    live_server.put_back(backup)
    # The phone would bring back within a second what is missing: first a look at what is.
    line.refuse()
    live_server.start()
    assert kept(live_server, LOST) == []
    with live_server.client("msl@demo.example") as client:
        assert client.get("/api/v1/session").json()["epoch"] != epoch

    line.mend()
    page.goto("/entries")
    expect(page.get_by_text("waiting for signal")).to_have_count(0, timeout=3 * PATIENCE)
    for text in (BEFORE, LOST, OFFLINE):
        expect_state(page, text, "Sent")
    assert [len(kept(live_server, text)) for text in (BEFORE, LOST, OFFLINE)] == [1, 1, 1]
