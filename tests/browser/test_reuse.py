"""Repetition on a phone: the same again on other days, a place that is known, a text that is kept – also without a network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from kepu import clock
from kepu.activities import actions, queries
from kepu.activities.models import Activity, Snippet
from kepu.campaigns.models import Campaign
from tests.activities.filing import FAIR, content
from tests.browser.accessible import violations
from tests.browser.look import overflow, shot
from tests.browser.test_filing import SAVED, begin, fill, status
from tests.browser.test_sign_in import sign_in
from tests.cast import Cast, make_campaign, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
HALL = replace(FAIR, place="老文化礼堂", district="城西镇", longitude=Decimal("120.1"), latitude=Decimal("30.2"))


@pytest.fixture
def cast() -> Cast:
    """The cast, seen by the server's threads."""
    return make_cast()


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    """Its campaign, laid around today."""
    return make_campaign(cast, start=timezone.localdate())


@pytest.fixture
def filer(live_server: LiveServer, phone: Page, campaign: Campaign) -> Iterator[Page]:
    """陈静 of 城东镇 on her phone; no error may stand in the console at the end."""
    errors: list[str] = []
    phone.on("pageerror", lambda error: errors.append(str(error)))
    sign_in(phone, live_server, "chenjing")
    yield phone
    assert errors == []


def days(activity: Activity) -> list[date | None]:
    return [part.day for part in queries.content_of(activity).occurrences]


def test_the_same_again_on_other_days(live_server: LiveServer, filer: Page, campaign: Campaign) -> None:
    activity, first = begin(filer, live_server), date(campaign.window_start.year + 1, 3, 2)
    fill(filer, first)
    filer.locator("#id_occurrences-0-ends").fill("11:00")
    filer.get_by_role("button", name="同样再办…").click()
    calendar = filer.get_by_role("group", name="同样再办一场")
    expect(calendar.get_by_text("3月")).to_be_visible()
    expect(calendar).to_be_in_viewport(ratio=0.5)
    assert violations(filer) == []
    shot(filer, "again")
    assert overflow(filer) == 0
    expect(calendar.locator(f'[data-day="{first}"]')).to_be_disabled()
    for ahead in (3, 5):
        calendar.locator(f'[data-day="{first + timedelta(days=ahead)}"]').click()
    calendar.get_by_label("每周同一天，直到").fill((first + timedelta(days=21)).isoformat())
    calendar.get_by_role("button", name="选上").click()
    calendar.get_by_role("button", name="下个月").click()
    status(filer).to_have_text(SAVED)
    with filer.expect_response("**/draft/"):
        calendar.get_by_role("button", name="加 5 场").click()
    kept = queries.content_of(Activity.objects.get(pk=activity.pk))
    assert days(activity) == [first + timedelta(days=ahead) for ahead in (0, 3, 5, 7, 14, 21)]
    assert {(part.place, str(part.begins), str(part.ends)) for part in kept.occurrences} == {
        ("城东镇文化礼堂", "09:00:00", "11:00:00")
    }


def test_over_several_days_each_repetition_is_as_long(live_server: LiveServer, filer: Page, campaign: Campaign) -> None:
    activity, first = begin(filer, live_server), date(campaign.window_start.year + 1, 3, 29)
    fill(filer, first)
    filer.get_by_text("多天、名额、地图坐标").click()
    filer.get_by_label("结束日期").fill((first + timedelta(days=2)).isoformat())
    filer.get_by_role("button", name="同样再办…").click()
    filer.locator(f'[data-day="{first + timedelta(days=2)}"]').click()
    status(filer).to_have_text(SAVED)
    with filer.expect_response("**/draft/"):
        filer.get_by_role("button", name="加 1 场").click()
    second = queries.content_of(Activity.objects.get(pk=activity.pk)).occurrences[1]
    assert (second.day, second.last_day) == (first + timedelta(days=2), first + timedelta(days=4))


def test_a_known_place_brings_all_it_has(live_server: LiveServer, filer: Page, campaign: Campaign, cast: Cast) -> None:
    chen = cast.actor(cast.chen)
    filed = actions.save(actions.start(campaign, cast.east, by=chen), content(campaign, occurrences=(HALL,)), by=chen)
    with clock.pretend(clock.now()):
        actions.submit(filed, by=chen)
    filer.goto(f"{live_server.url}/desk/activities/new/?unit=chengdong")
    assert violations(filer) == []
    shot(filer, "new")
    filer.get_by_role("button", name="开始填写").click()
    expect(filer.get_by_label("活动名称")).to_be_visible()
    place = filer.get_by_role("combobox", name="地点")
    place.fill("老文化礼堂")
    place.blur()
    expect(filer.get_by_label("详细地址")).to_have_value("人民路8号")
    expect(filer.get_by_label("所在地区")).to_have_value("城西镇")
    status(filer).to_have_text(SAVED)
    part = queries.content_of(Activity.objects.exclude(pk=filed.pk).get()).occurrences[0]
    assert (part.longitude, part.latitude, part.coordinate_system) == (HALL.longitude, HALL.latitude, "GCJ-02")


def test_a_text_is_kept_and_used_again(live_server: LiveServer, filer: Page, campaign: Campaign) -> None:
    begin(filer, live_server)
    box = filer.locator('[data-field="description"]')
    box.get_by_role("button", name="存为常用语").click()
    expect(box.get_by_text("先写好文字，再存为常用语。")).to_be_visible()
    filer.get_by_label("活动简介").fill("名额有限，请提前电话报名。")
    box.get_by_role("button", name="存为常用语").click()
    expect(box.get_by_text("已存为常用语。")).to_be_visible()
    assert [one.text for one in Snippet.objects.all()] == ["名额有限，请提前电话报名。"]
    filer.get_by_label("活动简介").fill("请专家来讲。")
    box.get_by_role("button", name="名额有限").click()
    expect(filer.get_by_label("活动简介")).to_have_value("请专家来讲。\n名额有限，请提前电话报名。")
    contact = filer.locator('[data-field="contact"]')
    contact.get_by_role("button", name="存为常用语").click()
    filer.get_by_role("textbox", name="联系人").fill("别人")
    contact.get_by_role("button", name="陈静").click()
    expect(filer.get_by_role("textbox", name="联系人")).to_have_value("陈静")
    assert violations(filer) == []

    filer.goto(f"{live_server.url}/desk/activities/reuse/chengdong/")
    expect(filer.get_by_text("名额有限，请提前电话报名。")).to_be_visible()
    assert violations(filer) == []
    shot(filer, "reuse")
    assert overflow(filer) == 0
