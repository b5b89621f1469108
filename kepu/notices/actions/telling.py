"""notify: tell people – once each – and send it on to where they, or their unit's chat groups, want it too."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import connection, transaction

from kepu import clock
from kepu.accounts.models import Person
from kepu.notices.actions.queueing import enqueue
from kepu.notices.models import Delivery, Kind, Robot
from kepu.notices.queries import mailed
from kepu.organisations.models import Organisation

INSERT = """
    INSERT INTO notices_notice (person_id, kind, key, title, text, url, created_at)
    SELECT person, %s, %s, %s, %s, %s, %s FROM unnest(%s::bigint[]) AS person
    ON CONFLICT (person_id, key) DO NOTHING RETURNING id, person_id
"""
POST = """
    INSERT INTO notices_delivery (robot_id, key, title, text, url, state, tries, last_error, due_at, created_at)
    SELECT robot, %s, %s, %s, %s, %s, 0, '', %s, %s FROM unnest(%s::bigint[]) AS robot
    ON CONFLICT (robot_id, key) DO NOTHING RETURNING id
"""
"""Both by hand, for Django's bulk_create does not say which rows were new."""


@transaction.atomic
def notify(
    people: Iterable[Person],
    *,
    kind: Kind,
    key: str,
    title: str,
    text: str = "",
    url: str = "",
    unit: Organisation | None = None,
) -> int:
    """Tell each of the people once; returns how many had not been told yet. Runs in the caller's transaction.

    `key` names the happening, e.g. "returned:4711:2": who has a notice of this key gets no second one. `url` is a path
    on the desk. `unit` is the unit that it concerns: those of its group robots that ask for this kind get it too, once a
    group. What has to leave the house is sent by the worker after the commit, and not at all where there is none.
    """
    # In the order of ids, whoever calls: two callers that tell the same people wait for each other and do not deadlock.
    ids = sorted({person.pk for person in people if person.is_active})
    title = one_line(title)
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [kind, key, title, text, url, clock.now(), ids])
        new: list[tuple[int, int]] = cursor.fetchall()
    if settings.EMAIL_ENABLED and new:
        wanted = mailed([person for _notice, person in new], kind)
        send([Delivery(notice_id=notice, key=key, title=title) for notice, person in new if person in wanted])
    if unit is not None:
        post(unit, kind=kind, key=key, title=title, text=text, url=url)
    return len(new)


@transaction.atomic
def post(unit: Organisation, *, kind: Kind, key: str, title: str, text: str = "", url: str = "") -> int:
    """Tell the chat groups of a unit whose robots ask for this kind, each once; returns how many were not told yet."""
    robots = list(Robot.objects.filter(organisation=unit, is_enabled=True, kinds__contains=[kind]).values_list("pk", flat=True))
    if not robots:
        return 0
    now = clock.now()
    with connection.cursor() as cursor:
        # No lock on the robots: who tells several units in one transaction would wait for who tells them in another order.
        cursor.execute(POST, [key, one_line(title), text, url, Delivery.State.WAITING, now, now, sorted(robots)])
        new = [pk for (pk,) in cursor.fetchall()]
    for row in Delivery.objects.filter(pk__in=new):
        enqueue(row)
    return len(new)


def one_line(title: str) -> str:
    """A title as it is kept: what people typed into it makes no second line (nor a header of a mail)."""
    return " ".join(title.split())[:200]


def send(rows: list[Delivery]) -> None:
    """Keep deliveries and hand each to the worker, in this transaction: they are sent once it is committed."""
    now = clock.now()
    for row in rows:
        row.created_at = row.due_at = now
    for row in Delivery.objects.bulk_create(rows):
        enqueue(row)
