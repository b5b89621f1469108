"""Lines in tables, lines that a table completes, and what is no line."""

from __future__ import annotations

import pytest

from kepu.plans.blocks import table
from tests.plans.forms import lines, reading

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
    text = (
        "三、活动内容\n"
        "（一）科普展示。分三个展区：①航天展区。展模型。②健康展区。展器官。③安全展区。展器材。（责任单位：市科协）\n"
        "（二）讲座。讲课。（责任单位：市教育局）"
    )
    assert lines(reading(text))[:2] == ["1 科普展示 市科协", "1.1 航天展区"]


def test_rows_over_the_whole_width_make_the_upper_level() -> None:
    rows = [
        ["序号", "活动名称", "责任单位"],
        ["（一）示范活动"] * 3,
        ["1", "启动仪式", "市科协"],
        ["（二）群众活动"] * 3,
        ["2", "大集", "各乡镇"],
    ]
    assert lines(reading("三、活动安排", table(rows))) == ["1 示范活动", "1.1 启动仪式 市科协", "2 群众活动", "2.1 大集 *各乡镇"]


@pytest.mark.parametrize("heading_rows", [0, 1])
def test_tables_of_labels_describe_one_activity_each(heading_rows: int) -> None:
    first = [
        ["项目一", "“小巷科学家”开讲"],
        ["时间", "9月15日"],
        ["活动内容", "讲课。"],
        ["联系人", "王五"],
        ["负责单位", "甲局、乙局"],
        ["协助单位", "丙中心"],
    ]
    second = [["项目二", "科普展", "时间", "9月16日"], ["负责单位", "丁馆", "协助单位", "戊局"]]
    found = reading("三、活动项目", table(first, heading_rows), table(second, heading_rows))
    assert lines(found) == ["1 “小巷科学家”开讲 甲局、乙局、丙中心", "2 科普展 丁馆、戊局"]
    assert found.values("table") == []


def test_a_single_table_of_labels_describes_the_campaign() -> None:
    rows = [["活动名称", "2024年科普日", "活动时间", "9月15日"], ["主办单位", "市科协", "承办单位", "市农业局"]]
    assert lines(reading(table(rows))) == []


def test_who_does_what_for_the_whole_is_no_line() -> None:
    text = "六、工作分工\n1.办公室负责活动统筹、新闻宣传；\n2.养老服务中心负责场地布置、后勤保障。"
    assert lines(reading(text)) == []


def test_a_plan_inside_a_table_of_labels() -> None:
    rows = [
        ["活动主题", "科学生活"],
        ["活动时间", "9月15日至25日"],
        ["组织单位", "主办：市科协 承办：市科技馆"],
        ["活动内容", "1.启动仪式。举行。（责任科室：科普部） 2.科普展。布展。（责任科室：展教部）"],
        ["工作要求", "1.各部门9月20日前登录平台填报活动。"],
    ]
    found = reading(table(rows))
    assert lines(found) == ["1 启动仪式 科普部", "2 科普展 展教部"]
    assert found.values("theme") == ["科学生活"]
    assert found.values("table") == []
