"""The pages of people, of one's own account, and of one-time links."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from kepu.accounts.actions import appoint_steward, issue_link
from kepu.accounts.actor import system
from kepu.accounts.models import Person, SignInLink
from kepu.organisations.actions import grant_role
from tests.cast import PASSWORD, Cast

COMMAND = system("测试")
URL = "/desk/people/"
LINK = re.compile(r"http://testserver(/accounts/link/[\w-]{27}/)")


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    """林晓 of the 市科协 at the desk."""
    client.force_login(cast.lin)
    return client


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"林晓", "周敏", "吴刚", "陈静", "何平", "徐岚"}),
        ("text=静", {"陈静"}),
        ("text=chenj", {"陈静"}),
        ("text=13800000003", {"陈静"}),
        ("role=reviewer", {"周敏", "吴刚"}),
        ("kind=society", {"何平"}),
        ("role=filer&kind=town", {"陈静", "徐岚"}),
        ("state=unseen", {"周敏", "吴刚", "陈静", "何平", "徐岚"}),
        ("state=stopped", set()),
    ],
)
def test_list(cast: Cast, office: Client, query: str, names: set[str]) -> None:
    found = re.findall(r'<a class="title" href="[^"]*">([^<]*)</a>', office.get(f"{URL}?{query}").content.decode())
    assert set(found) == names
    assert len(found) == len(names)


def test_person_is_changed_and_stopped(cast: Cast, office: Client) -> None:
    assert office.post(f"{URL}chenjing/", {"name": "陈静怡", "phone": "13911112222"}).status_code == 302
    assert Person.objects.get(pk=cast.chen.pk).name == "陈静怡"
    assert "已登记给徐岚" in office.post(f"{URL}chenjing/", {"name": "陈静怡", "phone": cast.xu.phone}).content.decode()
    office.post(f"{URL}chenjing/closure/")
    text = office.get(f"{URL}chenjing/").content.decode()
    assert "停用账号" in text
    assert "启用账号" in text
    office.post(f"{URL}chenjing/reopening/")
    assert Person.objects.get(pk=cast.chen.pk).is_active


def test_people_elsewhere_are_not_there(cast: Cast, office: Client) -> None:
    stranger = Person.objects.create(username="stranger", name="外人")
    for path in ("", "closure/", "reopening/", "sign-in-link/", "sign-in-link/revocation/"):
        response = office.post(f"{URL}{stranger.username}/{path}")
        assert response.status_code == 404, path


def test_whom_one_may_not_look_after_is_shown_with_the_reason(cast: Cast, office: Client) -> None:
    appoint_steward(cast.zhou, by=COMMAND)
    text = office.get(f"{URL}zhoumin/").content.decode()
    assert "由上级组织方或系统管理员办理" in text
    assert "修改资料" not in text
    assert office.post(f"{URL}zhoumin/sign-in-link/").status_code == 403
    assert office.post(f"{URL}zhoumin/", {"name": "坏", "phone": ""}).status_code == 403
    assert Person.objects.get(pk=cast.zhou.pk).name == "周敏"


def test_link_is_shown_once_and_opens(cast: Cast, office: Client) -> None:
    response = office.post(f"{URL}chenjing/sign-in-link/")
    text = response.content.decode()
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert "<svg" in text
    found = LINK.search(text)
    assert found is not None
    filer = Client()
    assert filer.post(found[1])["Location"] == "/accounts/password/"
    assert LINK.search(office.get(f"{URL}chenjing/").content.decode()) is None


def test_link_is_revoked(cast: Cast, office: Client) -> None:
    _link, token = issue_link(cast.chen, by=COMMAND)
    assert "链接未使用" in office.get("/desk/units/chengdong/").content.decode()
    office.post(f"{URL}chenjing/sign-in-link/revocation/")
    assert Client().post(f"/accounts/link/{token}/").status_code == 410
    assert office.post(f"{URL}chenjing/sign-in-link/revocation/").status_code == 404


def test_sheet_for_many(cast: Cast, office: Client) -> None:
    appoint_steward(cast.zhou, by=COMMAND)
    response = office.post("/desk/sign-in-links/", {"people": ["chenjing", "xulan", "zhoumin"], "days": "14"})
    text = response.content.decode()
    assert "2 人的登录链接" in text
    links = LINK.findall(text)
    assert len(set(links)) == 2
    assert text.count('class="qr"') == 2
    assert "周敏：" in text
    assert [Client().post(link)["Location"] for link in dict.fromkeys(links)] == ["/accounts/password/"] * 2
    assert SignInLink.objects.filter(used_at__isnull=False).count() == 2


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"days": "14"}, "请先勾选人员"),
        ({"people": ["chenjing"], "days": "0"}, "有效期"),
        ({"people": ["stranger"], "days": "14"}, "人员"),
    ],
)
def test_sheet_refused(cast: Cast, office: Client, values: dict[str, object], reason: str) -> None:
    Person.objects.create(username="stranger", name="外人")
    response = office.post("/desk/sign-in-links/", values)
    assert response.status_code == 200
    assert reason in response.content.decode()
    assert not SignInLink.objects.exists()


def test_own_account(cast: Cast, client: Client) -> None:
    client.post("/accounts/sign-in/", {"username": "chenjing", "password": PASSWORD}, REMOTE_ADDR="192.0.2.10")
    grant_role(cast.chen, cast.west, "viewer", by=COMMAND)
    text = client.get("/desk/account/").content.decode()
    for word in ("城东镇", "填报员", "城西镇", "查看", "192.0.2.10", "登录名：chenjing"):
        assert word in text
    assert client.post("/desk/account/", {"name": "陈静怡", "phone": "13911112222"}).status_code == 302
    assert Person.objects.get(pk=cast.chen.pk).phone == "13911112222"
    assert "已登记给徐岚" in client.post("/desk/account/", {"name": "陈静", "phone": cast.xu.phone}).content.decode()
