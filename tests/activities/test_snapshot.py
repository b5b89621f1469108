"""What a version keeps and what its list line says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from kepu.activities import actions
from kepu.activities.content import Content, OccurrencePart
from kepu.activities.models import Version
from kepu.activities.snapshot import Difference, Snapshot, compared, cut, days, occurrence_in_words, over_at, time_in_words
from kepu.campaigns.models import Campaign
from tests.activities.filing import FAIR, content, submitted
from tests.cast import Cast

DAY = date(2026, 9, 19)
SECOND = replace(FAIR, day=date(2026, 9, 12), place="城东中学", address="", district="城东镇", mode="both", capacity=40)
LIST_COLUMNS = ("title", "unit", "teaser", "when", "where", "topic", "district", "mode", "days", "live", "cover")


def test_the_columns_of_one_occurrence(cast: Cast, campaign: Campaign) -> None:
    version = submitted(cast, campaign)
    assert {name: getattr(version, name) for name in LIST_COLUMNS} == {
        "title": "食品安全进农家",
        "unit": "城东镇",
        "teaser": "请市食品检验所的工程师现场讲解怎样看标签、辨真假。",
        "when": "9月19日 周六 09:00–11:30",
        "where": "城东镇文化礼堂",
        "topic": "食品药品",
        "district": "城东镇",
        "mode": "onsite",
        "days": [DAY],
        "live": False,
        "cover": "",
    }
    local = [timezone.localtime(at).strftime("%m-%d %H:%M") for at in (version.first_start, version.last_end) if at]
    assert local == ["09-19 09:00", "09-19 11:30"]


def test_the_columns_of_several_occurrences_speak_of_the_first(cast: Cast, campaign: Campaign) -> None:
    version = submitted(
        cast, campaign, occurrences=(FAIR, SECOND), online_url="https://example.cn/live", description="长" * 80, topics=()
    )
    assert {name: getattr(version, name) for name in LIST_COLUMNS} == {
        "title": "食品安全进农家",
        "unit": "城东镇",
        "teaser": "长" * 59 + "…",
        "when": "9月12日 周六 09:00–11:30 等2场",
        "where": "城东中学 等2处",
        "topic": "",
        "district": "城东镇",
        "mode": "both",
        "days": [date(2026, 9, 12), DAY],
        "live": False,
        "cover": "",
    }


def test_lists_are_chinese_whatever_language_the_submitter_reads(cast: Cast, campaign: Campaign) -> None:
    with translation.override("en"):
        online = replace(FAIR, mode="online", place="", address="")
        version = submitted(
            cast, campaign, occurrences=(online, replace(online, day=DAY.replace(day=20))), online_url="https://a.cn"
        )
    assert (version.when, version.where) == ("9月19日 周六 09:00–11:30 等2场", "线上")


def test_a_version_keeps_names_as_they_were(cast: Cast, campaign: Campaign) -> None:
    version = submitted(cast, campaign, joint=(cast.weather.pk, cast.west.pk))
    cast.weather.name = "云湖市气象协会"
    cast.weather.save()
    kept = Snapshot.from_json(Version.objects.get(pk=version.pk).content)
    joint = (cast.weather.pk, cast.west.pk)
    assert kept == Snapshot(content(campaign, joint=joint), "城东镇", "农村科普联合行动", ("云湖市气象学会", "城西镇"), "")


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (OccurrencePart(), "日期未定"),
        (OccurrencePart(DAY), "9月19日 周六"),
        (OccurrencePart(DAY, time(9)), "9月19日 周六 09:00"),
        (OccurrencePart(DAY, time(9), time(11, 30)), "9月19日 周六 09:00–11:30"),
        (OccurrencePart(DAY, last_day=date(2026, 9, 21)), "9月19日 周六 至 9月21日 周一"),
        (OccurrencePart(DAY, time(9), time(16), date(2026, 9, 20)), "9月19日 周六 09:00 至 9月20日 周日 16:00"),
    ],
)
def test_times_in_words(part: OccurrencePart, words: str) -> None:
    assert time_in_words(part) == words


def test_an_occurrence_in_words() -> None:
    part = replace(SECOND, longitude=Decimal("118.1"), latitude=Decimal("29.2"))
    assert occurrence_in_words(part) == "9月12日 周六 09:00–11:30 · 城东中学 · 城东镇 · 线上线下 · 名额40 · 118.1,29.2"


@pytest.mark.parametrize(
    ("part", "moment"),
    [
        (OccurrencePart(DAY), "09-20 00:00"),
        (OccurrencePart(DAY, time(9)), "09-20 00:00"),
        (OccurrencePart(DAY, time(9), time(11)), "09-19 11:00"),
        (OccurrencePart(DAY, last_day=date(2026, 9, 21)), "09-22 00:00"),
    ],
)
def test_when_it_is_over_for_certain(part: OccurrencePart, moment: str) -> None:
    assert over_at(part).strftime("%m-%d %H:%M") == moment


def test_days_are_each_day_on_which_something_happens() -> None:
    parts = [
        OccurrencePart(DAY, last_day=date(2026, 9, 21)),
        OccurrencePart(date(2026, 9, 20)),
        OccurrencePart(date(2026, 10, 1)),
    ]
    assert days(parts) == [DAY, date(2026, 9, 20), date(2026, 9, 21), date(2026, 10, 1)]


def test_compared_says_both_sides_as_people_read_them() -> None:
    before = Snapshot(Content(title="甲", line_id=1, topics=("其他",), occurrences=(OccurrencePart(DAY),)), "城东镇", "主场活动")
    changed = Content(title="乙", line_id=2, topics=("其他",), joint=(3,), expected_participants=50, cover_id=4)
    after = Snapshot(changed, "城东镇", "联合行动", ("教育局",), "picture")
    assert compared(before, after) == [
        Difference("title", "活动名称", "甲", "乙"),
        Difference("line_id", "板块", "主场活动", "联合行动"),
        Difference("expected_participants", "预计参加人数", "", "50"),
        Difference("cover_id", "封面图片", "", "picture"),
        Difference("joint", "联合单位", "", "教育局"),
        Difference("occurrences", "场次", "9月19日 周六", ""),
    ]
    assert [
        (d.before, d.after) for d in compared(after, replace(after, content=replace(changed, topics=("其他", "气象天文"))))
    ] == [("其他", "其他、气象天文")]


def test_a_later_edit_changes_no_version(cast: Cast, campaign: Campaign) -> None:
    version = submitted(cast, campaign)
    kept = Version.objects.get(pk=version.pk).content
    actions.send_back(version, by=cast.actor(cast.zhou), reason="时间不对")
    actions.save(version.activity, content(campaign, title="改过的名称"), by=cast.actor(cast.chen))
    assert Version.objects.get(pk=version.pk).content == kept


def test_cut() -> None:
    assert [cut("科普日", 3), cut("科普日活动", 3), cut("", 3)] == ["科普日", "科普…", ""]
