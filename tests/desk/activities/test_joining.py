"""联合邀请 on the pages: said in 待办 and at the activity, answered there, shown to the public once accepted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kepu import clock
from kepu.accounts.models import Person
from kepu.activities import actions
from kepu.activities.models import JointUnit
from kepu.campaigns.models import Campaign
from tests.activities.filing import draft, submitted
from tests.cast import NOON, Cast


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.pretend(NOON):
        yield


def at(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def test_an_invitation_waits_on_the_front_page_and_is_accepted_there(cast: Cast, campaign: Campaign) -> None:
    activity = submitted(cast, campaign, joint=(cast.west.pk,)).activity
    xu = at(cast.xu)
    front = page(xu, "/desk/")
    assert "1 份联合邀请等待答复" in front
    assert "城东镇 9月10日" in front
    assert "联合邀请等待答复" not in page(at(cast.chen), "/desk/")
    url = f"/desk/activities/{activity.uid}/joint/chengxi/acceptance/"
    answer = xu.post(url, {"then": "home"})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    front = page(xu, "/desk/")
    assert "城西镇已接受邀请，“食品安全进农家”也记在城西镇名下。" in front
    assert "联合邀请等待答复" not in front
    assert JointUnit.objects.get().state == "accepted"


def test_the_activitys_page_says_who_answered_what(cast: Cast, campaign: Campaign) -> None:
    activity = submitted(cast, campaign, joint=(cast.west.pk, cast.weather.pk)).activity
    url = f"/desk/activities/{activity.uid}/"
    own, theirs = page(at(cast.chen), url), page(at(cast.xu), url)
    assert own.count("等待答复") == 2
    assert "acceptance" not in own
    assert "joint/chengxi/acceptance/" in theirs
    assert "joint/qixiang/acceptance/" not in theirs
    assert "这里没有要您办理的事" not in theirs
    assert theirs.index("城东镇邀请城西镇一起办这项活动") < theirs.index("时间地点")
    at(cast.xu).post(f"{url}joint/chengxi/acceptance/")
    at(cast.he).post(f"{url}joint/qixiang/declination/")
    own = page(at(cast.chen), url)
    assert "徐岚 9月10日 12:00，活动也记在该单位名下" in own
    assert "何平 9月10日 12:00，活动不记在该单位名下" in own
    # Whoever has accepted may leave, whoever has declined may come after all.
    assert "joint/chengxi/declination/" in page(at(cast.xu), url)
    assert "joint/qixiang/acceptance/" in page(at(cast.he), url)


def test_a_draft_invites_by_a_button(cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign, joint=(cast.west.pk,))
    url = f"/desk/activities/{activity.uid}/"
    chen, xu = at(cast.chen), at(cast.xu)
    assert "提交时自动发出邀请" in page(chen, url)
    assert xu.get(url).status_code == 404
    assert "已向城西镇发出邀请。" in chen.post(f"{url}invitations/", follow=True).content.decode()
    assert "现在就邀请" not in page(chen, url)
    assert "食品安全进农家" in page(xu, url)
    assert chen.post(f"{url}invitations/").status_code == 409


def test_others_neither_see_nor_answer(cast: Cast, campaign: Campaign) -> None:
    activity = submitted(cast, campaign, joint=(cast.west.pk,)).activity
    url = f"/desk/activities/{activity.uid}/joint/"
    assert at(cast.he).post(f"{url}chengxi/acceptance/").status_code == 404
    assert at(cast.chen).post(f"{url}chengxi/acceptance/").status_code == 403
    assert at(cast.xu).post(f"{url}chengdong/acceptance/").status_code == 404
    assert Client().post(f"{url}chengxi/acceptance/").status_code == 302
    assert at(cast.xu).get(f"{url}chengxi/acceptance/").status_code == 405
    assert JointUnit.objects.get().state == "invited"


def test_the_public_reads_of_those_who_have_accepted(cast: Cast, campaign: Campaign) -> None:
    version = submitted(cast, campaign, joint=(cast.west.pk, cast.weather.pk))
    actions.approve(version, by=cast.actor(cast.zhou))
    url = f"/activities/{version.uid}/"
    assert "联合单位：" not in page(Client(), url)
    actions.accept(JointUnit.objects.get(organisation=cast.west), by=cast.actor(cast.xu))
    assert "联合单位：城西镇<" in page(Client(), url)


def test_the_front_page_costs_the_same_for_one_and_three_invitations(cast: Cast, campaign: Campaign) -> None:
    counts = []
    xu = at(cast.xu)
    page(xu, "/desk/")
    for number in (1, 2):
        for turn in range(number):
            with clock.pretend(NOON + timedelta(minutes=turn)):
                submitted(cast, campaign, title=f"联合{number}{turn}", joint=(cast.west.pk,))
        with CaptureQueriesContext(connection) as made:
            page(xu, "/desk/")
        counts.append(len(made))
    assert counts[0] == counts[1]
