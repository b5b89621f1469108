"""notify: each person once, in the caller's transaction, and on to the groups that ask."""

from __future__ import annotations

from django.db import connection, transaction

from kepu.notices.actions import notify
from kepu.notices.models import Kind, Notice
from tests.cast import Cast


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
