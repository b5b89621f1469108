"""What the worker does for notices. Each task calls one action."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kepu.notices.actions import attempt


@app.task
def deliver(delivery: int) -> None:
    """Send one delivery, if it still waits."""
    attempt(delivery)
