"""What the worker does for notices. Each task calls one action."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kepu.notices import actions

AGAIN = RetryStrategy(max_attempts=8, exponential_wait=4)
"""For what an action does not expect – the database away, a lock that could not be had."""


@app.task(retry=AGAIN)
def deliver(delivery: int) -> None:
    """Send one delivery, if it still waits."""
    actions.attempt(delivery)


@app.task(retry=AGAIN)
def ask_to_confirm(mailbox: int, address: str) -> None:
    """Mail the link that confirms an address."""
    actions.ask_to_confirm(mailbox, address)
