"""The pages of an import: handing a spreadsheet in, correcting what was understood, taking good rows, taking all back.

Files are read by kepu.sheets in a child process where a test says so; elsewhere what was read is written down.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kepu import clock
from kepu.accounts.models import Person
from kepu.activities import actions
from kepu.activities.content import Content
from kepu.activities.models import Activity, ColumnMemory, SheetImport, State
from kepu.activities.models.imported import packed
from kepu.campaigns.models import Campaign, Enrolment
from kepu.organisations.models import Organisation
from kepu.progress.obligations import derive
from kepu.sheets.book import Book, CellError, Sheet
from kepu.sheets.sentences import SHEET, WORD
from tests.activities.filing import draft
from tests.activities.sheets import COLUMNS, FAIR, HEADINGS, TALK, WRONG_DAY, book, reading, row
from tests.cast import NOON, Cast

pytestmark = pytest.mark.django_db
URL = "/desk/imports/"
At = Callable[[Person], Client]
ReadIn = Callable[..., SheetImport]
GRID = [["活动汇总表"], [*HEADINGS.values()], ["科普大集", "", "2月30日", "城东镇文化广场"], ["=讲座", "", "9月18日"]]


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.pretend(NOON):
        yield


@pytest.fixture
def at(campaign: Campaign) -> At:
    """A person at the desk."""
    derive(campaign)

    def sit(who: Person) -> Client:
        client = Client()
        client.force_login(who)
        return client

    return sit


@pytest.fixture
def read_in(cast: Cast, campaign: Campaign) -> ReadIn:
    """A book read in by 陈静 for 城东镇, where nothing else is said; the file has GRID."""

    def read(found: Book, who: Person | None = None, unit: Organisation | None = cast.east) -> SheetImport:
        by = cast.actor(who or cast.chen)
        return actions.read_in(workbook(GRID), "活动.xlsx", by=by, campaign=campaign, unit=unit, reader=reading(found))

    return read


def workbook(rows: list[list[Any]], name: str = "活动") -> bytes:
    made = openpyxl.Workbook()
    sheet = made["Sheet"]
    sheet.title = name
    for cells in rows:
        sheet.append(cells)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def page(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, (url, response.status_code)
    return response.content.decode()


def words(text: str) -> str:
    """A page's text without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", re.sub(r">\s*<", "> <", text[text.index("<main") :])))


def upload(client: Client, content: bytes = b"", name: str = "活动.xlsx", **more: Any) -> HttpResponse:
    files = {"document": SimpleUploadedFile(name, content)} if content else {}
    return client.post(URL, files | more)  # type: ignore[return-value]  # a client's answer


def send(client: Client, found: SheetImport, what: str, **data: Any) -> str:
    """Send a form of the import's page; the page that follows, as words."""
    response = client.post(f"{URL}{found.uid}/{what}/", data, follow=True)
    assert response.status_code == 200
    return words(response.content.decode())


# — handing in —


def test_a_file_is_read_and_its_dry_run_shown(cast: Cast, campaign: Campaign, at: At) -> None:
    response = upload(at(cast.chen), workbook(GRID))
    found = SheetImport.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"{URL}{found.uid}/")
    assert (found.unit, found.name, found.pasted) == (cast.east, "活动.xlsx", False)
    assert "活动.xlsx" in page(at(cast.chen), response["Location"])


def test_pasted_cells_keep_their_tabs(cast: Cast, at: At) -> None:
    upload(at(cast.chen), text="活动名称\t时间\r\n讲座\t9月18日")
    found = SheetImport.objects.get()
    assert (bytes(found.content).decode().splitlines()[0], found.pasted, found.name) == ("活动名称\t时间", True, "粘贴的表格")


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"PK\x03\x04rubbish", "活动.xlsx", SHEET.damaged),
        (b"{\\rtf1", "活动.doc", WORD),
        (b"", "", "请选择表格文件，或把单元格粘贴进来。"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_sentence(cast: Cast, at: At, content: bytes, name: str, said: str) -> None:
    response = upload(at(cast.chen), content, name)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not SheetImport.objects.exists()


def test_who_files_for_nobody_finds_no_page(cast: Cast, at: At) -> None:
    for url in (URL, URL + "template.xlsx"):
        page(at(cast.zhou), url, 404)


def test_whoever_files_for_several_says_for_which_or_leaves_it_to_the_sheet(cast: Cast, campaign: Campaign, at: At) -> None:
    he = at(cast.he)
    assert "不选则由表中的填报单位决定" in page(he, URL)
    upload(he, workbook(GRID), unit=str(cast.weather.pk))
    upload(he, workbook(GRID))
    assert [*SheetImport.objects.order_by("pk").values_list("unit__code", flat=True)] == ["qixiang", None]


def test_nobody_imports_for_a_unit_that_is_not_his(cast: Cast, at: At) -> None:
    response = upload(at(cast.he), workbook(GRID), unit=str(cast.east.pk))
    assert response.status_code == 422
    assert not SheetImport.objects.exists()


def test_an_import_is_seen_by_its_desk_and_its_office_alone(cast: Cast, at: At, read_in: ReadIn) -> None:
    found = read_in(book(FAIR))
    for who, status in ((cast.chen, 200), (cast.lin, 200), (cast.xu, 404), (cast.zhou, 404)):
        for what in ("", "marked.xlsx") if status == 404 else ("",):
            page(at(who), f"{URL}{found.uid}/{what}", status)
    for what in ("columns", "units", "acceptance", "submission", "undoing"):
        assert at(cast.xu).post(f"{URL}{found.uid}/{what}/").status_code == 404
    assert not Activity.objects.exists()


# — the dry run —


def test_the_dry_run_says_what_each_row_would_do(cast: Cast, campaign: Campaign, at: At, read_in: ReadIn) -> None:
    standing = actions.accept_rows(read_in(book(TALK)), by=cast.actor(cast.chen))
    new_talk = replace(TALK, contact_name="李明")
    bad = row(4, replace(FAIR, title="坏的"), errors=(WRONG_DAY,))
    again = [row(number, FAIR, repeats=3, hints=hints) for number, hints in ((5, ()), (7, ("人数偏多。",)))]
    found = read_in(book(FAIR, bad, again[0], new_talk, again[1]))
    text = page(at(cast.chen), f"{URL}{found.uid}/")
    said = words(text)
    for expected in (
        "将新增 1",
        "将更新 1",
        "跳过 2",
        "有问题 1",
        "C列（时间）：“2月30日” 2月没有30日。 建议：2月28日",
        "与第3行的名称、时间、地点相同。",
        "联系人 陈静 李明",
        "提示：人数偏多。",
        "导入全部 2 行",
        "下载有问题的 1 行",
    ):
        assert expected in said, (expected, said)
    assert Activity.objects.get(pk=standing.added[0]).contact_name == "陈静"
    assert "坏的" in page(at(cast.chen), f"{URL}{found.uid}/?show=error")
    assert "科普大集" not in words(page(at(cast.chen), f"{URL}{found.uid}/?show=error"))
    page(at(cast.chen), f"{URL}{found.uid}/?show=%00&page=x")


def test_the_dry_run_costs_the_same_for_one_row_and_for_three(cast: Cast, at: At, read_in: ReadIn) -> None:
    client, costs = at(cast.lin), []
    page(client, URL)
    for rows in ((FAIR,), (FAIR, TALK, replace(TALK, title="又一场"))):
        found = read_in(book(*rows), cast.lin, None)
        with CaptureQueriesContext(connection) as made:
            page(client, f"{URL}{found.uid}/")
        costs.append(len(made))
        SheetImport.objects.all().delete()
    assert costs[0] == costs[1] <= 26


def test_columns_are_corrected_and_remembered(cast: Cast, at: At) -> None:
    chen = at(cast.chen)
    upload(chen, workbook(GRID))
    found = SheetImport.objects.get()
    found.reading = packed(Book((Sheet("活动", 2, {"A": "title", "D": "audience"}, HEADINGS),), ()))
    found.save()
    said = send(chen, found, "columns", seen="0", **{"column-0-A": "title", "column-0-D": "place", "column-0-B": "no such field"})
    assert "已按您选的对应重新读取" in said
    found.refresh_from_db()
    assert (found.matches, found.revision) == ({"活动": {"A": "title", "D": "place"}}, 1)
    assert "刚刚改过" in send(chen, found, "columns", seen="0", **{"column-0-D": "audience"})


def test_what_was_chosen_for_other_names_is_kept_when_one_is_refused(
    cast: Cast, campaign: Campaign, at: At, read_in: ReadIn
) -> None:
    found = read_in(book(replace(FAIR, unit="东城的"), replace(TALK, unit="")), cast.lin, None)
    answer = at(cast.lin).post(f"{URL}{found.uid}/units/", {"seen": "0", "whose-0": "0", "whose-1": str(cast.west.pk)})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'id="id_whose-0_error"' in text
    assert re.search(rf'<option value="{cast.west.pk}" selected', text)


def test_unknown_units_are_chosen(cast: Cast, campaign: Campaign, at: At, read_in: ReadIn) -> None:
    found = read_in(book(replace(FAIR, unit="东城的"), replace(TALK, unit="")), cast.lin, None)
    lin = at(cast.lin)
    said = words(page(lin, f"{URL}{found.uid}/"))
    assert "“东城的”是" in said
    assert "没有写填报单位的行是" in said
    assert "暂不能导入 2" in said
    assert "请先选择填报单位。" in send(lin, found, "units", seen="0")
    send(lin, found, "units", seen="0", **{"whose-0": str(cast.east.pk)})
    found.refresh_from_db()
    assert (found.named, found.unit) == ({"东城的": cast.east.pk}, None)
    send(lin, found, "units", seen="1", **{"whose-0": str(cast.west.pk)})
    said = words(page(lin, f"{URL}{found.uid}/"))
    assert "将新增 2" in said
    assert "城西镇" in said
    assert "城东镇" in said


def test_rows_without_a_line_are_filed_under_the_one_that_is_chosen(
    cast: Cast, campaign: Campaign, at: At, read_in: ReadIn
) -> None:
    chen, (venue, heading, rural) = at(cast.chen), campaign.lines.order_by("position")
    found = read_in(book(FAIR, replace(TALK, line="")))
    said = words(page(chen, f"{URL}{found.uid}/"))
    assert "没有写板块的行归入哪个板块" in said
    assert "请先选择板块。" in send(chen, found, "line", seen="0", line=str(heading.pk))
    assert "归入“主场活动”" in send(chen, found, "line", seen="0", line=str(venue.pk))
    send(chen, found, "acceptance", take="all", seen="1")
    assert dict(Activity.objects.values_list("title", "line")) == {"科普大集": rural.pk, "防灾减灾讲座": venue.pk}


def test_what_stands_already_keeps_its_line(cast: Cast, campaign: Campaign, at: At, read_in: ReadIn) -> None:
    venue = campaign.lines.get(number="1")
    send(at(cast.chen), read_in(book(FAIR)), "acceptance", take="all")
    again = read_in(book(replace(FAIR, line="", audience="居民"), TALK), cast.chen)
    send(at(cast.chen), again, "line", seen="0", line=str(venue.pk))
    send(at(cast.chen), again, "acceptance", take="all", seen="1")
    fair = Activity.objects.get(title="科普大集")
    assert (fair.line, fair.audience) == (campaign.lines.get(number="2.1"), "居民")


def test_no_line_is_asked_for_where_every_row_has_one(cast: Cast, at: At, read_in: ReadIn) -> None:
    assert "归入哪个板块" not in page(at(cast.chen), f"{URL}{read_in(book(FAIR, TALK)).uid}/")


# — taking, submitting, undoing —


def test_all_good_rows_are_taken(cast: Cast, campaign: Campaign, at: At, read_in: ReadIn) -> None:
    found = read_in(book(FAIR, row(4, TALK, errors=(WRONG_DAY,)), TALK))
    said = send(at(cast.chen), found, "acceptance", take="all", seen="0")
    assert [*Activity.objects.order_by("pk").values_list("title", "state")] == [("科普大集", "draft"), ("防灾减灾讲座", "draft")]
    for expected in ("2 新增", "1 未导入", "全部提交（2 项草稿）", "下载未导入的 1 行", "撤销这次导入", "防灾减灾讲座"):
        assert expected in said, (expected, said)
    send(at(cast.chen), found, "acceptance", take="all", seen="0")
    assert Activity.objects.count() == 2


def test_only_ticked_rows_are_taken(cast: Cast, at: At, read_in: ReadIn) -> None:
    found = read_in(book(FAIR, TALK))
    assert "请先勾选要导入的行。" in send(at(cast.chen), found, "acceptance", take="ticked", rows=["9-3", "x", "0-4444444444444"])
    send(at(cast.chen), found, "acceptance", take="ticked", rows=["0-4"])
    assert [activity.title for activity in Activity.objects.all()] == ["防灾减灾讲座"]


def test_drafts_are_submitted_together_and_what_was_not_is_said(cast: Cast, campaign: Campaign, at: At, read_in: ReadIn) -> None:
    whole = replace(FAIR, description="一整天的科普大集，有展板、义诊和小实验，欢迎全镇居民参加。", audience="居民")
    found = read_in(book(whole, replace(TALK, contact_phone="")))
    send(at(cast.chen), found, "acceptance", take="all")
    said = send(at(cast.chen), found, "submission")
    states = dict(Activity.objects.values_list("title", "state"))
    assert states["科普大集"] == State.SUBMITTED
    assert states["防灾减灾讲座"] == State.DRAFT
    assert "已提交 1 项。 1 项没有提交：" in said.replace("。1", "。 1")
    assert "有1项活动导入后又改过或提交了" in said
    assert "已提交 1 项" not in words(page(at(cast.chen), f"{URL}{found.uid}/"))


def test_an_import_is_undone_as_a_whole(cast: Cast, campaign: Campaign, at: At, read_in: ReadIn) -> None:
    standing = draft(cast, campaign)
    found = read_in(book(FAIR))
    send(at(cast.chen), found, "acceptance", take="all")
    said = send(at(cast.chen), found, "undoing")
    assert "已撤销这次导入" in said
    assert "1 新增，已删除" in said
    assert "都已撤回" in page(at(cast.chen), URL)
    assert [activity.pk for activity in Activity.objects.all()] == [standing.pk]


def test_an_import_that_was_worked_on_says_why_it_cannot_be_undone(cast: Cast, at: At, read_in: ReadIn) -> None:
    found = read_in(book(FAIR))
    send(at(cast.chen), found, "acceptance", take="all")
    actions.save(
        Activity.objects.select_related("campaign__owner", "organisation").get(), Content(title="改过"), by=cast.actor(cast.chen)
    )
    said = send(at(cast.chen), found, "undoing")
    assert said.count("有1项活动导入后又改过或提交了（“改过”）") == 2
    assert Activity.objects.count() == 1


def test_the_rows_that_were_not_taken_come_back_marked(cast: Cast, at: At, read_in: ReadIn) -> None:
    found = read_in(book(row(3, replace(FAIR, title="科普大集"), errors=(WRONG_DAY,)), row(4, replace(TALK, title="=讲座"))))
    response = at(cast.chen).get(f"{URL}{found.uid}/marked.xlsx")
    assert "活动（待改）.xlsx" in unquote(response["Content-Disposition"])
    sheet = openpyxl.load_workbook(BytesIO(response.content))["活动"]
    assert [cell.value for cell in sheet[2]] == [*HEADINGS.values(), "问题与建议"]
    assert [cell.value for cell in sheet[3]][:3] == ["科普大集", None, "2月30日"]
    assert sheet.max_row == 3
    send(at(cast.chen), found, "acceptance", take="ticked", rows=["0-4"])
    assert at(cast.chen).get(f"{URL}{found.uid}/marked.xlsx").status_code == 200
    assert sheet["C3"].comment is not None


def test_nothing_left_means_no_marked_sheet(cast: Cast, at: At, read_in: ReadIn) -> None:
    page(at(cast.chen), f"{URL}{read_in(book(FAIR)).uid}/marked.xlsx", 404)


def test_the_list_of_imports(cast: Cast, at: At, read_in: ReadIn) -> None:
    assert "还没有导入过表格" in page(at(cast.chen), URL)
    done = read_in(book(FAIR, row(4, TALK, errors=(CellError("", "", "没有时间。"),))))
    send(at(cast.chen), done, "acceptance", take="all")
    said = words(page(at(cast.chen), URL))
    assert "活动.xlsx 已导入 城东镇 新增 1，更新 0 ，未导入 1 陈静 9月10日 12:00" in said.replace("0，", "0 ，")
    assert ColumnMemory.objects.count() == 0
    assert COLUMNS


def test_a_unit_that_takes_part_no_more_is_said(cast: Cast, campaign: Campaign, at: At, read_in: ReadIn) -> None:
    found = read_in(book(FAIR))
    Enrolment.objects.filter(organisation=cast.east).delete()
    said = words(page(at(cast.lin), f"{URL}{found.uid}/"))
    assert "现在没有可以导入的行。" in said
    assert "城东镇" in said
    send(at(cast.lin), found, "acceptance", take="all")
    assert not Activity.objects.exists()


def test_the_record_leads_to_the_import(cast: Cast, at: At, read_in: ReadIn) -> None:
    found = read_in(book(FAIR))
    send(at(cast.chen), found, "acceptance", take="all")
    text = page(at(cast.lin), "/desk/record/")
    assert f'href="{URL}{found.uid}/"' in text
    assert "导入活动" in text


def test_results_and_the_list_cost_the_same_for_one_row_and_for_three(cast: Cast, at: At, read_in: ReadIn) -> None:
    client = at(cast.lin)
    costs = []
    for rows in ((FAIR,), (replace(FAIR, title="甲"), TALK, replace(TALK, title="又一场"))):
        found = read_in(book(*rows), cast.lin, None)
        send(client, found, "acceptance", take="all")
        for url in (f"{URL}{found.uid}/", URL):
            with CaptureQueriesContext(connection) as made:
                page(client, url)
            costs.append(len(made))
    assert costs[:2] == costs[2:]
    assert max(costs) <= 16
