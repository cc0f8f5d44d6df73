"""Every screen, on phone and desktop, light and dark, with text twice as large, from right to left: pictures,
and what a picture can't show.
"""

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import picture, ready_for_offline, sign_in
from tests.fixtures.browser import DESKTOP, PHONE, Device
from tests.fixtures.proxy import Line

AXE = Path(__file__).parents[1] / "js" / "node_modules" / "axe-core" / "axe.min.js"
SCREENS = {
    "msl@demo.example": [
        "/capture",
        "/entries",
        "/entries/:first",
        "/brief",
        "/search",
        "/counts",
        "/settings",
        "/install",
    ],
    "lead@demo.example": [
        "/trends",
        "/signals",
        "/insights",
        "/insights/:first",
        "/themes",
        "/themes/new",
        "/loop",
        "/devices",
        "/settings",
    ],
    "analyst@demo.example": ["/tokens", "/account"],
}
OPEN = ["/sign-in", "/set-password", "/rescue.html"]
SMALLEST_TARGET = 44
# What a finger may want to hit. Links inside a sentence are text, and so are what only a screen reader sees and a
# figure that leads to its entries: beside it stands a name or a button that leads there as well.
SMALL_TARGETS = r"""(least) => {
    const figure = /^\s*(All )?[\d.,+−% ]+\s*$/;
    return [...document.querySelectorAll("a, button, input, select, summary, [role=button]")]
        .map((one) => one.matches("input:not([type=search])") ? (one.closest("label") ?? one) : one)
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.querySelector(":disabled"))
        .filter((one) => !one.closest(".sr-only, p, svg, td, th") && !figure.test(one.textContent))
        .map((one) => [one.outerHTML.slice(0, 120), one.getBoundingClientRect()])
        .filter(([, box]) => box.width > 1 && (box.height < least - 0.5 || box.width < least - 0.5))
        .map(([html, box]) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${html}`);
}"""
# Light or dark, per cent of the usual text size, reading direction.
STATES = list(product(("light", "dark"), (100, 200), ("ltr", "rtl")))
WEAR = """([percent, direction]) => {
    document.documentElement.style.fontSize = percent === 100 ? "" : `${percent}%`;
    document.documentElement.dir = direction;
}"""
# Words that stand in a box too small for them and can't be scrolled to. A line that ends in dots says so itself.
CLIPPED = """() => [...document.querySelectorAll("body *")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".sr-only, svg"))
    .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .filter((one) => {
        const style = getComputedStyle(one);
        const cuts = (overflow) => overflow === "hidden" || overflow === "clip";
        const dots = style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
        return (cuts(style.overflowX) && !dots && one.scrollWidth > one.clientWidth + 1)
            || (cuts(style.overflowY) && !dots && one.scrollHeight > one.clientHeight + 1);
    })
    .map((one) => `cut off: ${one.outerHTML.slice(0, 120)}`)"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
FAULTS = """async () => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((n) => n.html).join(" ")}`);
}"""


@pytest.mark.parametrize("email", [*SCREENS, "nobody"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_every_screen_can_be_read_and_used(
    line: Line, devices: Callable[..., Device], size: str, email: str
) -> None:
    device = devices(size, PHONE if size == "phone" else DESKTOP, line.url)
    page = device.page
    if email != "nobody":
        sign_in(page, email)
    if email.startswith("msl"):
        ready_for_offline(page)
    faults: list[str] = []
    for path in SCREENS.get(email, OPEN):
        opened(page, path)
        name = f"{email.partition('@')[0]}{path.replace('/', '-').replace(':', '')}-{size}"
        for scheme, percent, direction in STATES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate(WEAR, [percent, direction])
            state = f"{scheme} {percent} % {direction}"
            if percent == 100 or direction == "rtl":
                picture(page, f"{name}-{state.replace(' %', '').replace(' ', '-')}")
            faults += [f"{path} {state}: {fault}" for fault in axe(device, page) + page.evaluate(CLIPPED)]
            if (over := page.evaluate(OVERFLOW)) > 0:
                faults.append(f"{path} {state}: {over} px too wide")
        page.emulate_media(color_scheme="light")
        page.evaluate(WEAR, [100, "ltr"])
        if size == "phone":
            faults += [f"{path}: {fault}" for fault in page.evaluate(SMALL_TARGETS, SMALLEST_TARGET)]
            faults += narrow_and_large(page, path, email)
    faults += [error for error in device.errors if "401" not in error]
    assert not faults, "\n".join(faults)


def opened(page: Page, path: str) -> None:
    """Go there and wait for its heading and its data."""
    if path.endswith(":first"):
        page.get_by_role("main").locator("li a, .list a, article a").first.click()
    else:
        page.goto(path)
    expect(page.get_by_role("heading").first).to_be_visible()
    page.wait_for_load_state("networkidle")


def axe(device: Device, page: Page) -> list[str]:
    """What axe-core finds. Its file comes by the debugger, past the page's policy, which forbids strangers' scripts."""
    if not page.evaluate("() => 'axe' in globalThis"):
        tools: Any = device.context.new_cdp_session(page)
        tools.send("Runtime.evaluate", {"expression": AXE.read_text()})
        tools.detach()
    found: list[str] = page.evaluate(FAULTS)
    return found


def narrow_and_large(page: Page, path: str, email: str) -> list[str]:
    """At 320 px, and there with text twice as large, nothing is cut off to the side."""
    faults = []
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({"width": 320, "height": 640})
    for percent, direction in product((100, 200), ("ltr", "rtl")):
        page.evaluate(WEAR, [percent, direction])
        faults += [f"{path} {percent} % {direction}, 320 px: {fault}" for fault in page.evaluate(CLIPPED)]
        if (over := page.evaluate(OVERFLOW)) > 0:
            faults.append(f"{path}: {over} px too wide at 320 px with {percent} % text, {direction}")
    picture(page, f"{email.partition('@')[0]}{path.replace('/', '-').replace(':', '')}-narrow-large")
    page.evaluate(WEAR, [100, "ltr"])
    page.set_viewport_size(size)
    return faults
