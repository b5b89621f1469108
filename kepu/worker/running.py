"""The worker: one process that does the jobs in the database, until it is told to stop.

A job belongs to the worker that took it. One that is killed shows no sign of life any more: after `DEAD` seconds whoever
works takes its jobs up again – so every task has to bear being done a second time from the beginning.
"""

from __future__ import annotations

import asyncio
import os
import signal

from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException

ALIVE = 5.0
"""Seconds between two signs of life."""
DEAD = 20.0
"""Seconds without one after which a worker is taken for dead."""
JOBS_AT_ONCE = 3
PATIENCE = 10.0
"""Seconds that a running job gets when the worker is told to stop."""


def work(*, until_idle: bool = False, parent: int | None = None) -> None:
    """Do jobs until a signal comes, or until none is left; `parent`: also until that parent process is gone."""
    asyncio.run(working(until_idle, parent))


async def working(until_idle: bool, parent: int | None) -> None:
    """The worker with its two watches: over the jobs of dead workers, and over the parent."""
    own = own_app()
    async with own.open_async():
        await take_up(own)
        watches = [asyncio.create_task(keep_taking_up(own))]
        if parent is not None:
            watches.append(asyncio.create_task(leave_with(parent)))
        try:
            await own.run_worker_async(
                wait=not until_idle,
                concurrency=JOBS_AT_ONCE,
                delete_jobs="successful",
                shutdown_graceful_timeout=PATIENCE,
                update_heartbeat_interval=ALIVE,
                stalled_worker_timeout=DEAD,
            )
        finally:
            for watch in watches:
                watch.cancel()


def own_app() -> App:
    """The worker's own connection to the queue. The tasks keep Django's: what they enqueue commits with what they write."""
    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    return app.with_connector(connector.get_worker_connector())


async def keep_taking_up(own: App) -> None:
    """Look after the jobs of dead workers every few seconds."""
    while True:
        await asyncio.sleep(ALIVE)
        await take_up(own)


async def take_up(own: App) -> None:
    """Put the jobs of dead workers back into the queue."""
    for job in await own.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD):
        try:
            await own.job_manager.retry_job(job)
        except ConnectorException:
            continue  # another worker was quicker


async def leave_with(parent: int) -> None:
    """Stop as on a signal once the parent process is gone, so that no worker is left behind."""
    while os.getppid() == parent:
        await asyncio.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
