"""Who sees which duties, and where one stands."""

from __future__ import annotations

import pytest

from kepu.accounts.models import Person
from kepu.desk.navigation import entries
from kepu.organisations.models import Role
from tests.cast import Cast, person


def labels(cast: Cast, who: Person, path: str = "/desk/") -> list[str]:
    """The words of a person's navigation, the current one in brackets."""
    return [f"[{entry.label}]" if entry.current else str(entry.label) for entry in entries(cast.reach(who), path)]


def test_by_role(cast: Cast) -> None:
    assert labels(cast, cast.chen) == ["[待办]", "活动", "进度", "公文"]
    assert labels(cast, cast.zhou) == ["[待办]", "审核", "进度", "留痕"]
    assert labels(cast, cast.lin) == ["[待办]", "活动", "审核", "进度", "公文", "方案与科普日", "单位", "留痕"]


def test_somebody_with_several_roles_sees_each_duty_once(cast: Cast) -> None:
    Role.objects.create(person=cast.chen, organisation=cast.office, name=Role.Name.REVIEWER)
    assert labels(cast, cast.chen) == ["[待办]", "活动", "审核", "进度", "公文", "留痕"]


def test_a_steward_without_a_role_sets_up_units(cast: Cast) -> None:
    steward = person("steward", "管理员")
    assert labels(cast, steward) == []
    steward.is_steward = True
    assert labels(cast, steward) == ["[待办]", "单位"]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/desk/activities/", "活动"),
        ("/desk/activities/abc/form/", "活动"),
        ("/desk/plans/7/", "方案与科普日"),
        ("/desk/campaigns/2026-kepuri/lines/", "方案与科普日"),
        ("/desk/people/3/", "单位"),
        ("/desk/account/", None),
    ],
)
def test_pages_below_an_entry_belong_to_it(cast: Cast, path: str, current: str | None) -> None:
    assert [str(entry.label) for entry in entries(cast.reach(cast.lin), path) if entry.current] == ([current] if current else [])
