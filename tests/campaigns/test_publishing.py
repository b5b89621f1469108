"""The steps in the life of a campaign."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kepu import clock
from kepu.audit.queries import about
from kepu.campaigns.actions import adopt, change_basics, close, discard, publish, reopen
from kepu.campaigns.announcements import duties_changed
from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import enrolled
from kepu.verdict import Refused
from tests.campaigns.readings import plan_of, yunhu
from tests.cast import NOON, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(cast: Cast) -> Campaign:
    """The campaign of 云湖市's plan, in preparation."""
    return adopt(plan_of(cast.office, yunhu()), by=cast.actor(cast.lin))


@pytest.fixture
def told() -> Iterator[list[Campaign]]:
    """The campaigns of which was announced that duties changed."""
    heard: list[Campaign] = []

    def listen(campaign: Campaign, **_more: Any) -> None:
        heard.append(campaign)

    duties_changed.connect(listen)
    yield heard
    duties_changed.disconnect(listen)


def test_publishing_enrols_whom_the_plan_means_and_tells(cast: Cast, draft: Campaign, told: list[Campaign]) -> None:
    with clock.pretend(NOON):
        publish(draft, by=cast.actor(cast.lin), seen=0)
    draft.refresh_from_db()
    assert (draft.state, draft.published_at, draft.revision) == ("running", NOON, 1)
    assert list(enrolled(draft)) == [cast.office, cast.education, cast.weather, cast.east, cast.west]
    assert told == [draft]
    assert (about(draft)[0].note, about(draft)[0].changes) == ("5个单位参加", {"state": ["draft", "running"]})


def test_campaign_is_published_once(cast: Cast, draft: Campaign) -> None:
    publish(draft, by=cast.actor(cast.lin))
    with pytest.raises(Refused, match="已经发布"):
        publish(draft, by=cast.actor(cast.lin))


def test_publishing_on_an_old_sight_is_refused(cast: Cast, draft: Campaign, told: list[Campaign]) -> None:
    change_basics(draft, {"name": "改名"}, by=cast.actor(cast.lin), seen=0)
    with pytest.raises(Refused, match="另一位同事改过"):
        publish(draft, by=cast.actor(cast.lin), seen=0)
    assert (enrolled(draft).count(), told) == (0, [])


def test_closed_campaign_is_changed_no_more_until_reopened(cast: Cast, draft: Campaign, told: list[Campaign]) -> None:
    by = cast.actor(cast.lin)
    with pytest.raises(Refused, match="只有进行中的科普日可以结束"):
        close(draft, by=by)
    publish(draft, by=by)
    close(draft, by=by)
    with pytest.raises(Refused, match="已结束，不能再改"):
        change_basics(draft, {"name": "改名"}, by=by)
    reopen(draft, by=by)
    with pytest.raises(Refused, match="只有已结束的科普日可以重新开放"):
        reopen(draft, by=by)
    change_basics(draft, {"name": "改名"}, by=by)
    assert [event.verb for event in about(draft)] == ["修改基本信息", "重新开放", "结束", "发布", "建立科普日"]
    assert told == [draft, draft]


def test_only_drafts_are_discarded(cast: Cast, draft: Campaign) -> None:
    by = cast.actor(cast.lin)
    discard(draft, by=by)
    assert not Campaign.objects.exists()
    other = adopt(plan_of(cast.office, yunhu()), by=by)
    publish(other, by=by)
    with pytest.raises(Refused, match="不能删除"):
        discard(other, by=by)


def test_others_may_do_none_of_it(cast: Cast, draft: Campaign) -> None:
    for step in (publish, close, reopen, discard):
        with pytest.raises(Refused, match="只有市科协的组织方人员可以办理"):
            step(draft, by=cast.actor(cast.zhou))
