"""Which sections are activity lines, and how they nest."""

from __future__ import annotations

import pytest

from kepu.plans.blocks import table
from kepu.plans.reading import Reading
from tests.plans.forms import reading


def lines(found: Reading) -> list[str]:
    """Key, name and units of each line in one string."""
    made = []
    for t in found.values("track"):
        units = [*t["responsible"], *(f"*{g}" for g in t["groups"])] + ["等"] * t["open"]
        made.append(f"{t['key']} {t['name']} {'、'.join(units)}".strip())
    return made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "二、活动内容\n（一）启动仪式。9月15日举行。（责任单位：市科协）\n（二）系列活动。\n1.进校园活动。作报告。（责任单位：市教育局）\n2.进社区活动。义诊。（责任单位：市卫健委）"
            "\n（三）工作要求\n1.加强领导。要重视。",
            ["1 启动仪式 市科协", "2 系列活动", "2.1 进校园活动 市教育局", "2.2 进社区活动 市卫健委"],
        ),
        (
            "三、重点活动\n（一）主场活动\n1.时间：9月15日\n2.地点：市科技馆\n3.责任单位：市科协、市科技馆\n（二）科普嘉年华\n1.时间：9月16日\n2.责任单位：各县（市、区）科协",
            ["1 主场活动 市科协、市科技馆", "2 科普嘉年华 *各县（市、区）科协"],
        ),
        (
            "三、主要内容\n（一）加强政治引领，激发奋进力量。讲好故事。\n（二）坚持科技赋能。助力振兴。\n四、主要活动\n（一）主场活动。展示。（责任单位：市科协）",
            ["1 主场活动 市科协"],
        ),
        (
            "第一条 为做好科普日工作，制定本办法。\n第二条 区级主场活动。设主会场。牵头单位：区科协；配合单位：区融媒体中心。\n第三条 校园科普行动。安排如下：\n（一）第一课。讲课。牵头单位：区教委\n"
            "（二）实验室。做实验。牵头单位：区妇联\n第四条 各单位应于9月1日前登记。",
            ["1 区级主场活动 区科协、区融媒体中心", "2 校园科普行动", "2.1 第一课 区教委", "2.2 实验室 区妇联"],
        ),
        (
            "三、系列活动安排\n第一板块：启动仪式\n责任单位：市科协\n第二板块：科普进万家\n责任单位：市民政局等",
            ["1 启动仪式 市科协", "2 科普进万家 市民政局、等"],
        ),
        (
            "三、征集类别\n1.科普文章类。2000字以内。\n2.科普视频类。时长5分钟以内。\n四、奖项设置\n1.优秀作品奖。5名。\n2.优秀组织奖。10名。",
            ["1 科普文章类", "2 科普视频类"],
        ),
        (
            "二、主要工作安排\n1.省级主场\n9月在省科技馆举办。主办单位为省科协，承办单位为省科技馆。\n2.市州主场\n由各市（州）科协会同教育局等部门承办。",
            ["1 省级主场 省科协、省科技馆", "2 市州主场 教育局、*各市（州）科协、等"],
        ),
        (
            "一、主场活动（9月15日，责任单位：县科协）\n举行仪式。\n二、乡镇活动（责任单位：各乡镇）\n各乡镇开展。\n三、有关要求\n1.高度重视。要重视。",
            ["1 主场活动 县科协", "2 乡镇活动 *各乡镇"],
        ),
        (
            "三、活动内容\n1.水库开放线。由水库管理所负责。①大坝参观。介绍大坝。②鱼道讲解。介绍鱼道。\n2.水文站开放。由市水文中心负责。",
            ["1 水库开放线 水库管理所", "1.1 大坝参观", "1.2 鱼道讲解", "2 水文站开放 市水文中心"],
        ),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    assert lines(reading(text)) == expected


def test_roles_go_beyond_the_format() -> None:
    found = reading(
        "三、活动内容\n（一）主场。办展。牵头单位：市科协；配合单位：市教育局\n（二）讲座。讲课。牵头单位：市教育局"
    ).values("track")
    assert found[0]["roles"] == {"市科协": "lead", "市教育局": "support"}
    assert "roles" not in reading("三、活动内容\n（一）主场。办展。（责任单位：市科协）").to_plan()["tracks"][0]


TASKS = table(
    [
        ["序号", "工作任务", "牵头单位", "配合单位"],
        ["1", "启动仪式", "县科协", "县委宣传部、各乡镇"],
        ["2", "科普大集", "县农业农村局", "县供销社等"],
    ]
)


def test_lines_in_a_task_table() -> None:
    found = reading("三、活动安排", "各单位按下表落实。", TASKS)
    assert lines(found) == ["1 启动仪式 县科协、县委宣传部、*各乡镇", "2 科普大集 县农业农村局、县供销社、等"]


def test_a_category_column_makes_the_upper_level() -> None:
    rows = [
        ["板块", "活动名称", "责任单位"],
        ["启动展示", "启动仪式", "县科协"],
        ["启动展示", "成果展", "县科技局"],
        ["惠民服务", "义诊", "县卫健局"],
    ]
    assert lines(reading("三、任务安排", table(rows))) == [
        "1 启动展示",
        "1.1 启动仪式 县科协",
        "1.2 成果展 县科技局",
        "2 惠民服务",
        "2.1 义诊 县卫健局",
    ]


def test_a_table_below_a_line_gives_its_sub_lines() -> None:
    text = "三、活动内容\n（一）主场活动。举行仪式。（责任单位：县科协）\n（二）部门活动。安排如下："
    assert lines(reading(text, TASKS)) == [
        "1 主场活动 县科协",
        "2 部门活动",
        "2.1 启动仪式 县科协、县委宣传部、*各乡镇",
        "2.2 科普大集 县农业农村局、县供销社、等",
    ]


def test_a_table_that_only_says_who_does_what() -> None:
    text = "三、活动内容\n（一）启动仪式。9月15日举行。\n（二）科普大集。送科技下乡。"
    assert lines(reading(text, TASKS)) == ["1 启动仪式 县科协、县委宣传部、*各乡镇", "2 科普大集 县农业农村局、县供销社、等"]


def test_a_blank_form_gives_no_lines() -> None:
    assert lines(reading("附件", table([["序号", "活动名称", "责任单位"], ["1", "", ""], ["2", "", ""]]))) == []


def test_units_behind_a_list_belong_to_the_list() -> None:
    text = "三、活动内容\n（一）科普展示。分三个展区：①航天展区。展模型。②健康展区。展器官。③安全展区。展器材。（责任单位：市科协）\n（二）讲座。讲课。（责任单位：市教育局）"
    assert lines(reading(text))[:2] == ["1 科普展示 市科协", "1.1 航天展区"]
