"""Beginning, saving, copying and throwing away the working copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kepu import clock
from kepu.activities import actions, queries
from kepu.activities.announcements import Footprint
from kepu.activities.content import Content, OccurrencePart
from kepu.activities.models import Activity, Occurrence, State
from kepu.audit.models import Event
from kepu.campaigns.models import Campaign, Deadline, Enrolment, Line
from kepu.files.models import StoredFile
from kepu.organisations.kinds import Kind
from kepu.verdict import Refused
from tests.activities.filing import FAIR, content, draft, in_state, submitted
from tests.activities.moves import heard
from tests.cast import NOON, Cast, make_campaign, unit

SECOND = replace(FAIR, day=date(2026, 9, 20), place="城东中学")


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with clock.pretend(NOON):
        yield


def test_start_makes_an_empty_draft_with_the_filer_as_contact(cast: Cast, campaign: Campaign) -> None:
    with heard() as moves:
        activity = actions.start(campaign, cast.east, by=cast.actor(cast.chen))
    expected = Content(contact_name="陈静", contact_phone=cast.chen.phone or "")
    assert queries.content_of(activity) == expected
    assert (activity.state, activity.revision, activity.created_at, activity.created_by) == ("draft", 0, NOON, cast.chen)
    assert moves == [(None, Footprint(campaign.pk, cast.east.pk, "draft", 0, frozenset()))]
    event = Event.objects.get(thing_id=str(activity.pk))
    assert (event.verb, event.person_name, event.behalf, event.organisation_path) == ("新建草稿", "陈静", "", cast.east.path)


def test_the_office_files_for_a_unit_and_the_record_says_so(cast: Cast, campaign: Campaign) -> None:
    activity = actions.start(campaign, cast.east, by=cast.actor(cast.lin))
    event = Event.objects.get(thing_id=str(activity.pk))
    assert (event.person_name, event.behalf) == ("林晓", "城东镇")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"state": "closed"}, "“2026年云湖市全国科普日”已结束，现在不能办理。"),
        ({"state": "draft"}, "“2026年云湖市全国科普日”筹备中，现在不能办理。"),
    ],
)
def test_start_is_refused_unless_the_campaign_runs(cast: Cast, campaign: Campaign, change: dict[str, str], sentence: str) -> None:
    campaign.state = change["state"]
    with pytest.raises(Refused, match=sentence):
        actions.start(campaign, cast.east, by=cast.actor(cast.chen))


def test_start_is_refused_to_strangers_to_units_that_take_no_part_and_outside_the_window(cast: Cast, campaign: Campaign) -> None:
    with pytest.raises(Refused, match="只有城东镇的填报员可以填写这项活动。"):
        actions.start(campaign, cast.east, by=cast.actor(cast.xu))
    north = unit(cast.city, "城北镇", Kind.TOWN, code="chengbei")
    with pytest.raises(Refused, match="城北镇没有参加“2026年云湖市全国科普日”，请联系组织方加入。"):
        actions.start(campaign, north, by=cast.actor(cast.lin))
    with clock.pretend(NOON.replace(day=4)), pytest.raises(Refused, match="登记填报尚未开始，9月5日起可以办理。"):
        actions.start(campaign, cast.east, by=cast.actor(cast.chen))
    Deadline.objects.filter(kind="filing").update(on_time_until=NOON.replace(day=6), locks_at=NOON.replace(day=9, hour=0))
    with pytest.raises(Refused, match="已过登记填报截止"):
        actions.start(campaign, cast.east, by=cast.actor(cast.chen))
    assert not Activity.objects.exists()


def test_nobody_acts_without_signing_in(cast: Cast, campaign: Campaign) -> None:
    from_nowhere = replace(cast.actor(cast.chen), person=None, label="访客")
    with pytest.raises(Refused, match="请先登录。"):
        actions.start(campaign, cast.east, by=from_nowhere)


def test_save_keeps_everything_and_counts_a_revision(cast: Cast, campaign: Campaign) -> None:
    activity = actions.start(campaign, cast.east, by=cast.actor(cast.chen))
    cover = StoredFile.objects.create(sha256="0", name="海报.jpg", content_type="image/jpeg", size=1, width=800, height=450)
    online = OccurrencePart(day=date(2026, 9, 21), begins=time(19), mode="online", capacity=200)
    joint = tuple(sorted([cast.weather.pk, cast.west.pk]))
    whole = content(campaign, occurrences=(FAIR, online), joint=joint, cover_id=cover.pk, online_url="https://live.example.cn")
    with heard() as moves:
        saved = actions.save(activity, whole, by=cast.actor(cast.chen), seen=0)
    stored = Activity.objects.get(pk=activity.pk)
    assert queries.content_of(stored) == queries.content_of(saved) == whole
    assert (stored.revision, stored.occurrence_count, stored.first_start, stored.saved_by_name) == (1, 2, FAIR.start, "陈静")
    # A draft counts by its state alone.
    assert moves == []
    event = Event.objects.filter(thing_id=str(activity.pk)).first()
    assert event
    assert event.changes["title"] == ["", "食品安全进农家"]
    assert event.changes["joint"] == ["", "云湖市气象学会、城西镇"]
    assert event.changes["line_id"] == ["", "农村科普联合行动"]


def test_saving_what_stands_already_writes_nothing(cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign)
    before = Event.objects.count()
    again = actions.save(activity, content(campaign), by=cast.actor(cast.chen), seen=0)
    assert (again.revision, Event.objects.count()) == (1, before)


def test_unfinished_occurrences_are_kept_and_not_counted(cast: Cast, campaign: Campaign) -> None:
    undated = OccurrencePart(begins=time(14), place="日期待定的礼堂")
    backwards = OccurrencePart(day=date(2026, 9, 22), begins=time(14), ends=time(9))
    activity = draft(cast, campaign, occurrences=(undated, FAIR, backwards))
    assert (activity.occurrence_count, Occurrence.objects.filter(activity=activity).count()) == (1, 1)
    assert queries.content_of(activity).occurrences == (undated, FAIR, backwards)
    settled = replace(undated, day=date(2026, 9, 18))
    activity = actions.save(activity, content(campaign, occurrences=(settled, FAIR)), by=cast.actor(cast.chen))
    assert (activity.occurrence_count, activity.unfinished) == (2, [])
    assert queries.content_of(activity).occurrences == (settled, FAIR)


def test_an_occurrence_keeps_its_row_while_others_come_and_go(cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign, occurrences=(FAIR, SECOND))
    first, second = Occurrence.objects.filter(activity=activity)
    moved = replace(SECOND, begins=time(14), ends=time(16))
    chen = cast.actor(cast.chen)
    actions.save(activity, content(campaign, occurrences=(moved,)), by=chen)
    # The first was taken out and the second changed: the row that is left over is the first one's.
    assert [row.pk for row in Occurrence.objects.filter(activity=activity)] == [first.pk]
    actions.save(activity, content(campaign, occurrences=(SECOND, moved)), by=chen)
    rows = list(Occurrence.objects.filter(activity=activity))
    assert [(row.position, row.pk == first.pk) for row in rows] == [(0, False), (1, True)]
    assert second.pk not in [row.pk for row in rows]


def test_a_stale_save_is_refused_with_what_differs(cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign)
    lin, chen = cast.actor(cast.lin), cast.actor(cast.chen)
    actions.save(activity, content(campaign, title="食品安全讲座", joint=(cast.west.pk,)), by=lin, seen=1)
    with pytest.raises(actions.Outdated) as caught:
        actions.save(activity, content(campaign, contact_name="陈小静"), by=chen, seen=1)
    assert (
        str(caught.value)
        == "您填写期间，市科协 林晓（代城东镇）在12:00保存过这份草稿。与您填写的不同之处：活动名称、联系人、联合单位。"
    )
    assert [(d.field, d.before, d.after) for d in caught.value.differences] == [
        ("title", "食品安全讲座", "食品安全进农家"),
        ("contact_name", "陈静", "陈小静"),
        ("joint", "城西镇", ""),
    ]
    assert caught.value.activity.revision == 2
    assert Activity.objects.get(pk=activity.pk).title == "食品安全讲座"
    # Having seen it, one's own may be kept after all.
    kept = actions.save(activity, content(campaign, contact_name="陈小静"), by=chen, seen=2)
    assert (kept.title, kept.revision) == ("食品安全进农家", 3)


def test_save_is_refused_once_submitted(cast: Cast, campaign: Campaign) -> None:
    activity = submitted(cast, campaign).activity
    with pytest.raises(Refused, match="活动已提交，不能直接修改；请先撤回，或请审核员退回。"):
        actions.save(activity, content(campaign, title="新名称"), by=cast.actor(cast.chen))


def test_what_is_returned_can_be_corrected_and_counts_anew(cast: Cast, campaign: Campaign) -> None:
    activity = in_state(cast, campaign, State.RETURNED)
    Deadline.objects.filter(kind="filing").update(on_time_until=NOON.replace(day=6), locks_at=NOON.replace(day=7))
    with heard() as moves:
        actions.save(activity, content(campaign, occurrences=(FAIR, SECOND), joint=(cast.west.pk,)), by=cast.actor(cast.chen))
    before = Footprint(campaign.pk, cast.east.pk, "returned", 1, frozenset())
    # Whoever is merely named is credited with nothing.
    assert moves == [(before, replace(before, occurrences=2))]


@pytest.mark.parametrize("field", ["line", "joint", "closed", "cover", "length"])
def test_save_refuses_what_cannot_be(cast: Cast, campaign: Campaign, field: str) -> None:
    activity = draft(cast, campaign)
    other = make_campaign(cast, start=date(2025, 9, 17))
    text = StoredFile.objects.create(sha256="1", name="表.xlsx", content_type="text/plain", size=1)
    closed = unit(cast.city, "旧学会", Kind.SOCIETY, code="jiu")
    closed.closed_at = NOON
    closed.save()
    cases: dict[str, tuple[dict[str, Any], str]] = {
        "line": ({"line_id": Line.objects.filter(campaign=other)[0].pk}, "所选板块已不在本届工作方案中，请重新选择。"),
        "joint": ({"joint": (999999,)}, "联合单位已停用或不存在，请重新选择。"),
        "closed": ({"joint": (closed.pk,)}, "联合单位旧学会已停用或不存在，请重新选择。"),
        "cover": ({"cover_id": text.pk}, "封面图片没有找到，请重新上传。"),
        "length": ({"title": "长" * 101}, "活动名称最多100字，现有101字。"),
    }
    change, sentence = cases[field]
    with pytest.raises(Refused) as caught:
        actions.save(activity, content(campaign, **change), by=cast.actor(cast.chen))
    assert str(caught.value) == sentence


def test_the_filing_unit_is_never_its_own_partner(cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign, joint=(cast.east.pk, cast.west.pk))
    assert queries.content_of(activity).joint == (cast.west.pk,)


def test_copy_is_a_new_draft_of_the_same(cast: Cast, campaign: Campaign) -> None:
    source = in_state(cast, campaign, State.APPROVED)
    copied = actions.copy(source, by=cast.actor(cast.chen))
    assert queries.content_of(copied) == queries.content_of(source)
    assert (copied.state, copied.version_count, copied.uid == source.uid) == ("draft", 0, False)


def test_copy_into_another_campaign_leaves_the_days_open(cast: Cast, campaign: Campaign) -> None:
    last_year = make_campaign(cast, start=date(2025, 9, 17))
    with clock.pretend(NOON.replace(year=2025)):
        old = actions.start(last_year, cast.east, by=cast.actor(cast.chen))
        actions.save(old, content(last_year, occurrences=(replace(FAIR, day=date(2025, 9, 19)),)), by=cast.actor(cast.chen))
    copied = actions.copy(old, by=cast.actor(cast.chen), campaign=campaign)
    assert queries.content_of(copied) == content(campaign, occurrences=(replace(FAIR, day=None),))
    assert copied.campaign == campaign


def test_copy_for_another_unit_names_it_no_partner_of_itself(cast: Cast, campaign: Campaign) -> None:
    source = draft(cast, campaign, cast.he, cast.education, joint=(cast.weather.pk, cast.west.pk))
    copied = actions.copy(source, by=cast.actor(cast.he), organisation=cast.weather)
    assert (copied.organisation, queries.content_of(copied).joint) == (cast.weather, (cast.west.pk,))


def test_discard_deletes_an_unsubmitted_draft_and_keeps_the_record(cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign)
    with heard() as moves:
        actions.discard(activity, by=cast.actor(cast.chen))
    assert not Activity.objects.exists()
    assert moves == [(Footprint(campaign.pk, cast.east.pk, "draft", 1, frozenset()), None)]
    assert Event.objects.filter(thing_id=str(activity.pk)).values_list("verb", flat=True)[0] == "删除草稿"
    with pytest.raises(Refused, match="这份草稿已被删除。"):
        actions.save(activity, content(campaign), by=cast.actor(cast.chen))


@pytest.mark.parametrize("state", [State.SUBMITTED, State.WITHDRAWN, State.APPROVED])
def test_what_was_submitted_is_never_deleted(cast: Cast, campaign: Campaign, state: State) -> None:
    with pytest.raises(Refused, match="提交过的活动要留下记录，不能删除；不办了请撤回或取消。"):
        actions.discard(in_state(cast, campaign, state), by=cast.actor(cast.chen))


def test_a_refused_start_or_copy_of_an_unenrolled_unit_leaves_nothing(cast: Cast, campaign: Campaign) -> None:
    source = draft(cast, campaign)
    Enrolment.objects.filter(organisation=cast.east).delete()
    with pytest.raises(Refused):
        actions.copy(source, by=cast.actor(cast.chen))
    assert Activity.objects.count() == 1


def test_a_save_costs_the_same_for_one_occurrence_and_for_thirty(cast: Cast, campaign: Campaign) -> None:
    activity, chen = draft(cast, campaign, occurrences=()), cast.actor(cast.chen)
    thirty = tuple(replace(FAIR, day=date(2026, 9, day)) for day in range(1, 31))
    counts = []
    for whole in (content(campaign), content(campaign, occurrences=thirty)):
        with CaptureQueriesContext(connection) as made:
            actions.save(activity, whole, by=chen)
        counts.append(len(made))
    # For thirty the row that was there is changed besides.
    assert counts == [12, 13]
