"""Three taps to a saved entry, with a line and without, in the engines that people's phones have."""

from tests.browser.engines.pages import QUESTION, at_work, capture, expect_state, kept, picture, save, write
from tests.fixtures.engine import Engine
from tests.fixtures.proxy import Line
from tests.fixtures.server import LiveServer

# What lies outside the window to the side, and what a thumb could miss.
MISPLACED = """async () => {
    const wide = document.documentElement.scrollWidth > innerWidth ? ["wider than the window"] : [];
    const targets = [...document.querySelectorAll("main button, nav a, textarea")].filter(seen);
    const small = targets.filter((node) => node.getBoundingClientRect().height < 44);
    return [...wide, ...small.map((node) => `small: ${nameOf(node)}`)];
}"""


def test_three_taps_to_an_entry_that_arrives_once(
    server: LiveServer, line: Line, phone: Engine, engine: str
) -> None:
    text = f"Three taps in {engine}."
    at_work(phone)

    write(phone, text)
    save(phone)

    expect_state(phone, text, "Sent")
    assert kept(server, text) == 1


def test_it_opens_without_a_line_and_sends_once_later(
    server: LiveServer, line: Line, phone: Engine, engine: str
) -> None:
    text = f"Written in a basement, in {engine}."
    at_work(phone)
    phone.close()
    line.refuse()

    phone.open("/")
    write(phone, text)
    save(phone)
    expect_state(phone, text, "Waiting")
    line.mend()

    expect_state(phone, text, "Sent")
    assert kept(server, text) == 1


def test_capture_looks_right_in_light_and_dark(line: Line, phone: Engine, engine: str) -> None:
    at_work(phone)
    for scheme in ("light", "dark"):
        if scheme == "dark":
            phone.close()
            phone.open("/capture", dark=True)
        capture(phone)
        assert phone.run("async () => matchMedia('(prefers-color-scheme: dark)').matches") == (
            scheme == "dark"
        )
        assert phone.run(MISPLACED) == []
        picture(phone, f"engine-{engine}-{scheme}-capture")
        write(phone, "Letters come back unread, nobody knows who reads them.")
        phone.until("async () => document.querySelectorAll('.chip').length > 3")
        assert phone.run(MISPLACED) == []
        picture(phone, f"engine-{engine}-{scheme}-writing")
        save(phone)
        assert phone.run(MISPLACED) == []
        picture(phone, f"engine-{engine}-{scheme}-receipt")
    assert phone.value(QUESTION) == ""
