"""An office files for a unit: the record, the version, the working copy and the page say so; a filer's own name stands alone."""

from __future__ import annotations

import pytest
from django.test import Client

from kepu.activities.actions import save, start, submit
from kepu.activities.content import Content, OccurrencePart
from kepu.activities.models import Version
from kepu.audit.queries import about
from kepu.campaigns.models import Campaign
from kepu.organisations.models import Organisation, Role
from tests.cast import NOON, Cast

FULL = Content(
    title="科普大集",
    description="科普知识展板、义诊和农技咨询，欢迎村民参加。",
    audience="村民",
    contact_name="陈静",
    contact_phone="13800000003",
    occurrences=(OccurrencePart(day=NOON.date(), place="文化广场"),),
)


def test_the_office_is_named_with_the_unit(cast: Cast, campaign: Campaign) -> None:
    campaign.lines.all().delete()
    by = cast.actor(cast.lin)
    activity = start(campaign, cast.east, by=by)
    activity = save(activity, FULL, by=by)
    assert activity.saved_by_name == "市科协 林晓（代城东镇）"
    submit(activity, by=by)
    assert Version.objects.get().submitted_by_name == "市科协 林晓（代城东镇）"
    assert Version.objects.get().submitted_by == cast.lin
    assert {(event.person_name, event.behalf) for event in about(activity)} == {("林晓", "城东镇")}


def test_its_own_filer_and_the_offices_own_activities_name_nobody_else(cast: Cast, campaign: Campaign) -> None:
    for person, unit in ((cast.chen, cast.east), (cast.lin, cast.office)):
        activity = save(start(campaign, unit, by=cast.actor(person)), Content(title="科普"), by=cast.actor(person))
        assert activity.saved_by_name == person.name
        assert {event.behalf for event in about(activity)} == {""}


@pytest.mark.parametrize(("role", "expected"), [("office", "市科协"), ("filer", None), ("viewer", None)])
def test_office_for(cast: Cast, role: str, expected: str | None) -> None:
    Role.objects.filter(person=cast.lin).delete()
    Role.objects.create(person=cast.lin, organisation=cast.office if role == "office" else cast.east, name=role)
    office: Organisation | None = cast.reach(cast.lin).office_for(cast.east)
    assert (office.label if office else None) == expected


def test_form_and_history_say_for_whom(cast: Cast, campaign: Campaign, client: Client) -> None:
    activity = start(campaign, cast.east, by=cast.actor(cast.lin))
    client.force_login(cast.lin)
    said = "您以市科协的身份代城东镇填报"
    assert said in client.get(f"/desk/activities/{activity.uid}/form/").content.decode()
    assert said in client.get(f"/desk/activities/{activity.uid}/check/").content.decode()
    client.force_login(cast.chen)
    assert said not in client.get(f"/desk/activities/{activity.uid}/form/").content.decode()
    assert "市科协 林晓（代城东镇）" in client.get(f"/desk/activities/{activity.uid}/").content.decode()
