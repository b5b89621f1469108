"""The pictures of the guide, taken anew from a running demo: `bin/demo` in one window, then in another

    .venv/bin/python -m tests.browser.pictures http://127.0.0.1:8000 PASSWORD PLAN.docx

The password and the folder of the plan are what bin/demo prints.
Each function below takes one person's pictures. What is entered on the way stays in the demo (`bin/demo --reset` undoes it).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser.chromium import DESKTOP, PHONE, launch, window

FOLDER = Path(__file__).resolve().parent.parent.parent / "docs" / "guide" / "img"

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


def shoot(page: Page, name: str, *, whole: bool = False) -> None:
    """Keep what the page shows now as docs/guide/img/<name>.png."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png", full_page=whole, animations="disabled")


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


def office(camera: Camera, plan: Path) -> None:
    """From the plan to the board."""
    with camera.person("linxiao") as page:
        for name, path in [
            ("office-home", "/desk/"),
            ("office-board", "/desk/progress/"),
            ("office-board-unit", "/desk/progress/units/chengdong/"),
            ("office-reminder", "/desk/progress/units/yunhu/reminder/"),
            ("office-units", "/desk/units/"),
            ("office-unit", "/desk/units/chengdong/"),
            ("office-record", "/desk/record/"),
            ("office-papers", "/desk/papers/summary-table/chengdong/"),
        ]:
            page.goto(path)
            shoot(page, name)
        read_plan(page, plan)
        settings(page)
        links(page)


def read_plan(page: Page, plan: Path) -> None:
    """The plan's way in: dropped, its units matched, looked through beside the document."""
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


def settings(page: Page) -> None:
    """A running campaign and what a change of it would do."""
    page.goto("/desk/campaigns/")
    page.click("main h2 a >> nth=0")
    shoot(page, "office-campaign")
    page.goto(page.url + "sections/deadlines/")
    page.locator("input[type=date]").nth(1).fill(f"{datetime.now(UTC).date() - timedelta(days=4)}")
    page.locator("main form button.btn-primary").first.click()
    shoot(page, "office-campaign-effects")


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


def filer(camera: Camera) -> None:
    """Filing on a phone."""
    with camera.person("chenjing", PHONE) as page:
        page.goto("/desk/activities/")
        shoot(page, "filer-activities")
        page.goto("/desk/activities/?state=draft")
        page.click("main a.title >> nth=0")
        page.goto(page.url.rstrip("/") + "/form/")
        shoot(page, "filer-form")
        page.goto(page.url.replace("/form/", "/check/"))
        shoot(page, "filer-check")
    with camera.person("heping") as page:
        page.goto("/desk/")
        shoot(page, "filer-returned")


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
        page.goto("/desk/campaigns/")
        running = page.locator(".campaign-switch .menu-label, .campaign-only").first.inner_text()
        page.get_by_role("main").get_by_role("link", name=running, exact=True).first.click()
        page.wait_for_url(re.compile(r"/desk/campaigns/[^/]+/$"))
        campaign = page.url
        for name, path in (("office-reminders", "reminders/"), ("office-exceptions", "exceptions/?show=not_begun")):
            page.goto(campaign + path)
            shoot(page, name)


def reviewer(camera: Camera) -> None:
    """The queue, one activity, many at once."""
    with camera.person("zhoumin") as page:
        page.goto("/desk/review/")
        shoot(page, "reviewer-queue")
        for number in range(3):
            page.check(f"main tbody input[type=checkbox] >> nth={number}")
        shoot(page, "reviewer-bulk")
        page.click("main tbody a.title >> nth=0")
        shoot(page, "reviewer-activity")


def main(address: str, password: str, plan: Path) -> None:
    """Take all pictures; `plan` is a work plan to drop in."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        camera = Camera(launch(playwright), address, password)
        public(camera)
        filer(camera)
        reviewer(camera)
        told(camera)
        office(camera, plan)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
