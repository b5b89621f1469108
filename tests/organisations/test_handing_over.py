"""Handing over to next year's clerk: roles pass, sessions and links end, drafts stay, and all of it is on record."""

from __future__ import annotations

import pytest
from django.test import Client

from kepu.accounts.actions import issue_link
from kepu.accounts.models import Person, SignInLink
from kepu.activities.actions import start
from kepu.activities.permissions import may_file_for
from kepu.audit.models import Event
from kepu.campaigns.models import Campaign
from kepu.organisations.actions import grant_roles, hand_over, revoke_roles
from kepu.organisations.models import Role
from kepu.verdict import Refused
from tests.cast import PASSWORD, Cast, person
from tests.progress.filing import make_county


def roles_of(who: Person) -> list[tuple[str, str]]:
    """Unit and role."""
    return list(Role.objects.filter(person=who).order_by("organisation__path").values_list("organisation__code", "name"))


def test_everything_passes_to_somebody_new(cast: Cast, campaign: Campaign, client: Client) -> None:
    client.force_login(cast.he)
    activity = start(campaign, cast.education, by=cast.actor(cast.he))
    issue_link(cast.he, by=cast.actor(cast.lin))
    done = hand_over(cast.he, list(cast.he.roles.all()), name="孙悦", phone="13911112222", by=cast.actor(cast.lin))
    assert (done.successor.name, done.rests, done.link is not None, len(done.token) > 20) == ("孙悦", True, True, True)
    assert (roles_of(done.successor), roles_of(cast.he)) == ([("jiaoyu", "filer"), ("qixiang", "filer")], [])
    assert may_file_for(cast.reach(done.successor), activity.organisation)
    assert client.get("/desk/").status_code == 302
    assert not SignInLink.objects.filter(person=cast.he, revoked_at=None).exists()
    verbs = Event.objects.filter(verb="交接工作").values_list("note", "changes__person")
    assert list(verbs) == [("何平：填报员", [["何平"], ["孙悦"]])] * 2


def test_a_part_passes_to_somebody_known_who_needs_no_link(cast: Cast, client: Client) -> None:
    cast.chen.last_login = cast.chen.created_at
    cast.chen.save()
    client.force_login(cast.he)
    chosen = Role.objects.get(person=cast.he, organisation=cast.weather)
    done = hand_over(cast.he, [chosen], name="陈静", phone="13800000003", by=cast.actor(cast.lin))
    assert (done.successor, done.link, done.rests) == (cast.chen, None, False)
    assert roles_of(cast.chen) == [("qixiang", "filer"), ("chengdong", "filer")]
    assert roles_of(cast.he) == [("jiaoyu", "filer")]
    assert client.get("/desk/").status_code == 302  # signed out, but the password still lets him in
    assert Person.objects.get(pk=cast.he.pk).is_active
    assert Person.objects.get(pk=cast.he.pk).check_password(PASSWORD)


def test_refusals_leave_everything_as_it_was(cast: Cast) -> None:
    lin, roles = cast.actor(cast.lin), list(cast.chen.roles.all())
    for name, phone, reason in (
        ("张三", "13800000004", "另一个姓名"),
        ("陈静", "13800000003", "须是另一个人"),
        ("", "", "请填写姓名"),
    ):
        with pytest.raises(Refused, match=reason):
            hand_over(cast.chen, roles, name=name, phone=phone, by=lin)
    with pytest.raises(Refused, match="角色已有变动"):
        hand_over(cast.chen, list(cast.he.roles.all()), name="孙悦", by=lin)
    with pytest.raises(Refused, match="只有组织方人员"):
        hand_over(cast.he, list(cast.he.roles.all()), name="孙悦", by=cast.actor(cast.chen))
    assert (roles_of(cast.chen), Person.objects.count()) == ([("chengdong", "filer")], 6)
    assert Person.objects.get(pk=cast.chen.pk).is_active


def test_who_works_elsewhere_too_stays_signed_in(cast: Cast, campaign: Campaign, client: Client) -> None:
    county = make_county(cast, campaign)
    clerk = person("shilei", "石磊", office=county.office)
    Role.objects.create(person=cast.chen, organisation=county.bridge, name="filer")
    client.force_login(cast.chen)
    chosen = Role.objects.get(person=cast.chen, organisation=county.bridge)
    hand_over(cast.chen, [chosen], name="孙悦", by=cast.actor(clerk))
    assert roles_of(cast.chen) == [("chengdong", "filer")]
    assert client.get("/desk/").status_code == 200


def test_several_units_at_once_all_or_none(cast: Cast, campaign: Campaign) -> None:
    county = make_county(cast, campaign)
    clerk = cast.actor(person("shilei", "石磊", office=county.office))
    with pytest.raises(Refused, match="不在您管理的辖区内"):
        grant_roles(cast.chen, [county.bridge, cast.west], "filer", by=clerk)
    assert roles_of(cast.chen) == [("chengdong", "filer")]
    grant_roles(cast.chen, [county.bridge, cast.west], "filer", by=cast.actor(cast.lin))
    assert len(roles_of(cast.chen)) == 3
    revoke_roles(list(cast.chen.roles.exclude(organisation=cast.east)), by=cast.actor(cast.lin))
    assert roles_of(cast.chen) == [("chengdong", "filer")]
    with pytest.raises(Refused, match="请先勾选"):
        revoke_roles([], by=cast.actor(cast.lin))
