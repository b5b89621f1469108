"""Handing a delivery to the worker. The job points to the row and commits with it; the row is the truth."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kepu.notices.models import Delivery

TASK = "kepu.notices.tasks.deliver"
"""By name: the task calls an action of this package, so the package cannot import it."""


def enqueue(delivery: Delivery) -> None:
    """Let the worker try at `due_at`. To one group one message at a time goes out, so that its rate can be kept."""
    lock = f"robot:{delivery.robot_id}" if delivery.robot_id else None
    app.configure_task(TASK, lock=lock, schedule_at=delivery.due_at).defer(delivery=delivery.pk)
