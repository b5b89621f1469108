"""The inbox, the ways of hearing of things, and the pages of group robots."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from kepu.accounts.models import Person
from kepu.audit.models import Event
from kepu.campaigns.models import Campaign
from kepu.notices.actions import ask_to_confirm, notify
from kepu.notices.models import Delivery, Kind, Mailbox, Notice, Preference, Robot
from tests.cast import Cast

WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7bd4"


def client_of(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def text_of(html: str) -> str:
    main = html.split('<main id="content"')[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", main))


def tell(*people: Person, key: str = "returned:1:1", title: str = "“看云识天气”被退回") -> None:
    notify(people, kind=Kind.RETURNED, key=key, title=title, text="请写明地点", url="/desk/progress/")


def test_the_bell_counts_what_is_unread(cast: Cast, campaign: Campaign) -> None:
    client = client_of(cast.chen)
    assert 'aria-label="通知"' in client.get("/desk/").content.decode()
    tell(cast.chen, cast.he)
    assert 'aria-label="通知，1 条未读"' in client.get("/desk/").content.decode()


def test_opening_a_notice_marks_it_and_leads_to_the_thing(cast: Cast, campaign: Campaign) -> None:
    tell(cast.chen)
    client, notice = client_of(cast.chen), Notice.objects.get()
    page = client.get("/desk/notices/?show=unread").content.decode()
    assert "“看云识天气”被退回 请写明地点 退回修改" in text_of(page)
    response = client.post(f"/desk/notices/{notice.pk}/opening/")
    assert (response.status_code, response["Location"]) == (302, "/desk/progress/")
    assert "没有未读的通知" in text_of(client.get("/desk/notices/?show=unread").content.decode())
    client.post(f"/desk/notices/{notice.pk}/keeping/")
    assert Notice.objects.get().read_at is None
    client.post("/desk/notices/reading/")
    assert Notice.objects.get().read_at is not None


def test_others_notices_are_not_there(cast: Cast, campaign: Campaign) -> None:
    tell(cast.chen)
    notice, client = Notice.objects.get(), client_of(cast.xu)
    assert client.post(f"/desk/notices/{notice.pk}/opening/").status_code == 404
    assert client.post(f"/desk/notices/{notice.pk}/keeping/").status_code == 404
    client.post("/desk/notices/reading/")
    assert Notice.objects.get().read_at is None
    assert "还没有通知" in text_of(client.get("/desk/notices/").content.decode())


def test_a_notice_leads_nowhere_outside(cast: Cast, campaign: Campaign) -> None:
    tell(cast.chen)
    Notice.objects.update(url="//evil.example/")
    notice = Notice.objects.get()
    assert client_of(cast.chen).post(f"/desk/notices/{notice.pk}/opening/")["Location"] == "/desk/notices/"


def test_looking_writes_nothing_and_asks_no_more_for_more(cast: Cast, campaign: Campaign) -> None:
    client, counts = client_of(cast.chen), []
    client.get("/desk/notices/")
    for number in range(3):
        tell(cast.chen, key=f"k{number}")
        if number in (0, 2):
            with CaptureQueriesContext(connection) as captured:
                client.get("/desk/notices/")
            counts.append(len(captured))
    assert counts[0] == counts[1]
    assert Notice.objects.filter(read_at=None).count() == 3


def test_without_a_mail_server_no_mail_is_offered(cast: Cast, campaign: Campaign) -> None:
    assert "这里没有开通电子邮件" in text_of(client_of(cast.chen).get("/desk/notices/ways/").content.decode())
    response = client_of(cast.chen).post("/desk/notices/ways/", {"address": "chen@example.gov.cn"})
    assert response.status_code == 409
    assert not Mailbox.objects.exists()


def test_an_address_is_used_once_its_reader_has_confirmed_it(cast: Cast, campaign: Campaign, settings: Settings) -> None:
    settings.EMAIL_ENABLED = True
    client = client_of(cast.chen)
    client.post("/desk/notices/ways/", {"address": "chen@example.gov.cn", "kinds": ["returned", "passed"]})
    box = Mailbox.objects.get()
    tell(cast.chen)
    assert not Delivery.objects.exists()
    ask_to_confirm(box.pk, box.address)
    (link,) = re.findall(r"http://127.0.0.1:8000(/desk/notices/mailbox/\S+)", str(mail.outbox[0].body))
    assert client_of(cast.xu).post(link).status_code == 409
    assert "chen@example.gov.cn" in text_of(client.get(link).content.decode())
    assert Mailbox.objects.get().confirmed_at is None
    client.post(link)
    tell(cast.chen, key="returned:1:2")
    assert Delivery.objects.get().notice == Notice.objects.get(key="returned:1:2")
    assert client.post(link.replace("/mailbox/", "/mailbox/x")).status_code == 409


def test_only_what_differs_from_the_defaults_is_kept(cast: Cast, campaign: Campaign, settings: Settings) -> None:
    settings.EMAIL_ENABLED = True
    client_of(cast.chen).post("/desk/notices/ways/", {"address": "", "kinds": ["reminder", "passed"]})
    kept = dict(Preference.objects.values_list("kind", "by_mail"))
    assert kept["passed"] is True
    assert kept["overdue"] is False
    assert "reminder" not in kept
    assert "review" not in kept


def test_a_robot_is_added_tried_and_removed(cast: Cast, campaign: Campaign) -> None:
    client, here = client_of(cast.chen), "/desk/units/chengdong/robots/"
    wrong = client.post(here, {"name": "群", "provider": "wecom", "address": "https://evil.example/", "kinds": ["reminder"]})
    assert wrong.status_code == 422
    assert "企业微信群机器人的地址应以 https://qyapi.weixin.qq.com/cgi-bin/webhook/send 开头" in wrong.content.decode()
    assert "evil.example" in wrong.content.decode()  # what was typed is kept
    typed = {"name": "城东镇工作群", "provider": "wecom", "address": WECOM, "kinds": ["reminder", "overdue"]}
    assert client.post(here, typed).status_code == 302
    robot = Robot.objects.get()
    page = client.get(here).content.decode() + client.get(f"{here}{robot.pk}/").content.decode()
    assert "城东镇工作群" in page
    assert "693a91f6" not in page
    client.post(f"{here}{robot.pk}/trial/")
    assert Delivery.objects.get().title == "试发：科普日通知已接入本群"
    client.post(f"{here}{robot.pk}/", {"name": "新群名", "address": "", "secret": "", "kinds": ["digest"], "is_enabled": "on"})
    robot.refresh_from_db()
    assert (robot.name, robot.address, robot.kinds) == ("新群名", WECOM, ["digest"])
    client.post(f"{here}{robot.pk}/removal/")
    assert not Robot.objects.exists()
    events = Event.objects.filter(verb__contains="群").values_list("verb", "note")
    assert [verb for verb, _note in events] == ["删除群机器人", "修改群机器人", "试发群消息", "添加群机器人"]
    assert "693a91f6" not in str(list(events))


def test_the_secret_of_a_robot_is_never_shown(cast: Cast, campaign: Campaign) -> None:
    client, here = client_of(cast.lin), "/desk/units/kexie/robots/"
    client.post(
        here,
        {
            "name": "群",
            "provider": "dingtalk",
            "address": "https://oapi.dingtalk.com/robot/send?access_token=tokentoken",
            "secret": "SECsecretsecret",
            "kinds": ["digest"],
        },
    )
    robot = Robot.objects.get()
    page = client.get(here).content.decode() + client.get(f"{here}{robot.pk}/").content.decode()
    assert "SECsecret" not in page
    assert "tokentoken" not in page


@pytest.mark.parametrize("path", ["", "1/trial/"])
def test_other_units_robots_are_not_ones_own(cast: Cast, campaign: Campaign, path: str) -> None:
    assert client_of(cast.chen).post(f"/desk/units/chengxi/robots/{path}").status_code == 404
    assert client_of(cast.zhou).post("/desk/units/chengxi/robots/", {}).status_code == 403
