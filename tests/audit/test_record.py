"""The record: what stands in it, and that nobody takes anything back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction

from kepu import clock
from kepu.accounts.actor import system
from kepu.audit.actions import record
from kepu.audit.models import Event
from kepu.audit.queries import Asked, about, below, everything, older, searched, verbs
from tests.cast import NOON, Cast

COMMAND = system("安装")


def raw(sql: str) -> None:
    """As somebody would who has the database's password."""
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: Event.objects.update(verb="没有的事"),
        lambda: Event.objects.all().delete(),
        lambda: raw("UPDATE audit_event SET person_name = '别人'"),
        lambda: raw("DELETE FROM audit_event"),
    ],
)
def test_nothing_is_changed_or_deleted(cast: Cast, attempt: Callable[[], object]) -> None:
    record("提交", cast.east, by=cast.actor(cast.chen))
    with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
        attempt()
    assert Event.objects.get().verb == "提交"


def test_record_keeps_who_when_where_what(cast: Cast) -> None:
    with clock.pretend(NOON):
        event = record(
            "提交",
            cast.east,
            by=cast.actor(cast.chen).for_unit("上村"),
            organisation_path=cast.east.path,
            note="附说明",
            changes={"name": ["旧", "新"]},
        )
    event.refresh_from_db()
    kept = {field: getattr(event, field) for field in ("at", "person_id", "person_name", "behalf", "address", "verb")}
    assert kept == {
        "at": NOON,
        "person_id": cast.chen.pk,
        "person_name": "陈静",
        "behalf": "上村",
        "address": "203.0.113.9",
        "verb": "提交",
    }
    assert (event.thing_kind, event.thing_id, event.thing_label) == ("organisations.organisation", str(cast.east.pk), "城东镇")
    assert (event.outcome, event.note, event.changes) == ("done", "附说明", {"name": ["旧", "新"]})


def test_time_is_the_databases(cast: Cast) -> None:
    event = record("安装", cast.city, by=COMMAND)
    event.refresh_from_db()
    assert abs(event.at - clock.now()) < timedelta(seconds=10)
    assert (event.person_id, event.person_name, event.address) == (None, "安装", None)


def test_about_and_below(cast: Cast) -> None:
    for unit in (cast.east, cast.west, cast.city):
        record("登记", unit, by=COMMAND, organisation_path=unit.path)
    assert [event.thing_label for event in about(cast.east)] == ["城东镇"]
    assert [event.thing_label for event in below([cast.city.path])] == ["云湖市", "城西镇", "城东镇"]
    assert [event.thing_label for event in below([cast.east.path, cast.west.path])] == ["城西镇", "城东镇"]
    assert not below([])


def test_days_begin_at_midnight_here(cast: Cast) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    for moment in (
        datetime(2026, 9, 9, 23, 59, 59, tzinfo=zone),
        datetime(2026, 9, 10, 0, 0, tzinfo=zone),
        datetime(2026, 9, 10, 23, 59, 59, tzinfo=zone),
        datetime(2026, 9, 11, 0, 0, tzinfo=zone),
    ):
        with clock.pretend(moment):
            record(f"{moment:%d %H}", cast.east, by=COMMAND)
    day = date(2026, 9, 10)
    assert [event.verb for event in searched(everything(), Asked(since=day, until=day))] == ["10 23", "10 00"]
    assert older(everything(), None, 2) == list(everything()[:2])
    assert verbs(everything()) == ["09 23", "10 00", "10 23", "11 00"]
