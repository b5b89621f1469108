"""What a unit keeps for the next time: places that its filings teach the book, texts, last year's activities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kepu import clock
from kepu.activities import actions, queries
from kepu.activities.earlier import earlier
from kepu.activities.models import Activity, Place, Snippet
from kepu.activities.offers import places, snippets
from kepu.audit.models import Event
from kepu.campaigns.models import Campaign
from kepu.verdict import Refused
from tests.activities.filing import FAIR, content, draft, submitted
from tests.cast import NOON, Cast, make_campaign, make_cast
from tests.threads import together

SCHOOL = replace(FAIR, place="城东中学", address="", longitude=Decimal("120.1"), latitude=Decimal("30.2"))
VALUES: dict[str, Any] = {
    "name": "科普馆",
    "address": "环城路1号",
    "district": "城东镇",
    "longitude": None,
    "latitude": None,
    "coordinate_system": "GCJ-02",
}


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.pretend(NOON):
        yield


def book(cast: Cast) -> list[tuple[str, str]]:
    return [(place.name, place.address) for place in places(cast.east)]


def test_a_submission_teaches_the_book(cast: Cast, campaign: Campaign) -> None:
    draft(cast, campaign)
    assert book(cast) == []
    submitted(cast, campaign, occurrences=(FAIR, SCHOOL))
    assert sorted(book(cast)) == [("城东中学", ""), ("城东镇文化礼堂", "人民路8号")]
    with clock.pretend(NOON.replace(day=11)):
        actions.submit(draft(cast, campaign, occurrences=(replace(FAIR, place="文化礼堂"),)), by=cast.actor(cast.chen))
    # The same place under its short name: used last, so it is offered first.
    assert book(cast) == [("城东镇文化礼堂", "人民路8号"), ("城东中学", "")]
    assert places(cast.west) == []


def test_merged_twins_do_not_come_back(cast: Cast, campaign: Campaign) -> None:
    submitted(cast, campaign, occurrences=(FAIR, replace(SCHOOL, place="城东镇中学大礼堂")))
    hall, school = Place.objects.get(name="城东镇文化礼堂"), Place.objects.get(name="城东镇中学大礼堂")
    chen = cast.actor(cast.chen)
    actions.merge_places(hall, school, by=chen)
    kept = Place.objects.get()
    assert (kept.name, kept.address, kept.longitude) == ("城东镇文化礼堂", "人民路8号", Decimal("120.100000"))
    submitted(cast, campaign, occurrences=(replace(SCHOOL, place="中学大礼堂"),))
    assert book(cast) == [("城东镇文化礼堂", "人民路8号")]
    with pytest.raises(Refused, match="请选择本单位的另一个地点。"):
        actions.merge_places(kept, kept, by=chen)


def test_places_are_tended_by_the_unit_and_its_office(cast: Cast, campaign: Campaign) -> None:
    chen = cast.actor(cast.chen)
    place = actions.keep_place(cast.east, VALUES, by=chen)
    actions.keep_place(cast.east, VALUES | {"name": "科普体验馆"}, by=cast.actor(cast.lin), place=place)
    assert book(cast) == [("科普体验馆", "环城路1号")]
    with pytest.raises(Refused, match="“科普体验馆”已在常用地点中。"):
        actions.keep_place(cast.east, VALUES | {"name": "科普体验馆"}, by=chen)
    with pytest.raises(Refused, match="请填写地点名称。"):
        actions.keep_place(cast.east, VALUES | {"name": " "}, by=chen)
    for act in (
        lambda: actions.keep_place(cast.east, VALUES, by=cast.actor(cast.xu)),
        lambda: actions.drop_place(place, by=cast.actor(cast.xu)),
    ):
        with pytest.raises(Refused, match="只有城东镇的填报员可以修改它的常用内容。"):
            act()
    actions.drop_place(place, by=chen)
    assert book(cast) == []
    verbs = [(event.verb, event.behalf) for event in Event.objects.order_by("pk")]
    assert verbs == [("添加常用地点", ""), ("修改常用地点", "城东镇"), ("删除常用地点", "")]


def test_texts_are_kept_once_and_fit_their_field(cast: Cast, campaign: Campaign) -> None:
    chen = cast.actor(cast.chen)
    text = actions.keep_snippet(cast.east, "description", "名额有限，请提前电话报名。", by=chen)
    actions.keep_snippet(cast.east, "description", "名额有限，请提前电话报名。 ", by=chen)
    actions.keep_snippet(cast.east, "contact", "陈静", phone="13800000003", by=chen)
    found = {field: [(one.text, one.phone) for one in some] for field, some in snippets(cast.east).items()}
    assert found == {"description": [("名额有限，请提前电话报名。", "")], "contact": [("陈静", "13800000003")]}
    for field, words, why in (("title", "甲", "请选择"), ("audience", "", "请填写"), ("audience", "长" * 101, "最多100字")):
        with pytest.raises(Refused, match=why):
            actions.keep_snippet(cast.east, field, words, by=chen)
    with pytest.raises(Refused, match="只有城东镇的填报员"):
        actions.drop_snippet(text, by=cast.actor(cast.xu))
    actions.drop_snippet(text, by=chen)
    assert Snippet.objects.count() == 1


def test_what_was_filed_before_is_found_and_copied_into_this_year(cast: Cast, campaign: Campaign) -> None:
    last = make_campaign(cast, start=date(2025, 9, 17))
    with clock.pretend(NOON.replace(year=2025)):
        old = actions.submit(draft_of(cast, last, "去年的讲座"), by=cast.actor(cast.chen)).activity
        actions.submit(draft_of(cast, last, "去年的集市"), by=cast.actor(cast.chen))
        draft_of(cast, last, "去年没交的")
    last.state = Campaign.State.CLOSED
    last.save()
    submitted(cast, campaign, title="今年的讲座")
    reach = cast.reach(cast.chen)
    found = [(one.campaign.year, [str(act) for act in one.activities]) for one in earlier(reach, [cast.east])]
    assert found == [(2026, ["今年的讲座"]), (2025, ["去年的集市", "去年的讲座"])]
    assert [str(act) for one in earlier(reach, [cast.east], "讲座") for act in one.activities] == ["今年的讲座", "去年的讲座"]
    assert earlier(reach, [cast.west]) == []
    copied = actions.copy(Activity.objects.get(pk=old.pk), by=cast.actor(cast.chen), campaign=campaign)
    kept = queries.content_of(copied)
    assert (copied.campaign, kept.title, kept.line_id is None) == (campaign, "去年的讲座", False)
    assert [(part.day, part.begins, part.place) for part in kept.occurrences] == [(None, FAIR.begins, FAIR.place)]


def draft_of(cast: Cast, campaign: Campaign, title: str) -> Activity:
    chen = cast.actor(cast.chen)
    return actions.save(actions.start(campaign, cast.east, by=chen), content(campaign, title=title), by=chen)


@pytest.mark.django_db(transaction=True)
def test_two_who_file_at_a_new_place_at_once_write_it_once() -> None:
    cast = make_cast()
    campaign = make_campaign(cast)
    ready = [draft(cast, campaign) for _turn in range(4)]

    def submit(activity: Activity) -> object:
        with clock.pretend(NOON):
            return actions.submit(activity, by=cast.actor(cast.chen))

    outcome = together(*[lambda one=one: submit(one) for one in ready])
    assert not [one for one in outcome if isinstance(one, Exception)]
    assert [place.name for place in Place.objects.all()] == ["城东镇文化礼堂"]
