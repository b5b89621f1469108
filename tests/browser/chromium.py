"""The browser of the tests: Debian's Chromium, as wide as a desk's screen or a phone."""

from __future__ import annotations

import os
import shutil

from playwright.sync_api import Browser, BrowserContext, Playwright, ViewportSize

CHROMIUM = shutil.which(os.environ.get("KEPU_CHROMIUM") or "chromium")
"""Its path, or None where none is installed."""
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
FLAGS = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def launch(playwright: Playwright) -> Browser:
    """The installed Chromium; as root it cannot have its sandbox."""
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    return playwright.chromium.launch(executable_path=CHROMIUM, args=flags)


def window(browser: Browser, size: ViewportSize, address: str | None = None) -> BrowserContext:
    """A fresh browser that speaks Chinese; the phone's is touched with a finger."""
    phone = size == PHONE
    return browser.new_context(
        viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai", base_url=address, has_touch=phone, is_mobile=phone
    )
