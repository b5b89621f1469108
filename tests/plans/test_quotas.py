"""Limits on activities, works and proposals a unit – in sentences and in tables."""

from __future__ import annotations

from typing import Any

import pytest

from kepu.plans.blocks import table
from kepu.plans.reading import Reading
from tests.plans.forms import demand, reading

Quota = tuple[list[str], int | None, int | None, str]


def quotas(found: Reading) -> list[Quota]:
    return [(q["who"], q["minimum"], q["maximum"], q["counts"]) for q in found.values("quota")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "各乡镇至少填报30场次，市直有关单位、学会、协会至少填报10场次。",
            [(["各乡镇"], 30, None, "场次"), (["市直有关单位", "学会", "协会"], 10, None, "场次")],
        ),
        ("原则上每个县（市、区）填报活动不少于20项。", [(["每个县（市、区）"], 20, None, "项")]),
        ("市直有关单位、市级学会各不少于8场次。", [(["市直有关单位", "市级学会"], 8, None, "场次")]),
        ("每个乡镇（街道）≥5场，每所中小学校≥1场。", [(["每个乡镇（街道）"], 5, None, "场"), (["每所中小学校"], 1, None, "场")]),
        ("县级不低于20项、乡镇不低于5项。", [(["县级"], 20, None, "项"), (["乡镇"], 5, None, "项")]),
        ("各市科协、省直单位于7月31日前报送信息表，各限报3项。", [(["各市科协", "省直单位"], None, 3, "项")]),
        ("市直各学校各限报2项，在鹭高校各限报3项。", [(["市直各学校"], None, 2, "项"), (["在鹭高校"], None, 3, "项")]),
        ("每家会员单位至多推荐2项。", [(["每家会员单位"], None, 2, "项")]),
        ("高校每所不少于3场，科普基地每个不少于1场。", [(["高校"], 3, None, "场"), (["科普基地"], 1, None, "场")]),
        ("各中心校每类限报2件。", [(["各中心校"], None, 2, "件")]),
        (
            "作品以班级为单位初选，每班至少1件；每校报送学区的作品不超过10件。",
            [(["每班"], 1, None, "件"), (["每校"], None, 10, "件")],
        ),
        ("各学院至少申报1项活动，最多不超过3项。", [(["各学院"], 1, 3, "项")]),
        ("各镇报送1—2项重点活动。", [(["各镇"], 1, 2, "项")]),
        ("各乡镇举办活动3场以上，县直部门1场以上。", [(["各乡镇"], 3, None, "场"), (["县直部门"], 1, None, "场")]),
        (
            "各市（州）推荐优秀活动不超过5项、优秀组织单位不超过2家。",
            [(["各市（州）"], None, 5, "项"), (["各市（州）"], None, 2, "家")],
        ),
        (
            "推荐名额：各县（市、区）各3个，市直各单位各1个。",
            [(["各县（市、区）"], None, 3, "个"), (["市直各单位"], None, 1, "个")],
        ),
        ("各社区结合实际至少开展2场科普活动。", [(["各社区"], 2, None, "场")]),
        ("全县活动不少于200场次，各乡镇10场次。", [(["各乡镇"], 10, None, "场次")]),
        ("每個鄉鎮不少於5場次。", [(["每個鄉鎮"], 5, None, "場次")]),
    ],
)
def test_limits(text: str, expected: list[Quota]) -> None:
    assert quotas(demand(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "照片不少于3张，视频时长不超过5分钟。",
        "每场活动不少于50人。",
        "发放资料不少于500份。",
        "总结不超过2000字。",
        "每件作品作者不超过3人。",
        "各单位于活动后3个工作日内报送。",
        "确定1名联络员。",
    ],
)
def test_no_limits(text: str) -> None:
    assert quotas(demand(text)) == []


def test_a_limit_for_nobody_is_doubted() -> None:
    found = demand("活动不少于5场。")
    assert quotas(found) == [([], 5, None, "场")]
    assert found.facts[[f.family for f in found.facts].index("quota")].confidence < 0.5


TARGETS: list[list[str]] = [
    ["填报主体", "活动场次下限（场次）", "优秀活动推荐上限（项）", "备注"],
    ["各乡镇", "12", "2", "含村"],
    ["县直成员单位、学会", "6", "—", ""],
    ["合计", "300", "30", ""],
]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (TARGETS, [(["各乡镇"], 12, None, "场次"), (["各乡镇"], None, 2, "项"), (["县直成员单位", "学会"], 6, None, "场次")]),
        (
            [["序号", "单位", "任务数"], ["1", "各街道", "10场"], ["2", "各镇", "8场"]],
            [(["各街道"], 10, None, "场"), (["各镇"], 8, None, "场")],
        ),
        (
            [["地区", "推荐名额（个）"], ["东城区", "3"], ["西城区", "2"]],
            [(["东城区"], None, 3, "个"), (["西城区"], None, 2, "个")],
        ),
        ([["单位", "参加人数", "联系电话"], ["各镇", "100", "1234567"]], []),
        ([["单位", "活动场次（场）"], ["", ""], ["", ""]], []),
    ],
)
def test_tables(rows: list[list[str]], expected: list[Quota]) -> None:
    assert quotas(reading("附件1", "任务指标表", table(rows))) == expected


def test_a_task_table_holds_no_limits() -> None:
    rows: list[list[Any]] = [["活动名称", "责任单位", "场次"], ["讲座", "市科协", "3"], ["展览", "市科技馆", "2"]]
    assert quotas(reading("三、活动安排", table(rows))) == []
