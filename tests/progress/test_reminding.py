"""Reminders of a running campaign: to those who owe something, once each, by the database's clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import translation

from kepu import clock
from kepu.activities.actions import send_back
from kepu.campaigns.models import Campaign, DeadlineException
from kepu.notices.models import Delivery, Notice, Robot
from kepu.organisations.models import Role
from kepu.progress.actions import remind
from kepu.progress.models import Reminded
from tests.activities.filing import submitted
from tests.cast import NOON, Cast, at, person
from tests.progress.filing import file, running

START = NOON.date()  # 10 September; filing is on time through the 28th


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    campaign = running(cast)
    campaign.reminders = campaign.reminders | {"digest": None}
    campaign.save()
    return campaign


def on(day: int, hour: int = 9) -> list[tuple[str, str, str]]:
    """Remind on a September day (31 = 1 October); the new notices: who, kind, title."""
    before = set(Notice.objects.values_list("pk", flat=True))
    with clock.pretend(at(START, day - 10, hour)):
        remind()
    new = Notice.objects.exclude(pk__in=before).order_by("person", "pk")
    return list(new.values_list("person__name", "kind", "title"))


def complete(cast: Cast, campaign: Campaign) -> None:
    """Everybody but 城东镇 has filed what is asked for."""
    with clock.pretend(NOON):
        for unit, number in ((cast.west, 30), (cast.education, 10), (cast.weather, 10), (cast.east, 2)):
            file(campaign, unit, occurrences=number)


def test_who_owes_something_is_told_what_and_until_when(cast: Cast, campaign: Campaign) -> None:
    complete(cast, campaign)
    assert on(25) == [("陈静", "reminder", "登记填报9月28日截止（还有 3 天）：城东镇还差28场次")]
    notice = Notice.objects.get()
    assert notice.text == "“2026年云湖市全国科普日”登记填报，应报30场次，已报2场次，还差28场次，请于9月28日前报完。"
    assert notice.url == "/desk/"
    assert on(25, 10) == []
    assert on(26) == []


def test_several_units_of_one_person_make_one_notice(cast: Cast, campaign: Campaign) -> None:
    titles = {name: title for name, _kind, title in on(25)}
    assert titles == {
        "陈静": "登记填报9月28日截止（还有 3 天）：城东镇还差30场次",
        "何平": "登记填报9月28日截止（还有 3 天）：2个单位未完成",
        "徐岚": "登记填报9月28日截止（还有 3 天）：城西镇还差30场次",
    }
    text = Notice.objects.get(person=cast.he).text
    assert text.splitlines() == [
        "云湖市教育局：“2026年云湖市全国科普日”登记填报，应报10场次，已报0场次，还差10场次，请于9月28日前报完。",
        "云湖市气象学会：“2026年云湖市全国科普日”登记填报，应报10场次，已报0场次，还差10场次，请于9月28日前报完。",
    ]


def test_all_days_of_a_campaign(cast: Cast, campaign: Campaign) -> None:
    complete(cast, campaign)
    Role.objects.create(person=person("zhang", "张镇长"), organisation=cast.east, name=Role.Name.HEAD)
    told = {day: on(day) for day in range(11, 45)}
    assert {day: rows for day, rows in told.items() if rows} == {
        21: [("陈静", "reminder", "登记填报9月28日截止（还有 7 天）：城东镇还差28场次")],
        25: [("陈静", "reminder", "登记填报9月28日截止（还有 3 天）：城东镇还差28场次")],
        27: [("陈静", "reminder", "登记填报9月28日截止（明天截止）：城东镇还差28场次")],
        29: [("陈静", "overdue", "登记填报已于9月28日截止：城东镇还差28场次")],
        31: [("张镇长", "head", "登记填报已于9月28日截止：城东镇还差28场次")],
        35: [("陈静", "overdue", "登记填报已于9月28日截止：城东镇还差28场次")],
    }
    rows = Reminded.objects.order_by("pk").values_list("label", "units", "people")
    assert list(rows) == [
        ("登记填报 截止前 7 天 提醒填报员", 1, 1),
        ("登记填报 截止前 3 天 提醒填报员", 1, 1),
        ("登记填报 截止前 1 天 提醒填报员", 1, 1),
        ("登记填报 截止前 1 天 提请负责人关注", 0, 0),
        ("登记填报 逾期 1 天 提醒填报员", 1, 1),
        ("登记填报 逾期 3 天 提请负责人关注", 1, 1),
        ("登记填报 逾期 7 天 提醒填报员", 1, 1),
    ]


def test_a_worker_that_was_down_for_days_makes_up_for_one_round_not_for_three(cast: Cast, campaign: Campaign) -> None:
    complete(cast, campaign)
    assert [title for *_, title in on(28)] == ["登记填报9月28日截止（今天截止）：城东镇还差28场次"]
    assert Reminded.objects.filter(key__startswith="filers").count() == 1


def test_heads_hear_before_the_deadline_only_of_units_that_have_not_begun(cast: Cast, campaign: Campaign) -> None:
    boss = person("zhang", "张镇长", head=cast.east)
    Role.objects.create(person=boss, organisation=cast.west, name=Role.Name.HEAD)
    complete(cast, campaign)
    assert ("张镇长", "head") not in [row[:2] for row in on(27)]


def test_a_head_of_a_unit_that_has_not_begun_hears_before(cast: Cast, campaign: Campaign) -> None:
    person("zhang", "张镇长", head=cast.east)
    assert ("张镇长", "head", "登记填报9月28日截止（明天截止）：城东镇还差30场次") in on(27)
    assert Notice.objects.get(kind="head").text.endswith("您是单位负责人，请督促填报员办理。")


def lock(campaign: Campaign) -> None:
    campaign.deadlines.filter(kind="filing").update(locks_at=at(START, 19))  # with the deadline


def test_after_the_lock_nobody_is_asked_for_what_he_may_not_do(cast: Cast, campaign: Campaign) -> None:
    lock(campaign)
    assert on(29) == []


def test_whoever_may_still_file_by_exception_is_reminded_and_no_date_is_moved(cast: Cast, campaign: Campaign) -> None:
    lock(campaign)
    filing = campaign.deadlines.get(kind="filing")
    DeadlineException.objects.create(
        deadline=filing, organisation=cast.east, until=at(START, 24), reason="台风", granted_by="林晓"
    )
    assert on(29) == [("陈静", "overdue", "登记填报已于9月28日截止：城东镇还差30场次")]
    said = "“2026年云湖市全国科普日”登记填报已于9月28日截止，应报30场次，已报0场次，还差30场次，获准补报至10月3日。"
    assert Notice.objects.get().text == said


def test_who_has_an_exception_is_reminded_of_its_end_once(cast: Cast, campaign: Campaign) -> None:
    lock(campaign)
    filing = campaign.deadlines.get(kind="filing")
    for unit in (cast.east, cast.west):
        DeadlineException.objects.create(
            deadline=filing, organisation=unit, until=at(START, 30), reason="台风", granted_by="林晓"
        )  # through 9 October
    with clock.pretend(at(START, 25)):
        file(campaign, cast.west, occurrences=30)
    ended = "登记填报补报许可10月9日到期（明天截止）：城东镇还差30场次"
    assert on(36) == [("陈静", "overdue", "登记填报已于9月28日截止：城东镇还差30场次")]
    assert on(37) == []
    assert on(38) == [("陈静", "overdue", ended)]
    assert on(39) == []
    assert on(41) == []


def test_corrections_are_asked_for_after_the_lock_too(cast: Cast, campaign: Campaign) -> None:
    with clock.pretend(NOON):
        version = submitted(cast, campaign)
        send_back(version, by=cast.actor(cast.zhou), reason="请写明地点")
    Notice.objects.all().delete()
    lock(campaign)
    assert on(29) == [("陈静", "overdue", "登记填报已于9月28日截止：城东镇有1项活动待修改")]


def test_no_word_before_filing_opens(cast: Cast, campaign: Campaign) -> None:
    campaign.deadlines.filter(kind="filing").update(opens_at=at(START, 17))
    assert on(25) == []


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_only_running_campaigns_remind(cast: Cast, campaign: Campaign, state: str) -> None:
    Campaign.objects.update(state=state)
    assert on(25) == []


def test_a_deadline_that_is_moved_begins_anew(cast: Cast, campaign: Campaign) -> None:
    complete(cast, campaign)
    on(27)
    campaign.deadlines.filter(kind="filing").update(on_time_until=at(START, 26))
    assert [title for *_, title in on(28)] == ["登记填报10月5日截止（还有 7 天）：城东镇还差28场次"]


def test_the_groups_get_one_text(cast: Cast, campaign: Campaign) -> None:
    complete(cast, campaign)
    for unit in (cast.office, cast.east, cast.west):
        Robot.objects.create(organisation=unit, name="群", provider="wecom", address="x", kinds=["reminder"])
    on(25)
    said = list(Delivery.objects.order_by("robot__organisation").values_list("robot__organisation__name", "title", "text"))
    assert said[0][:2] == ("云湖市科学技术协会", "2026年云湖市全国科普日：登记填报9月28日截止（还有 3 天）")
    assert "城东镇：应报30场次，已报2场次，还差28场次。" in said[0][2]
    assert [row[:2] for row in said[1:]] == [("城东镇", "登记填报9月28日截止（还有 3 天）：城东镇还差28场次")]


def test_the_office_gets_its_digest_once_a_week(cast: Cast, campaign: Campaign) -> None:
    Campaign.objects.update(reminders=campaign.reminders | {"digest": 0})
    complete(cast, campaign)
    assert on(14) == [("林晓", "digest", "2026年云湖市全国科普日：5个单位参加，1个未完成，4项待审核")]
    assert Notice.objects.get().text.splitlines() == [
        "截至9月14日9时，1个单位尚未开始，1个未完成，3个已完成。",
        "已填报4项、52场次，其中已通过0项、待审核4项、退回待修改0项。",
        "等待周敏、吴刚审核：4项，最早9月10日。",
        "还没有填报员的单位：1个，提醒发不到，请在“单位”中添加人员。",
        "登记填报：9月28日截止，还有 14 天。",
    ]
    assert on(14, 10) == []
    assert on(15) == []
    assert [kind for _, kind, _ in on(21) if kind == "digest"] == ["digest"]


def test_words_are_chinese_whatever_somebody_reads(cast: Cast, campaign: Campaign) -> None:
    complete(cast, campaign)
    with clock.pretend(NOON + timedelta(days=15)), translation.override("en"):
        remind()
    assert "还差28场次" in Notice.objects.get().title
