"""ADDRESS PASSWORD PLAN.docx: takes all pictures of the guide."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.browser.chromium import launch
from tests.browser.pictures.camera import FOLDER, Camera
from tests.browser.pictures.filing import joint, phone, returned, spreadsheet, village_hall
from tests.browser.pictures.office import collected, office, read_plan, revised, told
from tests.browser.pictures.public import public
from tests.browser.pictures.register import register
from tests.browser.pictures.reviewing import reviewer


def main(address: str, password: str, plan: Path) -> None:
    """Take all pictures; `plan` is a work plan to drop in. In this order: what filers hand in, reviewers find in their queue."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        camera = Camera(launch(playwright), address, password)
        public(camera)
        phone(camera)
        village_hall(camera)
        spreadsheet(camera, Path(folder))
        joint(camera)
        returned(camera)
        reviewer(camera)
        told(camera)
        office(camera)
        collected(camera, Path(folder))
        register(camera)
        revised(camera, plan, Path(folder))
        read_plan(camera, plan)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
