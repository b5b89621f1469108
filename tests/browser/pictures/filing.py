"""What a filer sees: on a phone, in a village hall without a network, with a spreadsheet, together with other units."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.bad_line import BadLine
from tests.browser.chromium import PHONE
from tests.browser.pictures.camera import Camera, shoot
from tests.browser.pictures.sheets import coming, of_a_town

KEPT = """async () => {
    for (const name of await caches.keys())
        for (const one of await (await caches.open(name)).keys()) if (one.url.includes("/desk/offline/form/")) return true;
    return false;
}"""
"""Has the device the pages that it needs without a network?"""


def draft(page: Page) -> None:
    """The form of the person's latest draft."""
    page.goto("/desk/activities/?state=draft")
    page.click("main a.title >> nth=0")
    page.goto(page.url.removesuffix("form/").rstrip("/") + "/form/")


def phone(camera: Camera) -> None:
    """The list, the form, the same again on other days, the check, what a unit uses again."""
    with camera.person("chenjing", PHONE) as page:
        page.goto("/desk/activities/")
        shoot(page, "filer-activities")
        draft(page)
        shoot(page, "filer-form")
        again(page)
        page.goto(page.url.replace("/form/", "/check/"))
        shoot(page, "filer-check")
        page.goto("/desk/activities/reuse/chengdong/")
        shoot(page, "filer-reuse")


def again(page: Page) -> None:
    """Three more days are ticked in the calendar, none is added."""
    first = coming(2)
    page.locator("#id_occurrences-0-day").fill(first.isoformat())
    page.get_by_role("button", name="同样再办…").first.click()
    calendar = page.get_by_role("group", name="同样再办一场").first
    for ahead in (1, 2):
        calendar.locator(f'[data-day="{first + timedelta(days=ahead)}"]').click()
    shoot(page, "filer-again", top=calendar)


def village_hall(camera: Camera) -> None:
    """Filled in without a network: what the form says, and what waits on the device."""
    with BadLine(camera.address) as line:
        away = Camera(camera.browser, line.url, camera.password)
        with away.person("xulan", PHONE) as page:
            page.evaluate("navigator.serviceWorker.ready.then(() => true)")
            page.reload()
            while not page.evaluate(KEPT):
                page.wait_for_timeout(200)
            line.cut()
            page.goto("/desk/offline/form/chengxi/")
            page.get_by_label("活动名称").fill("稻田里的昆虫")
            page.get_by_label("活动简介").fill("请农技员带孩子们到田埂上认益虫和害虫。")
            page.locator("[data-draft-status]").filter(has_text="等待网络").wait_for()
            shoot(page, "filer-offline-form")
            page.goto("/desk/offline/")
            page.get_by_text("稻田里的昆虫").first.wait_for()
            shoot(page, "filer-offline")
            line.mend()
            page.goto("/desk/")
            page.get_by_text(re.compile("已送达")).first.wait_for()


def spreadsheet(camera: Camera, folder: Path) -> None:
    """Uploaded, looked over, its columns set right, taken, submitted."""
    with camera.person("chenjing") as page:
        page.goto("/desk/imports/")
        shoot(page, "filer-import")
        page.set_input_files("input[type=file]", of_a_town(folder))
        page.wait_for_url(re.compile(r"/desk/imports/[^/]+/$"))
        shoot(page, "filer-import-rows", tall=860)
        page.get_by_text("核对表头和列").click()
        page.get_by_label("覆盖面").select_option(label="面向人群")
        shoot(page, "filer-import-columns", top=page.get_by_text("核对表头和列"))
        page.get_by_role("button", name="按所选的对应重新读").click()
        page.get_by_role("button", name="导入全部").click()
        page.get_by_role("button", name="全部提交").wait_for()
        shoot(page, "filer-import-result", tall=640)
        page.get_by_role("button", name="全部提交").click()
        page.get_by_role("dialog").get_by_role("button", name="全部提交").click()
        page.get_by_text("已提交").first.wait_for()


def joint(camera: Camera) -> None:
    """城东镇 invites 城西镇, which finds the invitation among what it has to do."""
    with camera.person("chenjing") as page:
        draft(page)
        page.get_by_role("combobox", name="按名称、又名或拼音首字母添加").press_sequentially("城西")
        page.locator("[role=option]:visible").filter(has_text="城西镇").first.click()
        page.wait_for_timeout(3000)  # a draft is sent a good second after the last change
        page.goto(page.url.replace("/form/", "/"))
        page.get_by_role("button", name="现在就邀请").click()
        page.wait_for_load_state()
        shoot(page, "filer-joint", top=page.locator("#joint-head"))
    with camera.person("xulan") as page:
        page.goto("/desk/")
        shoot(page, "filer-invitation")


def returned(camera: Camera) -> None:
    """What was returned stands first."""
    with camera.person("heping") as page:
        page.goto("/desk/")
        shoot(page, "filer-returned")
