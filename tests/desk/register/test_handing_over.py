"""Pages of handing over, of several units for one person, and of links that nobody has used yet."""

from __future__ import annotations

import pytest
from django.test import Client

from kepu.accounts.actions import issue_link
from kepu.accounts.models import SignInLink
from kepu.organisations.models import Role
from tests.cast import Cast
from tests.desk.register.test_units import page


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    """林晓 of the 市科协 at the desk."""
    client.force_login(cast.lin)
    return client


def test_handing_over_shows_the_successors_link_once(cast: Cast, office: Client) -> None:
    url = "/desk/people/heping/handover/"
    assert "市教育局 填报员" in page(office, url)
    chosen = list(Role.objects.filter(person=cast.he).values_list("pk", flat=True))
    answer = office.post(url, {"roles": chosen, "name": "孙悦", "phone": "", "days": 14})
    text = answer.content.decode()
    assert "何平的工作已交给孙悦" in text
    assert "/accounts/link/" in text or "link" in text
    assert "<svg" in text
    assert SignInLink.objects.filter(person__name="孙悦", used_at=None, revoked_at=None).count() == 1
    assert office.get(url).status_code == 404  # he has no role any more


def test_nothing_ticked_or_a_wrong_name_is_said_and_nothing_passes(cast: Cast, office: Client) -> None:
    url = "/desk/people/heping/handover/"
    assert office.post(url, {"name": "孙悦", "days": 14}).status_code == 422
    answer = office.post(url, {"roles": [Role.objects.filter(person=cast.he).first().pk], "name": "", "days": 0})  # type: ignore[union-attr]
    assert answer.status_code == 422
    assert Role.objects.filter(person=cast.he).count() == 2


def test_several_units_for_one_person(cast: Cast, office: Client) -> None:
    url = "/desk/people/chenjing/units/"
    assert "城西镇" in page(office, f"{url}?kind=town")
    answer = office.post(url, {"units": ["chengxi", "jiaoyu"], "role": "filer"}, follow=True)
    assert "已给陈静添加2个单位" in answer.content.decode()
    ticked = list(Role.objects.filter(person=cast.chen).exclude(organisation=cast.east).values_list("pk", flat=True))
    answer = office.post("/desk/people/chenjing/roles/removal/", {"roles": ticked}, follow=True)
    assert "已收回2项角色" in answer.content.decode()
    assert office.post(url, {"units": ["chengxi"], "role": "nonsense"}).status_code == 404
    assert "请先勾选单位" in office.post(url, {"role": "filer"}, follow=True).content.decode()


def test_links_that_nobody_has_used(cast: Cast, office: Client) -> None:
    issue_link(cast.chen, by=cast.actor(cast.lin))
    text = page(office, "/desk/sign-in-links/?state=unused")
    assert "陈静" in text
    assert "何平" not in text
    answer = office.post("/desk/sign-in-links/", {"people": ["chenjing", "heping"], "days": 30, "do": "revoke"}, follow=True)
    assert "已作废1个没有使用的链接" in answer.content.decode()
    assert "没有还没使用的链接" in answer.content.decode()


def test_others_hand_nothing_over(cast: Cast, client: Client) -> None:
    client.force_login(cast.chen)
    for path in ("heping/handover/", "heping/units/", "chenjing/units/"):
        assert client.get(f"/desk/people/{path}").status_code == 404
