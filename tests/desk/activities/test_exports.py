"""Lists as files: what the page shows, whole, for those who see the page."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from urllib.parse import quote, unquote

import openpyxl
import pytest
from django.test import Client

from kepu import clock
from kepu.accounts.actor import system
from kepu.accounts.models import Person
from kepu.campaigns.models import Campaign
from kepu.progress.obligations import derive
from kepu.progress.recount import recount
from tests.activities.filing import draft, submitted
from tests.cast import NOON, Cast

pytestmark = pytest.mark.django_db
At = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.pretend(NOON):
        yield


@pytest.fixture
def at(campaign: Campaign) -> At:
    def sit(who: Person) -> Client:
        client = Client()
        client.force_login(who)
        return client

    return sit


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def column(client: Client, url: str, heading: str = "活动名称") -> list[object]:
    """One column of the first sheet, without its heading."""
    response = client.get(url)
    assert response.status_code == 200, url
    if url.partition("?")[0].endswith("csv"):
        rows: list[list[object]] = [list(row) for row in csv.reader(StringIO(response.content.decode("utf-8-sig"), newline=""))]
    else:
        rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(BytesIO(response.content)).worksheets[0]]
    place = rows[0].index(heading)
    return [row[place] for row in rows[1:]]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_activities_with_the_filters_of_the_page(cast: Cast, campaign: Campaign, at: At, form: str) -> None:
    draft(cast, campaign, title="草稿")
    submitted(cast, campaign, cast.xu, cast.west, title="城西的")
    url = f"/desk/activities/list.{form}"
    assert column(at(cast.lin), url) == ["城西的", "草稿"]
    assert column(at(cast.lin), f"{url}?state=draft") == ["草稿"]
    assert column(at(cast.lin), f"{url}?unit=chengxi&text={quote('城西')}") == ["城西的"]
    assert column(at(cast.chen), url) == ["草稿"]
    assert column(at(cast.xu), url, "填报单位") == ["城西镇"]


def test_the_pages_lead_to_their_files(cast: Cast, campaign: Campaign, at: At) -> None:
    submitted(cast, campaign)
    text = at(cast.lin).get("/desk/activities/?state=submitted&page=1").content.decode()
    assert 'href="/desk/activities/list.xlsx?state=submitted"' in text
    assert 'href="/desk/activities/list.csv?state=submitted"' in text
    assert 'href="/desk/review/list.xlsx"' in at(cast.zhou).get("/desk/review/").content.decode()


def test_the_review_list_in_its_order(cast: Cast, campaign: Campaign, at: At) -> None:
    for title in ("先交", "后交"):
        submitted(cast, campaign, title=title)
    draft(cast, campaign, title="草稿")
    assert column(at(cast.zhou), "/desk/review/list.xlsx") == ["先交", "后交"]
    assert column(at(cast.zhou), f"/desk/review/list.csv?text={quote('先交')}") == ["先交"]
    assert column(at(cast.chen), "/desk/review/list.xlsx") == []


def test_a_file_bears_its_campaigns_name(cast: Cast, campaign: Campaign, at: At) -> None:
    response = at(cast.chen).get("/desk/activities/list.csv")
    assert "2026年云湖市全国科普日活动.csv" in unquote(response["Content-Disposition"])
    assert response["Cache-Control"] == "no-store"
    assert at(cast.chen).get("/desk/activities/list.pdf").status_code == 404


def test_a_template_for_a_unit_and_for_all(cast: Cast, campaign: Campaign, at: At) -> None:
    draft(cast, campaign)
    response = at(cast.chen).get("/desk/imports/template.xlsx")
    assert "活动填报表（城东镇）.xlsx" in unquote(response["Content-Disposition"])
    book = openpyxl.load_workbook(BytesIO(response.content))
    assert book.sheetnames == ["填报表", "填写说明", "选项"]
    assert [book["填报表"].cell(row, 2).value for row in range(1, 6)] == [
        "2026年云湖市全国科普日活动填报表",
        "填报单位：城东镇",
        "活动名称",
        "示例：食品安全进农家",
        "食品安全进农家",
    ]
    assert [cell.value for cell in book["选项"]["A"] if cell.value] == ["主场活动", "农村科普联合行动"]
    assert at(cast.lin).get("/desk/imports/template.xlsx?unit=chengxi").status_code == 200
    assert at(cast.chen).get("/desk/imports/template.xlsx?unit=chengxi").status_code == 404
    assert at(cast.chen).get("/desk/imports/template.xlsx?unit=%00").status_code in (200, 404)
    whole = openpyxl.load_workbook(BytesIO(at(cast.lin).get("/desk/imports/template.xlsx").content))["填报表"]
    assert "填报单位" in [cell.value for cell in whole[2]]


def test_the_units_of_the_board_with_what_they_owe(cast: Cast, campaign: Campaign, at: At) -> None:
    derive(campaign)
    submitted(cast, campaign)
    recount(campaign, by=system("test"), repair=True)
    url = "/desk/progress/units/yunhu/list"
    rows = list(
        zip(*(column(at(cast.lin), f"{url}.xlsx", heading) for heading in ("单位", "任务", "已报", "还差", "状态")), strict=True)
    )
    assert ("城东镇", "至少30场次", 1, 29, "进行中") in rows
    assert ("云湖市科学技术协会", "未设任务数", None, None, "尚未开始") in rows
    assert "城东镇" not in column(at(cast.lin), f"{url}.csv?show=not_begun", "单位")
    assert at(cast.lin).get(f"{url}.csv?show=nonsense").status_code == 404
    assert at(cast.chen).get("/desk/progress/units/chengxi/list.csv").status_code == 404
    assert 'href="/desk/progress/units/yunhu/list.csv?show=lacking"' in page(
        at(cast.lin), "/desk/progress/units/yunhu/?show=lacking"
    )


def test_the_record_as_it_was_searched(cast: Cast, campaign: Campaign, at: At) -> None:
    submitted(cast, campaign)
    assert column(at(cast.lin), "/desk/record/list.xlsx?verb=提交", "动作") == ["提交"]
    assert column(at(cast.lin), "/desk/record/list.csv?verb=提交", "地址") == ["203.0.113.9"]
    assert column(at(cast.chen), "/desk/record/list.csv?verb=提交", "地址") == [""]
    assert column(at(cast.xu), "/desk/record/list.csv", "动作") == []
    assert "/desk/record/list.xlsx" in page(at(cast.lin), "/desk/record/")


@pytest.mark.parametrize("url", ["/desk/activities/list.xlsx", "/desk/record/list.csv", "/desk/imports/template.xlsx"])
def test_files_are_for_those_who_are_signed_in(campaign: Campaign, url: str) -> None:
    assert Client().get(url).status_code == 302
