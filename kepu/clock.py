"""The one clock of kepu: the database's, so that a wrong clock on one web server moves no deadline."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.db import connection
from django.utils import timezone

_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def now() -> datetime:
    """The database's wall clock, aware, in the installation's time zone."""
    if (moment := _pretended.get()) is not None:
        return timezone.localtime(moment)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (moment,) = cursor.fetchone()
    assert isinstance(moment, datetime)
    return timezone.localtime(moment)


def today() -> date:
    """The date of `now()` in the installation's time zone."""
    return now().date()


def pretended() -> datetime | None:
    """The moment that `pretend` has set, or None: for rows whose time the database fills in."""
    return _pretended.get()


@contextmanager
def pretend(moment: datetime) -> Iterator[None]:
    """Inside, `now()` is `moment`: the demo's past weeks and tests of deadlines. No page or command of use does it."""
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)
