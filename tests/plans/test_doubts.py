"""Every doubt: what makes it, what it says, and that a sound plan has none."""

from __future__ import annotations

import pytest

from kepu.plans.blocks import table
from kepu.plans.reading import Reading
from tests.plans.forms import reading

SOUND = """一、活动主题
提升全民科学素质，协力建设科技强国
二、活动时间
2024年9月15日至25日
三、活动内容
（一）主场活动。举行启动仪式。（责任单位：市科协、市教育局）
（二）进校园活动。组织讲座。（责任单位：市教育局、各学校）
四、工作要求
（一）登记填报。各镇于9月1日至9月28日登录网站填报活动，各镇至少5场次。
（二）工作总结。各镇于10月8日前将总结报市科协。"""


def doubts(found: Reading) -> list[str]:
    return [d.text for d in found.doubts]


def changed(old: str, new: str) -> Reading:
    assert old in SOUND
    return reading(SOUND.replace(old, new))


def test_a_sound_plan_has_none() -> None:
    assert doubts(reading(SOUND)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2024年9月15日至25日", "2023年9月15日至25日", "方案是2024年的，这里的日期却是2023年，请核对年份。"),
        ("2024年9月15日至25日", "2024年9月15日至9月5日", "活动时间的结束（9月5日）早于开始（9月15日），请核对。"),
        (
            "2024年9月15日至25日",
            "2024年5月15日至25日",
            "2024年全国科普日全国的集中时间是9月15日至9月25日，这里是5月15日至5月25日，请核对。",
        ),
        ("2024年9月15日至25日", "2024年9月15日（星期六）至25日", "2024年9月15日是星期日，这里写的是星期六，请核对日期。"),
        ("10月8日前", "9月31日前", "没有9月31日这一天，请核对日期。"),
        ("10月8日前", "9月20日前", "报总结的期限（9月20日）早于活动结束（9月25日），请核对。"),
        ("9月1日至9月28日", "9月28日至9月1日", "截止日期（9月1日）早于开始日期（9月28日），请核对。"),
        ("10月8日前", "活动结束后10日内", "这个期限没有写明日期（以活动结束等为起点），请补上日期。"),
        (
            "协力建设科技强国",
            "助力科技自立自强",
            "这是2023年全国科普日的全国主题，2024年的是“提升全民科学素质,协力建设科技强国”，请核对。",
        ),
        ("协力建设科技强国", "共同建设科技强国", "与全国的主题“提升全民科学素质,协力建设科技强国”有几个字不同，请核对。"),
        (
            "（责任单位：市教育局、各学校）",
            "（责任单位：市教育局承办单位市科技馆、各学校）",
            "“市教育局承办单位市科技馆”不像一个完整的单位名称，请核对。",
        ),
        (
            "（责任单位：市教育局、各学校）",
            "（责任单位：教育局、各学校）",
            "“市教育局”和“教育局”可能是同一个单位，请确认用哪个名称。",
        ),
        ("市科协、市教育局）", "市科协、市教育局。", "这里的括号没有闭合，责任单位可能多读或少读了，请核对。"),
        ("，各镇至少5场次", "。活动至少5场次", "这里没有写明是哪些单位的任务数，请核对。"),
        ("（二）工作总结", "（四）工作总结", "序号不连续：“（一）”后面是“（四）”，请核对有没有漏掉、写错或并错的段落。"),
        ("（二）进校园活动", "（二）主场活动", "“主场活动”出现了两次，请核对是否重复。"),
        ("二、活动时间\n2024年9月15日至25日\n", "", "没有读到活动时间，请在原文里核对；原文没有的，可以手工补上。"),
        (
            "（二）工作总结。",
            "（二）工作总结。各镇填报2022年全国科普日活动情况。",
            "标题是2024年，这里写的是2022年，可能是沿用了往年的文字。",
        ),
    ],
)
def test_a_fault_is_doubted_at_its_place(old: str, new: str, said: str) -> None:
    found = changed(old, new)
    assert said in doubts(found)
    placed = next(d for d in found.doubts if d.text == said)
    assert all(found.blocks[b].text[s:e] for b, s, e in placed.spans)


def test_a_table_of_another_year() -> None:
    found = reading(SOUND + "\n附件：2023年活动汇总表")
    assert doubts(found) == ["方案是2024年的，“2023年活动汇总表”写的是2023年，请核对年份。"]


def test_a_line_without_units_among_lines_with_them() -> None:
    lines = "".join(f"\n（{n}）第{n}场讲座。讲课。（责任单位：市科协）" for n in "三四五") + "\n（六）科普展览。办展。"
    found = changed("\n四、工作要求", lines + "\n四、工作要求")
    assert doubts(found) == ["“科普展览”没有读到责任单位，同级的其他活动都有，请核对。"]


def test_a_task_table_that_breaks_off() -> None:
    rows = [["活动名称", "责任单位"], ["讲座", "市科协"], ["展览", "市科技馆"], ["义诊", ""]]
    found = reading("一、主题\n智慧生活\n二、时间\n2024年9月15日至25日\n三、活动安排", table(rows))
    assert doubts(found) == ["表格里“义诊”这一行没有责任单位，可能缺了一截，请核对。"]


def test_two_numbers_for_the_same_units() -> None:
    found = changed("各镇至少5场次。", "各镇至少5场次。各镇至少8场次。")
    assert doubts(found) == ["“各镇”有两个不同的任务数，请核对。"]


def test_something_else_than_a_plan() -> None:
    found = reading("今日菜谱：红烧肉、青菜、米饭。", title="食堂通知")
    assert doubts(found) == ["这份文件不像科普活动的工作方案：没有读到主题、时间、活动内容和报送要求。请确认文件是否选对。"]


def test_site_copies_and_masked_years_are_said_first() -> None:
    found = reading(SOUND.replace("2024年", "20XX年"), title="20XX年云山市全国科普日活动方案", mended=True, masked=True)
    assert doubts(found) == [
        "这份文字像是从文档网站复制来的，有缺字、错行或多余的标记，请对照原件核对。",
        "年份被遮住了（20XX年），请补上年份。",
        "这是2024年全国科普日的全国主题，请核对年份。",
    ]
