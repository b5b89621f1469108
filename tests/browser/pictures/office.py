"""What an office sees: from the plan to the board, what is told to whom, and the sheets that units still send."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Page

from tests.browser.pictures.camera import Camera, shoot
from tests.browser.pictures.sheets import of_several_units

PASTED = """2027年云湖市全国科普日活动工作方案
一、活动主题
2027年全国科普日主题为“科技改变生活,创新赢得未来”。
二、活动时间
9月18日至24日。
三、主办单位
市科协、市教育局、市图书馆、市少年宫、市天文爱好者协会、市融媒体中心
四、主要活动
(一)科普进校园。组织专家走进中小学。(责任单位:市教育局、市少年宫)
(二)星空夜市。(责任单位:市天文爱好者协会、各镇)
"""
"""A plan with units that the demo's register does not know."""

ISSUED_AGAIN = (
    ("至少填报30场次", "至少填报20场次"),
    ("责任单位：市科协、各主办成员单位", "责任单位：市教育局、各主办成员单位"),
)
"""What the revision of the demo's plan says otherwise."""


def told(camera: Camera) -> None:
    """The inbox, the chat groups, the days of reminders, who may still file."""
    with camera.person("chenjing") as page:
        page.goto("/desk/notices/")
        shoot(page, "notices")
    with camera.person("linxiao") as page:
        page.goto("/desk/units/kexie/robots/")
        page.fill("[name=name]", "全市科普日工作群")
        page.check("[name=provider][value=wecom]")
        page.fill("[name=address]", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=00000000-0000")
        page.locator("main .form-foot button.btn-primary").click()
        shoot(page, "notice-robots")
        campaign = running(page)
        for name, path in (("office-reminders", "reminders/"), ("office-exceptions", "exceptions/?show=not_begun")):
            page.goto(campaign + path)
            shoot(page, name)


def running(page: Page) -> str:
    """The address of the campaign in which the person works."""
    page.goto("/desk/campaigns/")
    name = page.locator(".campaign-switch .menu-label, .campaign-only").first.inner_text()
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_url(re.compile(r"/desk/campaigns/[^/]+/$"))
    return page.url


def office(camera: Camera) -> None:
    """Where the campaign stands, and how a change of it is said beforehand."""
    with camera.person("linxiao") as page:
        page.goto("/desk/")
        shoot(page, "office-home")
        shoot(page, "office-dashboard", top=page.locator(".home-office"), tall=1000)
        for name, path in [
            ("office-board", "/desk/progress/"),
            ("office-board-unit", "/desk/progress/units/chengdong/"),
            ("office-behind", "/desk/progress/units/yunhu/behind/"),
            ("office-report", "/desk/progress/units/yunhu/report/"),
            ("office-reminder", "/desk/progress/units/yunhu/reminder/"),
            ("office-papers", "/desk/papers/summary-table/chengdong/"),
        ]:
            page.goto(path)
            shoot(page, name)
        settings(page)


def settings(page: Page) -> None:
    """A running campaign and what a change of it would do."""
    page.goto(running(page))
    shoot(page, "office-campaign")
    page.goto(page.url + "sections/deadlines/")
    page.locator("input[type=date]").nth(1).fill(f"{datetime.now(UTC).date() - timedelta(days=4)}")
    page.locator("main form button.btn-primary").first.click()
    shoot(page, "office-campaign-effects")


def collected(camera: Camera, folder: Path) -> None:
    """The sheet of several units, one of whose names nobody knows."""
    with camera.person("linxiao") as page:
        page.goto("/desk/imports/")
        page.set_input_files("input[type=file]", of_several_units(folder))
        page.wait_for_url(re.compile(r"/desk/imports/[^/]+/$"))
        shoot(page, "office-import", tall=1160)


def read_plan(camera: Camera, plan: Path) -> None:
    """The plan's way in: dropped, its units matched, looked through beside the document."""
    with camera.person("linxiao") as page:
        page.goto("/desk/plans/")
        shoot(page, "office-plan-upload")
        page.set_input_files("input[type=file]", plan)
        page.wait_for_url(re.compile(r"/desk/plans/\d+/"))
        if page.locator("#keep-sure").count():
            page.locator("#keep-sure").click()
        page.locator("[data-quote]").nth(2).click()
        shoot(page, "adoption")
        page.goto("/desk/plans/")
        page.locator("summary").filter(has_text="粘贴").click()
        page.locator("textarea[name=text]").fill(PASTED)
        page.locator("main form button.btn-primary:visible").first.click()
        page.wait_for_url(re.compile(r"/desk/plans/\d+/"))
        shoot(page, "office-plan-units")


def revised(camera: Camera, plan: Path, folder: Path) -> None:
    """The campaign beside its plan as issued again."""
    with camera.person("linxiao") as page:
        page.goto(running(page) + "revisions/")
        page.set_input_files("input[type=file]", issued_again(plan, folder / "方案（修订稿）.docx"))
        page.wait_for_url(re.compile(r"/desk/plans/\d+/revision/"))
        shoot(page, "office-revision")


def issued_again(plan: Path, file: Path) -> Path:
    """The plan with a number and a unit changed."""
    with ZipFile(plan) as before, ZipFile(file, "w") as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename == "word/document.xml":
                for old, new in ISSUED_AGAIN:
                    content = content.replace(old.encode(), new.encode())
            after.writestr(entry, content)
    return file
