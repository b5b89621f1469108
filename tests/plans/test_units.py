"""Lists of units: names and kinds, brackets, open ends, roles, prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepu.plans.facts.units import units_of
from kepu.plans.pieces import piece
from kepu.plans.unit_lists import is_group, looks_like_unit, split_units


def names(text: str) -> tuple[list[str], list[str], bool]:
    """Single units, kinds of units, and whether the list is open."""
    found = units_of([piece(0, text)])
    return [u.name for u in found.units if not u.group], [u.name for u in found.units if u.group], found.open


@pytest.mark.parametrize(
    ("text", "single", "kinds", "is_open"),
    [
        ("免费体检。责任人：镇团委、派出所。", ["镇团委", "派出所"], [], False),
        ("责任单位：1.市科协；2.市教育局；③市卫健委", ["市科协", "市教育局", "市卫健委"], [], False),
        ("责任单位：市、县（区）科协，市科技馆……", ["市科技馆"], ["市、县（区）科协"], True),
        ("责任单位：市委网信办市科协、市市场监管局", ["市委网信办", "市科协", "市市场监管局"], [], False),
        ("责任单位：市科协市民科普中心", ["市科协市民科普中心"], [], False),
        ("责任单位：科学技术处、实验室与设备管理处", ["科学技术处", "实验室与设备管理处"], [], False),
        ("卫生院负责义诊，应急办负责安全生产、防灾减灾宣传。", ["卫生院", "应急办"], [], False),
        ("牵头单位：市公安局\n成员单位：市卫健委、镇中学", ["市公安局", "市卫健委", "镇中学"], [], False),
        ("由甲馆、乙馆、丙馆等场馆承担。", ["甲馆", "乙馆", "丙馆"], [], True),
        ("责任单位：市人民医院等医院。", ["市人民医院"], [], True),
        ("责任单位：区教育学会、属地学校、科技特派员。", ["区教育学会"], ["属地学校", "科技特派员"], False),
        ("【牵头】市教育局【参与】各学校", ["市教育局"], ["各学校"], False),
        ("【内容】启动仪式。【责任单位】市科协、市科技馆", ["市科协", "市科技馆"], [], False),
        ("责任：市卫健委、市疾控中心。", ["市卫健委", "市疾控中心"], [], False),
        ("（责任处室：科普处；承办单位：省科技馆）", ["科普处", "省科技馆"], [], False),
        ("牵头单位市民政局，配合单位市老龄协会、市电信公司等。", ["市民政局", "市老龄协会", "市电信公司"], [], True),
        ("本项活动由市科协总牵头，市教育局、市科技局分工落实。", ["市科协", "市教育局", "市科技局"], [], False),
        ("由市科协牵头，市农业局和各县科协共同实施。", ["市科协", "市农业局"], ["各县科协"], False),
        ("由综合办主责，东街、西街社区承接，物业公司配合。", ["综合办", "东街", "西街社区", "物业公司"], [], False),
        ("由市科协、市卫健委、市妇联分片负责。", ["市科协", "市卫健委", "市妇联"], [], False),
        ("由市科技馆承办，市一中、市二中等驻云高校参加。", ["市科技馆", "市一中", "市二中"], [], True),
        ("由县科协负责现场布置，县公安局、县城管局等部门负责安全保障。", ["县科协", "县公安局", "县城管局"], [], True),
        ("由市自然资源和规划局会同市科协编制。", ["市自然资源和规划局", "市科协"], [], False),
        ("各部门、各单位结合行业特点自主开展。", [], ["各部门", "各单位"], False),
        ("（责任单位：市科协、市教育局等）", ["市科协", "市教育局"], [], True),
        ("（责任单位：科协、各镇等相关单位）", ["科协"], ["各镇"], True),
        ("（责任单位：市科协、市级所属学会、协会、相关单位）", ["市科协"], ["市级所属学会", "协会", "相关单位"], False),
        ("（责任单位：市科协、市委宣传部等10个部门）", ["市科协", "市委宣传部"], [], True),
        ("（责任单位：市经信局（科技局）、县(市、区)科协)", ["市经信局（科技局）"], ["县(市、区)科协"], False),
        ("（牵头单位：市科协；配合单位：市教育局、各县（市、区）科协）", ["市科协", "市教育局"], ["各县（市、区）科协"], False),
        ("（牵头单位：市科协  责任单位：市教育局  市文旅局）", ["市科协", "市教育局", "市文旅局"], [], False),
        ("责 任 单 位：县科协、各乡镇（街道）", ["县科协"], ["各乡镇（街道）"], False),
        ("责任单位为各科普教育基地。", [], ["各科普教育基地"], False),
        ("责任单位：县科协、宣传、教育、卫健等部门", ["县科协", "宣传", "教育", "卫健"], [], True),
        ("协助单位：电信、移动、联通云山分公司", ["电信", "移动", "联通云山分公司"], [], False),
        ("（责任单位：市科协、市委网信办、云山日报社。", ["市科协", "市委网信办", "云山日报社"], [], False),
        ("主办：市科协  协办：云山大学", ["市科协", "云山大学"], [], False),
        ("由县科协牵头，县委宣传部、县融媒体中心配合。", ["县科协", "县委宣传部", "县融媒体中心"], [], False),
        ("由市科协会同市教育局、团市委组织实施。", ["市科协", "市教育局", "团市委"], [], False),
        ("由市科协和市教育局共同负责。", ["市科协", "市教育局"], [], False),
        ("由各乡镇（街道）负责实施，分片轮训。", [], ["各乡镇（街道）"], False),
        ("由学会秘书处统一征集展播。", ["学会秘书处"], [], False),
        ("由各会员单位结合实际自行组织。", [], ["各会员单位"], False),
        ("市科协牵头，市教育局、各县区按职责分工负责。", ["市科协", "市教育局"], ["各县区"], False),
        (
            "走进农村、社区。（各县（市、区）科协，市委组织部、市民政局按职责分工负责）",
            ["市委组织部", "市民政局"],
            ["各县（市、区）科协"],
            False,
        ),
        ("组织义诊。（市卫健委，各县区卫健局，市中医院负责）", ["市卫健委", "市中医院"], ["各县区卫健局"], False),
        ("在市科技馆举行。（市科技馆，市科协负责）", ["市科协"], [], False),
        ("形成部门协同、上下联动的工作格局。（市科协负责）", ["市科协"], [], False),
        ("组织义诊（市卫健委牵头，市疾控中心配合）。", ["市卫健委", "市疾控中心"], [], False),
        ("开展讲座。（科研处、检验科）", ["科研处", "检验科"], [], False),
        ("展出展板（市科协、市档案馆）", ["市科协", "市档案馆"], [], False),
        ("由岚山市科技馆影院部、银河影城承担。", ["岚山市科技馆影院部", "银河影城"], [], False),
        ("由各市（州）党委宣传部、科协、科技局负责。", [], ["各市（州）党委宣传部", "科协", "科技局"], False),
    ],
)
def test_units_of_a_line(text: str, single: list[str], kinds: list[str], is_open: bool) -> None:
    assert names(text) == (single, kinds, is_open)


@pytest.mark.parametrize(
    "text",
    [
        "由专业人员现场解答。",
        "由基层点单、学会派单，避免重复。",
        "请各单位认真组织，由专人负责。",
        "市民、学生踊跃参加。",
        "展品由厂家提供（见附件1）。",
        "责任人：王一鸣",
    ],
)
def test_no_units(text: str) -> None:
    assert names(text) == ([], [], False)


def test_roles_are_kept() -> None:
    found = units_of([piece(0, "牵头单位：市科协；责任单位：市教育局（配合）、市文旅局；协助单位：各街道")])
    assert [(u.name, u.role) for u in found.units] == [
        ("市科协", "lead"),
        ("市教育局", "support"),
        ("市文旅局", "responsible"),
        ("各街道", "support"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "市自然资源和规划局",
        "市人力资源和社会保障局",
        "县发展和改革委员会",
        "市文化和旅游局",
        "县科学技术和工业信息化局",
        "各国家级和省级重点实验室",
    ],
)
def test_and_inside_a_name_separates_nothing(text: str) -> None:
    assert [u.name for u in split_units(piece(0, text))[0]] == [text]


@pytest.mark.parametrize("text", ["高等学校", "中等职业学校", "初等学校"])
def test_a_school_of_some_degree_is_no_open_list(text: str) -> None:
    assert split_units(piece(0, text))[1] is False


@pytest.mark.parametrize(
    "text",
    [
        "各镇",
        "各主办成员单位",
        "每个县（市、区）",
        "市级学会（协会、研究会）",
        "科研院所",
        "企业",
        "规模以上工业企业",
        "驻市高校",
        "市直各学校",
        "乡镇卫生院",
        "县（市、区）科协",
        "有关部门",
        "机关各支部",
        "学校",
        "社区",
        "全体会员单位",
    ],
)
def test_words_for_a_kind_of_units(text: str) -> None:
    assert is_group(text.translate(str.maketrans("（）", "()")))


@pytest.mark.parametrize(
    "text",
    [
        "市科协",
        "科协",
        "县图书馆",
        "城关镇",
        "湖滨街道办事处",
        "镇中心校",
        "卫生院",
        "县人民医院",
        "县中医院",
        "县职业中学",
        "市水利学会",
        "工业园区管委会",
        "街道科协",
        "云山大学",
        "老科协",
        "县老年大学",
        "高新区管委会",
    ],
)
def test_single_units(text: str) -> None:
    assert not is_group(text)
    assert looks_like_unit(text) or text == "老科协"


UNITS = st.sampled_from(
    [
        "市科协",
        "市教育局",
        "市经信局（科技局）",
        "市自然资源局(林业局、园林局)",
        "各县（市、区）科协",
        "省级学会（协会、研究会）",
        "国网云山供电公司",
        "市文化和旅游局",
        "团市委",
        "云山师范学院",
    ]
)


@given(
    st.lists(UNITS, min_size=1, max_size=8, unique=True),
    st.sampled_from(["、", "，", ";"]),
    st.sampled_from(["", "等", "等单位", "等相关部门"]),
)
def test_a_joined_list_falls_apart_again(units: list[str], separator: str, tail: str) -> None:
    found, is_open = split_units(piece(0, separator.join(units) + tail))
    assert ([u.name for u in found], is_open) == (units, bool(tail))
