"""Sending what waits: one delivery at a time, its row held meanwhile, tried again with growing pauses."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from kepu import clock
from kepu.notices.actions.queueing import enqueue
from kepu.notices.channels import Undelivered, mail, robots
from kepu.notices.models import Delivery, Robot
from kepu.verdict import Refused

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 20, 60, 180, 720))
"""After the first, second … failure; after the last there is no further try."""


@transaction.atomic
def attempt(delivery: int) -> None:
    """Send the delivery of this id if it still waits. Whoever else tries it waits for the row and finds it sent.

    A worker that is killed half-way leaves the row as it was, and the job is done again. What a mail server or a provider
    had taken in at that very moment may then come twice – it cannot be asked –; nothing is lost.
    """
    row = Delivery.objects.select_for_update(of=("self",)).filter(pk=delivery, state=Delivery.State.WAITING).first()
    if row is None:
        return
    now = clock.now()
    if row.robot is not None:
        if not row.robot.is_enabled:
            end(row, Delivery.State.FAILED, _("群机器人已停用"))
            return
        if (free := robots.free_at(row.robot, now)) > now:
            postpone(row, free)
            return
    row.tries += 1
    try:
        hand_over(row)
    except Undelivered as failure:
        fail(row, failure)
    else:
        end(row, Delivery.State.SENT)


def hand_over(row: Delivery) -> None:
    """Send it by its way; raises `Undelivered`."""
    if row.robot is None:
        mail.send(row)
        return
    try:
        robots.send(row, row.robot)
    except Refused as refused:
        raise Undelivered(refused.verdict.reason) from None


def fail(row: Delivery, failure: Undelivered) -> None:
    """Try again later, or give it up after the last try."""
    if row.tries > len(PAUSES):
        end(row, Delivery.State.FAILED, str(failure))
        return
    row.last_error = str(failure)[:200]
    wait = max(PAUSES[row.tries - 1], failure.pause or timedelta())
    if failure.pause and row.robot_id:
        # The provider's pause holds for all that goes to this group.
        Robot.objects.filter(pk=row.robot_id).update(paused_until=clock.now() + failure.pause)
    postpone(row, clock.now() + wait)


def postpone(row: Delivery, until: datetime) -> None:
    """Hand it to the worker again for a later moment."""
    row.due_at = until
    row.save(update_fields=["tries", "last_error", "due_at"])
    enqueue(row)


def end(row: Delivery, state: str, error: str = "") -> None:
    """It is sent, or given up."""
    row.state, row.last_error, row.done_at = state, error[:200], clock.now()
    row.save(update_fields=["tries", "state", "last_error", "done_at"])
