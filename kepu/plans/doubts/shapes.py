"""Doubts about values that are not shaped like what they should be: what damage and misreading leave behind.

A title that is no title, a line called like a unit or a demand, a telephone number of four digits: each rule is what a careful
reader would stumble over. Measured in `tests/plans/test_doubting.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from kepu.plans.dates import single
from kepu.plans.doubts.structure import TELLING
from kepu.plans.doubts.times import numbered
from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact
from kepu.plans.folding import fold
from kepu.plans.patterns import lazy
from kepu.plans.purposes import ends_as_line, is_demand, purpose
from kepu.plans.reading import Doubt
from kepu.plans.unit_lists import looks_like_unit, shows_kind
from kepu.plans.words.names import COMMON_WORDS

SPEAKS = lazy(r"科普|科技|科学|活动|作品|[周日月节]")
PLACED = lazy(r"20\d\d|20[Xx×*]|二〇|关于|届|[省市县区州镇乡校馆局会学院团司旗村街]")
PRINTED = lazy(r"印\s?发", needs="印")
PLACE = lazy(r"[县区镇乡村]$|街道$|^牵头|^配合")
COUNTED = lazy(r"第[一二三四五六七八九十\d]{1,2}[^\W\d]{0,2}")
STRAY = lazy(r"[。;!?>]|^\d{1,2}[、.]|\d日|^[一二三四五六七八九十]、")
PHONE = lazy(r"(?:\(?0\d{2,3}\)?-?)?\d{7,8}(?:(?:转|-)\d{1,4})?|1[3-9]\d-?\d{4}-?\d{4}|\d{4,6}|[48]00-?\d{3}-?\d{4}")
AREA = lazy(r"0\d{2,3}")
MAIL = lazy(r"(?![\d-]{7,}[A-Za-z])[\w.+-]{2,}@[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|edu|gov|example|[a-z]{2})")
LABEL = lazy(r"(?:责任|牵头|配合|承办|主办|联系)(?:单位|部门|人)|活动(?:时间|地点|内容)|(?:时间|地点)$|\d{1,2}[月日]")
INSIDE = lazy(r"[\u4e00-\u9fff]\d{1,2}[.、]?[\u4e00-\u9fff]{2}")  # 镇卫生院3镇科协
SAYS_MORE = lazy(r"(?:主办|承办|协办|联合举办)|\d{1,2}月|[。;]|单位|负责|^(?:与|和|及|为|的)")
SIGNED = lazy(
    r"20\d\d年\d{1,2}月|(?:局|委|会|协|大学|办公室|政府|馆|中心)$|无正文|[。;:]|^\d+$|[\u4e00-\u9fff]\d[.、]|(?:表|模板|说明|指南)[\u4e00-\u9fff]{4}"
)
NUMBER_AT_END = lazy(r"[一二三四五六七八九十]$")
# Words in which a character stands twice by right, but never in the name of a unit.
TWICE = lazy(r"环环|个个|村村|处处|家家|户户|点点|层层|条条|件件|人人|天天|好好|大大|小小")
PART_OF_NAME = lazy(r"(?:[省市县区州镇乡村各每]|方式|等|和|与)")
EACH_INSIDE = lazy(r"(?!全[省市县区]|其[他它]|辖区|所有|本)[\u4e00-\u9fff]{2,}各(?!类|自|族|级)", needs="各")  # 征集数量各中心校
WRONG_BEGINNING = lazy(r"[一二三四五六七八九十个求\d]|请|于|将|对|每(?:件|类|项|组|次|场|幅|篇|个)?$")
LONGEST_COLUMN = 16

Said = Iterator[tuple[int, str, int]]  # number of the fact, sentence, which of its spans


def shapes(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """All values that are shaped otherwise; none of a document that is no plan."""
    if not {fact.family for fact in facts} & set(TELLING):
        return
    for family, ask in ASKED.items():
        for number, fact in numbered(facts, family):
            text = ask(fact.value)
            if text:
                yield Doubt(text, fact.spans[:1], (number,))


def title(value: str) -> str:
    folded = fold(value)
    if STRAY.search(folded) or len(folded) > 70:
        return "标题里带着日期、序号或正文，请核对。"
    if PRINTED.search(folded):
        return "这是印发通知的标题，没有读到方案自己的标题，请核对。"
    if not SPEAKS.search(folded) or not PLACED.search(folded):
        return "这不像方案的标题，可能缺了一行，请核对。"
    return ""


def theme(value: str) -> str:
    folded = fold(value)
    if SAYS_MORE.search(folded) or purpose(folded) or len(folded) > 45:
        return "这不像活动主题，可能把别的文字也读了进来，请核对。"
    return ""


def unit(value: str) -> str:
    return f"“{value}”不像一个完整的单位名称，请核对。" if _is_part(fold(value)) else ""


def _is_part(folded: str) -> bool:
    return any(
        each is not None
        for each in (
            PART_OF_NAME.fullmatch(folded),
            NUMBER_AT_END.search(folded),
            TWICE.search(folded),
            EACH_INSIDE.match(folded),
        )
    )


def line(value: dict[str, Any]) -> str:
    name = fold(value["name"])
    if single(name) or LABEL.search(name) or INSIDE.search(name):
        return "这个板块的名称像是时间或者单位，可能错了行，请核对。"
    if looks_like_unit(name) and shows_kind(name) and not ends_as_line(name) and purpose(name) != "tracks":
        return "这个板块的名称像是单位，可能错了行，请核对。"
    if COUNTED.fullmatch(name):
        return "这个板块只有序号，没有读到名称，请核对。"
    if is_demand(name) or purpose(name) in ("demands", "reporting", "awards", "contacts", "quotas"):
        return "这像是工作要求，不像活动板块，请核对。"
    if odd := next((each for each in value["groups"] if not shows_kind(fold(each)) or _is_part(fold(each))), ""):
        return f"“{odd}”不像一个完整的单位名称，请核对。"
    odd = next((each for each in value["responsible"] if _is_part(fold(each))), "")
    return f"“{odd}”不像一个完整的单位名称，请核对。" if odd else ""


def quota(value: dict[str, Any]) -> str:
    odd = next((each for each in value["who"] if WRONG_BEGINNING.match(fold(each)) or _is_part(fold(each))), "")
    return f"“{odd}”不像一个完整的单位名称，请核对任务数是给谁的。" if odd else ""


def contact(value: dict[str, Any]) -> str:
    phone, email, name, office = (fold(value[part] or "") for part in ("phone", "email", "name", "unit"))
    if phone and (not PHONE.fullmatch(phone) or AREA.fullmatch(phone)):
        return f"电话“{value['phone']}”不完整，请核对。"
    if email and not MAIL.fullmatch(email):
        return f"邮箱“{value['email']}”不完整，请核对。"
    if name in COMMON_WORDS or PLACE.search(name) or looks_like_unit(name):
        return f"“{value['name']}”不像姓名，请核对。"
    if office and (office.startswith(("方式", "由", "至", "报")) or not looks_like_unit(office)):
        return f"“{value['unit']}”不像一个完整的单位名称，请核对。"
    if name and not phone and not email:
        return f"“{value['name']}”没有联系电话，请核对是不是联系人。"
    return ""


def phones(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """One telephone for people who stand apart: a number that went to the wrong one."""
    first: dict[str, tuple[int, Fact]] = {}
    for i, f in numbered(facts, "contact"):
        phone = f.value["phone"]
        if phone is None:
            continue
        at, other = first.setdefault(phone, (i, f))
        apart = f.value["name"] and other.value["name"] != f.value["name"] and f.spans[0][0] != other.spans[0][0]
        if apart or f.value["unit"] != other.value["unit"]:
            yield Doubt(f"“{phone}”写给了两位联系人，请核对。", f.spans[:1], (at, i))


def attachment(value: str) -> str:
    return "附件名称里带着落款或正文，请核对。" if SIGNED.search(fold(value)) else ""


def window(value: dict[str, Any]) -> str:
    return "活动时间只有一天，请核对是不是整个活动的时间。" if value["start"] == value["end"] else ""


def table(value: dict[str, Any]) -> str:
    if value["title"].startswith(("年", "月", "日")):
        return "表格的标题缺了开头，请核对。"
    columns = [re.sub(r"\s", "", fold(each)) for each in value["columns"]]
    if any(not each or len(each) > LONGEST_COLUMN or re.search(r"[:。;]", each) for each in columns) or len(columns) < 2:
        return "表头不完整或者夹着别的文字，请核对。"
    if len(set(columns)) < len(columns) or any(len(each) > 2 and each[-1] == each[-2] for each in columns):
        return "表头里有重复的栏目，请核对。"
    return ""


ASKED: dict[str, Callable[[Any], str]] = {
    "title": title, "theme": theme, "host": unit, "organiser": unit, "track": line, "window": window, "quota": quota,
    "contact": contact,    "attachment": attachment, "table": table,
}  # fmt: skip
