"""Who takes part, and who may still do it after the lock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kepu import clock
from kepu.audit.models import Event
from kepu.campaigns.actions import close, enrol, grant_exception, revoke_exception, unenrol
from kepu.campaigns.models import Campaign, Deadline, DeadlineException
from kepu.campaigns.queries import enrolled, window_for
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Organisation
from kepu.verdict import Refused
from tests.cast import NOON, Cast, unit

pytestmark = pytest.mark.django_db


def test_units_join_once_and_leave(cast: Cast, campaign: Campaign) -> None:
    by = cast.actor(cast.lin)
    north = unit(cast.city, "城北镇", Kind.TOWN, code="chengbei")
    enrol(campaign, [north, cast.east], by=by)
    assert enrolled(campaign).count() == 6
    unenrol(campaign, [cast.weather, north], by=by)
    assert list(enrolled(campaign)) == [cast.office, cast.education, cast.east, cast.west]
    assert [event.note for event in Event.objects.all()[:2]] == ["市气象学会、城北镇", "城北镇、城东镇"]


def test_units_elsewhere_do_not_join(cast: Cast, campaign: Campaign) -> None:
    far = Organisation.objects.create(code="far", name="远山镇", kind="town", path="999999")
    with pytest.raises(Refused, match="远山镇不在本辖区内或已停用，不能加入。"):
        enrol(campaign, [cast.east, far], by=cast.actor(cast.lin))


def test_exception_lets_one_unit_file_after_the_lock(cast: Cast, campaign: Campaign) -> None:
    by = cast.actor(cast.lin)
    deadline = Deadline.objects.get(campaign=campaign, kind="filing")
    with clock.pretend(NOON):
        grant_exception(deadline, cast.east, until=NOON + timedelta(days=30), reason="台风停电", by=by)
        again = grant_exception(deadline, cast.east, until=NOON + timedelta(days=40), reason="台风停电", by=by)
    assert [(e.organisation, e.granted_by) for e in DeadlineException.objects.all()] == [(cast.east, "林晓")]
    assert window_for(campaign, "filing", cast.east).exception_until == NOON + timedelta(days=40)
    assert Event.objects.filter(verb="开通补报", organisation_path=cast.east.path).count() == 2
    revoke_exception(again, by=by)
    assert window_for(campaign, "filing", cast.east).exception_until is None


def test_exception_needs_a_moment_to_come_and_a_unit_that_takes_part(cast: Cast, campaign: Campaign) -> None:
    by = cast.actor(cast.lin)
    deadline = Deadline.objects.get(campaign=campaign, kind="filing")
    with clock.pretend(NOON):
        with pytest.raises(Refused, match="须在现在之后"):
            grant_exception(deadline, cast.east, until=NOON, reason="迟了", by=by)
        with pytest.raises(Refused, match="没有参加本届活动"):
            grant_exception(deadline, cast.city, until=NOON + timedelta(days=1), reason="未参加", by=by)
        close(campaign, by=by)
        with pytest.raises(Refused, match="已结束"):
            grant_exception(deadline, cast.east, until=NOON + timedelta(days=1), reason="结束后", by=by)
