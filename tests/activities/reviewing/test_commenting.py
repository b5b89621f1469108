"""Comments on fields: who may write, who may answer, who hears of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kepu import clock
from kepu.accounts.models import Person
from kepu.activities import actions
from kepu.activities.models import FieldComment, State
from kepu.activities.queries import current_version
from kepu.audit.models import Event
from kepu.campaigns.models import Campaign
from kepu.notices.models import Notice
from kepu.verdict import Refused
from tests.activities.filing import in_state, submitted
from tests.cast import NOON, Cast


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.pretend(NOON):
        yield


def notices(who: Person) -> list[tuple[str, str]]:
    return [*Notice.objects.filter(person=who, kind="remark").order_by("id").values_list("title", "text")]


def test_the_unit_answers_and_the_reviewer_hears_of_it_once(cast: Cast, campaign: Campaign) -> None:
    version, chen = submitted(cast, campaign), cast.actor(cast.chen)
    comment = actions.comment(version, "title", "太笼统", by=cast.actor(cast.zhou))
    assert notices(cast.chen) == [("周敏在“食品安全进农家”上写了批注", "活动名称：太笼统")]
    for _ in range(2):
        actions.answer(comment, text="已写明", done=True, by=chen)
    assert notices(cast.zhou) == [("陈静答复了您对“食品安全进农家”的批注", "活动名称：已写明")]
    row = FieldComment.objects.get()
    assert (row.answer, row.done, row.answered_by_name, row.answered_at) == ("已写明", True, "陈静", NOON)
    verbs = [*Event.objects.filter(verb__in=("批注", "答复批注")).order_by("id").values_list("verb", "note")]
    assert verbs == [("批注", "活动名称：太笼统"), ("答复批注", "活动名称：已改好；已写明")]


@pytest.mark.parametrize(
    ("who", "reason"),
    [("chen", "城东镇不在您的审核范围内。"), ("xu", "城东镇不在您的审核范围内。")],
)
def test_only_who_reviews_writes(cast: Cast, campaign: Campaign, who: str, reason: str) -> None:
    version = submitted(cast, campaign)
    with pytest.raises(Refused, match=reason):
        actions.comment(version, "title", "看看", by=cast.actor(getattr(cast, who)))
    own = submitted(cast, campaign, cast.lin)
    with pytest.raises(Refused, match="这是您本人提交的，须由其他审核员审核。"):
        actions.comment(own, "title", "看看", by=cast.actor(cast.lin))


def test_only_the_unit_answers(cast: Cast, campaign: Campaign) -> None:
    comment = actions.comment(submitted(cast, campaign), "title", "太笼统", by=cast.actor(cast.zhou))
    for who in (cast.xu, cast.zhou):
        with pytest.raises(Refused, match="只有城东镇的填报员可以填写这项活动。"):
            actions.answer(comment, text="", done=True, by=cast.actor(who))
    assert not FieldComment.objects.get().done


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        (State.SUBMITTED, True),
        (State.RETURNED, True),
        (State.APPROVED, True),
        (State.CORRECTING, True),
        (State.WITHDRAWN, False),
        (State.CANCELLED, False),
    ],
)
def test_in_which_states_one_may_write(cast: Cast, campaign: Campaign, state: State, allowed: bool) -> None:
    version = current_version(in_state(cast, campaign, state))
    assert version

    def write() -> Any:
        return actions.comment(version, "occurrences", "请核对", by=cast.actor(cast.zhou))

    if allowed:
        assert write().field == "occurrences"
    else:
        with pytest.raises(Refused, match="不能批注。"):
            write()
