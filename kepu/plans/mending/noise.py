"""Lines that document sites and page layout leave in a text, and characters that OCR misread or doubled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from kepu.plans.blocks import Block
from kepu.plans.patterns import lazy
from kepu.plans.words.doubled import FAMILY_NAMES, MEETING, NAMES, TWICE

LONGEST_SITE_LINE = 120

# A line of a document site: 《….docx》为网友上传,支持在线预览 / 【本文档来自用户分享,如有侵权请联系站长删除】
SITE = lazy(
    r"(?:网友|会员|用户)\s*(?:上传|分享|提供)|在线(?:预览|阅读).{0,12}(?:资料|文档|更多|[,，。]|$)|侵权.{0,6}(?:联系|删除)|(?:文档|文库|资料)网"
    r"|(?:下载|收藏)本(?:文档|站|文)|(?:本|该)(?:文档|资料)(?:由|来自|来源|仅供|为)|(?:更多|相似|相关)(?:资料|文档).{0,12}(?:检索|搜索|下载|关注|浏览)"
    r"|^(?:您?当前的?位置|首页)\s*[:：>＞]|^(?:上一篇|下一篇)\s*[:：]|^(?:发布)?(?:时间|日期)\s*[:：].{6,20}(?:来源|点击|浏览|阅读)|^责任编辑\s*[:：]|^分享到\s*[:：]?"
    r"|^[^。:：]{2,12}\s*[>＞»]\s*[^。:：]{2,12}[>＞»][^。:：]*$|^设为首页|^打印本页|转载请注明|^相关附件\s*[:：]|范文网"
    r"|扫一扫(?:在手机|手机|分享)|【\s*(?:打印|关闭)[^【】]{0,4}】|字体\s*[:：]\s*[\[【(（]?\s*大"
    r"|版权归.{0,12}所有|百度文库|道客巴巴|豆丁网|原创力文档|文档下载|VIP.{0,6}下载|点击.{0,6}下载全文"
)
# The same inside run-on text.
SITE_INLINE = lazy(
    r"《[^《》]{2,60}\.(?:docx?|pdf|wps|txt)》?[^。《》]{0,12}(?:上传|分享)[^。《》]{0,60}。?|【[^【】]{0,60}(?:侵权|本文档|下载|站长|广告)[^【】]{0,40}】"
)
# 第1页共2页, 第 3 页, - 2 -, — 2 —, 2 / 6
PAGE = re.compile(
    r"第\s*\d{1,3}\s*页\s*(?:[,，/]?\s*共\s*\d{1,3}\s*页)?|[-—–－―~～]+\s*\d{1,3}\s*[-—–－―~～]+|\d{1,3}\s*/\s*\d{1,3}|Page\s*\d{1,3}(?:\s*of\s*\d{1,3})?",
    re.IGNORECASE,
)
PAGE_INLINE = lazy(
    r"第\s*\d{1,3}\s*页\s*[,，/]?\s*共\s*\d{1,3}\s*页|(?<=(?:[\u4e00-\u9fff]|[。，、,;；]))[—－―]\s*\d{1,3}\s*[—－―](?=(?:[\u4e00-\u9fff]|[（(]))"
)

# Misread by OCR: "重复o(责任单位" ends in a full stop, "技能培训I、" holds the dots of the character before.
SLIPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        lazy(
            r"(?<=(?:[\u4e00-\u9fff]|[）)”》XＸ]))[oO](?=(?:[\u4e00-\u9fff]|[（(《“]))|(?<=(?:[\u4e00-\u9fff]|[）)]))o$",
            needs="oO",
        ),
        "。",
    ),
    (lazy(r"(?<=[训练引别])[Il1|](?=(?:[\u4e00-\u9fff]|[、,，。;；:：]))", needs="Il1|"), ""),
    # 由市科技局牵头 市委宣传部 市科协配合: the comma lost
    (lazy(r"(?<=牵头|负责|承办|主办)[ \u3000]+(?=[省市县区州镇乡各团中校])"), "，"),
    # “科普中国网站、“云山科普” – the first quotation never closes.
    (lazy(r"(“[^“”]{2,12}?)(?=(?:网站|公众号|平台|小程序)[、,，和及或]“)"), r"\1”"),
)
TWICE_HAN = lazy(r"([\u4e00-\u9fff])\1")
STRAY_BLANK = lazy(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", needs=" ")
FEWEST_BLANKS = 4
SUSPICIOUS_SHARE = 0.0015  # of the Han characters
FEWEST = 2


def without_noise(blocks: list[Block]) -> list[Block]:
    """The blocks without lines of sites and pages; the same list where there are none."""
    kept = [block for block in blocks if not (block.kind == "paragraph" and is_noise(block.text))]
    cleaned = [changed(block, without_inline_noise) for block in kept]
    return [block for block in cleaned if block.text] if cleaned != blocks else blocks


def is_noise(line: str) -> bool:
    """A line that belongs to the site or the page, not to the plan."""
    line = line.strip()
    return bool(PAGE.fullmatch(line) or (len(line) <= LONGEST_SITE_LINE and SITE.search(line) and not is_content(line)))


def is_content(line: str) -> bool:
    """A sentence of the plan that only speaks of uploading and the like: numbered, or with a date or a duty in it."""
    return bool(
        re.match(r"\s*(?:[一二三四五六七八九十]+[、.]|[(（]|\d{1,2}[.、])", line)
        or re.search(r"\d月\d|各单位|请各|活动", strip_names(line))
    )


def strip_names(line: str) -> str:
    """Without 《…》: the document's own name says nothing about the line."""
    return re.sub(r"《[^《》]*》", "", line)


def without_inline_noise(text: str) -> str:
    """Page marks and site sentences inside run-on text taken out."""
    return PAGE_INLINE.sub("", SITE_INLINE.sub("", text))


def changed(block: Block, repair: Callable[[str], str]) -> Block:
    """The block with its text repaired. Tables, and blocks whose links would slip, stay."""
    if block.kind == "table" or block.links:
        return block
    text = repair(block.text)
    return block if text == block.text else replace(block, text=text.strip(" \n\u3000"))  # tabs part cells


def each_cell(block: Block, repair: Callable[[str], str]) -> Block:
    """The table with every cell repaired, in its text and in its grid."""
    rows = tuple(tuple(map(repair, row)) for row in block.rows)
    text = "\n".join("\t".join(map(repair, line.split("\t"))) for line in block.text.split("\n"))
    return block if text == block.text else replace(block, text=text, rows=rows)


def without_stray_blanks(blocks: list[Block]) -> list[Block]:
    """Blanks inside words taken out (科 普); the same list where there are not several.

    A blank is inside a word where the two characters at its sides stand together elsewhere in the text; where lists are
    parted by blanks, hardly one is.
    """
    text = "\n".join(block.text for block in blocks)
    places = [text[m.start() - 1] + text[m.end()] for m in STRAY_BLANK.finditer(text)]
    inside = {pair for pair in set(places) if pair in text}
    found = sum(1 for pair in places if pair in inside)
    if found < FEWEST_BLANKS or found * 3 < len(places):
        return blocks

    def close(line: str) -> str:
        return STRAY_BLANK.sub(lambda m: "" if line[m.start() - 1] + line[m.end()] in inside else m[0], line)

    return [each_cell(block, close) if block.kind == "table" else changed(block, close) for block in blocks]


def doublings(blocks: list[Block], *, damaged: bool) -> set[str]:
    """Doubled characters that no word explains, each with its neighbours; none where these are few enough to be slips.

    OCR doubles at random: what stands twice in the same neighbourhood more than once is a word (集团团委).
    """
    text = "\n".join(block.text for block in blocks)
    han = sum(1 for character in text if "\u4e00" <= character <= "\u9fff")
    enough = 1 if damaged else max(FEWEST, SUSPICIOUS_SHARE * han)
    # Most texts hold few doubled characters; only then do the word lists have to be asked.
    if sum(1 for _ in TWICE_HAN.finditer(text)) < enough:
        return set()
    found = Counter(around(text, each) for each in doubled().finditer(text) if each[2])
    once = {place for place, times in found.items() if times == 1}
    return once if len(once) >= enough else set()


def around(text: str, found: re.Match[str]) -> str:
    """A doubled character with the one before and the one after."""
    return text[max(0, found.start() - 1) : found.end() + 1].strip()


@cache
def doubled() -> re.Pattern[str]:
    """A doubled character as group 2; words and names in which it stands twice by right match without the group."""
    words = "|".join(f"{TWICE} {MEETING}".split())
    return lazy(rf"(?:{words})|(?<=[{FAMILY_NAMES}])(?:([{NAMES}])\1|小小(?![\u4e00-\u9fff]))|([\u4e00-\u9fff])\2")


def without_slips(blocks: list[Block]) -> list[Block]:
    """Misread marks mended; the same list where there are none."""
    mended = [changed(block, without_misread) for block in blocks]
    return mended if mended != blocks else blocks


def without_misread(text: str) -> str:
    """One text with its misread marks mended."""
    for pattern, better in SLIPS:
        text = pattern.sub(better, text)
    return text


def without_doublings(blocks: list[Block], *, damaged: bool) -> list[Block]:
    """Doubled characters single again; the same list where there are no more than people make by hand.

    In a text that is `damaged` in other ways a single one is enough.
    """
    wrong = doublings(blocks, damaged=damaged)
    if not wrong:
        return blocks

    def single(text: str) -> str:
        return doubled().sub(lambda found: found[2] if found[2] and around(text, found) in wrong else found[0], text)

    return [each_cell(block, single) if block.kind == "table" else changed(block, single) for block in blocks]
