"""The register out of a spreadsheet and back: a plan first, nothing half-done, the same file twice changes nothing."""

from __future__ import annotations

import pytest

from kepu.accounts.actor import Actor
from kepu.accounts.models import Person
from kepu.audit.models import Event
from kepu.documents.formats import LISTS
from kepu.documents.register_sheet import register_sheet
from kepu.organisations.actions import close
from kepu.organisations.models import Organisation, Role
from kepu.organisations.queries import listed
from kepu.register.actions import accept_register, planned, read_register, rematch_register, seal
from kepu.register.importing import Plan
from kepu.register.models import RegisterImport
from kepu.verdict import Refused
from tests.cast import Cast, person

HEAD = "单位名称\t简称\t类别\t上级单位\t又名\t姓名\t手机号\t角色\n"


def read(by: Actor, *rows: str, head: str = HEAD) -> RegisterImport:
    """Pasted cells, read in the child process."""
    return read_register((head + "\n".join(rows)).encode(), "粘贴的表格", by=by, pasted=True)


def told(plan: Plan) -> list[tuple[str, str, list[str]]]:
    """Unit, action, and what is wrong, row by row."""
    return [
        (row.unit.label if row.unit else "", row.action, [f"{error.column} {error.message}" for error in row.errors])
        for row in plan.rows
    ]


@pytest.fixture
def lin(cast: Cast) -> Actor:
    """林晓 of the office."""
    return cast.actor(cast.lin)


def test_new_units_their_people_and_what_is_guessed(cast: Cast, lin: Actor) -> None:
    found = read(
        lin,
        "桥头村\t\t\t城南镇\t\t\t\t",
        "城南镇\t\t\t云湖市\t南镇、南关\t赵敏\t13911112222\t填报员",
        "城南镇\t\t\t\t\t钱进\t13911113333\t负责人",
        "云湖市第一中学\t一中\t学校\t\t\t赵敏\t13911112222\t",
        "市天文协会\t\t\t\t\t\t\t",
    )
    plan = planned(found, lin)
    assert told(plan) == [
        ("桥头村", "add", []),
        ("城南镇", "add", []),
        ("城南镇", "update", []),
        ("一中", "add", []),
        ("市天文协会", "add", []),
    ]
    assert plan.rows[1].hints == ["类别按名称判断为“乡镇”。"]
    done = accept_register(found, by=lin, seen=seal(plan))
    assert done.outcome == {"add": 4, "update": 1, "skip": 0, "error": 0}
    south = Organisation.objects.get(name="城南镇")
    assert (south.kind, south.level, south.parent, south.district) == ("town", "town", cast.city, "城南镇")
    assert Organisation.objects.get(name="桥头村").parent == south
    assert sorted(south.aliases.values_list("name", flat=True)) == ["南关", "南镇"]
    roles = Role.objects.filter(person__phone__startswith="139").order_by("pk")
    assert [(role.person.name, role.organisation.label, role.name) for role in roles] == [
        ("赵敏", "城南镇", "filer"),
        ("钱进", "城南镇", "head"),
        ("赵敏", "一中", "filer"),
    ]
    assert Event.objects.get(verb="导入名册").note == "新增4行，更新1行，跳过0行，有问题0行"
    assert bytes(RegisterImport.objects.get().content) == b""


def test_the_same_file_again_changes_nothing(cast: Cast, lin: Actor) -> None:
    rows = ("城南镇\t\t乡镇\t云湖市\t南镇\t赵敏\t13911112222\t", "云湖市教育局\t市教育局\t部门\t\t教体局\t何平\t\t")
    first = read(lin, *rows)
    accept_register(first, by=lin, seen=seal(planned(first, lin)))
    before = [list(table.objects.order_by("pk").values()) for table in (Organisation, Role, Person)]
    again = read(lin, *rows)
    plan = planned(again, lin)
    assert [row.action for row in plan.rows] == ["skip", "skip"]
    accept_register(again, by=lin, seen=seal(plan))
    assert [list(table.objects.order_by("pk").values()) for table in (Organisation, Role, Person)] == before


def test_exported_and_handed_in_again_nothing_differs(cast: Cast, lin: Actor) -> None:
    Role.objects.create(person=cast.wu, organisation=cast.education, name="reviewer", kinds=["school", "society"])
    close(cast.west, by=lin)
    rows = [*listed(cast.reach(cast.lin)), *listed(cast.reach(cast.lin), state="closed")]
    for sees in (True, False):
        content = LISTS["xlsx"].write(register_sheet(rows, (lambda _role: True) if sees else (lambda _role: False)))
        plan = planned(read_register(content, "名册.xlsx", by=lin), lin)
        assert {row.action for row in plan.rows} == {"skip"}, [row for row in plan.rows if row.action != "skip"]
        assert len(plan.rows) == 9


def test_a_changed_export_changes_just_that(cast: Cast, lin: Actor) -> None:
    head = "单位代码\t单位名称\t简称\t类别\t上级单位\n"
    found = read(
        lin,
        "chengdong\t城东街道\t\t街道\t云湖市",
        "jiaoyu\t云湖市教育局\t教育局\t部门\t城西镇",
        head=head,
    )
    plan = planned(found, lin)
    assert [[(one.label, one.before, one.after) for one in row.changes] for row in plan.rows] == [
        [("类别", "乡镇", "街道"), ("单位名称", "城东镇", "城东街道")],
        [("简称", "市教育局", "教育局")],
    ]
    assert plan.rows[1].hints == ["名册里它在云湖市之下；导入不移动单位，需要时在单位页面点“移动”。"]
    accept_register(found, by=lin, seen=seal(plan))
    east = Organisation.objects.get(code="chengdong")
    assert (east.name, east.kind, [alias.name for alias in east.aliases.all()]) == ("城东街道", "street", ["城东镇"])


def test_every_fault_is_named_with_its_cell(cast: Cast, lin: Actor) -> None:
    found = read(
        lin,
        "云湖市某单位\t\t\t\t\t\t\t",
        "城北镇\t\t乡震\t\t\t\t\t",
        "城北镇\t\t\t云湖县\t\t\t\t",
        "城东镇\t\t\t\t\t陈静\t1380000\t",
        "城东镇\t\t\t\t\t\t13911112222\t",
        "城东镇\t\t\t\t\t王五\t13800000003\t",
        "城东镇\t\t\t\t\t王五\t13911114444\t填表员",
    )
    plan = planned(found, lin)
    assert [(error.column, error.message, error.suggestion) for row in plan.rows for error in row.errors] == [
        (
            "C",
            "没有填类别，从名称也看不出来。",
            "乡镇、街道、村（社区）、市直部门、学会、协会、学校、企业、科普基地、媒体、事业单位",
        ),
        ("C", "没有这一种。", "乡镇"),
        ("D", "名册里没有这个上级，也不在您的辖区内的单位之中。", "云湖市"),
        ("G", "电话号码有7位，手机号应为11位。", "请核对并补全号码。"),
        ("F", "请填写姓名，不超过40个字。", ""),
        ("G", "这个手机号已用另一个姓名登记，请核对姓名和号码。", ""),
        ("H", "没有这一种。", "填报员"),
    ]
    accept_register(found, by=lin, seen=seal(plan))
    assert Organisation.objects.count() == 6


def test_what_has_changed_since_is_refused_whole(cast: Cast, lin: Actor) -> None:
    found = read(lin, "城南镇\t\t\t\t\t\t\t", "城北镇\t\t\t\t\t\t\t")
    seen = seal(planned(found, lin))
    person("zhaomin", "赵敏")
    other = read(lin, "城南镇\t\t\t\t\t\t\t")
    accept_register(other, by=lin, seen=seal(planned(other, lin)))
    with pytest.raises(Refused, match="名册有了变化"):
        accept_register(found, by=lin, seen=seen)
    assert not Organisation.objects.filter(name="城北镇").exists()
    with pytest.raises(Refused, match="已经导入过"):
        accept_register(other, by=lin, seen="")
    with pytest.raises(Refused, match="只有上传的人"):
        accept_register(found, by=cast.actor(cast.chen), seen=seen)


def test_others_units_and_offices_are_out_of_reach(cast: Cast) -> None:
    chen = cast.actor(cast.chen)
    plan = planned(read(chen, "城南镇\t\t乡镇\t\t\t\t\t"), chen)
    assert plan.rows[0].action == "error"
    lin = cast.actor(cast.lin)
    plan = planned(read(lin, "山城科协\t\t科协机关\t\t\t\t\t"), lin)
    assert plan.rows[0].errors[0].message == "科协机关和最上级单位由系统管理员登记。"


def test_columns_said_otherwise_are_read_anew(cast: Cast, lin: Actor) -> None:
    found = read(lin, "城南镇\t\t\t\t\t南片\t\t")
    changed = rematch_register(found, {"粘贴的表格": {"F": "district"}}, by=lin)
    row = planned(changed, lin).rows[0]
    assert row.row.texts["district"] == "南片"
    assert row.joining is None
