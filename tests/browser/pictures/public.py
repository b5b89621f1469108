"""What everybody sees."""

from __future__ import annotations

from tests.browser.chromium import PHONE
from tests.browser.pictures.camera import Camera, shoot


def public(camera: Camera) -> None:
    """首页 and a list on a phone."""
    with camera.person("") as page:
        page.goto("/")
        shoot(page, "portal-home")
    with camera.person("", PHONE) as page:
        page.goto("/activities/")
        shoot(page, "portal-list")
        page.click("main .card-title a, main h3 a, main h2 a >> nth=0")
        shoot(page, "portal-activity")
