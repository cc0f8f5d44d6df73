"""A new version of the app waits and is offered in one quiet line, never mid-entry, in other engines too."""

from pathlib import Path

from tests.browser.engines.pages import at_work, expect_state, save, write
from tests.browser.test_versions import put_out
from tests.fixtures.engine import Engine
from tests.fixtures.proxy import Line

LOOK_FOR_NEWS = "async () => void (await (await navigator.serviceWorker.ready).update())"
WAITS = "async () => (await navigator.serviceWorker.ready).waiting !== null"
TAKEN = f"async () => !(await ({WAITS})()) && !reads('New version ready.')"
OFFERS = "async () => reads('New version ready.')"


def test_a_new_version_waits_and_never_comes_mid_entry(
    static: Path, line: Line, phone: Engine, engine: str
) -> None:
    """WebKit may go on showing what it holds of the version before, until it is opened again."""
    text = f"In the middle of a sentence, in {engine}."
    at_work(phone)
    write(phone, text)
    put_out(static, "The second version asks")

    phone.run(LOOK_FOR_NEWS)
    phone.until(WAITS)
    assert not phone.run(OFFERS)
    save(phone)
    phone.tap("Entries")
    phone.until(OFFERS)
    # Not wanted yet: the old one stays, whole, and offers again.
    phone.goto("/capture")
    phone.shows("What got in the way?")
    phone.until(OFFERS)

    phone.tap("Use now")

    if engine == "webkit":
        phone.until(TAKEN)
        phone.close()
        phone.open("/capture")
    phone.shows("The second version asks")
    assert not phone.run(OFFERS)
    expect_state(phone, text, "Sent")
