"""Who takes part."""

from __future__ import annotations

import pytest

from kepu.audit.models import Event
from kepu.campaigns.actions import enrol, unenrol
from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import enrolled
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Organisation
from kepu.verdict import Refused
from tests.cast import Cast, unit

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
