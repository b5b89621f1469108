"""A clerk's spreadsheet from upload to undoing: a column corrected, good rows taken, the marked sheet mended and sent again."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from kepu import clock
from kepu.activities.models import Activity
from kepu.campaigns.models import Campaign
from kepu.progress.obligations import derive
from tests.browser.look import DESKTOP, PHONE, at, axe, complaints, overflow, shot
from tests.browser.test_sign_in import sign_in
from tests.cast import NOON, Cast, make_campaign, make_cast

pytestmark = pytest.mark.django_db(transaction=True)

ROWS: list[list[Any]] = [
    ["2026年全国科普日活动汇总表"],
    ["填报单位：城东镇（盖章）", None, None, None, None, "联系人：陈静 13800000003"],
    ["序号", "活动名称", "活动安排", None, None, "人数", "负责人", "联系方式", "覆盖面"],
    [None, None, "时间", "地点", "形式"],
    [1, "科普大集", "9月17日上午9:00-11:30", "城东镇文化广场", "线下", "约300人", "陈静", "13800000003", "全镇居民"],
    [2, "防灾减灾讲座", "9月18日、9月20日 下午2点半", "城东镇中心小学", "线下", "120余人", "李明", "0570-3012345", "小学生"],
    [3, "食品安全进农家", "9月31日", "柳溪村文化礼堂", "线下", 80, "王芳", "13800000005", "农民"],
    [4, "科普大集", "9月17日上午9:00-11:30", "城东镇文化广场", "线下", "约300人", "陈静", "13800000003", "全镇居民"],
    ["合计", "4项"],
]


@pytest.fixture
def cast() -> Cast:
    """The cast, seen by the server's threads."""
    return make_cast()


@pytest.fixture
def campaign(cast: Cast) -> Iterator[Campaign]:
    """Its campaign at noon of 10 September."""
    made = make_campaign(cast)
    derive(made)
    with clock.pretend(NOON):
        yield made


@pytest.fixture
def awkward(tmp_path: Path) -> Path:
    """A title, a contact above the header, a header of two rows, merged cells, a day that does not exist, a total below."""
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    sheet.title = "汇总表"
    for cells in ROWS:
        sheet.append(cells)
    for area in ("A1:I1", "A3:A4", "B3:B4", "C3:E3", "F3:F4"):
        sheet.merge_cells(area)
    book.create_sheet("填写说明").append(["请各单位于9月10日前报送。"])
    file = tmp_path / "城东镇活动.xlsx"
    book.save(file)
    return file


def filed() -> list[tuple[str, str, str]]:
    """Title, audience and state of all activities."""
    return [*Activity.objects.order_by("pk").values_list("title", "audience", "state")]


def good(page: Page, name: str) -> None:
    """The page fits, is accessible, and is looked at on both screens."""
    for width in (PHONE, DESKTOP):
        at(page, width)
        assert overflow(page) == 0, width
        assert axe(page) == [], width
        shot(page, name)


def upload(page: Page, server: LiveServer, file: Path) -> None:
    """Hand a file in: it is read as soon as it is chosen."""
    page.goto(f"{server.url}/desk/imports/")
    page.get_by_label("把表格拖到这里").set_input_files(file)
    expect(page.get_by_role("heading", name=file.name)).to_be_visible()


def mended(content: bytes, file: Path) -> Path:
    """The marked sheet with the day put right, as a clerk saves it."""
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book["汇总表"]
    assert isinstance(sheet, Worksheet)
    assert [[cell.value for cell in row][:3] for row in sheet.iter_rows(min_row=5)] == [["3", "食品安全进农家", "9月31日"]]
    assert sheet["C5"].comment is not None
    assert "9月31日不存在" in str(sheet["J5"].value)
    sheet["C5"].value = "9月30日"
    book.save(file)
    return file


def test_a_spreadsheet_is_imported_mended_and_undone(
    live_server: LiveServer, page: Page, campaign: Campaign, awkward: Path, tmp_path: Path
) -> None:
    heard = complaints(page)
    sign_in(page, live_server, "chenjing")
    page.goto(f"{live_server.url}/desk/activities/")
    page.get_by_role("link", name="从表格导入").click()
    good(page, "import-upload")

    upload(page, live_server, awkward)
    expect(page.get_by_role("link", name="将新增 2")).to_be_visible()
    expect(page.get_by_role("link", name="跳过 1")).to_be_visible()
    expect(page.get_by_role("link", name="有问题 1")).to_be_visible()
    good(page, "import-dry-run")

    page.get_by_text("核对表头和列").click()
    page.get_by_label("覆盖面").select_option(label="面向人群")
    good(page, "import-columns")
    page.get_by_role("button", name="按所选的对应重新读").click()
    expect(page.get_by_text("已按您选的对应重新读取")).to_be_visible()

    with page.expect_download() as download:
        page.get_by_role("link", name="下载有问题的 1 行").click()
    marked = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == "城东镇活动（待改）.xlsx"
    assert filed() == []
    page.get_by_role("button", name="导入全部 2 行").click()
    expect(page.get_by_role("button", name="全部提交（2 项草稿）")).to_be_visible()
    good(page, "import-result")
    taken = [("科普大集", "全镇居民", "draft"), ("防灾减灾讲座", "小学生", "draft")]
    assert filed() == taken

    upload(page, live_server, awkward)
    expect(page.get_by_role("link", name="跳过 3")).to_be_visible()
    expect(page.get_by_text("现在没有可以导入的行。")).to_be_visible()

    upload(page, live_server, mended(marked, tmp_path / "改好.xlsx"))
    page.get_by_role("button", name="导入全部 1 行").click()
    expect(page.get_by_role("button", name="全部提交（1 项草稿）")).to_be_visible()
    assert filed() == [*taken, ("食品安全进农家", "农民", "draft")]

    page.get_by_role("button", name="撤销这次导入").click()
    page.locator("dialog").get_by_role("button", name="撤销这次导入").click()
    expect(page.get_by_text("已撤销这次导入")).to_be_visible()
    assert filed() == taken
    page.goto(f"{live_server.url}/desk/imports/")
    good(page, "import-list")
    assert heard == []


def test_cells_are_pasted_on_a_phone(live_server: LiveServer, phone: Page, campaign: Campaign) -> None:
    sign_in(phone, live_server, "chenjing")
    phone.goto(f"{live_server.url}/desk/imports/")
    phone.get_by_text("没有文件").click()
    phone.get_by_label("粘贴的单元格").fill("活动名称\t时间\t地点\n看云\t9月18日晚7点\t城东镇文化广场")
    phone.get_by_role("button", name="读表格").click()
    expect(phone.get_by_text("将新增 1")).to_be_visible()
    assert axe(phone) == []
    phone.get_by_label("勾选“看云”").check()
    expect(phone.get_by_text("已勾选 1 项")).to_be_visible()
    phone.get_by_role("button", name="只导入勾选的").click()
    expect(phone.get_by_text("导入的活动")).to_be_visible()
    assert [title for title, _audience, _state in filed()] == ["看云"]


def test_a_file_that_is_no_spreadsheet_is_refused_in_one_sentence(
    live_server: LiveServer, page: Page, campaign: Campaign, tmp_path: Path
) -> None:
    (tmp_path / "方案.xlsx").write_bytes(b"%PDF-1.7")
    sign_in(page, live_server, "chenjing")
    page.goto(f"{live_server.url}/desk/imports/")
    page.get_by_label("把表格拖到这里").set_input_files(tmp_path / "方案.xlsx")
    expect(page.get_by_role("alert")).to_contain_text("这是 PDF 文件，不是表格。")
    assert axe(page) == []
