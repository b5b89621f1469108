"""Two colleagues before one revised plan: of one difference exactly one answer stands, of several none is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kepu.campaigns.actions import accept, adopt, change_section, dismiss
from kepu.campaigns.actions.revising import Revising as Held
from kepu.campaigns.actions.revising import apply, find
from kepu.campaigns.actions.writing import Edited
from kepu.campaigns.models import Campaign, WorkPlan
from kepu.campaigns.proposal import QuotaPart
from kepu.campaigns.queries import comparison_of
from kepu.campaigns.revision import Difference
from tests.campaigns.readings import plan_of, track, yunhu
from tests.campaigns.test_concurrency import at_once
from tests.campaigns.test_revision import add, found, named, put, revised
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    """The cast, committed: other threads see it."""
    return make_cast()


@pytest.fixture
def plan(cast: Cast) -> WorkPlan:
    """A revision with three differences."""
    campaign = adopt(plan_of(cast.office, yunhu()), by=cast.actor(cast.lin))
    return revised(campaign, put("quota", 0, minimum=20), put("quota", 1, minimum=5), add(track("3", "科普志愿行动")))


def answering(act: Callable[..., object], plan: WorkPlan, one: Difference, cast: Cast) -> Callable[[], object]:
    """One colleague's answer."""
    mine = WorkPlan.objects.select_related("owner").get(pk=plan.pk)
    return lambda: act(mine, named(one), by=cast.actor(cast.lin))


def test_of_several_answers_to_one_difference_one_stands(cast: Cast, plan: WorkPlan) -> None:
    one = found(plan)[0]
    outcomes = at_once(*(answering(act, plan, one, cast) for act in (accept, accept, dismiss)))
    assert outcomes.count("done") == 1
    assert len([reason for reason in outcomes if reason.startswith("林晓刚刚把这一处")]) == 2
    plan.refresh_from_db()
    is_dismissed = outcomes.index("done") == 2
    assert plan.answers[one.key]["state"] == ("dismissed" if is_dismissed else "accepted")
    assert Campaign.objects.get().lines.filter(name="科普志愿行动").count() == (0 if is_dismissed else 1)


def test_without_the_lock_one_thing_would_be_added_twice(cast: Cast, plan: WorkPlan) -> None:
    """The negative control: the same changes on a comparison that was made before."""
    campaign = Campaign.objects.select_related("owner").get()
    held = Held(plan, campaign, comparison_of(plan, campaign))
    one = find(held, named(found(plan)[0]))
    assert at_once(*(lambda: apply(held, one, cast.actor(cast.lin)) for _ in range(2))) == ["done", "done"]
    assert campaign.lines.filter(name="科普志愿行动").count() == 2


def test_answers_to_different_differences_are_all_kept(cast: Cast, plan: WorkPlan) -> None:
    outcomes = at_once(*(answering(accept, plan, one, cast) for one in found(plan)))
    assert outcomes == ["done"] * 3
    assert found(plan) == []
    assert len(plan.answers) == 3


def test_change_of_a_colleague_on_another_page_is_not_overwritten(cast: Cast, plan: WorkPlan) -> None:
    one = found(plan)[1]
    campaign = Campaign.objects.select_related("owner").get()
    first, second = campaign.quotas.all()
    rows = [
        Edited(QuotaPart("各乡镇", ("town",), minimum=25), first.pk),
        Edited(QuotaPart("其他", ("society",), None, 5), second.pk),
    ]
    revision = campaign.revision

    def change() -> None:
        change_section(campaign, "quotas", rows, by=cast.actor(cast.lin), seen=revision)

    outcomes = at_once(answering(accept, plan, one, cast), change)
    assert outcomes.count("done") == 1
    assert campaign.quotas.first().minimum == (20 if outcomes[0] == "done" else 25)  # type: ignore[union-attr]  # there are two
