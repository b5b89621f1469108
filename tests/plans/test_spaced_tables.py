"""Tables whose cells blanks alone part, whole and broken over lines."""

from __future__ import annotations

import pytest

from kepu.plans.blocks import Block, paragraph
from kepu.plans.mending.spaced import with_spaced_tables
from kepu.plans.opening import open_document
from tests.plans.damage import wrapped

PROSE = [
    "关于举办2024年云山市科技活动周的通知",
    "各县（市、区）科技局、党委宣传部、科协，市直有关单位，各有关高校、科研院所，各国家级科普基地：",
    "根据省科技厅统一部署，经市政府批准，决定举办2024年云山市科技活动周。现将有关事项通知如下，请认真贯彻执行。",
    "市级层面重点组织下列活动，由牵头单位会同配合单位实施，各县（市、区）可结合实际自行设计有特色的活动。",
]
AFTER = ["五、工作要求", "（一）加强领导。各单位要加强领导，认真组织，周密安排，确保各项活动安全、有序、节俭、热烈地开展。"]
ROWS = [
    "云山市科技活动周任务表",
    "序号 活动名称 主要内容 责任分工",
    "牵头单位 配合单位",
    "一、线上活动",
    "1 云上启动仪式 网络直播启动仪式 市科技局 市融媒体中心、市委网信办、市广播电视台、各县融媒体中心",
    "2 战疫科普微课 专家录制微课 市卫健委 市人民医院、市疾控中心（卫生监督所）",
    "二、校园活动",
    "3 开学科学第一课  市教育局 各学校",
]


def tables(text: str) -> list[Block]:
    """The tables of a text file."""
    return [block for block in open_document(text.encode(), "方案.txt").blocks if block.kind == "table"]


@pytest.mark.parametrize("width", [200, 36, 30, 27])
def test_a_divided_heading_categories_an_empty_cell_and_broken_rows(width: int) -> None:
    (found,) = tables(wrapped([*PROSE, *ROWS, *AFTER], width))
    assert found.header_rows == 2
    assert found.columns == ("序号", "活动名称", "主要内容", "牵头单位", "配合单位")
    assert found.rows[2:] == (
        ("一、线上活动",) * 5,
        ("1", "云上启动仪式", "网络直播启动仪式", "市科技局", "市融媒体中心、市委网信办、市广播电视台、各县融媒体中心"),
        ("2", "战疫科普微课", "专家录制微课", "市卫健委", "市人民医院、市疾控中心（卫生监督所）"),
        ("二、校园活动",) * 5,
        ("3", "开学科学第一课", "", "市教育局", "各学校"),
    )


@pytest.mark.parametrize("page", ["— 2 —", "第1页 共3页"])
def test_a_merged_first_column_and_a_page_between_the_rows(page: str) -> None:
    rows = ["板块 序号 任务名称 完成时间 牵头部门 配合单位", page, "成果展示 1 模型展 5月25日 科技部 白鹤厂、龙门厂"]
    rows += ["2 青年论坛 5月28日 团委 设计院", page, "公众开放 3 开放日 活动周期间 党群部 白鹤厂"]
    (found,) = tables("\n".join([*PROSE, *rows, *AFTER]))
    assert found.rows[1:] == (
        ("成果展示", "1", "模型展", "5月25日", "科技部", "白鹤厂、龙门厂"),
        ("成果展示", "2", "青年论坛", "5月28日", "团委", "设计院"),
        ("公众开放", "3", "开放日", "活动周期间", "党群部", "白鹤厂"),
    )


def test_a_table_without_numbers_and_a_blank_form() -> None:
    text = ["活动指标表", "单位 活动数（项） 其中线上（项） 备注", "市直有关部门 ≥3 ≥1 每部门", "各县（市） ≥8 ≥3", "附件3"]
    text += ["2024年活动统计表", "填报单位：　　填报人：", "单位 活动情况 参与人数 备注", "项目数 场次 职工 公众"]
    quotas, form = tables("\n".join([*PROSE, *text]))
    assert quotas.rows[1:] == (("市直有关部门", "≥3", "≥1", "每部门"), ("各县（市）", "≥8", "≥3", ""))
    assert form.columns == ("单位", "项目数", "场次", "职工", "公众", "备注")


def test_a_blank_inside_a_cell_goes_where_the_headings_bear_it() -> None:
    rows = ["序号 活动名称 活动时间 牵头单位", "1 科技改变生活 创新赢得未来 9月17日 市科协"]
    rows += ["2 科普大集 9月18日 上午 市农业农村局"]
    (found,) = with_spaced_tables([paragraph(row) for row in rows])
    assert found.rows[1:] == (
        ("1", "科技改变生活 创新赢得未来", "9月17日", "市科协"),
        ("2", "科普大集", "9月18日 上午", "市农业农村局"),
    )


@pytest.mark.parametrize(
    "line",
    [
        "弘扬科学家精神 激发全社会创新活力 共建科技强市",
        "青枫镇人民政府 二〇一六年九月五日",
        "联系人：市科协 王一鸣 0000-1234567",
        "时间 地点",
        "主办 市科协 承办 市科技馆",
    ],
)
def test_lines_with_blanks_that_are_no_heading(line: str) -> None:
    blocks = [paragraph(each) for each in ("一、主题", line, "二、时间 九月 全月", "1 甲 乙")]
    assert with_spaced_tables(blocks) == blocks


def test_rows_end_where_the_numbers_do() -> None:
    blocks = [paragraph(each) for each in ("序号 活动 单位", "1 讲座 市科协", "3 展览 市科技馆", "五、要求")]
    found = with_spaced_tables(blocks)
    assert [block.kind for block in found] == ["table", "paragraph", "paragraph"]


def test_rows_without_numbers_below_categories_and_merged_cells() -> None:
    rows = [
        "项目 时间 地点 承办单位",
        "（一）示范活动",
        "开幕式 5月25日 会展中心 市科技局",
        "（二）开放活动",
        "企业开放日 5月30日 高新区 管委会",
    ]
    (found, after) = with_spaced_tables([paragraph(row) for row in [*rows, "五、工作要求"]])
    assert found.rows[1:4] == (("（一）示范活动",) * 4, ("开幕式", "5月25日", "会展中心", "市科技局"), ("（二）开放活动",) * 4)
    assert after.text == "五、工作要求"
    rows = ["领域 主要活动 责任单位 完成时限", "科学教育 开学第一课 县教育局 9月上旬", "实验包捐赠 团县委、县关工委 9月中旬"]
    (found,) = with_spaced_tables([paragraph(row) for row in rows])
    assert found.rows[2] == ("科学教育", "实验包捐赠", "团县委、县关工委", "9月中旬")
