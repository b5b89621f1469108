"""A real worker process on the test's database."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import quote, urlencode

from django.db import connection

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def database_url() -> str:
    """The test database's address, as KEPU_DATABASE_URL has it."""
    said: Mapping[str, str] = connection.settings_dict
    login = f"{quote(said['USER'])}:{quote(said['PASSWORD'])}"
    return f"postgresql://{login}@/{said['NAME']}?{urlencode({'host': said['HOST'], 'port': said['PORT']})}"


def start(*options: str, **environment: str) -> subprocess.Popen[str]:
    """`kepu worker` with these options and KEPU_ variables, its output kept for the test."""
    own = {f"KEPU_{name}": value for name, value in environment.items()}
    return subprocess.Popen(
        [sys.executable, "-m", "kepu", "worker", *options],
        cwd=ROOT,
        env=os.environ | {"KEPU_DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "kepu.settings"} | own,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def working(*options: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """The same until the end of the block."""
    process = start(*options, **environment)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for(fact: Callable[[], object], seconds: float = 60) -> None:
    """Wait until it is so; fails when it does not become so in time."""
    until = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.1)


def jobs(task: str) -> list[str]:
    """The states of this task's jobs in the queue; the worker's clock puts others there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE task_name LIKE %s ORDER BY id", [f"%.{task}"])
        return [status for (status,) in cursor.fetchall()]


def clear_queue() -> None:
    """Take out what earlier tests have left: emptying the tables of Django leaves those of the queue."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE")
