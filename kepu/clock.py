"""The one clock of kepu: the database's, so that a wrong clock on one web server moves no deadline."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection
from django.utils import timezone


def now() -> datetime:
    """The database's wall clock, aware, in the installation's time zone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (moment,) = cursor.fetchone()
    assert isinstance(moment, datetime)
    return timezone.localtime(moment)


def today() -> date:
    """The date of `now()` in the installation's time zone."""
    return now().date()
