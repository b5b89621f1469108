"""The register: units are added, renamed, changed, closed – with paths, names and letters that are theirs alone."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kepu.accounts.actor import Actor, system
from kepu.audit.models import Event
from kepu.organisations.actions import add_alias, change, close, register, remove_alias, rename, reopen
from kepu.organisations.actions.units import free_path
from kepu.organisations.kinds import Kind, Level
from kepu.organisations.models import Organisation
from kepu.verdict import Refused
from tests.cast import Cast, make_cast
from tests.threads import together

COMMAND = system("测试")


def test_register_fills_in_what_follows(cast: Cast) -> None:
    town = register(
        name="城南镇", kind="town", level="town", parent=cast.city, aliases=["南镇", " 南 镇 ", ""], by=cast.actor(cast.lin)
    )
    assert (town.code, town.path, town.district, town.initials) == (
        "chengnanzhen",
        cast.city.path + "000007",  # the cast's last is 000006
        "城南镇",
        "cnz nz",
    )
    school = register(name="城南镇中心小学", kind="school", level="town", parent=town, short_name="中心小学", by=COMMAND)
    assert (school.code, school.path, school.district, school.initials) == (
        "zhongxinxiaoxue",
        town.path + "000001",
        "城南镇",
        "cnzzxxx zxxx",
    )
    assert [alias.name for alias in town.aliases.all()] == ["南镇"]
    event = Event.objects.get(verb="登记单位", thing_id=str(town.pk))
    assert (event.person_name, event.organisation_path) == ("林晓", town.path)


def test_register_same_code_is_numbered(cast: Cast) -> None:
    one = register(name="城北镇", kind="town", level="town", parent=cast.city, by=COMMAND)
    other = register(name="城北镇", kind="village", level="village", parent=cast.east, by=COMMAND)
    third = register(name="城北镇", kind="village", level="village", parent=cast.west, by=COMMAND)
    assert [unit.code for unit in (one, other, third)] == ["chengbeizhen", "chengbeizhen-2", "chengbeizhen-3"]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"name": " "}, "请填写名称，不超过120个字。"),
        ({"name": "城东镇"}, "云湖市下已有“城东镇”。"),
        ({"name": "新镇", "code": "jiaoyu"}, "单位代码“jiaoyu”已被使用。"),
        ({"name": "新镇", "code": "新镇"}, "单位代码须为小写字母、数字和短横，不超过40个字符。"),
        ({"name": "新镇", "aliases": ["x" * 121]}, "请填写名称，不超过120个字。"),
    ],
)
def test_register_refused(cast: Cast, values: dict[str, Any], reason: str) -> None:
    before = Organisation.objects.count()
    with pytest.raises(Refused) as refused:
        register(**(dict[str, Any](kind="town", level="town", parent=cast.city, by=COMMAND) | values))
    assert refused.value.verdict.reason == reason
    assert Organisation.objects.count() == before


def test_register_only_in_the_territory(cast: Cast) -> None:
    other = register(name="山城市", kind="area", level="city", parent=None, by=COMMAND)
    for parent in (other, None):
        with pytest.raises(Refused) as refused:
            register(name="某镇", kind="town", level="town", parent=parent, by=cast.actor(cast.lin))
        assert refused.value.verdict.kind == "forbidden"
    for person in (cast.chen, cast.zhou):
        with pytest.raises(Refused, match="不在您管理的辖区内"):
            register(name="某镇", kind="town", level="town", parent=cast.city, by=cast.actor(person))
    with pytest.raises(Refused, match="请先登录"):
        register(name="某镇", kind="town", level="town", parent=cast.city, by=Actor(None, "192.0.2.1"))


def test_register_offices_by_the_steward(cast: Cast) -> None:
    values: dict[str, Any] = {"name": "云山县科协", "kind": "office", "level": "county", "parent": cast.city}
    with pytest.raises(Refused, match="由系统管理员登记"):
        register(**values, by=cast.actor(cast.lin))
    cast.lin.is_steward = True
    cast.lin.save()
    assert register(**values, by=cast.actor(cast.lin)).kind == Kind.OFFICE


def test_change_into_an_office_by_the_steward(cast: Cast) -> None:
    """An office reaches its whole area; whoever may change a kind could make himself master of it."""
    values: dict[str, Any] = {"short_name": "", "level": "city", "district": "", "by": cast.actor(cast.lin)}
    with pytest.raises(Refused, match="由系统管理员登记"):
        change(cast.education, kind="office", **values)
    with pytest.raises(Refused, match="由系统管理员登记"):
        change(cast.office, kind="department", **values)


def test_rename_keeps_the_old_name_findable(cast: Cast) -> None:
    rename(cast.education, "云湖市教育体育局", by=cast.actor(cast.lin))
    unit = Organisation.objects.get(pk=cast.education.pk)
    assert unit.name == "云湖市教育体育局"
    assert [alias.name for alias in unit.aliases.all()] == ["云湖市教育局"]
    assert unit.initials == "yhsjytyj jytyj sjyj yhsjyj jyj"
    assert Event.objects.get(verb="单位更名").changes == {"name": ["云湖市教育局", "云湖市教育体育局"]}
    rename(cast.education, "云湖市教育局", by=cast.actor(cast.lin))
    assert [alias.name for alias in unit.aliases.all()] == ["云湖市教育体育局"]
    with pytest.raises(Refused, match="云湖市下已有“城东镇”"):
        rename(cast.education, "城东镇", by=COMMAND)


def test_change_records_what_differs(cast: Cast) -> None:
    change(cast.west, short_name="西镇", kind="street", level="town", district="城西镇", by=cast.actor(cast.lin))
    event = Event.objects.get(verb="修改单位")
    assert event.changes == {"short_name": ["", "西镇"], "kind": ["town", "street"]}
    change(cast.west, short_name="西镇", kind="street", level="town", district="城西镇", by=cast.actor(cast.lin))
    assert Event.objects.filter(verb="修改单位").count() == 1


def test_close_and_reopen(cast: Cast) -> None:
    village = register(name="上村", kind="village", level="village", parent=cast.east, by=COMMAND)
    by = cast.actor(cast.lin)
    with pytest.raises(Refused, match="城东镇下面还有在用的单位"):
        close(cast.east, by=by)
    close(village, by=by)
    close(cast.east, by=by)
    assert cast.reach(cast.chen).roles == ()
    with pytest.raises(Refused, match="已停用，不能在它下面登记单位"):
        register(name="下村", kind="village", level="village", parent=cast.east, by=by)
    with pytest.raises(Refused, match="它的上级城东镇已停用"):
        reopen(village, by=by)
    with pytest.raises(Refused, match="单位状态已经改过了"):
        close(cast.east, by=by)
    reopen(cast.east, by=by)
    reopen(village, by=by)
    assert [role.organisation for role in cast.reach(cast.chen).roles] == [cast.east]
    with pytest.raises(Refused, match="不能停用自己所在的单位"):
        close(cast.office, by=by)


def test_aliases(cast: Cast) -> None:
    by = cast.actor(cast.lin)
    alias = add_alias(cast.education, "市教委（教育局）", by=by)
    assert alias.folded == "市教委(教育局)"
    assert add_alias(cast.education, "市教委（教育局） ", by=by) == alias
    assert "sjw" in Organisation.objects.get(pk=cast.education.pk).initials
    remove_alias(alias, by=by)
    assert "sjw" not in Organisation.objects.get(pk=cast.education.pk).initials
    assert list(Event.objects.order_by("pk").values_list("verb", "note")) == [
        ("添加又名", "市教委（教育局）"),
        ("删除又名", "市教委（教育局）"),
    ]


@pytest.mark.django_db(transaction=True)
def test_register_at_once_below_one_parent() -> None:
    cast = make_cast()

    def add(number: int) -> Organisation:
        return register(name=f"第{number}村", kind=Kind.VILLAGE, level=Level.VILLAGE, parent=cast.east, by=COMMAND)

    added = together(*[partial(add, number) for number in range(6)])
    paths = sorted(unit.path for unit in added if isinstance(unit, Organisation))
    assert paths == [f"{cast.east.path}{number:06d}" for number in range(1, 7)]
    same = together(*[partial(add, 99)] * 3)
    assert sorted(type(answer).__name__ for answer in same) == ["Organisation", "Refused", "Refused"]
    found = partial(register, kind="area", level="city", parent=None, by=COMMAND)
    roots = together(*[partial(found, name=f"第{number}市") for number in range(3)])
    assert len({unit.path for unit in roots if isinstance(unit, Organisation)}) == 3


@pytest.mark.django_db(transaction=True)
def test_register_at_once_control() -> None:
    """The control: without holding the siblings two find the same path free, and only the constraint stops one."""
    cast = make_cast()

    def careless(number: int) -> None:
        with transaction.atomic():
            path = free_path(cast.east)
            Organisation.objects.create(name=f"{number}", code=f"c{number}", kind="village", parent=cast.east, path=path)

    for attempt in range(20):
        answers = together(*[partial(careless, number) for number in range(attempt * 4, attempt * 4 + 4)])
        if any(isinstance(answer, IntegrityError) for answer in answers):
            return
    pytest.fail("the control never collided: the test above proves nothing")
