"""Sections of a campaign rewritten whole."""

from __future__ import annotations

from datetime import date

import pytest

from kepu.activities.models import Activity
from kepu.audit.queries import about
from kepu.campaigns.actions import add_line, change_basics, change_line, change_review, change_section, move_line, remove_line
from kepu.campaigns.actions.writing import Edited
from kepu.campaigns.models import Campaign, Deadline, Line, Quota
from kepu.campaigns.proposal import EvidencePart, LinePart, QuotaPart, ThemePart, UnitPart
from kepu.verdict import Refused
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_rows_that_keep_their_id_stay_the_same_rows(cast: Cast, campaign: Campaign) -> None:
    towns, rest = Quota.objects.filter(campaign=campaign)
    new = QuotaPart("市教育局", (), cast.education.pk, minimum=3)
    edited = [Edited(new), Edited(QuotaPart("各乡镇", ("town",), minimum=20), towns.pk)]
    change_section(campaign, "quotas", edited, by=cast.actor(cast.lin), seen=0)
    assert [str(quota) for quota in Quota.objects.filter(campaign=campaign)] == ["各乡镇≥20场次", "市教育局≥3场次"]
    assert Quota.objects.filter(pk=towns.pk).exists()
    assert not Quota.objects.filter(pk=rest.pk).exists()
    assert about(campaign)[0].changes == {
        "quotas": [["各乡镇≥30场次", "市直有关单位、学会、协会≥10场次"], ["各乡镇≥20场次", "市教育局≥3场次"]]
    }


def test_new_row_may_take_the_place_of_one_that_goes(cast: Cast, campaign: Campaign) -> None:
    by = cast.actor(cast.lin)
    change_section(campaign, "evidence", [Edited(EvidencePart("photo"))], by=by)
    change_section(campaign, "evidence", [Edited(EvidencePart("photo", "onsite")), Edited(EvidencePart("video"))], by=by)
    assert [(row.what, row.mode) for row in campaign.evidence_demands.all()] == [("photo", "onsite"), ("video", "any")]


def test_rows_keep_the_order_in_which_they_were_handed_in(cast: Cast, campaign: Campaign) -> None:
    first = campaign.themes.get()
    rows = [Edited(ThemePart("新主题")), Edited(ThemePart("旧主题"), first.pk)]
    change_section(campaign, "themes", rows, by=cast.actor(cast.lin))
    assert [theme.text for theme in campaign.themes.all()] == ["新主题", "旧主题"]


def test_row_of_another_campaign_is_not_taken_over(cast: Cast, campaign: Campaign) -> None:
    other = Campaign.objects.create(
        owner=cast.office, slug="other", name="另一届", year=2025, window_start="2025-09-01", window_end="2025-09-30"
    )
    theirs = other.themes.create(text="他们的主题")
    change_section(campaign, "themes", [Edited(ThemePart("我们的"), theirs.pk)], by=cast.actor(cast.lin))
    theirs.refresh_from_db()
    assert (theirs.text, [theme.text for theme in campaign.themes.all()]) == ("他们的主题", ["我们的"])


def test_change_on_an_old_sight_is_refused(cast: Cast, campaign: Campaign) -> None:
    by = cast.actor(cast.lin)
    change_section(campaign, "themes", [Edited(ThemePart("甲"))], by=by, seen=0)
    with pytest.raises(Refused, match="另一位同事改过“2026年云湖市全国科普日”"):
        change_section(campaign, "themes", [Edited(ThemePart("乙"))], by=by, seen=0)
    assert campaign.themes.get().text == "甲"


def test_basics_record_what_differs(cast: Cast, campaign: Campaign) -> None:
    values = {"name": "新名称", "year": 2026, "window_end": date(2026, 9, 25), "state": "closed"}
    change_basics(campaign, values, by=cast.actor(cast.lin))
    campaign.refresh_from_db()
    assert (campaign.name, campaign.window_end, campaign.state) == ("新名称", date(2026, 9, 25), "running")
    assert about(campaign)[0].changes == {
        "name": ["2026年云湖市全国科普日", "新名称"],
        "window_end": ["2026-09-23", "2026-09-25"],
    }


def test_parent_is_settled_before_publishing(cast: Cast, campaign: Campaign) -> None:
    above = Campaign.objects.create(
        owner=cast.city, slug="above", name="上级", year=2026, window_start="2026-09-01", window_end="2026-09-30"
    )
    with pytest.raises(Refused, match="不能再改上级活动届次"):
        change_basics(campaign, {"parent": above}, by=cast.actor(cast.lin))
    Campaign.objects.filter(pk=campaign.pk).update(state="draft")
    campaign.refresh_from_db()
    change_basics(campaign, {"parent": above}, by=cast.actor(cast.lin))
    assert Campaign.objects.get(pk=campaign.pk).lineage() == [campaign, above]


def test_second_stage_stays_while_the_campaign_runs(cast: Cast, campaign: Campaign) -> None:
    by = cast.actor(cast.lin)
    change_review(campaign, stages=2, routing="kind", by=by)
    with pytest.raises(Refused, match="不能取消第二级审核"):
        change_review(campaign, stages=1, routing="kind", by=by)
    assert (campaign.review_stages, campaign.review_routing) == (2, "kind")


def test_lines_are_added_changed_and_moved(cast: Cast, campaign: Campaign) -> None:
    by = cast.actor(cast.lin)
    joint = Line.objects.get(campaign=campaign, name="系列联合行动")
    part = LinePart(
        "2.2", "2", "企业科普联合行动", units=(UnitPart("市教育局", cast.education.pk), UnitPart("各镇", None, ("town",)))
    )
    line = add_line(campaign, part, parent=joint, by=by)
    assert (line.parent, line.position, line.units.count()) == (joint, 3, 2)
    change_line(line, LinePart("3", "", "企业行动", True), parent=None, by=by)
    line.refresh_from_db()
    assert (line.parent, line.number, line.open_list, line.units.count()) == (None, "3", True, 0)
    move_line(line, up=True, by=by)
    names = [line.name for line in Line.objects.filter(campaign=campaign)]
    assert names == ["主场活动", "系列联合行动", "企业行动", "农村科普联合行动"]
    move_line(Line.objects.get(name="主场活动"), up=True, by=by)
    assert [line.name for line in Line.objects.filter(campaign=campaign)] == names


def test_line_does_not_stand_below_itself(cast: Cast, campaign: Campaign) -> None:
    joint, below = Line.objects.get(number="2"), Line.objects.get(number="2.1")
    with pytest.raises(Refused, match="它自己的下级板块"):
        change_line(joint, LinePart("2", "2.1", "系列联合行动"), parent=below, by=cast.actor(cast.lin))


def test_line_with_activities_stays(cast: Cast, campaign: Campaign) -> None:
    by = cast.actor(cast.lin)
    venue, joint, below = Line.objects.filter(campaign=campaign)
    Activity.objects.create(campaign=campaign, organisation=cast.east, line=below, title="农技下乡")
    with pytest.raises(Refused, match="“系列联合行动”下已有1项活动，不能删去"):
        remove_line(joint, by=by)
    remove_line(venue, by=by)
    assert [line.name for line in Line.objects.filter(campaign=campaign)] == ["系列联合行动", "农村科普联合行动"]
    assert Deadline.objects.filter(campaign=campaign).count() == 3
