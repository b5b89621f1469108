"""The import's benchmark with a small spreadsheet: every row arrives, by us and by the peer."""

from __future__ import annotations

import pytest

from kepu.activities.models import Activity, Occurrence
from kepu.bench.importing import import_cases

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_case_is_measured_on_rows_that_arrive() -> None:
    found = {one.case: one for one in import_cases(40, rounds=1)}
    assert [(case, one.unit, one.limit) for case, one in found.items()] == [
        ("import-10k", "s", 1.2),
        ("dry-run-10k", "s", 2.0),
        ("import-10k-peak", "MB", 150),
        ("import-vs-django-import-export", "s", None),
    ]
    assert found["dry-run-10k"].value > found["import-10k"].value > 0
    peer = found["import-vs-django-import-export"]
    assert peer.ratio == pytest.approx(peer.value / found["import-10k"].value)
    assert (Activity.objects.count(), Occurrence.objects.count()) == (80, 40)
    one = Activity.objects.filter(title="第1镇第0场科普讲座：身边的科学").values_list(
        "organisation__name", "expected_participants"
    )
    assert [*one] == [("第1镇", 40)] * 2
