"""notify: each person once, in the caller's transaction, and on to the groups that ask."""

from __future__ import annotations

from threading import Barrier

import pytest
from django.db import connection, transaction

from kepu.notices.actions import notify, post
from kepu.notices.models import Delivery, Kind, Notice, Robot
from kepu.organisations.models import Organisation
from tests.cast import Cast
from tests.threads import together


def tell(cast: Cast, key: str = "returned:1:1") -> int:
    return notify([cast.chen, cast.he], kind=Kind.RETURNED, key=key, title="“看云识天气”被退回", url="/desk/activities/1/")


def test_each_person_is_told_once(cast: Cast) -> None:
    assert tell(cast) == 2
    assert tell(cast) == 0
    assert notify([cast.he, cast.xu], kind=Kind.RETURNED, key="returned:1:1", title="又一次") == 1
    told = Notice.objects.order_by("person").values_list("person__name", "kind", "title", "url", "read_at")
    assert list(told) == [
        ("陈静", "returned", "“看云识天气”被退回", "/desk/activities/1/", None),
        ("何平", "returned", "“看云识天气”被退回", "/desk/activities/1/", None),
        ("徐岚", "returned", "又一次", "", None),
    ]


def test_who_is_no_longer_in_use_is_not_told(cast: Cast) -> None:
    cast.chen.is_active = False
    assert tell(cast) == 1


def test_what_is_undone_tells_nobody(cast: Cast) -> None:
    with transaction.atomic():
        tell(cast)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        assert cursor.fetchone() == (0,)


def robot(cast: Cast) -> None:
    for unit in (cast.east, cast.west):
        Robot.objects.create(organisation=unit, name="群", provider="wecom", address="x", kinds=["returned"])


@pytest.mark.django_db(transaction=True)
def test_two_who_tell_the_same_at_once_tell_it_once(cast: Cast) -> None:
    robot(cast)

    def call() -> int:
        return notify([cast.chen, cast.xu], kind=Kind.RETURNED, key="k", title="被退回", unit=cast.east)

    assert sorted(map(str, together(*[call] * 6))) == ["0", "0", "0", "0", "0", "2"]
    assert (Notice.objects.count(), Delivery.objects.count()) == (2, 1)


@pytest.mark.django_db(transaction=True)
def test_two_who_tell_several_units_in_different_orders_do_not_stop_each_other(cast: Cast) -> None:
    robot(cast)
    met = Barrier(2)

    def call(first: Organisation, second: Organisation, key: str) -> int:
        with transaction.atomic():
            told = post(first, kind=Kind.RETURNED, key=key, title="甲")
            met.wait(timeout=10)
            return told + post(second, kind=Kind.RETURNED, key=key, title="乙")

    done = together(lambda: call(cast.east, cast.west, "a"), lambda: call(cast.west, cast.east, "b"))
    assert done == [2, 2]
