"""Two people of the office at the same moment: exactly one change made on one sight stands, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kepu.campaigns.actions import adopt, change_section, decide_fact, publish
from kepu.campaigns.actions.writing import Edited, rewrite
from kepu.campaigns.models import Campaign, Theme, WorkPlan
from kepu.campaigns.proposal import ThemePart
from kepu.verdict import Refused
from tests.campaigns.readings import plan_of, yunhu
from tests.cast import Cast, make_campaign, make_cast
from tests.threads import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    """The cast, committed: other threads see it."""
    return make_cast()


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Run the acts at the same moment; "done" or the refusal's reason for each. Any other error fails the test."""
    outcomes = []
    for outcome in together(*acts):
        if isinstance(outcome, Exception) and not isinstance(outcome, Refused):
            raise outcome
        outcomes.append(outcome.verdict.reason if isinstance(outcome, Refused) else "done")
    return outcomes


def test_of_two_changes_on_one_sight_one_is_refused(cast: Cast) -> None:
    campaign = make_campaign(cast)

    def change(text: str) -> Callable[[], None]:
        mine = Campaign.objects.select_related("owner").get(pk=campaign.pk)
        return lambda: change_section(mine, "themes", [Edited(ThemePart(text))], by=cast.actor(cast.lin), seen=0)

    outcomes = at_once(*(change(f"主题{number}") for number in range(6)))
    assert outcomes.count("done") == 1
    assert len([reason for reason in outcomes if "另一位同事改过" in reason]) == 5
    assert [theme.text for theme in campaign.themes.all()] == [f"主题{outcomes.index('done')}"]


def test_without_the_claim_both_would_write(cast: Cast) -> None:
    """The negative control: the same writes without the revision in the WHERE leave both themes or lose one silently."""
    campaign = make_campaign(cast)
    outcomes = at_once(*(lambda t=text: rewrite(Theme, campaign, [Edited(ThemePart(t))]) for text in ("甲", "乙")))
    assert outcomes == ["done", "done"]


def test_decisions_of_two_colleagues_on_different_facts_are_both_kept(cast: Cast) -> None:
    plan = plan_of(cast.office, yunhu())
    keys = ["theme-1", "host-1", "host-2", "track-1", "quota-1", "quota-2", "evidence-1", "contact-1"]

    def keep(key: str) -> Callable[[], None]:
        mine = WorkPlan.objects.select_related("owner").get(pk=plan.pk)
        return lambda: decide_fact(mine, key, "kept", by=cast.actor(cast.lin), seen=0)

    assert at_once(*(keep(key) for key in keys)) == ["done"] * len(keys)
    plan.refresh_from_db()
    assert (set(plan.decisions), plan.revision) == (set(keys), len(keys))


def test_decisions_of_two_colleagues_on_one_fact_one_is_told(cast: Cast) -> None:
    plan = plan_of(cast.office, yunhu())

    def change(year: int) -> Callable[[], None]:
        mine = WorkPlan.objects.select_related("owner").get(pk=plan.pk)
        return lambda: decide_fact(mine, "year-1", "changed", year, by=cast.actor(cast.lin), seen=0)

    outcomes = at_once(change(2026), change(2027), change(2028))
    assert outcomes.count("done") == 1
    plan.refresh_from_db()
    assert plan.decisions["year-1"]["value"] == 2026 + outcomes.index("done")


def test_plan_adopted_by_two_becomes_one_campaign(cast: Cast) -> None:
    plan = plan_of(cast.office, yunhu())
    mine = [WorkPlan.objects.select_related("owner").get(pk=plan.pk) for _ in range(3)]
    outcomes = at_once(*(lambda p=one: adopt(p, by=cast.actor(cast.lin)) for one in mine))
    assert (outcomes.count("done"), Campaign.objects.count()) == (1, 1)


def test_two_plans_adopted_at_once_get_two_slugs(cast: Cast) -> None:
    plans = [plan_of(cast.office, yunhu()) for _ in range(3)]
    assert at_once(*(lambda p=one: adopt(p, by=cast.actor(cast.lin)) for one in plans)) == ["done"] * 3
    assert Campaign.objects.values("slug").distinct().count() == 3


def test_campaign_published_by_two_is_published_once(cast: Cast) -> None:
    campaign = make_campaign(cast, state=Campaign.State.DRAFT)
    mine = [Campaign.objects.select_related("owner").get(pk=campaign.pk) for _ in range(3)]
    outcomes = at_once(*(lambda c=one: publish(c, by=cast.actor(cast.lin)) for one in mine))
    assert outcomes.count("done") == 1
