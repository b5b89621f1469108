"""A small city, built once for this module by the actions as the large one is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from kepu import clock
from kepu.accounts.actor import system
from kepu.accounts.models import Person
from kepu.activities.models import Activity
from kepu.audit.models import Event
from kepu.campaigns.models import Campaign, Host, LineUnit
from kepu.demo.building import built_on
from kepu.demo.people import CAST, PASSWORD
from kepu.organisations.models import Organisation, Role
from kepu.progress.recount import recount


def this_year() -> Campaign:
    """The city's running campaign."""
    return Campaign.objects.get(parent=None, state="running")


@dataclass(frozen=True)
class Built:
    """What the command said, and the folder that it wrote to."""

    said: list[str]
    folder: Path


@pytest.fixture(scope="module")
def small(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """A city in which each unit files at most two activities; gone after the module."""
    told, folder = StringIO(), tmp_path_factory.mktemp("var")
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(DEMO=True, VAR=folder):
        call_command("demo_build", most=2, stderr=told)
        yield Built(told.getvalue().splitlines(), folder)
        transaction.set_rollback(True)


@pytest.fixture
def built(small: Built, db: Any) -> Built:
    """The city, to be looked at and changed: changes are undone."""
    return small


def test_the_city_stands(built: Built) -> None:
    city, county = this_year(), Campaign.objects.get(parent__isnull=False)
    assert (city.state, county.state, county.parent) == ("running", "running", city)
    assert built_on() == clock.today()
    assert (city.enrolments.count(), county.enrolments.count()) == (67, 7)
    assert Host.objects.filter(organisation=None).count() == 0
    assert not LineUnit.objects.filter(organisation=None, kinds=[], all_hosts=False).exists()


def test_the_build_says_what_it_does_and_keeps_the_plans(built: Built) -> None:
    assert built.said == [
        "建立演示数据：一座虚构的城市正在举办全国科普日（约半分钟）…",
        "  登记单位和人员…",
        "  导入去年的活动…",
        "  读方案，建立科普日…",
        "  各单位填报，审核员审核…",
        f"演示数据已建立：{Activity.objects.filter(campaign__state='running').count()} 项活动。",
    ]
    year = this_year().year
    assert [path.name for path in built.folder.iterdir()] == ["方案"]
    assert sorted(path.name for path in (built.folder / "方案").iterdir()) == [
        f"{year}年云山县全国科普日活动工作方案.docx",
        f"{year}年云湖市全国科普日活动工作方案.docx",
    ]


def test_counters_and_obligations_are_exact(built: Built) -> None:
    assert [one for campaign in Campaign.objects.all() for one in recount(campaign, by=system("试验"))] == []
    assert this_year().obligations.count() == 15 + 3 + 39
    assert Campaign.objects.get(parent__isnull=False).obligations.count() == 6


def test_everybody_acted_in_the_past(built: Built) -> None:
    states = Counter(Activity.objects.values_list("state", flat=True))
    assert {"approved", "submitted", "draft"} <= set(states)
    assert not Event.objects.filter(at__gt=clock.now()).exists()
    assert list(Event.objects.order_by("id").values_list("verb", flat=True)[:1]) == ["登记单位"]
    assert {"上传方案", "对应单位", "确认方案", "发布", "提交", "终审通过"} <= set(Event.objects.values_list("verb", flat=True))


def test_the_cast_signs_in_with_the_printed_password(built: Built) -> None:
    people = {person.username: person for person in Person.objects.filter(username__in=[one.username for one in CAST])}
    assert all(people[one.username].check_password(PASSWORD) and not people[one.username].must_change_password for one in CAST)
    others = Person.objects.exclude(username__in=people)
    assert not any(person.has_usable_password() for person in others)
    assert set(Organisation.objects.filter(roles__name=Role.Name.FILER)) >= set(Organisation.objects.filter(kind="town"))


def test_a_second_build_returns_at_once(built: Built, settings: Settings) -> None:
    settings.DEMO, told = True, StringIO()
    before = Event.objects.count()
    call_command("demo_build", stderr=told)
    assert (told.getvalue(), Event.objects.count()) == ("", before)


def test_an_old_demo_says_so(built: Built, settings: Settings) -> None:
    settings.DEMO, told = True, StringIO()
    today = clock.now()
    with clock.pretend(today.replace(year=today.year + 1)):
        call_command("demo_build", stderr=told)
    assert "天前建立的，日期已不在活动期中；bin/demo --reset 可按今天重建。" in told.getvalue()


def test_the_accounts_are_printed(built: Built, settings: Settings) -> None:
    settings.DEMO, told = True, StringIO()
    call_command("demo_accounts", stdout=told)
    lines = told.getvalue().splitlines()
    assert lines[0].split() == ["用户名", "姓名", "身份", "可以看什么"]
    assert lines[4].split() == ["chenjing", "陈静", "城东镇填报员", "快报满30场次的镇"]
    assert f"密码都是 {PASSWORD}。" in told.getvalue()
