"""What a change would do, said before it is confirmed."""

from __future__ import annotations

from datetime import datetime, timedelta

from kepu.campaigns.effects import Effect, Filed, of_clock, of_deadline, of_duties
from kepu.campaigns.proposal import QuotaPart
from kepu.campaigns.windows import Standing, Window
from kepu.organisations.models import Organisation
from tests.campaigns.test_windows import DUE, OPENS, on

BEFORE = Window("登记填报", OPENS, DUE)
NOW = on("09-20")


def filed(*moments: tuple[int, datetime]) -> list[Filed]:
    """Activities of units, each first submitted at a moment."""
    return [Filed(unit, at) for unit, at in moments]


def test_earlier_deadline_makes_late_what_was_on_time() -> None:
    after = Window("登记填报", OPENS, on("09-16"))
    known = filed((1, on("09-10")), (1, on("09-17")), (1, on("09-18")), (2, on("09-19")))
    assert of_deadline(BEFORE, after, known, NOW) == [
        Effect("3项活动（2个单位）由按时变为逾期", 3, weighs=True),
        Effect("“登记填报”改为已过按时截止，之后办理的记为逾期", 1, weighs=True),
    ]


def test_later_deadline_saves_what_was_late() -> None:
    known = filed((1, on("09-10")), (2, DUE), (2, on("09-30")), (3, on("10-20")))
    after = Window("登记填报", OPENS, on("10-09"))
    assert of_deadline(BEFORE, after, known, on("10-08")) == [
        Effect("2项活动（1个单位）由逾期变为按时", 2),
        Effect("“登记填报”改为按时受理中", 1),
    ]


def test_lock_and_later_opening_act_at_once() -> None:
    locked = Window("登记填报", OPENS, on("09-10"), on("09-10"))
    assert of_clock("填报", BEFORE.standing(NOW), locked.standing(NOW)) == [
        Effect("“填报”立即关闭，只有获补报许可的单位可以办理", 1, weighs=True)
    ]
    assert of_clock("填报", Standing.ON_TIME, Standing.NOT_OPEN) == [
        Effect("“填报”改为尚未开始，各单位暂时不能办理", 1, weighs=True)
    ]


def test_change_that_moves_nobody_has_no_effect() -> None:
    assert of_deadline(BEFORE, Window("登记填报", OPENS, DUE + timedelta(days=3)), filed((1, on("09-10"))), NOW) == []


def unit(number: int, kind: str) -> Organisation:
    """A unit that need not be stored."""
    return Organisation(pk=number, kind=kind, name=f"单位{number}")


TOWNS = [unit(1, "town"), unit(2, "town")]
SOCIETY = unit(3, "society")
THIRTY, TEN = QuotaPart("各乡镇", ("town",), minimum=30), QuotaPart("学会", ("society",), minimum=10)


def test_other_numbers_new_and_lost_duties() -> None:
    units = [*TOWNS, SOCIETY]
    assert of_duties(units, [THIRTY, TEN], units, [QuotaPart("各乡镇", ("town",), minimum=20), TEN], {}) == [
        Effect("2个单位的任务数改变", 2)
    ]
    assert of_duties(units, [THIRTY], units, [THIRTY, TEN], {}) == [Effect("1个单位新增任务", 1)]
    assert of_duties(units, [THIRTY, TEN], units, [TEN], {}) == [Effect("2个单位不再有任务", 2, weighs=True)]
    assert of_duties(units, [THIRTY, TEN], units, [TEN, THIRTY], {}) == []


def test_quota_that_names_a_unit_takes_the_place_of_its_kinds() -> None:
    named = QuotaPart("城东镇", (), 1, minimum=5)
    assert of_duties(TOWNS, [THIRTY], TOWNS, [THIRTY, named], {}) == [Effect("1个单位的任务数改变", 1)]


def test_units_that_leave_with_work_are_told() -> None:
    effects = of_duties([*TOWNS, SOCIETY], [THIRTY], [TOWNS[0]], [THIRTY], {2: 4, 1: 3})
    assert effects == [
        Effect("1个单位不再有任务", 1, weighs=True),
        Effect("移出的单位中有1个已填报活动；活动保留，但不再有应报任务", 1, weighs=True),
    ]
