"""Marks lie exactly under their words, and the lines about them can be read and used, however a phone is set."""

import base64
from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import box, picture, row, sign_in
from tests.browser.test_screens import OVERFLOW, SMALL_TARGETS, SMALLEST_TARGET, axe
from tests.fixtures.browser import DESKTOP, PHONE, Device
from tests.fixtures.proxy import Line

TEXT = "👍 Mrs Kowalski came out in a rash after the first dose.\nIt is a game changer,  Ms Nowak (office) said. "
LONG = TEXT * 6
SIZES = pytest.mark.parametrize("size", ["phone", "desktop"])
# Per cent of the usual text size, reading direction.
WEARS = list(product((100, 200), ("ltr", "rtl")))
WEAR = """([percent, direction]) => {
    document.documentElement.style.fontSize = percent === 100 ? "" : `${percent}%`;
    document.documentElement.dir = direction;
}"""
# Either the box alone shows its letters or the layer alone does, in the same ink.
ONLY = """(css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""
BOX = ".marks { visibility: hidden } textarea { caret-color: transparent }"
LAYER = """textarea { color: transparent !important; caret-color: transparent !important }
    .marks, .marks mark { color: var(--ink) !important; background: none !important; box-shadow: none !important;
        border-color: transparent !important }"""

# Pixels of ink in either picture, and those with none in the other one, not even next to them. The smoothing of
# letters is not the same at the ends of a marked word, so less than half ink is none.
ASTRAY = """async (pictures) => {
    const [one, other] = await Promise.all(pictures.map(async (text) => {
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
        const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height);
    }));
    const { width, height } = one;
    const inside = (x, y) => x >= 0 && y >= 0 && x < width && y < height;
    const ink = ({ data }, x, y, most) => inside(x, y) && data[4 * (y * width + x)] < most;
    const around = [-1, 0, 1].flatMap((right) => [-1, 0, 1].map((down) => [right, down]));
    const near = (image, x, y) => around.some(([right, down]) => ink(image, x + right, y + down, 200));
    let all = 0, astray = 0;
    for (const [image, reference] of [[one, other], [other, one]])
        for (let y = 0; y < height; y++)
            for (let x = 0; x < width; x++)
                if (ink(image, x, y, 90)) { all++; if (!near(reference, x, y)) astray++; }
    return [all, astray];
}"""


@SIZES
def test_marks_lie_exactly_under_their_words(line: Line, devices: Callable[..., Device], size: str) -> None:
    """To one pixel: the same letters in the same places, whether the box or the layer under it draws them."""
    page = devices(size, PHONE if size == "phone" else DESKTOP, line.url).page
    sign_in(page, "msl@demo.example")
    page.emulate_media(reduced_motion="reduce")
    compared = 0
    for text, (percent, direction) in product((TEXT, LONG), WEARS):
        if (percent, direction) == WEARS[0]:
            box(page).fill(text)
            expect(page.locator(".marks mark").first).to_have_text("Mrs Kowalski")
            expect(page.locator(".marks mark")).to_have_count(4 * len(text) // len(TEXT))
        page.evaluate(WEAR, [percent, direction])
        settled(page)
        by_box, by_layer = drawn(page, box(page), BOX), drawn(page, box(page), LAYER)
        ink, astray = page.evaluate(ASTRAY, [by_box, by_layer])
        assert ink > 500, "the box draws its letters"
        assert astray == 0, (percent, direction, len(text))
        shifted = drawn(page, box(page), f"{LAYER} .marks {{ transform: translateX(3px) }}")
        assert page.evaluate(ASTRAY, [by_box, shifted])[1], "three pixels aside would be seen"
        compared += 1
    assert compared == 8


def settled(page: Page) -> None:
    """Two frames: sizes are observed after they are laid out."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def drawn(page: Page, where: Locator, css: str) -> str:
    page.evaluate(ONLY, css)
    seen = where.screenshot(scale="css")
    page.evaluate(ONLY, "")
    return base64.b64encode(seen).decode()


@SIZES
def test_the_lines_can_be_read_and_used(line: Line, devices: Callable[..., Device], size: str) -> None:
    """While writing, in a sheet over it, in the saved entry and while editing it."""
    device = devices(size, PHONE if size == "phone" else DESKTOP, line.url)
    page = device.page
    sign_in(page, "msl@demo.example")
    box(page).fill(TEXT)
    page.get_by_role("button", name="Referral").click()
    expect(page.locator(".screened-line")).to_have_count(3)
    faults = looked_at(device, f"{size}-lines-capture")
    page.get_by_role("button", name="Keep", exact=True).first.click()
    expect(page.get_by_role("button", name="No patient, keep")).to_be_visible()
    faults += looked_at(device, f"{size}-lines-sure")
    page.get_by_role("button", name="Back", exact=True).click()
    page.get_by_role("button", name="Next step").click()
    page.get_by_role("textbox", name="Next step").fill(TEXT)
    expect(page.locator("dialog .screened-line")).to_have_count(3)
    faults += looked_at(device, f"{size}-lines-sheet")
    page.get_by_role("dialog").get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Save referral insight").click()
    expect(page.get_by_text("Saved on this phone", exact=True)).to_be_visible()

    page.goto("/entries")
    expect(page.get_by_text("to report to safety.")).to_be_visible()
    faults += looked_at(device, f"{size}-lines-entries")
    row(page, "Mrs Kowalski came out").first.click()
    expect(page.locator(".screened-line")).to_have_count(2)
    expect(page.locator("[aria-labelledby='history'] li")).to_have_count(1)
    faults += looked_at(device, f"{size}-lines-entry")
    page.get_by_role("button", name="Yes, an event").click()
    expect(page.locator(".safety-clock")).to_be_visible()
    faults += looked_at(device, f"{size}-lines-clock")
    page.get_by_role("button", name="Edit").click()
    expect(page.locator(".screened-line")).to_have_count(2)
    faults += looked_at(device, f"{size}-lines-edit")
    assert not faults, "\n".join(faults)


def looked_at(device: Device, name: str) -> list[str]:
    """What is wrong with the screen as it stands, in light and dark, large, and from right to left."""
    page, faults = device.page, list[str]()
    for scheme, (percent, direction) in product(("light", "dark"), WEARS):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(WEAR, [percent, direction])
        settled(page)
        picture(page, f"{name}-{scheme}-{percent}-{direction}")
        found = axe(device, page)
        if (over := page.evaluate(OVERFLOW)) > 0:
            found.append(f"{over} px too wide")
        faults += [f"{name} {scheme} {percent} % {direction}: {fault}" for fault in found]
    page.emulate_media(color_scheme="light")
    page.evaluate(WEAR, [100, "ltr"])
    faults += [f"{name}: {fault}" for fault in page.evaluate(SMALL_TARGETS, SMALLEST_TARGET)]
    return faults
