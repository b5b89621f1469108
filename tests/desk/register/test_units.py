"""The pages of the register: who sees what, how many queries, and that each button does what it says."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kepu.accounts.actor import system
from kepu.organisations.actions import register
from kepu.organisations.models import Organisation, Role
from tests.cast import Cast, person, unit

COMMAND = system("测试")
URL = "/desk/units/"
TITLE = re.compile(r'<a class="title" href="[^"]*">([^<]*)</a>')


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    """林晓 of the 市科协 at the desk."""
    client.force_login(cast.lin)
    return client


def page(client: Client, url: str) -> str:
    """The page's text; it must be there."""
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)
    return response.content.decode()


def queries(client: Client, url: str) -> int:
    """How many queries a page costs, session and all."""
    with CaptureQueriesContext(connection) as captured:
        page(client, url)
    return len(captured)


def test_register_lists_the_territory(cast: Cast, office: Client) -> None:
    other = register(name="山城市", kind="area", level="city", parent=None, by=COMMAND)
    text = page(office, URL)
    assert "共 6 个单位" in text
    for one in (cast.city, cast.education, cast.east):
        assert f'href="/desk/units/{one.code}/"' in text
    assert other.name not in text
    assert office.get(f"/desk/units/{other.code}/").status_code == 404


def test_filers_see_their_own_unit_without_buttons(cast: Cast, client: Client) -> None:
    client.force_login(cast.chen)
    text = page(client, URL)
    assert "共 1 个单位" in text
    assert "登记单位" not in text
    own = page(client, f"{URL}chengdong/")
    assert "陈静" in own
    for button in ("添加人员", "停用", "发放登录链接", "收回角色"):
        assert button not in own
    assert client.get(f"{URL}chengxi/").status_code == 404
    assert client.get("/desk/people/").status_code == 404
    assert client.get("/desk/sign-in-links/").status_code == 404


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("text=镇", ["城东镇", "城西镇"]),
        ("kind=society", ["云湖市气象学会"]),
        ("state=unstaffed", ["云湖市"]),
        ("state=closed", []),
        ("text=没有", []),
        ("kind=nonsense&state=x&page=99", ["云湖市", "云湖市科学技术协会", "云湖市教育局", "云湖市气象学会", "城东镇", "城西镇"]),
        ("text=%00", ["云湖市", "云湖市科学技术协会", "云湖市教育局", "云湖市气象学会", "城东镇", "城西镇"]),
        ("within=chengdong", ["城东镇"]),
        ("within=elsewhere", ["云湖市", "云湖市科学技术协会", "云湖市教育局", "云湖市气象学会", "城东镇", "城西镇"]),
    ],
)
def test_filters(cast: Cast, office: Client, query: str, names: list[str]) -> None:
    assert TITLE.findall(page(office, f"{URL}?{query}")) == names


def test_list_pages_cost_the_same_at_1_and_3_rows(cast: Cast, office: Client) -> None:
    Organisation.objects.exclude(pk__in=[cast.city.pk, cast.office.pk]).delete()
    urls = (URL, f"{URL}?text=镇", "/desk/people/", "/desk/sign-in-links/", "/desk/sign-in-links/?state=", f"{URL}yunhu/")

    def add(number: int) -> None:
        town = unit(cast.city, f"第{number}镇", Organisation(kind="town").kind, code=f"t{number}")  # type: ignore[arg-type]
        person(f"filer{number}", f"填报员{number}", filer=town)
        Role.objects.create(person=person(f"viewer{number}", f"查看{number}", viewer=town), organisation=cast.city, name="filer")

    add(1)
    for url in urls:
        queries(office, url)  # the first call fills caches of content types and translations
    at_one = [queries(office, url) for url in urls]
    add(2)
    add(3)
    assert [queries(office, url) for url in urls] == at_one
    assert max(at_one[:-1]) <= 12
    assert at_one[-1] <= 22  # with what the unit did in all its years


def test_register_change_close_reopen(cast: Cast, office: Client) -> None:
    values: dict[str, Any] = {
        "parent": cast.city.pk,
        "name": "城南镇",
        "short_name": "",
        "kind": "town",
        "level": "town",
        "district": "",
        "aliases": "南镇\n\n 城南 ",
    }
    response = office.post(f"{URL}new/", values)
    assert response["Location"] == f"{URL}chengnanzhen/"
    text = page(office, f"{URL}chengnanzhen/")
    assert "已登记城南镇" in text
    assert "南镇" in text
    again = office.post(f"{URL}new/", values)
    assert "云湖市下已有“城南镇”" in again.content.decode()
    details = {"name": "城南街道", "short_name": "城南", "kind": "street", "level": "town", "district": "城南"}
    assert office.post(f"{URL}chengnanzhen/details/", details).status_code == 302
    text = page(office, f"{URL}chengnanzhen/")
    assert "类别：乡镇 → 街道" in text
    assert "单位名称：城南镇 → 城南街道" in text
    refused = office.post(f"{URL}chengnanzhen/details/", details | {"name": "城东镇"})
    assert "云湖市下已有“城东镇”" in refused.content.decode()
    office.post(f"{URL}chengnanzhen/closure/")
    assert "已停用" in page(office, f"{URL}chengnanzhen/")
    assert "城南街道" in page(office, f"{URL}?state=closed")
    office.post(f"{URL}chengnanzhen/reopening/")
    assert Organisation.objects.get(code="chengnanzhen").closed_at is None


def test_new_unit_only_where_one_manages(cast: Cast, office: Client, client: Client) -> None:
    other = register(name="山城市", kind="area", level="city", parent=None, by=COMMAND)
    values = {"parent": other.pk, "name": "某镇", "kind": "town", "level": "town"}
    assert office.post(f"{URL}new/", values).status_code == 200
    values["parent"] = cast.city.pk
    office_kind = office.post(f"{URL}new/", values | {"kind": "office"})
    assert "由系统管理员登记" in office_kind.content.decode()
    assert not Organisation.objects.filter(name="某镇").exists()
    client.force_login(cast.chen)
    assert client.get(f"{URL}new/").status_code == 403
    assert client.get(f"{URL}new/?parent=chengdong").status_code == 403


def test_parent_is_proposed(cast: Cast, office: Client) -> None:
    text = page(office, f"{URL}new/?parent=jiaoyu")
    assert f'<option value="{cast.education.pk}" selected>' in text


def test_aliases(cast: Cast, office: Client) -> None:
    office.post(f"{URL}jiaoyu/aliases/", {"name": "市教委"})
    alias = cast.education.aliases.get()
    assert "市教委" in page(office, f"{URL}jiaoyu/")
    assert office.post(f"{URL}chengdong/aliases/{alias.pk}/removal/").status_code == 404
    office.post(f"{URL}jiaoyu/aliases/{alias.pk}/removal/")
    assert not cast.education.aliases.exists()
    assert office.post(f"{URL}jiaoyu/aliases/", {"name": ""}).status_code == 200


def test_people_of_a_unit(cast: Cast, office: Client) -> None:
    new = {"name": "赵宁", "phone": "13900000009", "role": "filer"}
    office.post(f"{URL}chengxi/people/", new)
    role = Role.objects.get(person__name="赵宁")
    text = page(office, f"{URL}chengxi/")
    assert "139****0009" in text
    assert "13900000009" not in text
    assert "已添加赵宁" in text
    wrong = office.post(f"{URL}chengxi/people/", new | {"name": "钱一"})
    assert "这个手机号已用另一个姓名登记" in wrong.content.decode()
    assert 'value="钱一"' in wrong.content.decode()
    assert office.post(f"{URL}chengdong/roles/{role.pk}/removal/").status_code == 404
    office.post(f"{URL}chengxi/roles/{role.pk}/removal/")
    assert not Role.objects.filter(person__name="赵宁").exists()


def test_refusals_are_pages(cast: Cast, client: Client) -> None:
    client.force_login(cast.chen)
    assert client.post(f"{URL}chengdong/closure/").status_code == 403
    assert client.post(f"{URL}chengdong/aliases/", {"name": "东镇"}).status_code == 403
    assert "不在您管理的辖区内" in client.post(f"{URL}chengdong/people/", {"name": "甲", "role": "filer"}).content.decode()
    assert client.get(f"{URL}chengdong/details/").status_code == 403
    assert client.get(f"{URL}chengdong/closure/").status_code == 405


def test_steward_sees_everything(cast: Cast, client: Client) -> None:
    other = register(name="山城市", kind="area", level="city", parent=None, by=COMMAND)
    cast.xu.is_steward = True
    cast.xu.save()
    client.force_login(cast.xu)
    assert other.name in page(client, URL)
    assert (
        client.post(f"{URL}new/", {"parent": other.pk, "name": "山城市科协", "kind": "office", "level": "city"}).status_code
        == 302
    )
