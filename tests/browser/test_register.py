"""The register in the browser: a spreadsheet pasted and accepted, two units made one, one moved, a clerk's work handed over.

Each page is looked at on a phone and on a desk's screen, and judged by axe.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from kepu.accounts.actor import system
from kepu.campaigns.models import Campaign
from kepu.organisations.actions import register
from kepu.organisations.models import Organisation, Role
from kepu.progress.recount import recount
from tests.browser.look import DESKTOP, PHONE, at, axe, complaints, overflow, shot
from tests.browser.test_board import enter
from tests.cast import Cast, make_cast
from tests.progress.filing import file, make_county, running

pytestmark = pytest.mark.django_db(transaction=True)
COMMAND = system("测试")
CELLS = (
    "\t".join(("单位名称", "类别", "上级单位", "姓名", "手机号"))
    + "\n"
    + "\n".join(
        (
            "城南镇\t\t云湖市\t赵敏\t13911112222",
            "桥头村\t\t城南镇\t\t",
            "云湖市教育局\t部门\t\t何平\t13800000004",
            "云湖市某单位\t\t\t\t",
            "城东镇\t\t\t陈静\t138000",
        )
    )
)


@pytest.fixture
def people() -> Cast:
    return make_cast()


@pytest.fixture
def campaign(people: Cast) -> Campaign:
    """A campaign with 城东镇 in the register twice, and 北山县 below the city."""
    campaign = running(people)
    make_county(people, campaign)
    twin = register(name="城东镇人民政府", kind="town", level="town", parent=people.city, aliases=["城东镇"], by=COMMAND)
    file(campaign, twin, occurrences=2, joint=[people.west])
    file(campaign, people.east)
    return campaign


def good(page: Page, name: str) -> None:
    """The page as it stands: no fault that axe finds, nothing wider than the window; on a phone and on a desk's screen."""
    for width in (PHONE, DESKTOP):
        at(page, width)
        page.wait_for_timeout(150)
        shot(page, f"register-{name}")
        assert axe(page) == [], name
        assert overflow(page) == 0, name


def test_a_spreadsheet_is_pasted_looked_over_and_accepted(page: Page, live_server: LiveServer, people: Cast) -> None:
    heard = complaints(page)
    enter(page, live_server, people.lin, "/desk/units/")
    page.get_by_role("link", name="从表格导入").click()
    good(page, "import")
    page.get_by_text("没有文件").click()
    page.get_by_label("粘贴的单元格").fill(CELLS)
    page.get_by_role("button", name="读表格").click()
    expect(page.get_by_text("读出 5 行，还没有写入")).to_be_visible()
    expect(page.get_by_text("新建账号：赵敏，填报员")).to_be_visible()
    expect(page.get_by_text("电话号码有6位，手机号应为11位。")).to_be_visible()
    good(page, "dry-run")
    page.get_by_role("button", name="导入 2 行").click()
    expect(page.get_by_text("每一处变动都记在“留痕”里")).to_be_visible()
    good(page, "imported")
    assert Organisation.objects.get(name="桥头村").parent == Organisation.objects.get(name="城南镇")
    assert heard == []


def test_two_units_become_one(page: Page, live_server: LiveServer, people: Cast, campaign: Campaign) -> None:
    heard = complaints(page)
    enter(page, live_server, people.lin, "/desk/units/duplicates/")
    good(page, "duplicates")
    page.get_by_role("link", name="对照合并").first.click()
    expect(page.get_by_role("heading", name="归到城东镇名下的")).to_be_visible()
    good(page, "merging")
    page.get_by_role("button", name="把城东镇人民政府并入城东镇").click()
    expect(page.get_by_text("原名称保留为又名")).to_be_visible()
    good(page, "unit")
    page.goto(f"{live_server.url}/desk/units/chengdongzhenrenminzhengfu/")
    expect(page).to_have_url(f"{live_server.url}/desk/units/chengdong/")
    assert recount(campaign, by=COMMAND) == []
    assert heard == []


def test_a_unit_is_moved(page: Page, live_server: LiveServer, people: Cast, campaign: Campaign) -> None:
    enter(page, live_server, people.lin, "/desk/units/chengdong/place/")
    good(page, "place")
    page.get_by_role("listitem").filter(has_text="行政区").get_by_role("link", name="选它").click()
    good(page, "moving")
    page.get_by_role("button", name="移到北山县之下").click()
    expect(page.get_by_text("城东镇已移到北山县之下")).to_be_visible()
    assert recount(campaign, by=COMMAND) == []


def test_a_clerks_work_is_handed_over(page: Page, live_server: LiveServer, people: Cast) -> None:
    heard = complaints(page)
    enter(page, live_server, people.lin, "/desk/people/heping/")
    good(page, "person")
    page.get_by_role("link", name="添加单位").click()
    good(page, "units-of-person")
    page.get_by_label("城西镇").check()
    page.get_by_role("button", name="添加", exact=True).click()
    expect(page.get_by_text("已给何平添加1个单位")).to_be_visible()
    page.get_by_role("link", name="交接给他人").click()
    good(page, "handover")
    page.get_by_label("接任人姓名").fill("孙悦")
    page.get_by_role("button", name="交接", exact=True).click()
    expect(page.get_by_role("heading", name="何平的工作已交给孙悦")).to_be_visible()
    good(page, "handed-over")
    assert Role.objects.filter(person__name="孙悦").count() == 3
    page.goto(f"{live_server.url}/desk/sign-in-links/?state=unused")
    good(page, "links-unused")
    assert heard == []


def test_merging_needs_no_scripts(page: Page, live_server: LiveServer, people: Cast, campaign: Campaign) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    plain = context.new_page()
    enter(plain, live_server, people.lin, "/desk/units/chengdongzhenrenminzhengfu/merging/")
    plain.get_by_role("link", name="对照", exact=True).first.click()
    plain.get_by_role("button", name="把城东镇人民政府并入城东镇").click()
    assert not Organisation.objects.filter(code="chengdongzhenrenminzhengfu").exists()
    context.close()
