"""Two at once: exactly one wins, and the other is told.

Both are brought to the same point – each has read, and each waits for the row that a third connection holds – before
either can go on. The negative controls run the same race without the guard, and must go wrong.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from kepu import clock
from kepu.activities import actions
from kepu.activities.models import Activity, Decision, State, Version
from kepu.campaigns.models import Campaign
from kepu.verdict import Refused
from tests.activities.filing import content, draft, submitted
from tests.cast import NOON, Cast, make_campaign, make_cast

pytestmark = pytest.mark.django_db(transaction=True)

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    return make_campaign(cast)


@contextmanager
def held(activity: Activity, waiting: int) -> Iterator[None]:
    """Hold the activity's row until so many others wait for it; the body starts them."""
    with transaction.atomic():
        Activity.objects.select_for_update().get(pk=activity.pk)
        yield
        deadline = time.monotonic() + 10
        with connection.cursor() as cursor:
            while time.monotonic() < deadline:
                cursor.execute("SELECT pg_stat_clear_snapshot()")
                cursor.execute(WAITING)
                if (row := cursor.fetchone()) and row[0] >= waiting:
                    return
                time.sleep(0.01)
    raise AssertionError("the others did not come to wait")


def outcome(act: Callable[[], object]) -> str:
    """“done”, or the sentence of the refusal."""
    try:
        with clock.pretend(NOON):
            act()
    except Refused as refused:
        return refused.verdict.reason
    finally:
        connection.close()
    return "done"


def race(activity: Activity, *acts: Callable[[], object]) -> list[str]:
    """What became of each, all brought to the same point."""
    with ThreadPoolExecutor(len(acts)) as pool:
        with held(activity, len(acts)):
            running = [pool.submit(outcome, act) for act in acts]
        return sorted(one.result(timeout=20) for one in running)


def test_two_reviewers_deciding_the_same_version(cast: Cast, campaign: Campaign) -> None:
    version = submitted(cast, campaign)
    zhou, wu = cast.actor(cast.zhou), cast.actor(cast.wu)
    found = race(
        version.activity,
        lambda: actions.approve(version, by=zhou),
        lambda: actions.send_back(version, by=wu, reason="请补充"),
    )
    state = State(Activity.objects.get(pk=version.activity_id).state)
    assert found == ["done", f"这项活动刚刚由他人办理，现在是“{state.label}”。请刷新后再看。"]
    decision = Decision.objects.get()
    assert {"approve": State.APPROVED, "return": State.RETURNED}[decision.verb] == state
    assert Version.objects.get().live is (state == State.APPROVED)


def test_without_the_guard_both_reviewers_decide(cast: Cast, campaign: Campaign) -> None:
    version = submitted(cast, campaign)

    def unguarded(target: State) -> Callable[[], object]:
        def decide() -> None:
            with transaction.atomic():
                assert Activity.objects.get(pk=version.activity_id).state == State.SUBMITTED
                Activity.objects.filter(pk=version.activity_id).update(state=target)

        return decide

    assert race(version.activity, unguarded(State.APPROVED), unguarded(State.RETURNED)) == ["done", "done"]


def test_two_filers_saving_the_same_draft(cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign)
    mine, theirs = content(campaign, title="陈静的名称"), content(campaign, title="林晓的名称", contact_name="林晓")
    found = race(
        activity,
        lambda: actions.save(activity, mine, by=cast.actor(cast.chen), seen=1),
        lambda: actions.save(activity, theirs, by=cast.actor(cast.lin), seen=1),
    )
    stands = Activity.objects.get(pk=activity.pk)
    assert found == ["done", f"您填写期间，{stands.saved_by_name}在12:00保存过这份草稿。与您填写的不同之处：活动名称、联系人。"]
    saved = {"陈静": "陈静的名称", "市科协 林晓（代城东镇）": "林晓的名称"}
    assert (stands.title, stands.revision) == (saved[stands.saved_by_name], 2)


def test_without_the_guard_one_filer_overwrites_the_other(cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign)

    def unguarded(title: str) -> Callable[[], object]:
        def save() -> None:
            with transaction.atomic():
                assert Activity.objects.get(pk=activity.pk).revision == 1
                Activity.objects.filter(pk=activity.pk).update(title=title, revision=2)

        return save

    assert race(activity, unguarded("陈静的名称"), unguarded("林晓的名称")) == ["done", "done"]


def test_submitting_while_somebody_else_saves(cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign)
    chen, lin = cast.actor(cast.chen), cast.actor(cast.lin)
    changed = content(campaign, title="林晓的名称")
    found = race(
        activity, lambda: actions.submit(activity, by=chen, seen=1), lambda: actions.save(activity, changed, by=lin, seen=1)
    )
    stands = Activity.objects.get(pk=activity.pk)
    versions = [*Version.objects.values_list("title", flat=True)]
    if stands.state == State.SUBMITTED:
        assert found == ["done", "您填写期间，这项活动已由他人办理，现在是“已提交”。"]
        assert versions == ["食品安全进农家"]
    else:
        assert found == ["done", "市科协 林晓（代城东镇）在12:00改过这项活动，请看过最新内容后再办理。"]
        assert versions == []


def test_submitting_twice_makes_one_version(cast: Cast, campaign: Campaign) -> None:
    activity, chen = draft(cast, campaign), cast.actor(cast.chen)
    found = race(activity, *[lambda: actions.submit(activity, by=chen, seen=1)] * 2)
    assert found == ["done", "这项活动刚刚由他人办理，现在是“已提交”。请刷新后再看。"]
    assert [*Version.objects.values_list("number", flat=True)] == [1]


def test_a_draft_that_is_deleted_while_it_is_submitted(cast: Cast, campaign: Campaign) -> None:
    activity, chen = draft(cast, campaign), cast.actor(cast.chen)
    found = race(activity, lambda: actions.discard(activity, by=chen), lambda: actions.submit(activity, by=chen))
    left = Activity.objects.filter(pk=activity.pk).first()
    said = "您填写期间，这项活动已由他人办理，现在是“已提交”。" if left else "这份草稿已被删除。"
    assert found == ["done", said]
    assert Version.objects.count() == (1 if left else 0)


def test_bulk_approval_and_single_decisions_cross_without_a_deadlock(cast: Cast, campaign: Campaign) -> None:
    versions = [submitted(cast, campaign) for _ in range(6)]
    zhou, wu = cast.actor(cast.zhou), cast.actor(cast.wu)
    outcomes: list[actions.BulkOutcome] = []
    race(
        versions[0].activity,
        lambda: outcomes.append(actions.approve_many(versions, by=zhou)),
        lambda: outcomes.append(actions.approve_many([versions[0], *reversed(versions)], by=wu)),
    )
    assert sum(len(one.done) for one in outcomes) == 6
    assert sum(len(one.skipped) for one in outcomes) == 7
    assert Activity.objects.filter(state="approved").count() == Decision.objects.count() == 6
