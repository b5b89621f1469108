"""A plan that a person looked through becomes a campaign in preparation."""

from __future__ import annotations

import pytest

from kepu.audit.models import Event
from kepu.campaigns.actions import adopt, decide_fact, discard
from kepu.campaigns.models import Campaign, Line, WorkPlan
from kepu.verdict import Refused
from tests.campaigns.readings import fact, plan_of, reading, yunhu
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_plan_becomes_the_draft_of_a_campaign(cast: Cast) -> None:
    plan = plan_of(cast.office, yunhu())
    campaign = adopt(plan, by=cast.actor(cast.lin))
    assert (campaign.name, campaign.slug, campaign.state) == ("2026年云湖市全国科普日", "2026-kepuri", "draft")
    assert (plan.campaign, plan.adopted_by) == (campaign, "林晓")
    assert [str(quota) for quota in campaign.quotas.all()] == ["各乡镇≥30场次", "市直有关单位、学会、协会≥10场次"]
    assert [(host.as_written, host.organisation) for host in campaign.hosts.all()] == [
        ("市科协", cast.office),
        ("市教育局", cast.education),
    ]
    lines = {line.number: line for line in Line.objects.filter(campaign=campaign)}
    assert (lines["2.1"].parent, lines["2.1"].open_list) == (lines["2"], True)
    assert [(unit.organisation, unit.part) for unit in lines["2.1"].units.all()] == [
        (cast.weather, "lead"),
        (cast.education, "responsible"),
    ]
    assert [(unit.kinds, unit.all_hosts) for line in ("1", "2") for unit in lines[line].units.all()] == [
        (["town"], False),
        ([], True),
    ]
    assert [column.field for column in campaign.summary_columns.all()] == ["number", "title", "time", "place"]
    sizes = [campaign.themes, campaign.deadlines, campaign.evidence_demands, campaign.contacts, campaign.resources]
    assert [manager.count() for manager in sizes] == [1, 3, 2, 1, 1]  # type: ignore[attr-defined]  # several models
    assert [event.verb for event in Event.objects.all()] == ["建立科普日", "确认方案"]


def test_plan_with_gaps_or_doubts_is_not_adopted(cast: Cast) -> None:
    by = cast.actor(cast.lin)
    plan = plan_of(cast.office, reading(fact("year", 2026, confidence=0.4)))
    with pytest.raises(Refused, match="请补上“活动时间”。 还有1处存疑的要素没有确认。"):
        adopt(plan, by=by)
    assert not Campaign.objects.exists()


def test_plan_that_a_colleague_changed_meanwhile_is_not_adopted_unseen(cast: Cast) -> None:
    by = cast.actor(cast.lin)
    plan = plan_of(cast.office, yunhu())
    decide_fact(plan, "theme-1", "dropped", by=by, seen=0)
    with pytest.raises(Refused, match="另一位同事改过这份方案"):
        adopt(plan, by=by, seen=0)
    assert adopt(plan, by=by, seen=1).themes.count() == 0


def test_plan_becomes_one_campaign_only_until_that_is_discarded(cast: Cast) -> None:
    by = cast.actor(cast.lin)
    plan = plan_of(cast.office, yunhu())
    first = adopt(plan, by=by)
    with pytest.raises(Refused, match="已由林晓确认"):
        adopt(plan, by=by)
    discard(first, by=by)
    assert adopt(WorkPlan.objects.get(pk=plan.pk), by=by).slug == "2026-kepuri"


def test_two_campaigns_of_a_year_have_two_slugs(cast: Cast) -> None:
    by = cast.actor(cast.lin)
    slugs = [adopt(plan_of(cast.office, yunhu()), by=by).slug for _ in range(3)]
    assert slugs == ["2026-kepuri", "2026-kepuri-kexie", "2026-kepuri-kexie-2"]


def test_others_do_not_adopt(cast: Cast) -> None:
    with pytest.raises(Refused, match="只有市科协的组织方人员可以办理。"):
        adopt(plan_of(cast.office, yunhu()), by=cast.actor(cast.zhou))
