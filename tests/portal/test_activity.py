"""One activity's page: what it says at each moment of its life, for people, search engines and calendars."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kepu import clock
from kepu.activities import actions
from kepu.activities.content import OccurrencePart
from kepu.activities.models import JointUnit
from kepu.campaigns.models import Campaign
from kepu.portal.schema import fold
from tests.activities.filing import content, submitted
from tests.cast import NOON, Cast
from tests.portal.published import part, publish

HERE = ZoneInfo("Asia/Shanghai")


def page(client: Client, uid: str, moment: datetime = NOON) -> str:
    """The page at a moment."""
    with clock.pretend(moment):
        response = client.get(f"/activities/{uid}/")
    assert response.status_code == 200
    return response.content.decode()


def graph(text: str) -> list[dict[str, object]]:
    """The events that the page tells to machines."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert found is not None
    events: list[dict[str, object]] = json.loads(found[1])["@graph"]
    return events


def test_says_what_when_where_for_whom(client: Client, cast: Cast, campaign: Campaign) -> None:
    version = publish(
        cast, campaign, part(date(2026, 9, 19), address="人民路8号", capacity=60), audience="亲子家庭", joint=(cast.weather.pk,)
    )
    actions.accept(JointUnit.objects.get(), by=cast.actor(cast.he))
    text = page(client, version.uid)
    for words in (
        "食品安全进农家",
        "9月19日 周六",
        "09:00–11:00",
        "城东镇文化礼堂",
        "人民路8号",
        "亲子家庭",
        "名额 60 人",
        "免费参加",
        "农村科普联合行动",
    ):
        assert words in text, words
    assert "联合单位：云湖市气象学会" in text
    assert "2026年云湖市全国科普日" in text
    # Neither the clerk's name nor the phone is the public's business.
    assert "陈静" not in text
    assert "13800000003" not in text
    assert graph(text) == [
        {
            "@type": "Event",
            "name": "食品安全进农家",
            "description": "请市食品检验所的工程师现场讲解怎样看标签、辨真假。",
            "startDate": "2026-09-19T09:00:00+08:00",
            "endDate": "2026-09-19T11:00:00+08:00",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "eventStatus": "https://schema.org/EventScheduled",
            "isAccessibleForFree": True,
            "location": {"@type": "Place", "name": "城东镇文化礼堂", "address": "人民路8号"},
            "organizer": {"@type": "Organization", "name": "城东镇"},
            "image": f"http://testserver{re.findall(r'src=./covers/[^ ]*svg', text)[0][5:]}",
            "url": f"http://testserver/activities/{version.uid}/",
        }
    ]


def test_several_occurrences(client: Client, cast: Cast, campaign: Campaign) -> None:
    version = publish(cast, campaign, *(part(date(2026, 9, day)) for day in range(10, 22)))
    text = page(client, version.uid, datetime(2026, 9, 15, 9, 30, tzinfo=HERE))
    facts = text[text.index("activity-facts") : text.index("activity-body")]
    assert "9月15日 周二" in facts
    assert "共 12 场，查看全部时间" in facts
    # What is still to come stands first, what is over is folded.
    body = text[text.index('id="occurrences"') :]
    places = [body.index(words) for words in ("9月15日 周二", "9月21日 周一", "已结束的 5 场", "9月10日 周四")]
    assert places == sorted(places)
    assert "其余" not in text
    assert "其余 3 场" in page(client, version.uid)
    assert [event["startDate"] for event in graph(text)][:2] == ["2026-09-15T09:00:00+08:00", "2026-09-16T09:00:00+08:00"]


def test_online(client: Client, cast: Cast, campaign: Campaign) -> None:
    whole = OccurrencePart(day=date(2026, 9, 19), last_day=date(2026, 9, 21), mode="online")
    version = publish(cast, campaign, whole, online_url="https://example.org/live")
    text = page(client, version.uid)
    assert "9月19日–21日" in text
    assert 'href="https://example.org/live" rel="noopener nofollow" target="_blank"' in text
    event = graph(text)[0]
    assert event["startDate"] == "2026-09-19"
    assert event["location"] == {"@type": "VirtualLocation", "url": "https://example.org/live"}


def test_after_it_is_over(client: Client, cast: Cast, campaign: Campaign) -> None:
    version = publish(cast, campaign, part(date(2026, 9, 19)))
    text = page(client, version.uid, datetime(2026, 9, 19, 11, 0, tzinfo=HERE))
    assert "这项活动已经结束。" in text
    assert "加入日历" not in text
    assert len(graph(text)) == 1


def test_the_public_sees_the_last_approved_one(client: Client, cast: Cast, campaign: Campaign) -> None:
    version = publish(cast, campaign, title="第一版")
    with clock.pretend(NOON):
        actions.send_back(version, by=cast.actor(cast.zhou), reason="请改标题")
        activity = version.activity
        activity.refresh_from_db()
        text_before = page(client, version.uid)
    assert "第一版" in text_before
    assert "请改标题" not in text_before


def test_not_public(client: Client, cast: Cast, campaign: Campaign) -> None:
    version = submitted(cast, campaign)
    assert client.get(f"/activities/{version.uid}/").status_code == 404
    assert client.get("/activities/nothing/").status_code == 404
    assert client.get("/activities/nothing/calendar.ics").status_code == 404


def test_cancelled(client: Client, cast: Cast, campaign: Campaign) -> None:
    version = publish(cast, campaign)
    with clock.pretend(NOON):
        actions.cancel(version.activity, by=cast.actor(cast.chen))
        response = client.get(f"/activities/{version.uid}/")
    assert response.status_code == 410
    assert f"“{version.title}”已取消" in response.content.decode()


def test_a_correction_does_not_take_the_page_away_and_a_withdrawal_says_so(
    client: Client, cast: Cast, campaign: Campaign
) -> None:
    version, chen = publish(cast, campaign), cast.actor(cast.chen)
    with clock.pretend(NOON):
        actions.correct(version.activity, by=chen)
        actions.save(version.activity, content(campaign, title="改了名称"), by=chen)
        actions.submit(version.activity, by=chen)
        assert version.title in page(client, version.uid)
        actions.withdraw(version.activity, by=chen)
        response = client.get(f"/activities/{version.uid}/")
    assert response.status_code == 410
    assert f"“{version.title}”已取消" in response.content.decode()


def test_nothing_ends_the_script_element(client: Client, cast: Cast, campaign: Campaign) -> None:
    version = publish(cast, campaign, title="</script><b>&", description="<img src=x>")
    text = page(client, version.uid)
    assert "<b>&" not in text
    assert graph(text)[0]["name"] == "</script><b>&"


def test_related(client: Client, cast: Cast, campaign: Campaign) -> None:
    version = publish(cast, campaign, title="这一项")
    for number in range(3):
        publish(cast, campaign, part(date(2026, 9, 18), district="城西镇"), title=f"同类{number}")
    publish(cast, campaign, part(date(2026, 9, 21)), title="同类同镇")
    publish(cast, campaign, title="不相干", topics=("航空航天",))
    text = page(client, version.uid)
    assert re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", text) == ["同类同镇", "同类0", "同类1"]


def test_calendar(client: Client, cast: Cast, campaign: Campaign) -> None:
    whole = OccurrencePart(day=date(2026, 9, 20), last_day=date(2026, 9, 21), place="市科技馆")
    open_end = OccurrencePart(day=date(2026, 9, 22), begins=time(19, 30), place="观景台")
    version = publish(cast, campaign, part(date(2026, 9, 19), address="人民路8号"), whole, open_end, title="看标签,辨真假;好")
    with clock.pretend(NOON):
        response = client.get(f"/activities/{version.uid}/calendar.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    url = f"http://testserver/activities/{version.uid}/"
    same = {"SUMMARY": "看标签\\,辨真假\\;好", "URL": url}
    assert events(response.content.decode()) == [
        {
            "UID": f"{version.uid}-0@kepu",
            "DTSTART": "20260919T010000Z",
            "DTEND": "20260919T030000Z",
            "LOCATION": "城东镇文化礼堂 人民路8号",
            **same,
        },
        {
            "UID": f"{version.uid}-1@kepu",
            "DTSTART;VALUE=DATE": "20260920",
            "DTEND;VALUE=DATE": "20260922",
            "LOCATION": "市科技馆",
            **same,
        },
        {"UID": f"{version.uid}-2@kepu", "DTSTART": "20260922T113000Z", "LOCATION": "观景台", **same},
    ]


def events(text: str) -> list[dict[str, str]]:
    """The VEVENTs of a calendar file, unfolded, without what is the same in all."""
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    found = []
    for block in text.replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]:
        pairs = dict(line.split(":", 1) for line in block.split("\r\n") if line[:3] not in ("END", "DES") and ":" in line)
        pairs.pop("DTSTAMP")
        found.append(pairs)
    return found


def test_lines_are_folded_between_characters() -> None:
    line = "SUMMARY:" + "科普" * 40
    folded = list(fold(line))
    assert folded[0] + "".join(piece[1:] for piece in folded[1:]) == line
    assert all(len(piece.encode()) <= 75 for piece in folded)


def test_constant_queries(
    client: Client, cast: Cast, campaign: Campaign, noon: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version = publish(cast, campaign)
    with django_assert_num_queries(12) as one:
        client.get(f"/activities/{version.uid}/")
    publish(cast, campaign)
    publish(cast, campaign)
    with django_assert_num_queries(len(one.captured_queries)):
        client.get(f"/activities/{version.uid}/")


@pytest.mark.parametrize("name", ["orbits-0417", "leaves-0000", "poster-0999"])
def test_cover(client: Client, name: str) -> None:
    response = client.get(f"/covers/{name}.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["orbits", "orbits-417", "orbits-1000", "orbits-٠٠٠١", "nothing-0001"])
def test_no_such_cover(client: Client, name: str) -> None:
    assert client.get(f"/covers/{name}.svg").status_code == 404
