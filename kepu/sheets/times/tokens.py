"""A text about time cut into its pieces: years, months, days, clock times, words, separators.

One row of the table below is one kind of piece; the first row that fits where the last piece ended makes the next. What no
row knows is passed over, character by character, and remembered as a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kepu.numerals import number
from kepu.sheets.folding import fold

_HAN = "[〇零一二三四五六七八九十两]"
_N = rf"(?:\d{{1,2}}|{_HAN}{{1,3}})"
_WEEKDAY = "[一二三四五六日天末]"
_PENDING = r"[Xx×*_?某]+\s*[日号]|(?:再|另)行?通知|待定|未定|待通知|待确定|另定|不定|(?i:tbd)"
_LENGTH = r"(?:为期|共计?|历时|连续|每[场次期]|全程)?约?{N}(?:\.\d+)?个?(?:小时|分钟|课时|学时|天|[场次期]次?|个月|周(?!年))"
_WEEKDAYS = r"(?:周|星期|礼拜){W}(?:[、,和及与/]?(?:周|星期|礼拜)?{W}(?![\d月日号]))*(?:[-~至到]+(?:周|星期|礼拜)?{W})?"
_CLOCK = r"({N})\s*[点时](?!段|间|长|代|节|期|候)(?:(半)|([一三])刻|\s*({N})\s*分?(?![月日号\d:点时])|整|钟)?"

# kind, pattern, an example. {N} is a number of one or two figures or in Chinese, {W} the name of a weekday.
TABLE: tuple[tuple[str, str, str], ...] = (
    ("lunar", r"(?:农历|阴历|旧历)[^,;()\n]*", "农历八月十五"),
    ("pending", _PENDING, "待定"),
    ("length", _LENGTH, "共3天, 2小时"),
    ("ordinal", r"第{N}(?:场次?|期|批|次|轮|课|讲|站|届|阶段)[:.]?", "第一场："),
    ("date", r"(?<!\d)(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)(?:\s*[日号](?!线))?", "2026年9月17日"),
    ("compact", r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)", "20260917"),
    ("american", r"(?<!\d)(\d{1,2})/(\d{1,2})/(20\d\d)(?!\d)", "9/17/2026"),
    ("short", r"(?<!\d)(\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?![\d.])", "26.9.17"),
    ("year month", r"(?<!\d)(20\d\d)\s*[-/.]\s*(\d{1,2})(?!\d|\s*[月:])", "2026.9"),
    ("year", r"(20\d\d|[12]0?\d(?=年)|二[〇零]二{HAN})\s*年度?|(今年|本年度?|明年|去年)", "2026年"),
    ("bare year", r"(?<!\d)(20\d\d)(?=\s*\d{1,2}月)", "2026 9月17日"),
    ("quarter", r"第?([一二三四1-4])季度", "第三季度"),
    ("half", r"([上下])半年", "下半年"),
    ("whole year", r"全年度?|常年|长年|整年", "全年"),
    ("daily", r"每[天日]|天天|逐日|每个?工作日", "每天"),
    ("monthly", r"每个?月", "每月15日"),
    ("nth", r"(?:第([一二三四五1-5])个|(?<=月)(首)个|最后一?个)(?=周|星期|礼拜|双休)", "第三个周六"),
    ("nth week", r"第{N}个?[周星]|[首末]周(?!{W})", "第二周"),
    ("every", r"每个?(?=周|星期|礼拜|双休)|每?逢(?=周|星期|礼拜|双休)|隔(?=周)", "每周六"),
    ("weekdays", _WEEKDAYS, "周六、日; 周一至周五"),
    ("weekdays", r"双休日|周末", "周末"),
    ("clock", r"(?<!\d)(\d{1,2})\s*:\s*(\d{1,2})(?:\s*:\s*\d{1,2}(?:\.\d+)?)?(?!\d)分?", "14:30"),
    ("clock words", _CLOCK, "9时30分, 八点半"),
    ("month", r"({N})\s*月份?(?!球|牙|饼)", "9月"),
    ("part of month", r"上中旬|中上旬|中下旬|上旬|中旬|下旬|月?[初底末](?![\d小中高级])", "下旬"),
    ("day", r"({N})\s*[日号](?!线|楼|馆|厅|院|门)", "17日"),
    ("month day", r"(?<![\d.:])(\d{1,2})[./](\d{1,2})(?![\d:])(?:\s*[日号](?!线))?", "9.17, 9/17"),
    ("month day", r"(?<!\d)(\d{1,2})-(\d{1,2})(?=\s*[至到~])|(?<=[至到~])(\d{1,2})-(\d{1,2})(?![\d日月点时:])", "09-17至09-19"),
    ("part", r"[上下中]午|晚上|晚间|夜间|夜晚|傍晚|早上|早晨|早间|清晨|凌晨|午后|正午|全天|整天|白天|[上下]半天", "下午"),
    ("part", r"(?i:(?<![a-z])[ap]\.?m\.?(?![a-z]))", "2:30 PM"),
    ("part", r"晚(?!会|宴|期|点)|早(?!教|期|市)", "晚"),
    ("before", r"(?:之|以)?前(?!往|进|沿|后|来|期)|(?:之|以)?内", "9月20日前"),
    ("about", r"前后|左右|暂定|拟定?|预计|大约|约", "9月17日左右"),
    ("until", r"截至|截止(?:时间|日期)?[到至为:]*|不晚于|不迟于|即日起", "截至9月30日"),
    ("from", r"(?:开始|启动|启用)?起(?!止)|开始|启动|开幕", "9月17日起"),
    ("ended", r"结束|闭幕|为止|截止", "9月17日启动，9月23日结束"),
    ("range", r"\s*(?:[-~]+|至|到|一(?=\d))\s*", "17日-23日"),
    ("list", r"\s*(?:[、,;\n/+&]|和|及|与|以及|或|\.(?=\D|$))\s*", "17日、19日"),
    ("number", r"(?<![\d.])(\d{1,4})(?![\d.])", "9月17"),
    ("open", r"[(\[【]", "（"),
    ("close", r"[)\]】]", "）"),
    ("blank", r"\s+", " "),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A piece: its kind, its text, the numbers in it (None where the pattern leaves them out)."""

    kind: str
    text: str
    numbers: tuple[int | None, ...] = ()


@cache
def pattern() -> tuple[re.Pattern[str], dict[int, str]]:
    """The table as one pattern, and which group means which kind."""
    parts, kinds, groups = [], {}, 1
    for kind, source, _ in TABLE:
        full = source.replace("{N}", _N).replace("{W}", _WEEKDAY).replace("{HAN}", _HAN)
        if "\\2" in full:
            full = full.replace("\\2", f"\\{groups + 2}")
        parts.append(f"({full})")
        kinds[groups] = kind
        groups += re.compile(full.replace(f"\\{groups + 2}", "x")).groups + 1
    return re.compile("|".join(parts)), kinds


def tokens(text: str) -> Iterator[Token]:
    """The pieces of a folded text; a "gap" stands for characters that no row knows."""
    compiled, kinds = pattern()
    groups = [*kinds, compiled.groups + 1]
    at = 0
    for match in compiled.finditer(text):
        if match.start() > at:
            yield Token("gap", text[at : match.start()])
        at = match.end()
        group = next(group for group in kinds if match.start(group) == match.start() and match[group] is not None)
        kind = kinds[group]
        if kind not in ("blank", "length", "ordinal"):
            yield Token(kind, match[0], figures(match, group, groups))
    if at < len(text):
        yield Token("gap", text[at:])


def behind_time(text: str) -> str:
    """What stands behind the time of a text: 9月17日上午9:00 文化广场 → 文化广场; "" where the time does not come first."""
    folded = fold(text)
    if len(folded) != len(text):
        return ""
    compiled, kinds = pattern()
    end = reached = 0
    for match in compiled.finditer(folded):
        if match.start() > reached + 1:
            break
        reached = match.end()
        kind = next(kinds[group] for group in kinds if match[group] is not None)
        end = reached if kind not in ("number", "ordinal", "length") else end
    return text[end:].strip(" \n\u3000,，、;；:：在于")


def figures(match: re.Match[str], group: int, groups: list[int]) -> tuple[int | None, ...]:
    """The numbers in the groups inside of `group`, as far as the one that is matched last."""
    inner = match.groups()[group : groups[groups.index(group) + 1] - 1]
    last = next((n for n in range(len(inner), 0, -1) if inner[n - 1] is not None), 0)
    return tuple(None if part is None else number(part) for part in inner[:last])
