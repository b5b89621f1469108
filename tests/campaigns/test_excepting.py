"""Who may still do it after the lock: named, limited, recorded, told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kepu import clock
from kepu.audit.models import Event
from kepu.campaigns.actions import close, grant_exceptions, revoke_exception
from kepu.campaigns.models import Campaign, Deadline, DeadlineException
from kepu.campaigns.queries import window_for
from kepu.notices.models import Notice
from kepu.organisations.models import Role
from kepu.verdict import Refused
from tests.cast import NOON, Cast, at, person

pytestmark = pytest.mark.django_db
LATER = at(NOON.date(), 30)
"""10 October, 0 o'clock: through the 9th."""


@pytest.fixture
def filing(campaign: Campaign) -> Deadline:
    return Deadline.objects.get(campaign=campaign, kind="filing")


def test_units_are_permitted_at_once_each_is_told_and_each_has_its_record(cast: Cast, filing: Deadline) -> None:
    Role.objects.create(person=person("zhang", "张镇长"), organisation=cast.east, name=Role.Name.HEAD)
    with clock.pretend(NOON):
        grant_exceptions(filing, [cast.east, cast.west], until=LATER, reason="台风停电", by=cast.actor(cast.lin))
    granted = DeadlineException.objects.order_by("organisation").values_list("organisation__name", "until", "granted_by")
    assert list(granted) == [("城东镇", LATER, "林晓"), ("城西镇", LATER, "林晓")]
    told = Notice.objects.order_by("person").values_list("person__name", "title", "text")
    assert list(told) == [
        ("陈静", "城东镇的登记填报获准补报至10月9日 24:00", "原因：台风停电。由云湖市科学技术协会批准。"),
        ("徐岚", "城西镇的登记填报获准补报至10月9日 24:00", "原因：台风停电。由云湖市科学技术协会批准。"),
        ("张镇长", "城东镇的登记填报获准补报至10月9日 24:00", "原因：台风停电。由云湖市科学技术协会批准。"),
    ]
    recorded = Event.objects.filter(verb="开通补报").order_by("id").values_list("organisation_path", "note")
    assert [path for path, _note in recorded] == [cast.east.path, cast.west.path, cast.office.path]
    assert recorded.last() == (cast.office.path, "城东镇、城西镇：登记填报")


def test_a_second_grant_replaces_the_first_and_a_revoked_one_is_gone(cast: Cast, campaign: Campaign, filing: Deadline) -> None:
    by = cast.actor(cast.lin)
    with clock.pretend(NOON):
        grant_exceptions(filing, [cast.east], until=LATER, reason="台风停电", by=by)
        (again,) = grant_exceptions(filing, [cast.east], until=LATER + timedelta(days=5), reason="台风停电", by=by)
        assert window_for(campaign, "filing", cast.east).exception_until == LATER + timedelta(days=5)
        revoke_exception(again, by=by)
    assert window_for(campaign, "filing", cast.east).exception_until is None
    assert [notice.title for notice in Notice.objects.filter(person=cast.chen).order_by("pk")] == [
        "城东镇的登记填报获准补报至10月9日 24:00",
        "城东镇的登记填报获准补报至10月14日 24:00",
        "城东镇的登记填报补报许可已收回",
    ]
    (revoked,) = Event.objects.filter(verb="收回补报", organisation_path=cast.east.path)
    assert revoked.changes == {"until": [(LATER + timedelta(days=5)).isoformat(), None]}


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (NOON, "补报许可的时间须在现在之后。"),
        (at(NOON.date(), 20), "登记填报到9月30日 24:00才关闭，在那以前本来就可以报；补报许可须延到那以后。"),
        (at(NOON.date(), 61), "补报许可最长 60 天，到期后可以再开通。"),
    ],
)
def test_it_has_to_help_and_to_end(cast: Cast, filing: Deadline, until: object, said: str) -> None:
    filing.locks_at = at(NOON.date(), 21)
    filing.save()
    with clock.pretend(NOON), pytest.raises(Refused, match=said):
        grant_exceptions(filing, [cast.east], until=until, reason="迟了", by=cast.actor(cast.lin))  # type: ignore[arg-type]
    assert not DeadlineException.objects.exists()
    assert not Notice.objects.exists()


def test_only_the_campaigns_office_for_units_that_take_part_while_it_runs(
    cast: Cast, campaign: Campaign, filing: Deadline
) -> None:
    by = cast.actor(cast.lin)
    with clock.pretend(NOON):
        with pytest.raises(Refused, match="没有参加本届活动"):
            grant_exceptions(filing, [cast.east, cast.city], until=LATER, reason="未参加", by=by)
        with pytest.raises(Refused, match="只有市科协的组织方人员可以办理"):
            grant_exceptions(filing, [cast.east], until=LATER, reason="自己批", by=cast.actor(cast.chen))
        close(campaign, by=by)
        with pytest.raises(Refused, match="已结束"):
            grant_exceptions(filing, [cast.east], until=LATER, reason="结束后", by=by)
    assert not DeadlineException.objects.exists()
