"""The province's board, with few activities: the tree has the size that is claimed, and the counters are its facts."""

from __future__ import annotations

import pytest

from kepu.activities.models import Activity
from kepu.bench.province import board_cases
from kepu.organisations.models import Organisation
from kepu.progress.models import Tally

pytestmark = pytest.mark.django_db


def test_the_board_of_a_province_is_measured() -> None:
    cases = list(board_cases(600))
    assert [(one.bench, one.case, one.unit, one.limit) for one in cases] == [
        ("filing", "board-1m", "ms", 1.0),
        ("filing", "board-1m-city", "ms", 1.0),
    ]
    assert all(one.value > 0 for one in cases)
    assert Organisation.objects.count() == 4498
    top = Tally.objects.get(organisation__parent=None)
    assert (top.filed, Activity.objects.count(), top.units) == (600, 600, 4320)
