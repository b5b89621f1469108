"""公文 on the desk: who sees whose table, the preview, and files that come back as they were filed."""

from __future__ import annotations

import re
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from openpyxl import load_workbook

from kepu.accounts.models import Person
from kepu.campaigns.models import Campaign, SummaryColumn
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Role
from tests.activities.filing import FAIR, draft, submitted
from tests.cast import Cast, person, unit

pytestmark = pytest.mark.django_db
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def get(who: Person, address: str) -> HttpResponse:
    """The desk's page at this address as the person gets it."""
    client = Client()
    client.force_login(who)
    response = client.get(f"/desk/papers/{address}")
    assert isinstance(response, HttpResponse)
    return response


def text_of(response: HttpResponse) -> str:
    """What the page says, without tags."""
    assert response.status_code == 200
    main = response.content.decode().split('<main id="content"')[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", main))


def file_name(response: HttpResponse) -> str:
    """The name of a download (RFC 5987)."""
    kind, _, name = response["Content-Disposition"].partition("; filename*=utf-8''")
    assert kind == "attachment"
    return unquote(name)


@pytest.fixture
def two(cast: Cast, campaign: Campaign) -> Campaign:
    """Two activities of 城东镇, one of 城西镇, and a draft."""
    submitted(cast, campaign)
    submitted(cast, campaign, title="=看云识天气<b>", occurrences=(FAIR, FAIR))
    submitted(cast, campaign, who=cast.xu, unit=cast.west, title="土壤的秘密")
    draft(cast, campaign, title="还在写的")
    return campaign


def test_a_filer_is_shown_the_units_table_at_once(cast: Cast, two: Campaign) -> None:
    assert get(cast.chen, "").headers["Location"] == "/desk/papers/summary-table/chengdong/"
    text = text_of(get(cast.chen, "summary-table/chengdong/"))
    assert "2026年云湖市全国科普日汇总表 填报单位：城东镇 联系人：陈静 13800000003 序号 活动名称 活动时间 活动地点" in text
    assert "1 食品安全进农家 9月19日 上午9:00–11:30 城东镇文化礼堂（人民路8号）" in text
    assert "=看云识天气&lt;b&gt;" in text
    assert "共2项活动、3场次。" in text
    assert "土壤的秘密" not in text
    assert "还在写的" not in text
    assert "改栏目" not in text


def test_a_filer_of_two_units_chooses(cast: Cast, two: Campaign) -> None:
    text = text_of(get(cast.he, ""))
    assert "云湖市教育局 还没有" in text
    assert "云湖市气象学会 还没有" in text
    assert "全部单位的汇总表" not in text


def test_the_office_has_the_whole_and_every_unit(cast: Cast, two: Campaign) -> None:
    text = text_of(get(cast.lin, ""))
    assert "全部单位的汇总表" in text
    assert [name for name in ("云湖市教育局", "城东镇", "城西镇") if name in text] == ["云湖市教育局", "城东镇", "城西镇"]
    whole = text_of(get(cast.lin, "summary-table/"))
    assert re.search(r"城东镇 1 食品安全进农家 .* 城西镇 3 土壤的秘密 .* 共3项活动、4场次。", whole)
    assert "改栏目" in whole


@pytest.mark.parametrize("text", ["城西", "cx"])
def test_units_are_found_by_name_and_initials(cast: Cast, two: Campaign, text: str) -> None:
    cast.west.initials = "cxz"
    cast.west.save()
    found = text_of(get(cast.lin, f"?text={text}"))
    assert "城西镇" in found
    assert "城东镇" not in found


def test_what_is_not_found_says_so(cast: Cast, two: Campaign) -> None:
    assert "没有符合条件的单位" in text_of(get(cast.lin, "?text=月球"))


@pytest.mark.parametrize(
    "address", ["summary-table/", "summary-table.xlsx", "summary-table/chengxi/", "summary-table/chengxi/summary-table.docx"]
)
def test_others_tables_are_not_found(cast: Cast, two: Campaign, address: str) -> None:
    assert get(cast.chen, address).status_code == 404


@pytest.mark.parametrize("address", ["summary-table.pdf", "summary-table/chengdong/summary-table.exe", "summary-table/nobody/"])
def test_what_does_not_exist_is_not_found(cast: Cast, two: Campaign, address: str) -> None:
    assert get(cast.lin, address).status_code == 404


def test_a_units_xlsx_round_trip(cast: Cast, two: Campaign) -> None:
    response = get(cast.chen, "summary-table/chengdong/summary-table.xlsx")
    assert (response["Content-Type"], file_name(response)) == (XLSX, "2026年云湖市全国科普日汇总表（城东镇）.xlsx")
    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet is not None
    twice = "9月19日 上午9:00–11:30\n9月19日 上午9:00–11:30"
    assert list(sheet.iter_rows(min_row=3, values_only=True)) == [
        ("序号", "活动名称", "活动时间", "活动地点"),
        (1, "食品安全进农家", "9月19日 上午9:00–11:30", "城东镇文化礼堂（人民路8号）"),
        (2, "=看云识天气<b>", twice, "城东镇文化礼堂（人民路8号）"),
        ("共2项活动、3场次。", None, None, None),
    ]


def test_the_whole_campaigns_docx_round_trip(cast: Cast, two: Campaign) -> None:
    SummaryColumn.objects.create(campaign=two, position=9, heading="备注", field="")
    response = get(cast.zhou, "summary-table.docx")
    assert file_name(response) == "2026年云湖市全国科普日汇总表.docx"
    [table] = Document(BytesIO(response.content)).tables
    assert [[cell.text for cell in row.cells][:2] for row in table.rows] == [
        ["序号", "活动名称"],
        ["城东镇（2项）"] * 2,
        ["1", "食品安全进农家"],
        ["2", "=看云识天气<b>"],
        ["城西镇（1项）"] * 2,
        ["3", "土壤的秘密"],
    ]


def test_a_viewer_sees_no_phone_numbers(cast: Cast, two: Campaign) -> None:
    SummaryColumn.objects.create(campaign=two, position=9, heading="电话", field="contact_phone")
    leader = person("gaoyuan", "高远", viewer=cast.city)
    text = text_of(get(leader, "summary-table/chengdong/"))
    assert "138****0003" in text
    assert "13800000003" not in text
    assert "13800000003" in text_of(get(cast.chen, "summary-table/chengdong/"))


def test_an_empty_table_says_what_belongs_there(cast: Cast, campaign: Campaign) -> None:
    text = text_of(get(cast.chen, "summary-table/chengdong/"))
    assert "还没有已提交的活动" in text
    assert "现在下载是一张空表" in text
    sheet = load_workbook(BytesIO(get(cast.chen, "summary-table/chengdong/summary-table.xlsx").content)).active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(min_row=3, values_only=True)] == ["序号", "暂无已提交的活动。"]


def test_a_long_table_shows_its_beginning(cast: Cast, campaign: Campaign) -> None:
    for number in range(52):
        submitted(cast, campaign, title=f"讲座{number}")
    text = text_of(get(cast.chen, "summary-table/chengdong/"))
    assert "共52项活动、52场次。 这里只显示前 50 项，下载的文件中是全部。" in text
    assert "讲座49" in text
    assert "讲座50" not in text


def test_the_number_of_queries_does_not_grow(cast: Cast, campaign: Campaign) -> None:
    counts = []
    for number in (1, 3):
        while campaign.enrolments.count() < number + 5:
            extra = unit(cast.city, f"第{campaign.enrolments.count()}镇", Kind.TOWN, code=f"t{campaign.enrolments.count()}")
            campaign.enrolments.create(organisation=extra)
            submitted(cast, campaign)
        client = Client()
        client.force_login(cast.lin)
        pair = []
        for address in ("", "summary-table/"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/desk/papers/{address}").status_code == 200
            pair.append(len(queries))
        counts.append(pair)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 20


def test_who_is_signed_in_without_a_role_is_led_home(cast: Cast, campaign: Campaign) -> None:
    nobody = person("nobody", "某人")
    assert not Role.objects.filter(person=nobody).exists()
    assert get(nobody, "").headers["Location"] == "/desk/"
