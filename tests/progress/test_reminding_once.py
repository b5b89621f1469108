"""A round is done once: by two workers at the same moment, and by one that is killed in the middle of it."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from kepu import clock
from kepu.campaigns.models import Campaign, Deadline
from kepu.notices.models import Notice
from kepu.progress import actions
from kepu.progress.actions import remind
from kepu.progress.models import Reminded
from tests.cast import Cast, at
from tests.progress.filing import running
from tests.threads import together
from tests.worker.process import clear_queue, jobs, wait_for, working

pytestmark = pytest.mark.django_db(transaction=True)
EACH_ONCE = {"陈静": 1, "何平": 1, "徐岚": 1}


@pytest.fixture
def campaign(cast: Cast) -> Iterator[Campaign]:
    """The cast's campaign, in which only filers are reminded."""
    clear_queue()
    campaign = running(cast)
    Campaign.objects.update(reminders={"before": [7, 3, 1]})
    yield campaign
    clear_queue()


def told() -> Counter[str]:
    return Counter(Notice.objects.values_list("person__name", flat=True))


def at_nine(campaign: Campaign) -> Callable[[], list[Reminded]]:
    """Three days before the last day, at nine."""

    def call() -> list[Reminded]:
        with clock.pretend(at(campaign.window_start, 8, 9)):
            return remind()

    return call


def test_two_workers_at_once_remind_once(campaign: Campaign) -> None:
    done = together(*[at_nine(campaign)] * 4)
    assert sorted(len(one) for one in done if isinstance(one, list)) == [0, 0, 0, 1]
    assert told() == EACH_ONCE
    assert Reminded.objects.count() == 1


def test_without_the_claim_they_would_do_it_twice(campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    def unguarded(campaign: Campaign, key: str, label: str, now: datetime) -> Reminded:
        return Reminded(pk=Reminded.objects.create(campaign=campaign, key=f"{key}:{os.urandom(4).hex()}", label=label, at=now).pk)

    monkeypatch.setattr(actions, "claim", unguarded)
    together(*[at_nine(campaign)] * 4)
    assert Reminded.objects.count() > 1


def noon_here() -> str:
    """A time zone in which it is about noon now: people are reminded by day only."""
    return f"Etc/GMT{clock.now().astimezone(UTC).hour - 12:+d}"


def is_waiting() -> bool:
    """True while somebody waits for a lock that this test holds."""
    with connection.cursor() as cursor:
        # Not pg_stat_activity: inside a transaction it stands still.
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        return bool(cursor.fetchone()[0])


def test_a_worker_killed_in_the_middle_of_reminding_leaves_it_to_the_next(campaign: Campaign) -> None:
    now = clock.now()
    Deadline.objects.filter(kind="filing").update(opens_at=None, on_time_until=now + timedelta(days=1))
    Campaign.objects.update(published_at=now - timedelta(days=30), reminders={"before": [3]})
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE notices_notice IN SHARE ROW EXCLUSIVE MODE")
        with working(TIME_ZONE=noon_here()) as first:
            wait_for(is_waiting)  # the round is claimed, the first notice is being written
            os.kill(first.pid, signal.SIGKILL)
            first.wait()
    wait_for(lambda: not is_waiting())
    assert told() == {}
    assert not Reminded.objects.exists()
    assert jobs("remind")[:1] == ["doing"]
    with working(TIME_ZONE=noon_here()):
        wait_for(lambda: Reminded.objects.exists() and not jobs("remind"))
    assert told() == EACH_ONCE
    assert Reminded.objects.count() == 1
