"""The register's spreadsheets at the desk: taken away with the page's filters, handed in, looked over, accepted."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kepu.organisations.models import Organisation, Role
from kepu.register.models import RegisterImport
from kepu.sheets.units.reading import read_units
from tests.cast import Cast, person
from tests.desk.register.test_units import page

URL = "/desk/units/imports/"
HEAD = "单位名称\t上级单位\t姓名\t手机号\n"


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    """林晓 of the 市科协 at the desk."""
    client.force_login(cast.lin)
    return client


def handed_in(client: Client, *rows: str) -> str:
    """The address of the dry run of pasted cells."""
    answer = client.post(URL, {"text": HEAD + "\n".join(rows)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def test_pasted_looked_over_accepted(cast: Cast, office: Client) -> None:
    url = handed_in(office, "城南镇\t云湖市\t赵敏\t13911112222", "城东镇\t\t陈静\t138000", "城西镇\t\t\t")
    text = page(office, url)
    for words in (
        "读出 3 行，还没有写入",
        "将新增 1",
        "不变 1",
        "有问题 1",
        "新建账号：赵敏，填报员",
        "<strong>D3</strong>",
        "导入 1 行",
    ):
        assert words in text
    assert not Organisation.objects.filter(name="城南镇").exists()
    only = page(office, f"{url}?show=error")
    assert "城南镇" not in only
    seen = text.split('name="seen" value="')[1].split('"')[0]
    done = office.post(f"{url}acceptance/", {"seen": seen}, follow=True).content.decode()
    assert "已于" in done
    assert Role.objects.filter(organisation__name="城南镇", person__name="赵敏").exists()
    again = office.post(f"{url}acceptance/", {"seen": seen}, follow=True).content.decode()
    assert "这份表格已经导入过了" in again


def test_rows_that_do_nothing_come_last_and_say_whom_they_name(cast: Cast, office: Client) -> None:
    text = page(office, handed_in(office, "城东镇\t\t陈静\t", "城南镇\t云湖市\t\t"))
    assert text.index("城南镇") < text.index("城东镇")
    assert '<td data-label="人员">陈静</td>' in text


def test_stale_acceptance_changes_nothing(cast: Cast, office: Client) -> None:
    url = handed_in(office, "城南镇\t云湖市\t\t")
    answer = office.post(f"{url}acceptance/", {"seen": "nonsense"}, follow=True).content.decode()
    assert "您看过以后，名册有了变化" in answer
    assert not Organisation.objects.filter(name="城南镇").exists()


def test_columns_can_be_said_otherwise(cast: Cast, office: Client) -> None:
    url = handed_in(office, "城南镇\t云湖市\t南片\t")
    office.post(f"{url}columns/", {"column-0-C": "district", "column-0-A": "name", "column-0-X": "name", "column-0-D": "??"})
    found = RegisterImport.objects.get()
    assert found.matches == {"粘贴的表格": {"A": "name", "C": "district"}}
    assert found.book.rows[0].texts["district"] == "南片"


def test_unreadable_is_said_at_the_field(cast: Cast, office: Client) -> None:
    answer = office.post(URL, {"document": SimpleUploadedFile("a.pdf", b"%PDF-1.7")})
    assert answer.status_code == 422
    assert "这是 PDF 文件" in answer.content.decode()
    assert office.post(URL, {}).status_code == 422


def test_only_the_reader_sees_it_and_only_offices_hand_in(cast: Cast, office: Client) -> None:
    url = handed_in(office, "城南镇\t云湖市\t\t")
    office.force_login(person("shilei", "石磊", office=cast.office))
    assert office.get(url).status_code == 404
    assert office.post(f"{url}acceptance/", {"seen": ""}).status_code == 404
    office.force_login(cast.chen)
    assert office.get(URL).status_code == 404


def test_the_register_is_taken_away_with_the_pages_filters(cast: Cast, office: Client) -> None:
    answer = office.get("/desk/units/list.xlsx?kind=town")
    rows = read_units(answer.content, "名册.xlsx").rows
    assert [(row.texts["name"], row.texts["person"], row.texts["phone"]) for row in rows] == [
        ("城东镇", "陈静", "13800000003"),
        ("城西镇", "徐岚", "13800000005"),
    ]
    assert office.get("/desk/units/list.pdf").status_code == 404
    office.force_login(cast.chen)
    (row,) = read_units(office.get("/desk/units/list.csv").content, "名册.csv").rows
    assert row.texts["phone"] == "138****0003"


def test_dry_run_costs_the_same_however_many_rows(cast: Cast, office: Client) -> None:
    one = handed_in(office, "城南镇\t云湖市\t赵敏\t13911112222")
    three = handed_in(office, *(f"第{number}镇\t云湖市\t赵{number}\t1391111222{number}" for number in range(3)))
    counts = []
    for url in (one, one, three):
        with CaptureQueriesContext(connection) as captured:
            page(office, url)
        counts.append(len(captured))
    assert counts[1] == counts[2]
