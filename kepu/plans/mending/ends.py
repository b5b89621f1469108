"""The two ends of run-on text: title and addressees before the first section, signature and annexes after the last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kepu.plans.mending.columns import split_columns
from kepu.plans.patterns import lazy

PAPER = r"(?:方案|通知|办法|意见|细则|计划|倡议书|安排|函)"
TITLE = lazy(rf"[^。;]{{6,70}}?{PAPER}(?![》”)的])(?:\((?:20\d\d年?|试行|征求意见稿)\))?(?=[^、,。]|$)")
# 安科协办[2024]22号 before the title, with the red head before it.
REFERENCE = lazy(r"[^。;:]{0,40}?\[20\d\d\]\s?\d{1,4}号")
# 各县(市、区)科协,市直有关单位: – to whom a notice speaks.
ADDRESSEES = lazy(r"[^。;:]{2,150}:")
# A notice that prints a plan: its own title comes after the notice's date.
SECOND_TITLE = lazy(rf"(?<=[日)])\s*([^。,;:日)]{{6,50}}{PAPER})(?=为|今年|根据|按照|全国|本)")

YEAR = r"(?:20\d\d|20[Xx×*]{2}|二[〇零O][一二三四五六七八九〇零]{2})年"
DATE = lazy(rf"{YEAR}(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})日")
BODY = r"(?:委员会|办公室|协会|学会|[局厅部委]|政府|领导小组|中心|联合会|科协|学校|大学|学院|联席会议|管委会)"
SIGNATURE = lazy(rf"((?:中共)?[\u4e00-\u9fff]{{2,26}}?{BODY}(?:\([^()]{{2,24}}\))?\s*)+{DATE.pattern}")
ANNEX_NAME = lazy(
    r"[^。;:]{3,60}?(?:表|说明|指南|手册|申报书|推荐书|书|方案|名单|清单|模板|提纲|回执|海报|流程|细则|操作手册)(?:\([^()]{1,10}\))?"
)
# 附件2, 附件 – a page of its own; a year that follows is the title's: 附件|2023年…, 附件2|2023年…
ANNEX_PAGE = lazy(
    rf"(?<![(见《按照将及和与以在至])附\s?件\s?(?:(?={YEAR})|[1-9一二三四五](?={YEAR})|\d{{1,2}}(?![\d)])|(?![\s\d:)》、,。及和的]))"
)
ITEM = lazy(r"附件?:\s?|(?<!\d)\d{1,2}\s?[.、](?=\D|20)")  # what begins a name in the list of annexes
LONE_ANNEX = lazy(r"(?<=[。)])附[:：](?=20\d\d|[\u4e00-\u9fff])")
FORM_LABEL = lazy(r"(?:填报|报送|推荐|申报|填表|制表)(?:单位|部门|人|日期)(?:\([^()]{1,8}\))?\s*:")


def opening_cuts(folded: str) -> Iterator[int]:
    """Behind the title and behind the addressees. A title that stands twice is cut between."""
    reference = REFERENCE.match(folded)
    if reference:
        yield reference.end()
    title = TITLE.match(folded, reference.end() if reference else 0)
    if not title:
        return
    at = title.end()
    yield at
    while folded.startswith(title[0], at):
        at += len(title[0])
        yield at
    addressees = ADDRESSEES.match(folded, at)
    if addressees:
        yield addressees.end()
    for second in SECOND_TITLE.finditer(folded, at):
        yield second.start(1)
        yield second.end(1)


def tail_cuts(folded: str) -> Iterator[int]:
    """Around signature and date, before each annex, behind its title, around its form."""
    for signature in SIGNATURE.finditer(folded):
        if is_signature(folded, signature):
            yield from (start_of_signature(folded, signature), signature.end())
    if annex := LONE_ANNEX.search(folded):
        yield annex.start()
        if name := ANNEX_NAME.match(folded, annex.end()):
            yield name.end()
    for page in ANNEX_PAGE.finditer(folded):
        if not page.start() or "附件:" in folded[: page.start()] or DATE.search(folded[: page.start()][-20:]):
            yield page.start()
            yield page.end()
            yield from form_cuts(folded, page.end())


def is_signature(folded: str, found: re.Match[str]) -> bool:
    """A name and a date that end the text or stand before an annex, and are no part of a sentence."""
    behind = folded[found.end() :].lstrip(" ")
    return not behind or behind.startswith(("附", "(此件"))


def start_of_signature(folded: str, found: re.Match[str]) -> int:
    """Where the signing office's name begins: behind a sentence, or behind the last annex of the list."""
    start = found.start()
    if "附" not in folded[:start]:
        return start
    line = max((match.end() for match in ITEM.finditer(folded, 0, found.end())), default=0)
    name = ANNEX_NAME.match(folded, line)
    return name.end() if name and start <= name.end() <= found.end() else start


def form_cuts(folded: str, at: int) -> Iterator[int]:
    """Behind the annex's title: before its labels and before its columns."""
    label = FORM_LABEL.search(folded, at)
    if label:
        yield label.start()
    columns = folded.find("序号", at)
    if columns >= 0 and split_columns(folded[columns:]):
        yield columns
