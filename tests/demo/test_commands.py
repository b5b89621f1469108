"""The demo's commands: only in the demo, only in an empty database."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from kepu.demo.building import City
from kepu.demo.dates import Calendar
from kepu.organisations.models import Organisation
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("command", ["demo_build", "demo_accounts"])
def test_outside_the_demo_both_commands_are_refused(command: str, settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match=r"只在演示中可用|只能在演示中使用"):
        call_command(command)
    assert not Organisation.objects.exists()


def test_a_database_in_earnest_use_is_left_alone(settings: Settings) -> None:
    settings.DEMO = True
    make_cast()
    with pytest.raises(CommandError, match="这个数据库里已有单位资料"):
        call_command("demo_build")


def test_a_build_that_was_cut_short_is_not_taken_for_whole(settings: Settings) -> None:
    settings.DEMO = True
    City.registered(Calendar(date(2026, 9, 18)))
    with pytest.raises(CommandError, match="上一次建立演示数据时中断了。请用 bin/demo --reset 重新建立。"):
        call_command("demo_build")
