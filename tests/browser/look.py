"""Looking at a page as a person does: what axe finds, what the browser complains of, and a picture to look at."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.accessible import violations

PHONE, TABLET, DESKTOP = 390, 768, 1440
HEIGHTS = {PHONE: 844, TABLET: 1024, DESKTOP: 900}
MAY_FAIL = ("status of 403", "status of 404", "status of 409", "status of 410")
"""Answers that a test asks for; the browser's console mentions them."""


def axe(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA, a line a place; empty when the page is good."""
    return violations(page)


def complaints(page: Page) -> list[str]:
    """A list that fills, from now on, with what goes wrong on the page: content security policy, scripts, missing files."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on(
        "console",
        lambda message: (
            heard.append(message.text) if message.type == "error" and not any(m in message.text for m in MAY_FAIL) else None
        ),
    )
    return heard


def at(page: Page, width: int) -> None:
    """Make the window as wide as a phone, a tablet or a desk's screen."""
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window: 0 on a page that fits."""
    found: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found


def shot(page: Page, name: str) -> None:
    """A picture of the whole page in the folder KEPU_SHOTS; none where that is not set."""
    if folder := os.environ.get("KEPU_SHOTS"):
        width = (page.viewport_size or {"width": 0})["width"]
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
