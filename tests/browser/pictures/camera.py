"""Who looks at the demo, and how a page becomes a small picture."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, ViewportSize

from tests.browser.chromium import DESKTOP, window

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "guide" / "img"
COLOURS = 256
"""A page has few colours; with a palette its picture is a third of the size and looks the same."""


class Camera:
    """One browser at one address."""

    def __init__(self, browser: Browser, address: str, password: str) -> None:
        self.browser, self.address, self.password = browser, address, password

    @contextmanager
    def person(self, username: str, size: ViewportSize = DESKTOP) -> Iterator[Page]:
        """A page on which the person has signed in; without a name a visitor's."""
        context = window(self.browser, size, self.address)
        page = context.new_page()
        if username:
            page.goto("/accounts/sign-in/")
            page.fill("[name=username]", username)
            page.fill("[name=password]", self.password)
            page.press("[name=password]", "Enter")
            page.wait_for_url("**/desk/**")
        yield page
        context.close()


def shoot(page: Page, name: str, *, top: Locator | None = None, tall: int = 0) -> None:
    """Keep what the page shows now as docs/guide/img/<name>.png: from `top` on, in a window `tall` pixels high."""
    page.wait_for_load_state("networkidle")
    size = page.viewport_size or DESKTOP
    if tall:
        page.set_viewport_size({"width": size["width"], "height": tall})
    if top:
        top.evaluate("(it) => window.scrollBy(0, it.getBoundingClientRect().top - 80)")
    whole = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    small = whole.quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(FOLDER / f"{name}.png", optimize=True)
    if tall:
        page.set_viewport_size(size)
