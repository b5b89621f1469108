"""Accounts: made, changed, stopped – by whom, and what stands in the record."""

from __future__ import annotations

import pytest

from kepu.accounts.actions import activate, appoint_steward, change_person, create_person, deactivate, issue_link, set_password
from kepu.accounts.actor import Actor, system
from kepu.accounts.models import Person, SignInLink
from kepu.audit.models import Event
from kepu.organisations.actions import grant_role
from kepu.verdict import Refused
from tests.cast import PASSWORD, Cast

COMMAND = system("测试")
VISITOR = Actor(None, "198.51.100.7", label="访客")


def test_create_person_spells_the_user_name(cast: Cast) -> None:
    first = create_person(name=" 陈静 ", phone="139 0000-0001", by=COMMAND)
    second = create_person(name="陈静", by=COMMAND)
    third = create_person(name="于", by=COMMAND)
    nameless = create_person(name="①", by=COMMAND)
    assert [(p.name, p.username, p.phone) for p in (first, second, third, nameless)] == [
        ("陈静", "chenjing2", "13900000001"),  # the cast's filer is chenjing
        ("陈静", "chenjing3", None),
        ("于", "yu0", None),
        ("①", "user", None),
    ]
    assert first.must_change_password
    assert not first.has_usable_password()


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"name": ""}, "请填写姓名，不超过40个字。"),
        ({"name": "赵宁", "phone": "12"}, "“12”不像手机号：请填11位手机号，或带区号的固定电话。"),
        ({"name": "赵宁", "phone": "138 0000 0003"}, "“13800000003”已登记给陈静。"),
        ({"name": "赵宁", "username": "ChenJing"}, "“chenjing”已登记给陈静。"),
        ({"name": "赵宁", "username": "13912345678"}, "用户名“13912345678”不能用：须为3–40个小写字母、数字，以字母开头。"),
    ],
)
def test_create_person_refused(cast: Cast, values: dict[str, str], reason: str) -> None:
    with pytest.raises(Refused) as refused:
        create_person(**values, by=COMMAND)
    assert refused.value.verdict.reason == reason


def test_create_person_by_whom(cast: Cast) -> None:
    assert create_person(name="新人", by=cast.actor(cast.lin)).pk
    for by in (cast.actor(cast.chen), cast.actor(cast.zhou), VISITOR):
        with pytest.raises(Refused, match="只有组织方人员可以建立账号"):
            create_person(name="新人", by=by)


def test_change_person_own_or_looked_after(cast: Cast) -> None:
    change_person(cast.chen, name="陈静怡", phone="13911112222", by=cast.actor(cast.chen))
    assert (cast.chen.name, cast.chen.phone) == ("陈静怡", "13911112222")
    event = Event.objects.get(verb="修改人员")
    assert event.changes == {"name": ["陈静", "陈静怡"], "phone": ["", "已更换"]}
    assert event.organisation_path == cast.east.path
    change_person(cast.chen, name="陈静怡", phone="", by=cast.actor(cast.lin))
    assert Person.objects.get(pk=cast.chen.pk).phone is None
    with pytest.raises(Refused, match="辖区以外"):
        change_person(cast.chen, name="坏人", phone="", by=cast.actor(cast.he))


def test_look_after_needs_all_roles_in_the_territory(cast: Cast) -> None:
    """A county's office must not come by a link for somebody who also works in the city's office."""
    county_clerk = create_person(name="县里人", by=COMMAND)
    grant_role(county_clerk, cast.east, "office", by=COMMAND)
    by = Actor(county_clerk, "203.0.113.5")
    assert issue_link(cast.chen, by=by)
    grant_role(cast.chen, cast.office, "viewer", by=COMMAND)
    with pytest.raises(Refused, match="陈静还在您辖区以外的单位任职"):
        issue_link(cast.chen, by=by)
    for victim in (cast.lin, cast.xu):
        with pytest.raises(Refused):
            issue_link(victim, by=by)


def test_stewards_accounts_are_the_stewards_business(cast: Cast) -> None:
    appoint_steward(cast.zhou, by=COMMAND)
    with pytest.raises(Refused, match="系统管理员"):
        issue_link(cast.zhou, by=cast.actor(cast.lin))
    assert issue_link(cast.lin, by=cast.actor(cast.zhou))
    with pytest.raises(Refused, match="只有系统管理员可以办理"):
        appoint_steward(cast.lin, by=cast.actor(cast.lin))


def test_deactivate_ends_links_and_activate_brings_back(cast: Cast) -> None:
    issue_link(cast.chen, by=cast.actor(cast.lin))
    deactivate(cast.chen, by=cast.actor(cast.lin))
    assert not Person.objects.get(pk=cast.chen.pk).is_active
    assert SignInLink.objects.get().revoked_at is not None
    with pytest.raises(Refused, match="陈静的账号已停用，请先启用"):
        issue_link(cast.chen, by=cast.actor(cast.lin))
    with pytest.raises(Refused, match="账号状态已经改过了"):
        deactivate(cast.chen, by=cast.actor(cast.lin))
    activate(cast.chen, by=cast.actor(cast.lin))
    assert Person.objects.get(pk=cast.chen.pk).is_active
    verbs = Event.objects.filter(thing_id=str(cast.chen.pk), thing_kind="accounts.person").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["发放登录链接", "停用账号", "启用账号"]


def test_deactivate_not_oneself_nor_the_last_steward(cast: Cast) -> None:
    with pytest.raises(Refused, match="不能停用自己的账号"):
        deactivate(cast.lin, by=cast.actor(cast.lin))
    appoint_steward(cast.zhou, by=COMMAND)
    with pytest.raises(Refused, match="唯一的系统管理员"):
        deactivate(cast.zhou, by=COMMAND)
    appoint_steward(cast.wu, by=COMMAND)
    deactivate(cast.zhou, by=COMMAND)


def test_set_password_only_ones_own(cast: Cast) -> None:
    for by in (cast.actor(cast.lin), VISITOR):
        with pytest.raises(Refused, match="密码只能由本人设置"):
            set_password(cast.chen, "a-good-long-phrase", by=by)
    set_password(cast.chen, "a-good-long-phrase", by=cast.actor(cast.chen))
    assert Person.objects.get(pk=cast.chen.pk).check_password("a-good-long-phrase")


@pytest.mark.parametrize("weak", ["short", "1234567890", "password123", "chenjing-13", ""])
def test_set_password_weak(cast: Cast, weak: str) -> None:
    with pytest.raises(Refused) as refused:
        set_password(cast.chen, weak, by=cast.actor(cast.chen))
    assert refused.value.verdict.kind == "conflict"
    assert Person.objects.get(pk=cast.chen.pk).check_password(PASSWORD)


def test_set_password_revokes_open_links(cast: Cast) -> None:
    link, _token = issue_link(cast.chen, by=cast.actor(cast.lin))
    set_password(cast.chen, "a-good-long-phrase", by=cast.actor(cast.chen))
    link.refresh_from_db()
    assert link.revoked_at is not None
