"""Each kind of damage that sites, OCR and copying do, and what the text was before."""

from __future__ import annotations

from pathlib import Path

import pytest

from kepu.plans.blocks import Block, Document, paragraph, table
from kepu.plans.mending import mend
from kepu.plans.opening import open_document
from tests.plans.collection import Example, examples
from tests.plans.damage import chunked, indented, lines_of, paged, paged_run_on, run_on, wrapped

# A plan in the usual form, one paragraph a line.
PLAN = Path(__file__).with_name("usual_plan.txt").read_text("utf-8").splitlines()


def mended(text: str) -> Document:
    """A text after mending."""
    return open_document(text.encode(), "方案.txt")


def texts(text: str) -> list[str]:
    """Its blocks."""
    return [block.text for block in mended(text).blocks]


# ── Clean documents ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_clean_plan_passes_unchanged() -> None:
    document = mended("\n".join(PLAN))
    assert [block.text for block in document.blocks] == PLAN
    assert (document.mended, document.glued, document.masked) == (False, False, False)


@pytest.mark.parametrize("example", [each for each in examples() if each.name.endswith(".docx")], ids=str)
def test_no_word_document_of_the_collection_is_thought_damaged(example: Example) -> None:
    document = open_document(example.content, example.name)
    assert (document.mended, document.glued) == (False, False)


# ── Lines of sites and pages ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "line",
    [
        "《2024年科普日方案.docx》为网友上传,支持在线预览,更多相似资料可在某某文档网内检索。",
        "《方案.docx》由会员分享,可在线阅读",
        "【本文档来自用户分享,如有侵权请联系站长删除】",
        "本文档由用户上传，仅供学习参考",
        "第1页共2页",
        "第 3 页，共 12 页",
        "— 2 —",
        "- 3 -",
        "2 / 6",
    ],
)
def test_lines_that_are_not_the_plan_s(line: str) -> None:
    assert texts("\n".join([line, *PLAN[:3], line, *PLAN[3:]])) == PLAN


@pytest.mark.parametrize(
    "line",
    [
        "（三）请各单位将活动视频上传平台，由用户分享转发。",
        "活动资料可在线预览和下载。",
        "各单位于9月28日前在线预览并确认资料。",
        "2024",
        "第一页",
    ],
)
def test_sentences_of_the_plan_that_speak_of_uploading_stay(line: str) -> None:
    assert texts("\n".join([*PLAN, line])) == [*PLAN, line]


# ── Chunk marks ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("breaks", [True, False], ids=["a line each", "inside one line"])
@pytest.mark.parametrize("length", [150, 160, 173, 188])
def test_chunk_marks_go_wherever_they_stand(length: int, breaks: bool) -> None:
    document = mended(chunked(run_on(PLAN), length, breaks=breaks))
    assert [block.text for block in document.blocks] == PLAN
    assert document.mended
    assert document.glued


@pytest.mark.parametrize("breaks", [True, False], ids=["a line each", "inside lines"])
@pytest.mark.parametrize("length", [150, 173, 200])
@pytest.mark.parametrize("first", [True, False], ids=["from 1", "from 2"])
def test_chunk_marks_go_from_text_that_kept_its_lines(length: int, breaks: bool, first: bool) -> None:
    text = chunked("\n".join(PLAN), length, breaks=breaks)
    document = mended(text if first else text[2:])
    assert [block.text for block in document.blocks] == PLAN
    assert document.mended


def test_marks_of_the_plan_itself_are_no_chunk_marks() -> None:
    own = [f"{n}、{'请各单位高度重视，认真组织，确保安全。' * 9}（一）甲。（二）乙。" for n in (1, 2, 3)]
    assert texts("\n".join(["工作要求", *own])) == ["工作要求", *own]


# ── Broken lines ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("width", [24, 30, 34, 41])
def test_lines_broken_at_a_width_join(width: int) -> None:
    assert texts(wrapped(PLAN, width)) == PLAN


def test_page_lines_between_broken_lines() -> None:
    assert texts("\n".join(paged(wrapped(PLAN, 34).split("\n"), 5))) == PLAN


@pytest.mark.parametrize("width", [26, 30, 36])
def test_broken_lines_with_paragraphs_set_in(width: int) -> None:
    lines = indented(PLAN, width).replace("\n", "\r\n")
    assert [block.text for block in open_document(lines.encode("gb18030"), "x.txt").blocks] == PLAN


def test_a_list_of_short_lines_is_not_joined() -> None:
    lines = ["主办单位：", "云山县科学技术协会", "云山县农业农村局", "云山县卫生健康局", "承办单位：", "云山县科技馆"]
    assert texts("\n".join(lines)) == lines


# ── Run-on text ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_run_on_text_gets_its_paragraphs_back() -> None:
    document = mended(run_on(PLAN))
    assert [block.text for block in document.blocks] == PLAN
    assert {block.origin for block in document.blocks} == {0}


@pytest.mark.parametrize("length", [230, 260, 301])
def test_run_on_text_cut_by_pages(length: int) -> None:
    assert texts(paged_run_on(run_on(PLAN), length)) == PLAN


def test_a_chapter_that_ran_into_the_paragraph_before_it() -> None:
    lines = [
        "一、主题",
        "科学生活",
        "二、时间",
        "9月15日至25日",
        "三、活动安排",
        "（一）讲座。由县教育局负责。",
        "（二）展览。由县科协负责。",
    ]
    text = "\n".join(lines).replace("日\n三", "日三").replace("。\n（二）", "。（二）")
    assert texts(text) == lines


def test_numbers_that_jump_repeat_or_lost_their_marks() -> None:
    plan = (
        run_on(PLAN).replace("（二）科普下乡", "二）科普下乡").replace("2.科普大", "3 科普大").replace("（二）工作", "（一）工作")
    )
    assert [text[:6] for text in texts(plan)][5:] == [
        "（一）启动仪", "二）科普下乡", "1.田间课堂", "3 科普大篷", "四、工作要求", "（一）登记填", "（一）工作总",
    ]  # fmt: skip


def test_a_row_goes_on_in_the_next_section() -> None:
    plan = run_on(PLAN).replace(
        "四、工作要求（一）", "（三）专项行动。聚焦重点。1反邪教宣传。张贴展板。3.专家讲座。组织宣讲。四、工作要求（一）"
    )
    assert [text[:8] for text in texts(plan)][9:13] == ["（三）专项行动。", "1反邪教宣传。张", "3.专家讲座。组", "四、工作要求"]


def test_hosts_that_stood_one_below_the_other() -> None:
    hosts = ["三、组织单位", "主办单位：", "中共云山县委宣传部", "云山县科协", "承办单位：", "云山县科技馆", "四、活动安排"]
    found = texts(run_on([*PLAN[:4], *hosts, *PLAN[5:9]]))
    assert found[4:9] == ["三、组织单位", "主办单位：", "中共云山县委宣传部", "云山县科协", "承办单位：云山县科技馆"]
    assert found[9:] == ["四、活动安排", *PLAN[5:9]]


def test_labels_signature_annexes_and_the_form_behind() -> None:
    tail = [
        "联系单位：县科协",
        "联系人：邹小溪",
        "联系电话：0000-5321677",
        "附件：1.云山县2024年科普日操作说明2.云山县2024年科普日汇总表",
        "云山县科学技术协会2024年8月22日",
        "附件2",
        "云山县2024年科普日汇总表",
        "填报单位（盖章）：联系人：",
        "序号活动名称活动时间活动地点参加人数负责人及电话备注",
    ]
    found = mended(run_on([*PLAN, *tail])).blocks[len(PLAN) :]
    assert [block.text for block in found] == [
        "联系单位：县科协",
        "联系人：邹小溪",
        "联系电话：0000-5321677",
        "附件：",
        "1.云山县2024年科普日操作说明",
        "2.云山县2024年科普日汇总表",
        "云山县科学技术协会2024年8月22日",
        "附件2",
        "云山县2024年科普日汇总表",
        "填报单位（盖章）：联系人：",
        "序号\t活动名称\t活动时间\t活动地点\t参加人数\t负责人及电话\t备注",
    ]
    assert found[-1].header_rows == 1


def test_a_title_that_stands_twice_and_addressees() -> None:
    notice = "关于开展2024年全国科普日活动的通知"
    plan = run_on([notice, notice, "各乡镇、各单位：", *PLAN[1:]])
    assert texts(plan)[:4] == [notice, notice, "各乡镇、各单位：", PLAN[1]]


# ── Characters ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_doubled_characters_become_single_and_words_stay() -> None:
    text = "倡倡导文明健康的生活方方式，营营造氛围，面对面面交流。人人参与、家家受益、村村响广播，大学学生、学会会员踊跃参加。"
    assert texts(text) == [
        "倡导文明健康的生活方式，营造氛围，面对面交流。人人参与、家家受益、村村响广播，大学学生、学会会员踊跃参加。"
    ]


def test_names_with_a_doubled_character_stay() -> None:
    text = "倡倡导文明，营营造氛围。承办：县瑶医医院。联系人：江小小，电话：0000-6621187。"
    assert texts(text) == ["倡导文明，营造氛围。承办：县瑶医医院。联系人：江小小，电话：0000-6621187。"]


def test_a_single_doubled_character_is_left_to_its_writer() -> None:
    assert texts("联系人：李丽丽。请各单位位于镇中心。") == ["联系人：李丽丽。请各单位位于镇中心。"]
    assert texts("普普及科学知识。") == ["普普及科学知识。"]


def test_what_stands_twice_in_the_same_words_again_is_a_word() -> None:
    text = "承办：集团团委。普普及科学知识，倡倡导文明。参加：集团团委、各分会。"
    assert texts(text) == ["承办：集团团委。普及科学知识，倡导文明。参加：集团团委、各分会。"]


def test_misread_marks() -> None:
    assert texts(
        "避免扎堆重复o（责任单位：市科协）开展技能培训I、科普讲座。（电话：XX)o(四)网址www.foo.com，视频video文件。"
    ) == ["避免扎堆重复。（责任单位：市科协）开展技能培训、科普讲座。（电话：XX)。(四)网址www.foo.com，视频video文件。"]


def test_masked_years_are_told() -> None:
    assert mended("20XX年云山县科普日方案").masked
    assert mended("XXXX年科普日").masked
    assert not mended("2024年XX县科普日方案").masked


# ── Flattened tables ───────────────────────────────────────────────────────────────────────────────────────────────


def blocks_of(*lines: str) -> list[Block]:
    """Lines after mending."""
    return list(mend("x", [paragraph(line) for line in lines]).blocks)


def test_tabbed_lines_are_a_table() -> None:
    assert blocks_of("安排表", "序号\t活动名称\t责任单位", "1\t启动仪式\t县科协", "2\t巡展", "3", "注：") == [
        paragraph("安排表"),
        table([["序号", "活动名称", "责任单位"], ["1", "启动仪式", "县科协"], ["2", "巡展", ""], ["3", "", ""]]),
        paragraph("注："),
    ]


def test_a_tabbed_table_with_merged_cells() -> None:
    two_rows = blocks_of("填报主体\t任务数量\t\t备注", "\t下限\t上限\t", "各乡镇\t12\t2\t")
    assert [(block.rows[:2], block.header_rows) for block in two_rows] == [
        ((("填报主体", "任务数量", "任务数量", "备注"), ("填报主体", "下限", "上限", "备注")), 2)
    ]
    (down,) = blocks_of("板块\t活动名称\t单位", "惠民\t义诊\t县卫健局", "\t讲座\t县民政局")
    assert down.rows[2] == ("惠民", "讲座", "县民政局")
    assert down.text.endswith("\n\t讲座\t县民政局")


def test_a_row_over_the_whole_width_of_a_tabbed_table() -> None:
    text = "序号\t任务\t单位\n（一）示范活动\t\t\n1\t启动式\t县科协\n2\t\t\n"
    assert [block.rows for block in mended(text).blocks] == [
        (("序号", "任务", "单位"), ("（一）示范活动",) * 3, ("1", "启动式", "县科协"), ("2", "", ""))
    ]


def test_lines_parted_by_blanks_are_a_table() -> None:
    assert blocks_of(
        "序号 活动名称 牵头单位 参与单位", "1 启动式 市科协 市教育局、市妇联", "2 巡展 市科技馆 团市委 等", "五、要求"
    ) == [
        table(
            [
                ["序号", "活动名称", "牵头单位", "参与单位"],
                ["1", "启动式", "市科协", "市教育局、市妇联"],
                ["2", "巡展", "市科技馆", "团市委 等"],
            ]
        ),
        paragraph("五、要求"),
    ]


def test_a_table_inside_run_on_text() -> None:
    rows = ["序号\t活动名称\t牵头单位", "1\t启动式\t县科协", "2\t巡展\t县科技馆"]
    found = mended(run_on([*PLAN[:5], *rows, *PLAN[9:]], blanks=True)).blocks
    assert [block.rows for block in found if block.kind == "table"] == [
        (("序号", "活动名称", "牵头单位"), ("1", "启动式", "县科协"), ("2", "巡展", "县科技馆"))
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("省科协科普部\t陶小溪\t电话：0000-8601173",),
        ("姓名\t单位",),
        ("序号为本单位编排的顺序号，请勿改动。",),
        ("甲\t乙\t丙", "丁"),
    ],
)
def test_lines_that_are_no_table(lines: tuple[str, ...]) -> None:
    assert [block.kind for block in blocks_of(*lines)] == ["paragraph"] * len(lines)


def test_lines_of_a_document_are_its_text() -> None:
    assert lines_of(mended("\n".join(PLAN))) == PLAN
