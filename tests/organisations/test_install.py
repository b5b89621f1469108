"""The first start: an area, its office, one administrator who comes in by a link; and no second time."""

from __future__ import annotations

import re

import pytest
from django.core.management import CommandError, call_command

from kepu.accounts.actions import appoint_steward, redeem
from kepu.accounts.actor import system
from kepu.accounts.models import Person
from kepu.organisations.models import Organisation, Role
from kepu.organisations.reach import heart, reach_of, territory
from tests.cast import Cast


def test_needed_until_somebody_has(db: None) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("install", needed=True)
    assert ended.value.code == 0


def test_not_needed_with_units(cast: Cast) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("install", needed=True)
    assert ended.value.code == 1
    with pytest.raises(CommandError, match="不能再次初始化"):
        call_command("install", city="清河市", office="清河市科协")


def test_install(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("install", city="清河市", office="清河市科学技术协会", address="https://kp.example.cn/")
    printed = capsys.readouterr().out
    found = re.search(r"https://kp\.example\.cn/accounts/link/([\w-]{27})/", printed)
    assert found is not None, printed
    person = redeem(found[1])
    assert (person.name, person.is_steward, person.must_change_password) == ("管理员", True, True)
    assert not person.has_usable_password()
    assert list(Organisation.objects.values_list("name", "kind", "path", "code")) == [
        ("清河市", "area", "000001", "qingheshi"),
        ("清河市科学技术协会", "office", "000001000001", "kexuejishuxiehui"),
    ]
    role = Role.objects.get()
    assert (role.person, role.name) == (person, "office")
    assert reach_of(person).paths() == ["000001"] == [territory(role.organisation)]
    assert heart(role.organisation) == role.organisation.parent_id


def test_install_says_what_is_missing(db: None) -> None:
    with pytest.raises(CommandError, match="--city"):
        call_command("install", city="清河市")
    assert not Person.objects.exists()


def test_link_again_from_the_command_line(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError, match="没有这个用户名或手机号的人员"):
        call_command("sign_in_link")  # the cast has no system administrator
    appoint_steward(cast.lin, by=system("测试"))
    for arguments, person in (([], cast.lin), (["chenjing"], cast.chen), ([cast.chen.phone], cast.chen)):
        call_command("sign_in_link", *arguments, address="https://kp.example.cn")
        found = re.search(r"https://kp\.example\.cn/accounts/link/([\w-]{27})/", capsys.readouterr().out)
        assert found is not None
        assert redeem(found[1]) == person
    with pytest.raises(CommandError, match="有效期须为1–90天"):
        call_command("sign_in_link", "chenjing", days=0)
