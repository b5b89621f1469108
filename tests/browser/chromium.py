"""The browser of the tests: Debian's Chromium, as wide as a desk's screen or a phone."""

from __future__ import annotations

import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Playwright, ViewportSize

CHROMIUM = shutil.which(os.environ.get("KEPU_CHROMIUM") or "chromium")
"""Its path, or None where none is installed."""
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PATIENCE = 20_000
"""Milliseconds that a step may take before it counts as failed: the machine may be busy with something else."""
FLAGS = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]

UNTOUCHABLE = """
const sheet = new CSSStyleSheet();
sheet.replaceSync("html { pointer-events: none !important }");
document.adoptedStyleSheets = [sheet];
addEventListener("load", () => { document.adoptedStyleSheets = []; });
"""
"""A page is touched when its scripts are there, as by a person: a click waits for the load of the page that it meets."""


def launch(playwright: Playwright) -> Browser:
    """The installed Chromium; as root it cannot have its sandbox."""
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    return playwright.chromium.launch(executable_path=CHROMIUM, args=flags)


def window(browser: Browser, size: ViewportSize, address: str | None = None) -> BrowserContext:
    """A fresh browser that speaks Chinese; the phone's is touched with a finger."""
    phone = size == PHONE
    return patient(
        browser.new_context(
            viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai", base_url=address, has_touch=phone, is_mobile=phone
        )
    )


def persistent(playwright: Playwright, folder: Path) -> BrowserContext:
    """A phone whose storage stays in the folder when it is switched off."""
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    return patient(
        playwright.chromium.launch_persistent_context(
            folder, executable_path=CHROMIUM, args=flags, viewport=PHONE, locale="zh-CN", has_touch=True, is_mobile=True
        )
    )


def patient(context: BrowserContext) -> BrowserContext:
    """The same, waiting as long as a busy machine needs, and for each page's load before it is touched."""
    context.set_default_timeout(PATIENCE)
    context.add_init_script(UNTOUCHABLE)
    return context


def kill(folder: Path) -> None:
    """End the browser of this folder, and all its processes, without a word of warning."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"--user-data-dir={folder}".encode() in (process / "cmdline").read_bytes().split(b"\0"):
                os.kill(int(process.name), signal.SIGKILL)
