"""Two tables on one sheet, each with its own unit line and its own order of columns; a form that is no table beside them."""

from __future__ import annotations

from tests.sheets.building import Example, Page, Rows, at, row, workbook

ROWS: Rows = [
    ["科普日活动表"],
    ["填报单位：河口镇"],
    ["活动名称", "时间", "地点"],
    ["科普赶集", "9月17日", "河口集市"],
    ["渔业讲座", "9月18日", "渔业站"],
    [],
    ["填报单位：湖滨镇"],
    ["地点", "时间", "活动名称", "人数"],
    ["湖滨公园", "9月19日", "湿地观鸟", 30],
    ["湖滨小学", "9月20日", "水质检测", 40],
]
FORM: Rows = [["活动名称", "科普大集", "活动时间", "9月17日"], ["活动地点", "广场", "联系人", "王芳"]]


def example() -> Example:
    """The workbook and its reading."""
    return Example(
        "two_tables.xlsx",
        workbook(Page("表", ROWS), Page("登记表", FORM)),
        [("表", 3, "河口镇"), ("登记表", None, None)],
        [
            row(4, "科普赶集", at("9-17", None, "河口集市"), sheet="表", unit="河口镇"),
            row(5, "渔业讲座", at("9-18", None, "渔业站"), sheet="表", unit="河口镇"),
            row(9, "湿地观鸟", at("9-19", None, "湖滨公园"), sheet="表", unit="湖滨镇", expected_participants=30),
            row(10, "水质检测", at("9-20", None, "湖滨小学"), sheet="表", unit="湖滨镇", expected_participants=40),
        ],
    )
