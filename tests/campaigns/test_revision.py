"""What a revised plan says otherwise than the campaign: whole lists of differences, and accepting them one by one."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from kepu.activities.models import Activity
from kepu.audit.queries import about
from kepu.campaigns.actions import (
    accept,
    accept_all,
    adopt,
    change_basics,
    change_section,
    decide_fact,
    discard_plan,
    dismiss,
    publish,
    reconsider,
)
from kepu.campaigns.actions.revising import Named
from kepu.campaigns.actions.writing import Edited
from kepu.campaigns.carrying import carried
from kepu.campaigns.models import Campaign, Line, WorkPlan
from kepu.campaigns.proposal import DeadlinePart, QuotaPart
from kepu.campaigns.queries import comparison_of, former_plan, proposal_of, sheet_of
from kepu.campaigns.revision import Difference
from kepu.verdict import Refused
from tests.campaigns.readings import Json, fact, milestone, plan_of, quota, track, yunhu
from tests.cast import Cast, at

pytestmark = pytest.mark.django_db
Change = Callable[[Json], None]


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    """云湖市's campaign as its plan was adopted, published."""
    return publish(adopt(plan_of(cast.office, yunhu()), by=cast.actor(cast.lin)), by=cast.actor(cast.lin))


def revised(campaign: Campaign, *changes: Change, name: str = "修订稿.docx") -> WorkPlan:
    """A revision of the campaign whose reading is the adopted plan's with these changes, as uploading keeps it."""
    read = deepcopy(yunhu())
    for change in changes:
        change(read)
    plan = plan_of(campaign.owner, read)
    former = former_plan(campaign)
    if former:
        plan.decisions = carried(read, former.reading, former.decisions)
        plan.answers = {key: said for key, said in former.answers.items() if said["state"] == "dismissed"}
    plan.name, plan.revises = name, campaign
    plan.save()
    return plan


def put(family: str, number: int, **values: Any) -> Change:
    """Change the values of one fact of a family, counted from 0."""

    def change(read: Json) -> None:
        [one for one in read["facts"] if one["family"] == family][number]["value"].update(values)

    return change


def add(*facts: Json) -> Change:
    """Further facts."""
    return lambda read: read["facts"].extend(facts)


def drop(family: str, number: int = 0) -> Change:
    """Take a fact away."""

    def change(read: Json) -> None:
        read["facts"].remove([one for one in read["facts"] if one["family"] == family][number])

    return change


def replace_text(family: str, number: int, text: Any) -> Change:
    """Another value for a fact that is one text."""

    def change(read: Json) -> None:
        [one for one in read["facts"] if one["family"] == family][number]["value"] = text

    return change


def found(plan: WorkPlan) -> list[Difference]:
    """The differences as they are now."""
    plan.refresh_from_db()
    assert plan.revises
    plan.revises.refresh_from_db()
    return comparison_of(plan, plan.revises).differences


def texts(plan: WorkPlan) -> list[str]:
    """The differences in words."""
    return [one.text for one in found(plan)]


def named(one: Difference) -> Named:
    """As a page names it."""
    return Named(one.key, one.seen)


# Comparing


def test_same_document_has_no_difference(campaign: Campaign) -> None:
    assert found(revised(campaign)) == []


def test_order_punctuation_and_numbers_of_lines_make_no_difference(campaign: Campaign) -> None:
    def shuffle(read: Json) -> None:
        read["facts"].reverse()

    plan = revised(
        campaign,
        shuffle,
        replace_text("theme", 0, "科学点亮云湖,创新照见未来"),
        put("track", 2, key="3"),
        put("quota", 0, who=["协会", "学会", "市直有关单位"]),
    )
    assert texts(plan) == []


def test_deadline_quota_and_unit_are_three_differences(campaign: Campaign) -> None:
    plan = revised(
        campaign,
        put("milestone", 0, closes="2026-10-05"),
        put("quota", 0, minimum=20),
        put("track", 2, responsible=["市气象学会", "市科协"], roles={"市气象学会": "lead"}),
    )
    assert texts(plan) == [
        "农村科普联合行动 责任单位：教育局 → 市科协",
        "任务数：各乡镇至少30场次 → 各乡镇至少20场次",
        "期限：登记填报：9月5日至9月28日 → 登记填报：9月5日至10月5日",
    ]
    assert [one.kind for one in found(plan)] == ["changed"] * 3
    assert [one.own for one in found(plan)] == [False] * 3


def test_what_is_added_and_what_is_gone(campaign: Campaign) -> None:
    plan = revised(
        campaign,
        drop("evidence", 1),
        drop("host", 1),
        drop("milestone", 2),
        add(
            fact("evidence", "video"),
            quota("学校", minimum=2, counts="项"),
            milestone("recommendation", "2026-10-20"),
            track("2.2", "校园科普联合行动", "市教育局", parent="2"),
            fact("contact", {"unit": "市科协办公室", "name": "周敏", "phone": "0000-1234", "email": None}),
        ),
    )
    assert texts(plan) == [
        "主办单位：删去市教育局",
        "板块：增加2.2 校园科普联合行动（市教育局）",
        "任务数：增加学校至少2项",
        "期限：增加推荐评优：10月20日前",
        "期限：删去工作总结：10月8日前",
        "佐证：增加视频",
        "佐证：删去线上活动网址（线上活动）",
        "联系人：增加市科协办公室 周敏 0000-1234",
    ]


def test_basics_one_thing_each(campaign: Campaign) -> None:
    plan = revised(
        campaign,
        put("window", 0, start="2026-09-19", end="2026-09-25"),
        replace_text("subtheme", 0, "none"),
        drop("award_gate"),
        replace_text("title", 0, "2026年云湖市全国科普月活动工作方案"),
    )
    assert texts(plan) == [
        "基本信息：2026年云湖市全国科普日 → 2026年云湖市全国科普月",
        "基本信息：9月17日至9月23日 → 9月19日至9月25日",
        "基本信息：各单位可自拟副主题 → 不设副主题",
        "基本信息：信息完善是评优的必备条件 → 不作为评优条件",
    ]
    assert [one.about for one in found(plan)] == ["名称", "活动时间", "副主题", "评优条件"]


def test_renamed_line_keeps_its_units(campaign: Campaign) -> None:
    plan = revised(campaign, put("track", 2, name="乡村科普联合行动", open=False))
    assert texts(plan) == ["板块：2.1 农村科普联合行动 → 2.1 乡村科普联合行动"]


def test_moved_and_closed_line(campaign: Campaign) -> None:
    plan = revised(campaign, put("track", 2, open=False, parent=None))
    assert texts(plan) == [
        "板块：2.1 农村科普联合行动（不限于所列单位），在“系列联合行动”之下 → 2.1 农村科普联合行动（限于所列单位）"
    ]


def test_column_that_is_renamed_and_annex_that_is_missing(campaign: Campaign) -> None:
    assert texts(revised(campaign, put("table", 0, columns=["序号", "活动名称", "举办时间", "活动地点"]))) == [
        "汇总表栏目：活动时间 → 举办时间"
    ]
    assert texts(revised(campaign, drop("table"))) == []


def test_years_are_said_where_nothing_else_differs(campaign: Campaign) -> None:
    plan = revised(campaign, put("milestone", 2, closes="2027-10-08"))
    assert texts(plan) == ["期限：工作总结：2026年10月8日前 → 工作总结：2027年10月8日前"]


def test_change_of_the_office_is_told_apart(cast: Cast, campaign: Campaign) -> None:
    towns, rest = campaign.quotas.all()
    by = cast.actor(cast.lin)
    rows = [
        Edited(QuotaPart("各乡镇", ("town",), minimum=25), towns.pk),
        Edited(QuotaPart("其他", ("society",), None, 5), rest.pk),
    ]
    change_section(campaign, "quotas", rows, by=by)
    plan = revised(campaign, put("quota", 1, minimum=12))
    assert [(one.text, one.own) for one in found(plan)] == [
        ("任务数：各乡镇至少25场次 → 各乡镇至少30场次", True),
        ("任务数：增加市直有关单位、学会、协会至少12场次", False),
        ("任务数：删去其他至少5场次", True),
    ]


def test_lock_of_the_office_stays_and_never_comes_before_the_last_day(cast: Cast, campaign: Campaign) -> None:
    rows = [
        Edited(
            DeadlinePart(d.kind, d.label, d.opens_at, d.on_time_until, at(date(2026, 9, 30)) if d.kind == "filing" else None),
            d.pk,
        )
        for d in campaign.deadlines.all()
    ]
    change_section(campaign, "deadlines", rows, by=cast.actor(cast.lin))
    assert texts(revised(campaign)) == []
    plan = revised(campaign, put("milestone", 0, closes="2026-10-03"))
    assert texts(plan) == ["期限：登记填报：9月5日至9月28日，9月29日关闭 → 登记填报：9月5日至10月3日，10月3日关闭"]
    accept(plan, named(found(plan)[0]), by=cast.actor(cast.lin))
    filing = campaign.deadlines.get(kind="filing")
    assert (filing.on_time_until, filing.locks_at) == (at(date(2026, 10, 4)), at(date(2026, 10, 4)))


def test_campaign_begun_by_hand_has_nothing_to_tell_apart(campaign: Campaign) -> None:
    WorkPlan.objects.update(campaign=None)
    plan = revised(campaign, put("quota", 0, minimum=20))
    assert [(one.text, one.own) for one in found(plan)] == [("任务数：各乡镇至少30场次 → 各乡镇至少20场次", False)]


def test_campaign_as_parts_is_what_the_plan_proposed(cast: Cast) -> None:
    plan = plan_of(cast.office, yunhu())
    wanted = sheet_of(plan).proposal
    assert proposal_of(adopt(plan, by=cast.actor(cast.lin))) == wanted


# Taking over decisions


def test_corrections_hold_for_what_is_read_again(cast: Cast) -> None:
    by = cast.actor(cast.lin)
    plan = plan_of(cast.office, yunhu())
    decide_fact(plan, "quota-1", "changed", {"who": ["各乡镇"], "minimum": 28, "maximum": None, "counts": "场次"}, by=by, seen=0)
    decide_fact(plan, "resource-1", "dropped", by=by, seen=0)
    campaign = adopt(plan, by=by)
    assert texts(revised(campaign)) == []
    # The document itself says otherwise now: the correction was of another number.
    assert texts(revised(campaign, put("quota", 0, minimum=20))) == ["任务数：各乡镇至少28场次 → 各乡镇至少20场次"]


def test_decisions_are_carried_fact_by_fact() -> None:
    former = {"facts": [fact("host", "甲"), fact("host", "乙"), fact("year", 2025)]}
    decisions = {
        "host-1": {"state": "dropped", "value": "甲", "family": "host", "by": "林晓", "at": "2026-09-01", "seen": 3},
        "host-2": {"state": "open", "value": "乙", "family": "host", "by": "林晓", "seen": 2},
        "added-1": {"state": "kept", "value": "丙", "family": "host", "by": "林晓", "seen": 1},
        "added-2": {"state": "kept", "value": "丁", "family": "host", "by": "林晓", "seen": 1},
        "added-3": {"state": "kept", "value": 2026, "family": "year", "by": "林晓", "seen": 1},
    }
    read = {"facts": [fact("host", "乙"), fact("host", "甲"), fact("host", "丙"), fact("year", 2027)]}
    assert carried(read, former, decisions) == {
        "host-2": decisions["host-1"] | {"seen": 1, "carried": True},
        "added-2": decisions["added-2"] | {"carried": True},
    }


# Accepting


def test_each_difference_is_accepted_by_itself(cast: Cast, campaign: Campaign) -> None:
    plan = revised(
        campaign,
        put("milestone", 0, closes="2026-10-05"),
        put("quota", 0, minimum=20),
        put("track", 2, responsible=["市气象学会", "市科协"], roles={"市气象学会": "lead"}),
    )
    unit, numbers, deadline = found(plan)
    towns = campaign.quotas.first()
    by = cast.actor(cast.lin)
    accept(plan, named(numbers), by=by)
    assert [str(row) for row in campaign.quotas.all()] == ["各乡镇≥20场次", "市直有关单位、学会、协会≥10场次"]
    assert campaign.quotas.first() == towns
    assert (about(campaign)[0].verb, about(campaign)[0].note) == (
        "修改任务数",
        "按修订方案“修订稿.docx”。任务数：各乡镇至少30场次 → 各乡镇至少20场次",
    )
    accept(plan, named(unit), by=by)
    line = Line.objects.get(name="农村科普联合行动")
    assert [(row.as_written, row.organisation, row.part) for row in line.units.all()] == [
        ("市气象学会", cast.weather, "lead"),
        ("市科协", cast.office, "responsible"),
    ]
    assert about(campaign)[0].note == "农村科普联合行动\n按修订方案“修订稿.docx”。" + unit.text
    assert texts(plan) == [deadline.text]
    in_order = sorted(plan.answers.values(), key=lambda said: said["at"])
    assert [(said["state"], said["by"], said["text"]) for said in in_order] == [
        ("accepted", "林晓", numbers.text),
        ("accepted", "林晓", unit.text),
    ]


def test_all_kinds_of_change_can_be_accepted_together(cast: Cast, campaign: Campaign) -> None:
    plan = revised(
        campaign,
        put("window", 0, start="2026-09-19", end="2026-09-25"),
        replace_text("theme", 0, "另一个主题"),
        drop("host", 1),
        drop("track", 0),
        put("track", 0, key="1"),
        put("track", 1, key="1.1", parent="1"),
        add(
            track("1.2", "校园科普联合行动", "市教育局", parent="1"),
            track("2", "科普志愿行动"),
            track("2.1", "进社区", parent="2"),
        ),
        drop("contact"),
        add(fact("resource", {"name": "云湖科普", "url": "kepu.example"})),
    )
    wanted = [named(one) for one in found(plan)]
    assert accept_all(plan, wanted, by=cast.actor(cast.lin)) == len(wanted) == 9
    assert found(plan) == []
    campaign.refresh_from_db()
    assert proposal_of(campaign) == sheet_of(plan).proposal
    assert [(line.number, line.name) for line in campaign.lines.all()] == [
        ("1", "系列联合行动"),
        ("1.1", "农村科普联合行动"),
        ("1.2", "校园科普联合行动"),
        ("2", "科普志愿行动"),
        ("2.1", "进社区"),
    ]


def test_line_waits_for_the_one_above_it(cast: Cast, campaign: Campaign) -> None:
    plan = revised(campaign, add(track("3", "科普志愿行动"), track("3.1", "进社区", parent="3")))
    upper, lower = found(plan)
    by = cast.actor(cast.lin)
    with pytest.raises(Refused, match="请先采纳上级板块“科普志愿行动”"):
        accept(plan, named(lower), by=by)
    accept(plan, named(upper), by=by)
    accept(plan, named(lower), by=by)
    assert Line.objects.get(name="进社区").parent == Line.objects.get(name="科普志愿行动")


def test_line_with_activities_is_not_taken_away(cast: Cast, campaign: Campaign) -> None:
    plan = revised(campaign, drop("track", 2))
    Activity.objects.create(campaign=campaign, organisation=cast.east, line=Line.objects.get(number="2.1"), title="农技下乡")
    with pytest.raises(Refused, match="“农村科普联合行动”下已有1项活动"):
        accept(plan, named(found(plan)[0]), by=cast.actor(cast.lin))
    assert plan.answers == {}


def test_what_changed_meanwhile_is_not_accepted_on_an_old_sight(cast: Cast, campaign: Campaign) -> None:
    plan = revised(campaign, put("window", 0, end="2026-09-25"), put("quota", 0, minimum=20))
    window, numbers = found(plan)
    by = cast.actor(cast.lin)
    change_basics(campaign, {"window_end": date(2026, 9, 24)}, by=by)
    with pytest.raises(Refused, match="这一处已有变化"):
        accept(plan, named(window), by=by)
    # Another thing than the one that changed is not held up.
    accept(plan, named(numbers), by=by)
    with pytest.raises(Refused, match="林晓刚刚把这一处采纳"):
        accept(plan, named(numbers), by=by)
    assert accept_all(plan, [named(window), named(numbers)], by=by) == 0


def test_what_was_dismissed_is_remembered_by_the_next_revision(cast: Cast, campaign: Campaign) -> None:
    by = cast.actor(cast.lin)
    plan = revised(campaign, put("quota", 0, minimum=20))
    one = found(plan)[0]
    dismiss(plan, named(one), by=by)
    assert plan.answers[one.key]["state"] == "dismissed"
    assert (about(plan)[0].verb, about(plan)[0].note) == ("不采纳修订", one.text)
    for act in (accept, dismiss):
        with pytest.raises(Refused, match="林晓刚刚把这一处定为不采纳"):
            act(plan, named(one), by=by)
    again = revised(campaign, put("quota", 0, minimum=20), put("quota", 1, minimum=5))
    assert [item.key in again.answers for item in found(again)] == [True, False]
    reconsider(plan, one.key, by=by)
    with pytest.raises(Refused, match="没有记为“不采纳”"):
        reconsider(plan, one.key, by=by)
    accept(plan, named(one), by=by)
    assert [quota.minimum for quota in campaign.quotas.all()] == [20, 10]


def test_revision_is_no_plan_of_its_own(cast: Cast, campaign: Campaign) -> None:
    by = cast.actor(cast.lin)
    plan = revised(campaign, put("quota", 0, minimum=20))
    with pytest.raises(Refused, match="的修订稿，请在对照页上逐处采纳"):
        adopt(plan, by=by)
    one = named(found(plan)[0])
    with pytest.raises(Refused, match="不是修订稿"):
        accept(WorkPlan.objects.get(campaign=campaign), one, by=by)
    accept(plan, one, by=by)
    with pytest.raises(Refused, match="须留作依据，不能删除"):
        discard_plan(plan, by=by)


def test_only_the_office_answers(cast: Cast, campaign: Campaign) -> None:
    plan = revised(campaign, put("quota", 0, minimum=20))
    one = named(found(plan)[0])
    for act in (accept, dismiss):
        with pytest.raises(Refused, match="只有市科协的组织方人员可以办理"):
            act(plan, one, by=cast.actor(cast.zhou))
