"""Keeping, changing, dropping, adding facts of a plan."""

from __future__ import annotations

import pytest

from kepu.audit.queries import about
from kepu.campaigns.actions import add_fact, adopt, decide_fact, keep_sure
from kepu.campaigns.decisions import Item
from kepu.campaigns.models import WorkPlan
from kepu.campaigns.queries import sheet_of
from kepu.verdict import Refused
from tests.campaigns.readings import fact, plan_of, reading, yunhu
from tests.cast import Cast

pytestmark = pytest.mark.django_db
QUOTA = {"who": ["各乡镇"], "minimum": 20, "maximum": None, "counts": "场次"}


@pytest.fixture
def plan(cast: Cast) -> WorkPlan:
    """云湖市's plan as it was read."""
    return plan_of(cast.office, yunhu())


def item(plan: WorkPlan, key: str) -> Item:
    """The fact as it stands in the database."""
    found = sheet_of(WorkPlan.objects.get(pk=plan.pk)).item(key)
    assert found
    return found


def test_change_keeps_what_was_read_and_is_recorded(cast: Cast, plan: WorkPlan) -> None:
    decide_fact(plan, "quota-1", "changed", QUOTA, by=cast.actor(cast.lin), seen=0)
    now = item(plan, "quota-1")
    assert (now.state, now.value["minimum"], now.read["minimum"], now.by, now.seen) == ("changed", 20, 30, "林晓", 1)
    event = about(plan)[0]
    assert (event.verb, event.note, event.changes) == (
        "更正要素",
        "任务数：各乡镇至少20场次",
        {"quota": ["各乡镇至少30场次", "各乡镇至少20场次"]},
    )
    assert event.organisation_path == cast.office.path


def test_fact_can_be_kept_dropped_and_taken_up_again(cast: Cast, plan: WorkPlan) -> None:
    by = cast.actor(cast.lin)
    decide_fact(plan, "theme-1", "kept", by=by, seen=0)
    decide_fact(plan, "theme-1", "dropped", by=by, seen=1)
    assert not item(plan, "theme-1").holds
    decide_fact(plan, "theme-1", "open", by=by, seen=2)
    assert (item(plan, "theme-1").state, item(plan, "theme-1").seen) == ("open", 3)
    assert [event.verb for event in about(plan)] == ["撤销要素取舍", "删去要素", "确认要素"]


def test_undoing_a_change_brings_back_what_was_read(cast: Cast, plan: WorkPlan) -> None:
    by = cast.actor(cast.lin)
    decide_fact(plan, "quota-1", "changed", QUOTA, by=by, seen=0)
    decide_fact(plan, "quota-1", "open", by=by, seen=1)
    assert item(plan, "quota-1").value["minimum"] == 30


def test_added_fact_holds_and_can_be_changed_and_dropped(cast: Cast, plan: WorkPlan) -> None:
    by = cast.actor(cast.lin)
    key = add_fact(plan, "theme", "另一主题", by=by)
    assert (key, add_fact(plan, "theme", "再一主题", by=by)) == ("added-1", "added-2")
    decide_fact(plan, key, "changed", "改过的主题", by=by, seen=1)
    decide_fact(plan, "added-2", "dropped", by=by, seen=1)
    themes = [theme.text for theme in sheet_of(plan).proposal.themes]
    assert themes == ["科学点亮云湖，创新照见未来", "改过的主题"]
    decide_fact(plan, "added-2", "kept", by=by, seen=2)
    assert item(plan, "added-2").value == "再一主题"


def test_decision_on_an_old_sight_is_refused_with_what_stands_now(cast: Cast, plan: WorkPlan) -> None:
    decide_fact(plan, "quota-1", "changed", QUOTA, by=cast.actor(cast.lin), seen=0)
    with pytest.raises(Refused, match="林晓刚刚更正了这一条，现在是“任务数：各乡镇至少20场次”。"):
        decide_fact(plan, "quota-1", "dropped", by=cast.actor(cast.lin), seen=0)
    assert item(plan, "quota-1").value == QUOTA


def test_decisions_on_two_facts_do_not_disturb_each_other(cast: Cast, plan: WorkPlan) -> None:
    same = WorkPlan.objects.get(pk=plan.pk)
    decide_fact(plan, "host-1", "kept", by=cast.actor(cast.lin), seen=0)
    decide_fact(same, "host-2", "dropped", by=cast.actor(cast.lin), seen=0)
    assert [item(plan, key).state for key in ("host-1", "host-2")] == ["kept", "dropped"]


def test_keep_sure_leaves_the_doubtful_and_what_others_decided(cast: Cast) -> None:
    doubt = {"text": "主题是2023年的。", "spans": [], "facts": [1]}
    read = reading(
        fact("year", 2026), fact("theme", "甲"), fact("host", "市科协", confidence=0.5), fact("host", "市教育局"), doubts=[doubt]
    )
    plan = plan_of(cast.office, read)
    decide_fact(plan, "host-2", "dropped", by=cast.actor(cast.lin), seen=0)
    assert keep_sure(plan, by=cast.actor(cast.lin)) == 1
    states = {key: item(plan, key).state for key in ("year-1", "theme-1", "host-1", "host-2")}
    assert states == {"year-1": "kept", "theme-1": "open", "host-1": "open", "host-2": "dropped"}
    assert (about(plan)[0].verb, about(plan)[0].note) == ("确认全部无疑要素", "共1条")
    assert keep_sure(plan, by=cast.actor(cast.lin)) == 0
    assert about(plan).count() == 2


def test_only_the_owning_office_decides(cast: Cast, plan: WorkPlan) -> None:
    for who in (cast.zhou, cast.chen):
        with pytest.raises(Refused, match="只有市科协的组织方人员可以办理。"):
            decide_fact(plan, "theme-1", "kept", by=cast.actor(who), seen=0)


def test_adopted_or_vanished_plan_is_decided_no_more(cast: Cast, plan: WorkPlan) -> None:
    by = cast.actor(cast.lin)
    adopt(plan, by=by)
    with pytest.raises(Refused, match="已由林晓确认并建立科普日"):
        add_fact(plan, "theme", "晚了", by=by)
    gone = plan_of(cast.office, reading())
    WorkPlan.objects.filter(pk=gone.pk).delete()
    with pytest.raises(Refused, match="已被删除"):
        keep_sure(gone, by=by)
    with pytest.raises(Refused, match="方案中没有这一条"):
        decide_fact(plan_of(cast.office, reading()), "theme-9", "kept", by=by, seen=0)
