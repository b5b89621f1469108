"""Words that mean kinds of units."""

from __future__ import annotations

import pytest

from kepu.campaigns.groups import Group, group_of

TOWN, STREET, DEPARTMENT = "town", "street", "department"
SOCIETIES = Group(("society", "association"))


@pytest.mark.parametrize(
    ("word", "group"),
    [
        ("各镇", Group((TOWN,))),
        ("各乡镇", Group((TOWN,))),
        ("各乡镇科协", Group((TOWN,))),
        ("各镇（街道）", Group((TOWN, STREET))),
        ("各乡镇（街道）", Group((TOWN, STREET))),
        ("各乡镇、街道", Group((TOWN, STREET))),
        ("各镇街", Group((TOWN, STREET))),
        ("街道办事处", Group((STREET,))),
        ("市直有关单位", Group((DEPARTMENT,))),
        ("市直各部门", Group((DEPARTMENT,))),
        ("各有关部门", Group((DEPARTMENT,))),
        ("省直有关单位", Group((DEPARTMENT,))),
        ("区级机关各部门", Group((DEPARTMENT,))),
        ("学会", Group(("society",))),
        ("市级所属学会", Group(("society",))),
        ("协会", Group(("association",))),
        ("各学会（协会、研究会）", SOCIETIES),
        ("省级学会（协会、研究会）", SOCIETIES),
        ("市属学会、协会", SOCIETIES),
        ("各中小学校", Group(("school",))),
        ("每校", Group(("school",))),
        ("各企业科协", Group(("company",))),
        ("各科普教育基地", Group(("base",))),
        ("各实体科技馆", Group(("base",))),
        ("科研院所", Group(("institution",))),
        ("各村（社区）", Group(("village",))),
        ("各县科协", Group(("office",))),
        ("各县（市、区）科协", Group(("office",))),
        ("各县（市、区）教育局（教体局）", Group((DEPARTMENT,))),
        ("市直各学校", Group(("school",))),
        ("在鹭高校", Group(("school",))),
        ("各乡镇卫生院", Group(("institution",))),
        ("各主办成员单位", Group(all_hosts=True)),
        ("各主办单位", Group(all_hosts=True)),
        ("省全民科学素质纲要实施工作成员单位", Group(all_hosts=True)),
        ("各牵头单位", Group()),
        ("相关单位", Group()),
        ("各有关单位", Group()),
    ],
)
def test_word_means_kinds(word: str, group: Group) -> None:
    assert group_of(word) == group


@pytest.mark.parametrize(
    "name", ["市科协", "县科协", "城东镇", "市直机关工委", "市气象学会", "第一中学", "市科技馆", "市工商联", "云湖日报社"]
)
def test_name_of_one_unit_is_no_group(name: str) -> None:
    assert group_of(name) is None
