"""A town's summary: title, contact line, header of two rows with merged cells, example, total, note, signature."""

from __future__ import annotations

from tests.sheets.building import Example, Page, Rows, at, row, workbook

ROWS: Rows = [
    ["云湖市2026年全国科普日活动汇总表"],
    ["填报单位（盖章）：城东镇人民政府      联系人：王芳      联系电话：0512-62345678"],
    ["序号", "活动名称", "活动时间", None, "活动地点", "参与方式", "主办单位", "面向人群", "预计参加人数", "联系人", None, "备注"],
    [None, None, "开始日期", "结束日期", None, None, None, None, None, "姓名", "电话", None],
    ["示例", "“科普进社区”讲座", "2026年9月17日", "2026年9月17日", "幸福社区", "线下", "市科协", "居民", "50", "张三", "13800000000", None],
    [1, "科普大集", "9月17日", "9月19日", "文化广场", "线下", "市科协、城东镇人民政府", "居民", "约200人", "李明", 13800138001, None],
    [2, "身边的\n化学", "9月20日上午9:00", "9月20日上午11:30", "城东小学", None, "市教育局（市招办、体卫艺科）等", "学生", "100-150", "赵敏 13800138002", None, None],
    [3, "健康义诊", "9月21日", None, "卫生院", "线上+线下", None, "老年人", "若干", "钱进", "0512-62345679", "同步直播"],
    [None, None, "9月22日", None, "敬老院", None, None, None, None, None, None, None],
    [4, "科普大集", "9月17日", "9月19日", "文化广场", "线下", "城东镇人民政府", "居民", 200, "李明", 13800138001, "与第1项相同"],
    ["合  计", None, None, None, None, None, None, None, 550],
    ["注：1.本表请于8月20日前报市科协；2.电话请填写手机号码。"],
    ["填表人：王芳", None, None, None, "审核人：周强", None, None, None, "填表日期：2026年8月18日"],
]  # fmt: skip


def example() -> Example:
    """The workbook and its reading."""
    merged = "A1:L1 A2:L2 C3:D3 J3:K3 A3:A4 B3:B4 E3:E4 F3:F4 G3:G4 H3:H4 I3:I4 L3:L4 A12:L12"
    unit = "城东镇人民政府"
    common = {"sheet": "汇总表", "unit": unit}
    return Example(
        "town_summary.xlsx",
        workbook(Page("汇总表", ROWS, merged)),
        [("汇总表", 4, unit)],
        [
            row(
                6, "科普大集", at("9-17", "9-19", "文化广场", "onsite"), audience="居民", expected_participants=200, contact_name="李明",
                contact_phone="13800138001", organisers=("市科协", "城东镇人民政府"), **common,
            ),
            row(
                7, "身边的化学", at("9-20 9:00", "9-20 11:30", "城东小学"), audience="学生", expected_participants=150,
                contact_name="赵敏", contact_phone="13800138002", organisers=("市教育局（市招办、体卫艺科）",), **common,
            ),
            row(
                8, "健康义诊", at("9-21", None, "卫生院", "both"), at("9-22", None, "敬老院", "both"), audience="老年人",
                contact_name="钱进", contact_phone="0512-62345679", **common,
            ),
            row(
                10, "科普大集", at("9-17", "9-19", "文化广场", "onsite"), audience="居民", expected_participants=200, contact_name="李明",
                contact_phone="13800138001", organisers=("城东镇人民政府",), repeats=6, **common,
            ),
        ],
    )  # fmt: skip
