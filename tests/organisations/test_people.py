"""Roles: who is given a part in which unit, by whom."""

from __future__ import annotations

import pytest

from kepu.accounts.actions import create_person
from kepu.accounts.actor import Actor, system
from kepu.accounts.models import Person
from kepu.audit.models import Event
from kepu.organisations.actions import close, enlist, grant_role, revoke_role
from kepu.organisations.models import Role
from kepu.verdict import Refused
from tests.cast import Cast

COMMAND = system("测试")


def test_grant_once_and_change_kinds(cast: Cast) -> None:
    by = cast.actor(cast.lin)
    role = grant_role(cast.he, cast.office, "reviewer", kinds=["society"], by=by)
    assert grant_role(cast.he, cast.office, "reviewer", kinds=["society", "association"], by=by) == role
    grant_role(cast.he, cast.office, "reviewer", kinds=["society", "association"], by=by)
    assert Role.objects.get(pk=role.pk).kinds == ["society", "association"]
    events = Event.objects.order_by("pk").values_list("verb", "note", "thing_label", "changes")
    assert list(events) == [
        ("授予角色", "何平：审核员", "云湖市科学技术协会", {}),
        ("修改角色", "何平：审核员", "云湖市科学技术协会", {"kinds": [["society"], ["society", "association"]]}),
    ]


def test_grant_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="只有审核员可以按单位类别划分"):
        grant_role(cast.he, cast.east, "filer", kinds=["town"], by=COMMAND)
    cast.he.is_active = False
    with pytest.raises(Refused, match="何平的账号已停用"):
        grant_role(cast.he, cast.east, "filer", by=COMMAND)
    close(cast.west, by=COMMAND)
    with pytest.raises(Refused, match="城西镇已停用"):
        grant_role(cast.chen, cast.west, "filer", by=COMMAND)


def test_grant_never_reaches_beyond_ones_own_territory(cast: Cast) -> None:
    """A town's office may name filers of its villages, but an office or reviewer of the 市科协 would reach the city."""
    clerk = create_person(name="镇里人", by=COMMAND)
    grant_role(clerk, cast.east, "office", by=COMMAND)
    by = Actor(clerk, "203.0.113.5")
    assert grant_role(cast.xu, cast.east, "filer", by=by)
    assert grant_role(cast.xu, cast.east, "reviewer", by=by)
    for organisation, role in ((cast.office, "reviewer"), (cast.office, "filer"), (cast.city, "office"), (cast.west, "filer")):
        with pytest.raises(Refused) as refused:
            grant_role(clerk, organisation, role, by=by)
        assert refused.value.verdict.kind == "forbidden"


def test_grant_colleagues_in_ones_own_office(cast: Cast) -> None:
    assert grant_role(cast.he, cast.office, "office", by=cast.actor(cast.lin))


def test_revoke(cast: Cast) -> None:
    role = Role.objects.get(person=cast.chen)
    with pytest.raises(Refused):
        revoke_role(role, by=cast.actor(cast.chen))
    revoke_role(role, by=cast.actor(cast.lin))
    assert cast.reach(cast.chen).roles == ()
    with pytest.raises(Refused, match="不能收回自己的组织方角色"):
        revoke_role(Role.objects.get(person=cast.lin), by=cast.actor(cast.lin))


def test_enlist_new_and_known(cast: Cast) -> None:
    by = cast.actor(cast.lin)
    role = enlist(cast.west, name="赵宁", phone="13900000009", role="filer", by=by)
    assert (role.person.name, role.person.username, role.person.phone) == ("赵宁", "zhaoning", "13900000009")
    again = enlist(cast.east, name="赵宁", phone="139 0000 0009", role="viewer", by=by)
    assert again.person == role.person
    nameless = enlist(cast.east, name="钱一", phone="", role="filer", by=by)
    assert nameless.person.phone is None


def test_enlist_does_not_tell_whose_number_it_is(cast: Cast) -> None:
    before = Person.objects.count()
    with pytest.raises(Refused) as refused:
        enlist(cast.west, name="赵宁", phone=cast.chen.phone or "", role="filer", by=cast.actor(cast.lin))
    assert refused.value.verdict.reason == "这个手机号已用另一个姓名登记，请核对姓名和号码。"
    assert Person.objects.count() == before
