"""What the worker does for progress."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kepu.progress import actions


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="progress.remind", pass_context=False)
def remind(timestamp: int) -> None:
    """Every five minutes: what is due by the database's clock, whatever the worker's own says."""
    del timestamp
    actions.remind()
