"""The pages' benchmark with a tiny city: every case is measured beside the bare list."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.handlers.wsgi import WSGIHandler

from kepu.activities.models import Activity, Occurrence, Version
from kepu.bench.cpu import Work, medians
from kepu.bench.crowd import crowd
from kepu.bench.pages import BARE, LIMITS, answer, environ, measured
from kepu.campaigns.models import Campaign
from kepu.progress.models import Tally

pytestmark = pytest.mark.django_db


def test_every_case_is_compared_with_the_bare_list() -> None:
    bare, *cases = measured(crowd(45), rounds=1)
    assert (bare.bench, bare.case, bare.unit, bare.ratio) == ("pages", BARE, "ms", None)
    assert [(one.case, one.limit) for one in cases] == list(LIMITS.items())
    for one in cases:
        assert one.ratio == pytest.approx(one.value / bare.value)


def test_the_crowd_is_as_large_as_asked_and_counted() -> None:
    office = crowd(1025)
    assert (Activity.objects.count(), Occurrence.objects.count(), Version.objects.filter(live=True).count()) == (1025,) * 3
    top = Tally.objects.get(organisation=Campaign.objects.get().owner.parent)
    assert (top.approved, top.filed_occurrences, office.roles.count()) == (1025, 1025, 1)


def test_a_page_that_fails_ends_the_bench() -> None:
    with pytest.raises(RuntimeError, match="/nowhere/: 404 Not Found"):
        answer(WSGIHandler(), environ("/nowhere/", ""))


def test_works_alternate_and_what_comes_before_the_first_request_is_free() -> None:
    order: list[str] = []

    def named(name: str) -> Work:
        def work(count: int) -> Iterator[object]:
            order.append(name)
            yield from range(count + 1)

        return work

    found = medians({"a": named("a"), "b": named("b")}, rounds=2, repeats=2)
    assert order == ["a", "b"] + ["a", "b"] * 2
    assert set(found) == {"a", "b"}
    assert max(found.values()) < 1
