"""The worker as a process: it does what waits, leaves when told, and what it leaves undone is done by the next one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from kepu.notices.actions import notify
from kepu.notices.models import Delivery, Kind, Robot
from tests.cast import Cast
from tests.notices.provider import Group, provider
from tests.worker.process import ROOT, clear_queue, database_url, jobs, start, wait_for, working

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def group() -> Iterator[Group]:
    with provider() as group:
        yield group


@pytest.fixture
def told(cast: Cast, group: Group) -> Delivery:
    """Something that waits to be sent to a group."""
    clear_queue()
    Robot.objects.create(organisation=cast.east, name="群", provider="wecom", address=group.wecom, kinds=["reminder"])
    notify([cast.chen], kind=Kind.REMINDER, key="remind:1", title="还差28场次", unit=cast.east)
    assert jobs("deliver") == ["todo"]
    return Delivery.objects.get()


def is_sent(delivery: Delivery) -> bool:
    return Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.SENT).exists()


def test_what_waits_is_done_and_the_job_is_gone(told: Delivery, group: Group) -> None:
    process = start("--until-idle", ROBOT_ORIGINS=group.origin)
    out, _ = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, "")
    assert group.texts == ["还差28场次"]
    assert jobs("deliver") == []


def test_two_workers_send_it_once(told: Delivery, group: Group) -> None:
    with working(ROBOT_ORIGINS=group.origin), working(ROBOT_ORIGINS=group.origin):
        wait_for(lambda: is_sent(told))
    assert group.texts == ["还差28场次"]


def test_a_job_whose_worker_was_killed_is_done_by_the_next_one(told: Delivery, group: Group) -> None:
    group.hold = threading.Event()  # the provider is asked and does not answer: the worker is in the middle of it
    with working(ROBOT_ORIGINS=group.origin) as first:
        wait_for(lambda: group.asked)
        assert jobs("deliver") == ["doing"]
        os.kill(first.pid, signal.SIGKILL)
    group.hold.set()
    group.hold = None
    assert not is_sent(told)
    with working(ROBOT_ORIGINS=group.origin):
        wait_for(lambda: is_sent(told))
        wait_for(lambda: jobs("deliver") == [])
        time.sleep(6)  # one more look for jobs of dead workers
    assert group.texts == ["还差28场次"]
    assert group.asked == 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_leaves_when_told(db: None, number: int) -> None:
    clear_queue()
    process = start()
    wait_for(lambda: process.poll() is not None or is_ready(process.pid))
    process.send_signal(number)
    said, _ = process.communicate(timeout=30)
    assert (process.returncode in (0, 130), said) == (True, "")


def is_ready(pid: int) -> bool:
    """True once the worker has taken over the signals."""
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        caught = next(line.split()[1] for line in status if line.startswith("SigCgt"))
    return bool(int(caught, 16) >> (signal.SIGTERM - 1) & 1)


def test_it_leaves_with_the_script_that_started_it(db: None) -> None:
    clear_queue()
    script = f"{sys.executable} -m kepu worker --parent $$ & echo $!; wait"
    environment = os.environ | {"KEPU_DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "kepu.settings"}
    shell = subprocess.Popen(["bash", "-c", script], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert shell.stdout is not None
    worker = int(shell.stdout.readline())
    wait_for(lambda: is_ready(worker))
    shell.kill()
    shell.communicate(timeout=30)
    wait_for(lambda: not os.path.exists(f"/proc/{worker}"))
