"""The reminder text: plain, polite, complete, ready to paste."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kepu.campaigns.models import Campaign, Contact, Deadline
from kepu.progress.queries import standing_of, standings, taking_part
from kepu.progress.reminders import Sender, to_unit, to_units
from kepu.progress.standing import Standing
from tests.cast import NOON, Cast
from tests.progress.filing import file, running

AFTER = NOON + timedelta(days=25)


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    campaign = running(cast)
    Contact.objects.create(campaign=campaign, unit="市科协科普部", name="沈静", phone="0570-3012345")
    return campaign


def sender(campaign: Campaign) -> Sender:
    return Sender(campaign, list(campaign.contacts.all()), "https://kepu.example.cn/")


def everybody(cast: Cast, campaign: Campaign, now: object = NOON) -> list[Standing]:
    return standings(campaign, taking_part(campaign, cast.city), now)  # type: ignore[arg-type]


def test_one_text_to_all_groups_who_lacks_what(cast: Cast, campaign: Campaign) -> None:
    file(campaign, cast.education, occurrences=2)
    file(campaign, cast.west, "returned")
    assert to_units(sender(campaign), everybody(cast, campaign), NOON) == (
        "各有关单位：\n"
        "“2026年云湖市全国科普日”登记填报9月28日截止（还有 18 天），截至9月10日12时，以下单位请抓紧填报。\n"
        "一、尚未开始的单位（2个）\n"
        "应报10场次：市气象学会；\n"
        "应报30场次：城东镇。\n"
        "二、已开始、尚未报完的单位（2个）\n"
        "市教育局：应报10场次，已报2场次，还差8场次；\n"
        "城西镇：应报30场次，已报1场次，还差29场次。\n"
        "三、有活动被退回、请按审核意见修改后重新提交的单位（1个）\n"
        "城西镇（1项）。\n"
        "填报入口：https://kepu.example.cn/\n"
        "如有疑问，请联系：市科协科普部 沈静 0570-3012345。\n"
        "云湖市科学技术协会 2026年9月10日"
    )


def test_after_the_deadline_it_asks_to_file_belatedly(cast: Cast, campaign: Campaign) -> None:
    for one, many in ((cast.east, 30), (cast.west, 30), (cast.education, 10)):
        file(campaign, one, occurrences=many)
    assert to_units(Sender(campaign), everybody(cast, campaign, AFTER), AFTER) == (
        "各有关单位：\n"
        "“2026年云湖市全国科普日”登记填报已于9月28日截止，截至10月5日12时，以下单位尚未完成，请尽快补报。\n"
        "尚未开始的单位（1个）\n"
        "应报10场次：市气象学会。\n"
        "云湖市科学技术协会 2026年10月5日"
    )


def test_without_a_deadline_it_names_none(cast: Cast, campaign: Campaign) -> None:
    Deadline.objects.all().delete()
    text = to_units(sender(campaign), everybody(cast, campaign), NOON)
    assert text.splitlines()[1] == "“2026年云湖市全国科普日”正在进行登记填报，截至9月10日12时的情况如下，请抓紧办理。"


def test_when_everybody_is_done_there_is_nothing_to_say(cast: Cast, campaign: Campaign) -> None:
    file(campaign, cast.east, occurrences=30, joint=[cast.west, cast.education, cast.weather])
    assert to_units(sender(campaign), everybody(cast, campaign), NOON) == ""
    assert to_unit(sender(campaign), standing_of(campaign, cast.east, NOON), NOON) == ""


def test_one_unit_is_told_its_own(cast: Cast, campaign: Campaign) -> None:
    file(campaign, cast.east, "returned", occurrences=2)
    assert to_unit(sender(campaign), standing_of(campaign, cast.east, NOON), NOON) == (
        "城东镇：\n"
        "“2026年云湖市全国科普日”登记填报，应报30场次，已报2场次，还差28场次，请于9月28日前报完。"
        "有1项活动被退回，请按审核意见修改后重新提交。\n"
        "填报入口：https://kepu.example.cn/\n"
        "如有疑问，请联系：市科协科普部 沈静 0570-3012345。\n"
        "云湖市科学技术协会 2026年9月10日"
    )
    assert to_unit(sender(campaign), standing_of(campaign, cast.east, AFTER), AFTER).splitlines()[1] == (
        "“2026年云湖市全国科普日”登记填报已于9月28日截止，应报30场次，已报2场次，还差28场次，请尽快补报。"
        "有1项活动被退回，请按审核意见修改后重新提交。"
    )


def test_a_unit_without_a_minimum_is_not_reminded(cast: Cast, campaign: Campaign) -> None:
    assert "市科协：" not in to_units(Sender(campaign), everybody(cast, campaign), NOON)
    assert to_unit(Sender(campaign), standing_of(campaign, cast.office, NOON), NOON) == ""
