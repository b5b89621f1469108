"""What an office sees of the register: units from a spreadsheet, one that is there twice, a clerk's successor, sign-in links."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from tests.browser.pictures.camera import Camera, shoot
from tests.browser.pictures.sheets import REGISTER, coming


def register(camera: Camera) -> None:
    """The pasted list brings the second entry of 城东镇, which is then merged."""
    with camera.person("linxiao") as page:
        for name, path in (
            ("office-units", "/desk/units/"),
            ("office-unit", "/desk/units/chengdong/"),
            ("office-record", f"/desk/record/?until={coming(-1)}"),
        ):
            page.goto(path)
            shoot(page, name)
        pasted(page)
        merged(page)
        handed_over(page)
        links(page)


def pasted(page: Page) -> None:
    """Looked over, then accepted."""
    page.goto("/desk/units/imports/")
    page.get_by_text("没有文件").click()
    page.get_by_label("粘贴的单元格").fill(REGISTER)
    page.get_by_role("button", name="读表格").click()
    page.wait_for_url(re.compile(r"/desk/units/imports/[^/]+/$"))
    shoot(page, "office-units-import")
    page.get_by_role("button", name=re.compile("^导入")).click()
    page.wait_for_load_state()


def merged(page: Page) -> None:
    """The pairs that are probably one, and one of them side by side."""
    page.goto("/desk/units/duplicates/")
    page.locator("main li, main tr").filter(has_text="城东镇人民政府").get_by_role("link", name="对照合并").first.click()
    shoot(page, "office-units-merging")


def handed_over(page: Page) -> None:
    """何平's work, all but given to his successor."""
    page.goto("/desk/people/heping/handover/")
    page.get_by_label("接任人姓名").fill("孙悦")
    shoot(page, "office-handover", tall=760)


def links(page: Page) -> None:
    """One-time links, on the screen and as cards."""
    page.goto("/desk/people/xulan/")
    page.locator('form[action*="sign-in-link"] button').first.click()
    if page.get_by_role("dialog").count():
        page.get_by_role("dialog").get_by_role("button").last.click()
    page.wait_for_selector(".link-card")
    shoot(page, "office-link")
    page.goto("/desk/sign-in-links/")
    for number in range(6):
        page.locator("input[name=people]:not([disabled])").nth(number).check()
    page.locator("form[data-ticks] button.btn-primary").click()
    page.wait_for_selector(".link-card")
    shoot(page, "office-links-sheet")
