"""A unit's own sub-theme, where the plan allows it."""

from __future__ import annotations

import pytest

from kepu.activities import actions
from kepu.audit.models import Event
from kepu.campaigns.models import Campaign, Enrolment
from kepu.verdict import Refused
from tests.cast import Cast


@pytest.fixture
def enrolment(cast: Cast, campaign: Campaign) -> Enrolment:
    return Enrolment.objects.get(campaign=campaign, organisation=cast.east)


def test_a_filer_sets_changes_and_drops_it(cast: Cast, enrolment: Enrolment) -> None:
    by = cast.actor(cast.chen)
    for text in (" 科技兴农 ", "科技兴农，绿色城东", "科技兴农，绿色城东", ""):
        actions.set_subtheme(enrolment, text, by=by)
    assert Enrolment.objects.get(pk=enrolment.pk).subtheme == ""
    changes = [event.changes["subtheme"] for event in Event.objects.filter(verb="设置副主题").order_by("id")]
    assert changes == [["", "科技兴农"], ["科技兴农", "科技兴农，绿色城东"], ["科技兴农，绿色城东", ""]]


def test_the_office_sets_it_for_the_unit(cast: Cast, enrolment: Enrolment) -> None:
    assert actions.set_subtheme(enrolment, "科技兴农", by=cast.actor(cast.lin)).subtheme == "科技兴农"
    assert Event.objects.get(verb="设置副主题").behalf == "城东镇"


@pytest.mark.parametrize(
    ("rule", "sentence"), [("none", "本届不设副主题，不能自拟副主题。"), ("fixed", "本届统一副主题，不能自拟副主题。")]
)
def test_it_is_refused_where_the_plan_allows_none(
    cast: Cast, campaign: Campaign, enrolment: Enrolment, rule: str, sentence: str
) -> None:
    campaign.subtheme_rule = rule
    campaign.save()
    with pytest.raises(Refused, match=sentence):
        actions.set_subtheme(enrolment, "科技兴农", by=cast.actor(cast.chen))


def test_it_is_refused_to_strangers_and_at_more_than_sixty_characters(cast: Cast, enrolment: Enrolment) -> None:
    with pytest.raises(Refused, match="只有城东镇的填报员可以填写这项活动。"):
        actions.set_subtheme(enrolment, "科技兴农", by=cast.actor(cast.xu))
    with pytest.raises(Refused, match="副主题最多60字，现有61字。"):
        actions.set_subtheme(enrolment, "长" * 61, by=cast.actor(cast.chen))
