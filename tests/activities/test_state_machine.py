"""A state machine walks through filing, review and deadlines by its own, hand-written idea of the rules.

Filers, reviewers, a deputy and the office act on activities of two units while the clock moves, exceptions are granted, reviewers
go away and joint units answer. No illegal step succeeds and no legal one is refused; no version changes or is lost; decisions
name their version; the public sees what it should; work lists hold what may be decided; counters equal the recount.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from kepu import clock
from kepu.accounts.actor import system
from kepu.accounts.models import Person
from kepu.activities import actions
from kepu.activities.models import Activity, Decision, JointUnit, Version
from kepu.activities.queries import content_of
from kepu.activities.reviewing.routing import unreviewed
from kepu.activities.reviewing.work_list import review_queue
from kepu.campaigns.actions import grant_exceptions
from kepu.campaigns.models import Deadline
from kepu.organisations.actions import come_back, leave
from kepu.organisations.models import Absence
from kepu.progress.obligations import derive
from kepu.progress.recount import recount
from kepu.verdict import Refused
from tests.activities.filing import content
from tests.cast import NOON, Cast, make_campaign, make_cast, person

LOCK = NOON + timedelta(days=20)
TITLES = ["看云识天气", "食品安全进农家", "防灾减灾", "反诈课堂", ""]
# verb: {(from, stages): to}, where it is the same for several stages they stand together.
STEPS: dict[str, dict[tuple[str, str], str]] = {
    "submit": {
        ("draft returned correcting", "0"): "approved",
        ("draft returned correcting", "12"): "submitted",
    },
    "withdraw": {("submitted returned", "012"): "withdrawn", ("endorsed", "2"): "withdrawn"},
    "reopen": {("withdrawn", "012"): "draft"},
    "correct": {("approved", "012"): "correcting"},
    "abandon": {("correcting", "012"): "approved"},
    "cancel": {("approved correcting", "012"): "cancelled"},
    "endorse": {("submitted", "2"): "endorsed"},
    "approve": {("submitted", "01"): "approved", ("endorsed", "2"): "approved"},
    "return": {("submitted approved correcting", "012"): "returned", ("endorsed", "2"): "returned"},
}
FILERS = {"east": ("chen", "lin"), "west": ("xu", "zhou", "lin")}
"""Who files for a unit: 周敏, a reviewer, files for 城西镇 too."""
REVIEWERS = {"zhou": ("east", "west"), "wu": ("east", "west"), "gao": ("west",)}
"""Who reviews which units; 高原 does so for 城西镇 alone, and never has the final word of two."""
EVERYBODY = ("chen", "xu", "zhou", "wu", "gao", "lin")
OWN = ("correct", "reopen", "withdraw", "abandon", "cancel")
"""What the filing unit does beside submitting."""
JUDGES = ("zhou", "wu", "gao", "lin")
OFTEN = [*["submit"] * 4, *["decide"] * 5, *["step"] * 3, *["save"] * 3, "decide on all", "answer"]
SELDOM = ["start", "wait", "grant", "go", "back"]
PEOPLE, NUMBER, LUCK = st.sampled_from(EVERYBODY), st.integers(0, 3), st.integers(1, 6)


@dataclass
class Thing:
    """An activity as the machine remembers it. `before` is what was live when a correction began."""

    activity: Activity
    unit: str
    state: str = "draft"
    title: str = ""
    partner: str = ""
    accepted: bool = False
    submitter: str = ""
    first: frozenset[str] = frozenset()
    count: int = 0
    live: str | None = None
    decisions: list[tuple[int, str, str, str]] = field(default_factory=list)


class Filing(RuleBasedStateMachine):
    cast: Cast
    gao: Person
    stages: int

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = NOON
        self.clock = clock.pretend(self.now)
        self.clock.__enter__()
        self.things: list[Thing] = []
        self.moved = True
        self.kept: dict[tuple[int, int], str] = {}
        self.away: dict[str, tuple[datetime, datetime, str]] = {}
        self.excepted: dict[str, datetime] = {}

    @initialize()
    def begin(self) -> None:
        self.campaign = make_campaign(self.cast, stages=self.stages)
        self.deadline = self.campaign.deadlines.get(kind=Deadline.Kind.FILING)
        Deadline.objects.filter(pk=self.deadline.pk).update(locks_at=LOCK, on_time_until=LOCK - timedelta(days=2))
        self.deadline.refresh_from_db()
        self.campaign.quotas.update(minimum=2)
        derive(self.campaign)
        for unit, who in (("east", "chen"), ("west", "xu")):
            self.start(unit, who)
            self.save(len(self.things) - 1, who, "看云识天气", unit == "east", 1)

    # — the machine's own idea of the rules —

    def who(self, name: str) -> Person:
        return self.gao if name == "gao" else getattr(self.cast, name)

    def target(self, verb: str, thing: Thing) -> str | None:
        for (sources, stages), target in STEPS[verb].items():
            if thing.state in sources.split() and str(self.stages) in stages:
                return target
        return None

    def is_open(self, unit: str) -> bool:
        return self.now < LOCK or self.now < self.excepted.get(unit, self.now)

    def may_file(self, who: str, thing: Thing, verb: str) -> bool:
        waits = verb == "submit" and thing.state == "draft"
        return who in FILERS[thing.unit] and (not waits or self.is_open(thing.unit))

    def stands_in_for(self, who: str) -> list[str]:
        if who not in (*REVIEWERS, "lin"):
            return []
        return [absent for absent, (since, until, deputy) in self.away.items() if deputy == who and since <= self.now < until]

    def judges(self, who: str, thing: Thing, verb: str) -> list[str]:
        """As whom the person may decide, first the one that is recorded."""
        final = self.stages == 2 and (thing.state != "submitted")
        as_whom = [*([who] if who in REVIEWERS else []), *self.stands_in_for(who), *([who] if who == "lin" else [])]
        found = []
        for one in as_whom:
            in_scope = one == "lin" or thing.unit in REVIEWERS[one]
            speaks = one != "gao" or not final
            own = {who, one} & {thing.submitter}
            twice = final and {who, one} & thing.first
            if in_scope and speaks and not own and not twice:
                found.append(one)
        return found

    def attempt(self, expected: bool, act: Callable[[], Any], what: str) -> bool:
        """Do it; the outcome is what the machine expects."""
        try:
            with transaction.atomic():
                act()
            done, why = True, ""
        except Refused as refused:
            done, why = False, str(refused)
        assert done == expected, f"{what}: {why or 'was allowed'}"
        self.moved = self.moved or done
        return done

    def pick(self, number: int) -> Thing:
        return self.things[number % len(self.things)]

    def one_of(self, legal: list[str], who: str, luck: int) -> str:
        """Mostly somebody who may, so that things move on, most often the first; else whoever it is."""
        return legal[max(0, luck - 3) % len(legal)] if luck and legal else who

    # — what happens —

    @rule(what=st.sampled_from(OFTEN), number=NUMBER, who=PEOPLE, title=st.sampled_from(TITLES), flag=st.booleans(), luck=LUCK)
    def work(self, what: str, number: int, who: str, title: str, flag: bool, luck: int) -> None:
        """What units and reviewers do: one rule for all, so that every walk meets it all.

        One time of six it is not luck that chooses: anybody tries anything.
        """
        match what:
            case "save":
                self.save(number, who, title, flag, luck % 6)
            case "submit":
                self.submit(number, who, luck % 6)
            case "step":
                self.step(number, who, OWN[number % len(OWN)], luck % 6)
            case "decide":
                self.decide(number, who, "return" if flag else "approve", luck % 6)
            case "decide on all":
                self.decide_on_all(JUDGES[number], flag)
            case "answer":
                self.answer(number, who, flag, luck % 6)

    @rule(what=st.sampled_from(SELDOM), number=NUMBER, who=PEOPLE, deputy=st.sampled_from([*JUDGES, ""]), luck=LUCK)
    def meanwhile(self, what: str, number: int, who: str, deputy: str, luck: int) -> None:
        """What happens around it."""
        unit = ("east", "west")[number % 2]
        match what:
            case "start" if len(self.things) < 4:
                self.start(unit, who)
            case "wait":
                self.wait(luck)
            case "grant" if self.now > LOCK - timedelta(days=3):
                self.grant(unit, luck)
            case "go":
                self.go(JUDGES[number % 3], deputy, luck)
            case "back":
                self.back(JUDGES[number % 3])

    def start(self, unit: str, who: str) -> None:
        expected = who in FILERS[unit] and self.is_open(unit)
        made: list[Activity] = []
        where = getattr(self.cast, unit)
        act = lambda: made.append(actions.start(self.campaign, where, by=self.cast.actor(self.who(who))))  # noqa: E731
        if self.attempt(expected, act, f"{who} starts for {unit}"):
            self.things.append(Thing(made[0], unit))

    def save(self, number: int, who: str, title: str, joint: bool, luck: int) -> None:
        thing = self.pick(number)
        who = self.one_of([*FILERS[thing.unit]], who, luck)
        partner = ("west" if thing.unit == "east" else "east") if joint else ""
        ids = (getattr(self.cast, partner).pk,) if partner else ()
        editable = thing.state in ("returned", "correcting") or (thing.state == "draft" and self.is_open(thing.unit))
        typed = content(self.campaign, title=title, joint=ids)
        act = lambda: actions.save(thing.activity, typed, by=self.cast.actor(self.who(who)))  # noqa: E731
        if self.attempt(editable and who in FILERS[thing.unit], act, f"{who} saves in {thing.state}"):
            if partner != thing.partner:
                thing.accepted = bool(partner) and who in FILERS[partner][:-1]
            thing.title, thing.partner = title, partner

    def submit(self, number: int, who: str, luck: int) -> None:
        thing = self.pick(number)
        who = self.one_of([one for one in EVERYBODY if self.may_file(one, thing, "submit")], who, luck)
        target = self.target("submit", thing)
        expected = bool(target) and self.may_file(who, thing, "submit") and bool(thing.title)
        act = lambda: actions.submit(thing.activity, by=self.cast.actor(self.who(who)))  # noqa: E731
        if self.attempt(expected, act, f"{who} submits in {thing.state}"):
            assert target
            thing.state, thing.submitter, thing.first, thing.count = target, who, frozenset(), thing.count + 1
            thing.live = thing.title if target == "approved" else thing.live

    def step(self, number: int, who: str, verb: str, luck: int) -> None:
        thing = self.pick(number)
        verb = self.one_of([one for one in OWN if self.target(one, thing)], verb, luck)
        who = self.one_of([one for one in EVERYBODY if self.may_file(one, thing, verb)], who, luck)
        target = self.target(verb, thing)
        expected = bool(target) and self.may_file(who, thing, verb)
        act = lambda: getattr(actions, verb)(thing.activity, by=self.cast.actor(self.who(who)))  # noqa: E731
        if self.attempt(expected, act, f"{who} {verb} in {thing.state}"):
            assert target
            thing.state = target
            thing.live = None if target in ("withdrawn", "cancelled") else thing.live
            if verb == "abandon":
                self.restored(thing)

    def restored(self, thing: Thing) -> None:
        """A correction given up: the title is the live one again, the partner the one that was submitted."""
        live = Version.objects.get(activity=thing.activity, live=True)
        assert content_of(Activity.objects.get(pk=thing.activity.pk)).title == thing.live
        units = {self.cast.east.pk: "east", self.cast.west.pk: "west"}
        thing.title = thing.live or ""
        thing.partner = next((units[pk] for pk in live.content["content"]["joint"]), "")
        row = JointUnit.objects.filter(activity=thing.activity).first()
        thing.accepted = row is not None and row.state == JointUnit.State.ACCEPTED

    def decide(self, number: int, who: str, verb: str, luck: int) -> None:
        submitted = [thing for thing in self.things if thing.count]
        if not submitted:
            return
        thing = submitted[number % len(submitted)]
        if verb == "approve" and self.target("endorse", thing):
            verb = "endorse"
        who = self.one_of([one for one in EVERYBODY if self.judges(one, thing, verb)], who, luck)
        version = Version.objects.get(activity=thing.activity, number=thing.count if luck else 1)
        target, judges = self.target(verb, thing), self.judges(who, thing, verb)
        is_latest = version.number == thing.count
        act = {"endorse": actions.endorse, "approve": actions.approve, "return": actions.send_back}[verb]
        by = self.cast.actor(self.who(who))
        what = f"{who} {verb} v{version.number} in {thing.state} at {self.stages}"
        # On an older version the trail is another one; whatever that says, it is refused.
        expected = bool(target) and bool(judges) and is_latest
        if self.attempt(expected, lambda: act(version, by=by, reason="请核对"), what):
            assert target
            self.took(thing, verb, who, judges[0], target)

    def took(self, thing: Thing, verb: str, who: str, as_whom: str, target: str) -> None:
        thing.state = target
        thing.decisions.append((thing.count, verb, who, "" if as_whom == who else as_whom))
        if verb == "endorse":
            thing.first = frozenset({who, as_whom})
        if verb == "approve":
            thing.live = Version.objects.get(activity=thing.activity, number=thing.count).title

    def decide_on_all(self, who: str, back: bool) -> None:
        """Many at once: what may be decided on is, and the rest is reported."""
        self.moved = True
        things = [thing for thing in self.things if thing.state in ("submitted", "endorsed")]
        versions = [Version.objects.get(activity=thing.activity, number=thing.count) for thing in things]
        verbs = ["return" if back else "endorse" if t.state == "submitted" and self.stages == 2 else "approve" for t in things]
        by = self.cast.actor(self.who(who))
        outcome = actions.send_back_many(versions, by=by, reason="请核对") if back else actions.approve_many(versions, by=by)
        done = {version.pk for version in outcome.done}
        assert {version.pk for version, _reason in outcome.skipped} == {version.pk for version in versions} - done
        for thing, version, verb in zip(things, versions, verbs, strict=True):
            judges, target = self.judges(who, thing, verb), self.target(verb, thing)
            assert (version.pk in done) == (bool(judges) and bool(target))
            if version.pk in done and target:
                self.took(thing, verb, who, judges[0], target)

    def answer(self, number: int, who: str, accept: bool, luck: int) -> None:
        named = [thing for thing in self.things if thing.partner and thing.count]
        if not named:
            return
        thing = named[number % len(named)]
        who = self.one_of([*FILERS[thing.partner]], who, luck)
        row = JointUnit.objects.get(activity=thing.activity)
        if row.invited_at is None:
            return
        verb = actions.accept if accept else actions.decline
        expected = who in FILERS[thing.partner] and thing.state not in ("withdrawn", "cancelled")
        if self.attempt(expected, lambda: verb(row, by=self.cast.actor(self.who(who))), f"{who} answers for {thing.partner}"):
            thing.accepted = accept

    def wait(self, days: int) -> None:
        self.moved = True
        self.clock.__exit__(None, None, None)
        self.now += timedelta(days=days)
        self.clock = clock.pretend(self.now)
        self.clock.__enter__()

    def grant(self, unit: str, days: int) -> None:
        until = max(self.now, LOCK) + timedelta(days=days)
        grant_exceptions(self.deadline, [getattr(self.cast, unit)], until=until, reason="停电", by=self.cast.actor(self.cast.lin))
        self.excepted[unit] = until

    def go(self, who: str, deputy: str, days: int) -> None:
        until = self.now + timedelta(days=days)

        def meet(one: tuple[datetime, datetime, str]) -> bool:
            return one[0] < until and self.now < one[1]

        is_away = {name for name, one in self.away.items() if meet(one)}
        needed = any(one[2] == who and meet(one) for one in self.away.values())
        expected = who != deputy and who not in is_away and deputy not in is_away and not needed
        stand_in = self.who(deputy) if deputy else None
        by = self.cast.actor(self.who(who))
        act = lambda: leave(self.who(who), since=self.now, until=until, deputy=stand_in, by=by)  # noqa: E731
        if self.attempt(expected, act, f"{who} goes, {deputy} stands in"):
            self.away[who] = (self.now, until, deputy)

    def back(self, who: str) -> None:
        row = Absence.objects.filter(person=self.who(who), until__gt=self.now).first()
        if row:
            self.moved = True
            come_back(row, by=self.cast.actor(self.cast.lin))
            del self.away[who]

    # — what always holds —

    @invariant()
    def the_database_agrees(self) -> None:
        for thing in self.things:
            now = Activity.objects.get(pk=thing.activity.pk)
            live = [*Version.objects.filter(activity=now, live=True).values_list("title", flat=True)]
            assert (now.state, now.version_count, now.title, live) == (
                *(thing.state, thing.count, thing.title, [thing.live] if thing.live is not None else []),
            )

    @invariant()
    def no_version_is_lost_or_changed(self) -> None:
        for thing in self.things:
            versions = Version.objects.filter(activity=thing.activity).order_by("number")
            assert [version.number for version in versions] == [*range(1, thing.count + 1)]
            for version in versions:
                told = [version.content, version.title, version.submitted_by_name, version.submitted_at.isoformat()]
                digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
                assert self.kept.setdefault((thing.activity.pk, version.number), digest) == digest

    @invariant()
    def decisions_name_their_version_and_who_made_them_for_whom(self) -> None:
        names = {self.who(name).pk: name for name in EVERYBODY}
        for thing in self.things:
            rows = Decision.objects.filter(version__activity=thing.activity).order_by("id")
            found = [
                (row.version.number, row.verb, names[row.reviewer_id or 0], names.get(row.stood_in_for_id or 0, ""))
                for row in rows.select_related("version")
            ]
            assert found == thing.decisions

    @invariant()
    def work_lists_and_counters_agree(self) -> None:
        """Looked at where something has moved: it takes some fifty queries."""
        if self.moved and self.things:
            self.work_lists_hold_what_may_be_decided()
            self.counters_equal_the_recount()
        self.moved = False

    def work_lists_hold_what_may_be_decided(self) -> None:
        waiting = [thing for thing in self.things if thing.state in ("submitted", "endorsed")]
        for who in (*REVIEWERS, "lin"):
            listed = {version.activity_id for version in review_queue(self.cast.reach(self.who(who)), self.campaign)}
            assert listed == {thing.activity.pk for thing in waiting if self.judges(who, thing, "approve")}
        present = [who for who in (*REVIEWERS, "lin") if self.decides_now(who)]
        nobody = {t.activity.pk for t in waiting if not any(self.named(who, t) for who in present)}
        assert set(unreviewed(self.campaign)) == nobody

    def decides_now(self, who: str) -> bool:
        """Named as a reviewer and not away, or standing in for one who is."""
        since_until = self.away.get(who)
        is_away = since_until is not None and since_until[0] <= self.now < since_until[1]
        return not is_away and (who in REVIEWERS or bool(self.stands_in_for(who)))

    def named(self, who: str, thing: Thing) -> bool:
        """May decide as a named reviewer or as a deputy, not merely as the office."""
        return any(one != "lin" for one in self.judges(who, thing, "approve"))

    def counters_equal_the_recount(self) -> None:
        assert recount(self.campaign, by=system("test")) == []
        rows = JointUnit.objects.filter(activity__in=[thing.activity.pk for thing in self.things])
        accepted = {row.activity_id for row in rows if row.state == JointUnit.State.ACCEPTED}
        assert accepted == {thing.activity.pk for thing in self.things if thing.partner and thing.accepted}

    def teardown(self) -> None:
        self.clock.__exit__(None, None, None)
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)


@pytest.mark.django_db
@pytest.mark.parametrize("stages", [0, 1, 2])
def test_no_illegal_step_no_lost_version_and_counters_that_agree(stages: int) -> None:
    Filing.stages = stages
    Filing.cast = make_cast()
    Filing.gao = person("gaoyuan", "高原", reviewer=Filing.cast.west)
    Filing.cast.zhou.roles.create(organisation=Filing.cast.west, name="filer")
    run_state_machine_as_test(
        Filing,
        settings=settings(
            max_examples=5,
            stateful_step_count=60,
            deadline=None,
            derandomize=True,
            # A walk that fails is told as it is: making it shorter would take minutes.
            phases=[Phase.generate],
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
