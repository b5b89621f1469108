"""A state machine walks through the workflow by its own, hand-written map: no illegal step succeeds, no version ever changes."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from kepu import clock
from kepu.activities import actions, queries
from kepu.activities.models import Activity, Decision, Version
from kepu.verdict import Refused
from tests.activities.filing import content
from tests.activities.test_workflow import EXPECTED
from tests.cast import NOON, Cast, make_campaign, make_cast

TARGETS = {"withdraw": "withdrawn", "endorse": "endorsed", "approve": "approved", "return": "returned", "cancel": "cancelled"}
FILERS = st.sampled_from(["chen", "lin", "xu", "zhou"])
REVIEWERS = st.sampled_from(["zhou", "wu", "lin", "chen"])


class Lifecycle(RuleBasedStateMachine):
    """One activity of 城东镇 in the hands of the cast; `state`, `submitter`, `endorser` are the machine's own idea of it."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.clock = clock.pretend(NOON)
        self.clock.__enter__()
        self.state, self.submitter, self.endorser, self.count = "draft", "", "", 0
        self.kept: dict[int, str] = {}

    @initialize(stages=st.sampled_from([0, 1, 2]))
    def begin(self, stages: int) -> None:
        self.stages = stages
        self.campaign = make_campaign(self.cast, stages=stages)
        self.activity = actions.start(self.campaign, self.cast.east, by=self.cast.actor(self.cast.chen))
        self.whole = content(self.campaign)

    def allowed(self, verb: str, who: str) -> bool:
        named = EXPECTED[self.stages][self.state].get(verb, "").split()  # type: ignore[index]  # a State is its value
        decides = verb in ("endorse", "approve", "return")
        if decides and who == self.submitter:
            return False
        final = self.stages == 2 and self.state in ("endorsed", "approved")
        people = {*named, "zhou"} if decides and named else set(named)
        return who in people and not (decides and final and who == self.endorser)

    def attempt(self, verb: str, who: str, act: Any) -> bool:
        """Do it; the outcome is what the map says."""
        expected = self.allowed(verb, who)
        try:
            with transaction.atomic():
                act(by=self.cast.actor(getattr(self.cast, who)))
        except Refused:
            assert not expected, f"{verb} by {who} in {self.state} was refused"
            return False
        assert expected, f"{verb} by {who} in {self.state} was allowed"
        return True

    def latest(self) -> Version | None:
        return Version.objects.filter(activity=self.activity).order_by("-number").first()

    @rule(who=FILERS, title=st.sampled_from(["看云识天气", "食品安全", "", "防灾减灾"]))
    def save(self, who: str, title: str) -> None:
        editable = self.state in ("draft", "returned") and who in ("chen", "lin")
        typed = content(self.campaign, title=title)
        try:
            with transaction.atomic():
                actions.save(self.activity, typed, by=self.cast.actor(getattr(self.cast, who)))
        except Refused:
            assert not editable
        else:
            assert editable
            self.whole = typed

    @rule(who=FILERS)
    def submit(self, who: str) -> None:
        complete = queries.content_of(Activity.objects.get(pk=self.activity.pk)) == self.whole and self.whole.title
        if not complete:
            with pytest.raises(Refused), transaction.atomic():
                actions.submit(self.activity, by=self.cast.actor(getattr(self.cast, who)))
        elif self.attempt("submit", who, lambda by: actions.submit(self.activity, by=by)):
            self.state = "submitted" if self.stages else "approved"
            self.submitter, self.endorser, self.count = who, "", self.count + 1

    @rule(verb=st.sampled_from(["withdraw", "reopen", "cancel"]), who=FILERS)
    def leave(self, verb: str, who: str) -> None:
        if self.attempt(verb, who, lambda by: getattr(actions, verb)(self.activity, by=by)):
            taken_up = "returned" if self.state == "approved" else "draft"
            self.state = TARGETS.get(verb, taken_up)

    @rule(verb=st.sampled_from(["endorse", "approve", "return"]), who=REVIEWERS, old=st.booleans())
    def decide(self, verb: str, who: str, old: bool) -> None:
        version = self.latest()
        if version is None:
            return
        if old and version.number > 1:
            first = Version.objects.get(activity=self.activity, number=1)
            with pytest.raises(Refused), transaction.atomic():
                actions.approve(first, by=self.cast.actor(self.cast.wu))
            return
        act = {"endorse": actions.endorse, "approve": actions.approve, "return": actions.send_back}[verb]
        if self.attempt(verb, who, lambda by: act(version, by=by, reason="请核对")):
            self.state = TARGETS[verb]
            self.endorser = who if verb == "endorse" else self.endorser

    @invariant()
    def the_database_agrees(self) -> None:
        if hasattr(self, "activity"):
            now = Activity.objects.get(pk=self.activity.pk)
            assert (now.state, now.version_count) == (self.state, self.count)

    @invariant()
    def no_version_changes(self) -> None:
        versions = Version.objects.filter(activity=self.activity) if hasattr(self, "activity") else Version.objects.none()
        for version in versions:
            told = [version.content, version.title, version.submitted_by_name, version.submitted_at.isoformat(), version.when]
            digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
            assert self.kept.setdefault(version.number, digest) == digest
        assert sorted(version.number for version in versions) == list(range(1, self.count + 1))

    @invariant()
    def at_most_one_version_is_public_and_only_while_it_holds(self) -> None:
        live = Version.objects.filter(live=True).count()
        assert live <= 1
        if self.state == "approved":
            assert live == 1
        if self.state in ("withdrawn", "cancelled"):
            assert live == 0

    @invariant()
    def nobody_decides_on_his_or_her_own(self) -> None:
        for decision in Decision.objects.select_related("version"):
            assert decision.reviewer_id != decision.version.submitted_by_id

    def teardown(self) -> None:
        self.clock.__exit__(None, None, None)
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)


@pytest.mark.django_db
def test_no_illegal_step_and_no_version_ever_changes() -> None:
    Lifecycle.cast = make_cast()
    run_state_machine_as_test(
        Lifecycle,
        settings=settings(
            max_examples=20, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
        ),
    )
