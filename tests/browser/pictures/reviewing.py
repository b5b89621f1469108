"""What a reviewer sees: the queue, one activity, a comment on its way to the filer and back, who stands in."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.pictures.camera import Camera, shoot
from tests.browser.pictures.sheets import coming


def reviewer(camera: Camera) -> None:
    """In this order: the queue is photographed when it has a correction on top."""
    with camera.person("zhoumin") as page:
        page.goto("/desk/review/")
        page.click("main tbody a.title >> nth=0")
        shoot(page, "reviewer-activity")
        username, title = comment(page)
    answer(camera, username, title)
    with camera.person("zhoumin") as page:
        queue(page)
        page.get_by_role("link", name=title).first.click()
        shoot(page, "reviewer-again")
        absence(page)


def comment(page: Page) -> tuple[str, str]:
    """A comment on where and when an activity of 城东镇 is, which goes back to 陈静: who is to answer, and the title."""
    page.goto("/desk/review/?unit=chengdong")
    page.click("main tbody a.title >> nth=0")
    title = page.get_by_role("heading", level=1).inner_text()
    place = page.locator(".facts > div").filter(has_text="时间地点")
    place.get_by_text("批注", exact=True).click()
    place.get_by_label("写给填报单位").fill("请写明几号楼、哪个入口")
    place.get_by_role("button", name="写上批注").click()
    page.get_by_text("请写明几号楼、哪个入口").first.wait_for()
    shoot(page, "reviewer-comment")
    page.get_by_text("退回修改…").click()
    page.get_by_role("button", name="退回给").click()
    page.wait_for_load_state()
    return "chenjing", title


def answer(camera: Camera, username: str, title: str) -> None:
    """The filer finds the comment at its field, answers it and submits again."""
    with camera.person(username) as page:
        page.goto("/desk/activities/?state=returned")
        page.get_by_role("link", name=title).first.click()
        page.goto(page.url.removesuffix("form/").rstrip("/") + "/form/")
        place = page.get_by_label("地点", exact=True).first
        place.fill(place.input_value() + "2号楼")
        page.get_by_label("已改好").check()
        page.get_by_label("答复审核员").fill("从东门进")
        shoot(page, "filer-comment", top=page.get_by_text("请写明几号楼").first)
        page.get_by_role("button", name="检查后提交").click()
        page.get_by_role("button", name="提交", exact=True).click()
        page.get_by_text(f"已提交“{title}”").first.wait_for()


def queue(page: Page) -> None:
    """The correction first; some ticked."""
    page.goto("/desk/review/")
    shoot(page, "reviewer-queue")
    for number in range(1, 4):
        page.check(f"main tbody input[type=checkbox] >> nth={number}")
    shoot(page, "reviewer-bulk")


def absence(page: Page) -> None:
    """Away next week; somebody stands in."""
    page.goto("/desk/review/absences/")
    page.get_by_label("从", exact=True).fill(coming(5).isoformat())
    page.get_by_label("到（含当天）").fill(coming(7).isoformat())
    page.locator("#id_deputy").select_option(label="吴刚")
    page.get_by_role("button", name="登记", exact=True).click()
    page.get_by_text("由吴刚代为审核").first.wait_for()
    shoot(page, "reviewer-absences", tall=720)
    page.goto("/desk/review/")
