"""Filing, moving, merging and closing in any order: counters always equal the recount, and nothing that was filed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kepu.accounts.actor import system
from kepu.activities.models import Activity
from kepu.campaigns.models import Campaign
from kepu.organisations.models import STEP, Former, Organisation
from kepu.progress.recount import recount
from kepu.register.actions import close_unit, merge, move
from kepu.verdict import Refused
from tests.cast import Cast, make_cast
from tests.progress.filing import County, file, make_county, running, shift

COMMAND = system("测试")
UNITS = ("beishan", "shiqiao", "chengdong", "chengxi", "jiaoyu", "qixiang")
units = st.sampled_from(UNITS)
steps = st.one_of(
    st.tuples(st.just("file"), units, units),
    st.tuples(st.just("shift"), units, st.sampled_from(["approved", "returned", "withdrawn"])),
    st.tuples(st.just("move"), units, st.sampled_from((*UNITS, "yunhu"))),
    st.tuples(st.just("merge"), units, units),
    st.tuples(st.just("close"), units, units),
)


class City:
    """The cast's city with its county, and what a step does to it; refusals change nothing."""

    def __init__(self) -> None:
        self.cast: Cast = make_cast()
        self.campaign: Campaign = running(self.cast)
        self.county: County = make_county(self.cast, self.campaign)
        self.filed = 0

    def unit(self, code: str) -> Organisation | None:
        """The unit, unless it was merged into another."""
        return Organisation.objects.select_related("parent").filter(code=code).first()

    def do(self, verb: str, code: str, other: Any) -> None:
        """One step."""
        unit = self.unit(code)
        if unit is None:
            return
        if verb == "file":
            joint = [one for one in [self.unit(other)] if one and one != unit]
            file(self.campaign, unit, occurrences=2, joint=joint)
            self.filed += 1
        elif verb == "shift":
            if activity := Activity.objects.filter(organisation=unit).first():
                shift(activity, other)
        else:
            self.change(verb, unit, self.unit(other))

    def change(self, verb: str, unit: Organisation, other: Organisation | None) -> None:
        """One change of the register."""
        try:
            if verb == "close":
                close_unit(unit, by=COMMAND)
            elif other is not None:
                (move if verb == "move" else merge)(unit, other, by=COMMAND)
        except Refused:
            pass

    def check(self) -> None:
        """Counters, paths and activities are what they must be."""
        assert [recount(one, by=COMMAND) for one in Campaign.objects.all()] == [[], []]
        assert Activity.objects.count() == self.filed
        known = list(Organisation.objects.select_related("parent"))
        for one in known:
            assert one.path[:-STEP] == (one.parent.path if one.parent else "")
        formers = set(Former.objects.values_list("path", flat=True))
        assert {one.path for one in known}.isdisjoint(formers - renamed())


def renamed() -> set[str]:
    """Paths that units kept although they were called otherwise."""
    return {former.path for former in Former.objects.select_related("organisation") if former.path == former.organisation.path}


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(steps, min_size=3, max_size=9))
def test_counters_equal_the_recount_whatever_becomes_of_the_register(taken: list[tuple[str, str, str]]) -> None:
    with transaction.atomic():
        city = City()
        for step in taken:
            city.do(*step)
        city.check()
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_addresses_lead_on_over_two_mergers() -> None:
    city = City()
    for code, into in (("qixiang", "jiaoyu"), ("jiaoyu", "chengdong")):
        unit, other = city.unit(code), city.unit(into)
        assert unit is not None
        assert other is not None
        merge(unit, other, by=COMMAND)
    east = Organisation.objects.get(code="chengdong")
    assert sorted(east.formers.values_list("code", flat=True)) == ["jiaoyu", "qixiang"]
    city.check()
