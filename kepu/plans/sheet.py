"""读取单: a reading as a sheet of text for people – facts in groups, each with the sentence it comes from, then the doubts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from kepu.plans.facts.fact import Fact
from kepu.plans.pieces import Span
from kepu.plans.reading import SURE, Reading

FAMILIES = {
    "title": "方案名称",
    "year": "年份",
    "occasion": "活动",
    "theme": "主题",
    "subtheme": "副主题",
    "window": "活动时间",
    "host": "主办单位",
    "organiser": "承办、协办单位",
    "track": "板块",
    "quota": "任务数",
    "milestone": "期限",
    "evidence": "佐证要求",
    "award_gate": "评优条件",
    "contact": "联系人",
    "resource": "资源",
    "attachment": "附件",
    "table": "表格",
}
MILESTONES = {
    "filing": "登记填报",
    "completion": "信息完善",
    "summary": "工作总结",
    "plan": "报送方案",
    "recommendation": "评优推荐",
    "other": "其他",
}
EVIDENCE = {
    "photo": "照片",
    "video": "视频",
    "news_link": "新闻报道链接",
    "summary": "总结",
    "online_url": "线上活动网址",
    "poster": "海报",
    "attendance": "参加人数",
}
SUBTHEMES = {"allowed": "允许自行拟定", "none": "没有"}
TOGETHER = frozenset({"host", "organiser", "evidence"})
LONGEST_QUOTE = 66
SENTENCE_MARKS = "。；;！!？?\n\t"


def sheet(reading: Reading) -> str:
    """The whole sheet."""
    lines = [f"读取结果：{reading.name}", ""]
    for family, facts in groupby(reading.facts, key=lambda fact: fact.family):
        lines.append(f"【{FAMILIES.get(family, family)}】")
        for quote, same in groupby(facts, key=lambda fact: quoted(reading, fact.spans)):
            lines.extend(fact_lines(list(same)))
            lines.append(f"      {quote}" if quote else "")
    found = {fact.family for fact in reading.facts}
    missing = [name for family, name in FAMILIES.items() if family not in found]
    if missing:
        lines += ["", f"方案中没有写明：{'、'.join(missing)}。"]
    lines += ["", "【疑点】" if reading.doubts else "没有发现疑点。"]
    for doubt in reading.doubts:
        lines += [f"  ! {doubt.text}", f"      {quoted(reading, doubt.spans)}"]
    return "\n".join(line for line in lines if line.strip() or not line)


def fact_lines(facts: list[Fact]) -> Iterator[str]:
    """Facts from one sentence: units and the like side by side, everything else on a line of its own."""
    if facts[0].family in TOGETHER:
        yield f"  {'、'.join(map(spoken, facts))}"
        return
    for fact in facts:
        depth = str(fact.value.get("key", "")).count(".") if fact.family == "track" else 0
        unsure = f"（把握 {fact.confidence:.0%}）" if fact.confidence < SURE else ""
        yield f"  {'  ' * depth}{spoken(fact)}{unsure}"


def spoken(fact: Fact) -> str:
    """The value in words."""
    speak = SPEAKERS.get(fact.family)
    return speak(fact.value) if speak else str(fact.value)


def quoted(reading: Reading, spans: tuple[Span, ...]) -> str:
    """第3段「…」: the sentence around the first span, "" without one."""
    if not spans:
        return ""
    block, start, end = spans[0]
    text = reading.blocks[block].text
    first = max(text.rfind(mark, 0, start) for mark in SENTENCE_MARKS) + 1
    last = min((at for mark in SENTENCE_MARKS if (at := text.find(mark, end)) >= 0), default=len(text))
    sentence = " ".join(text[first:last].split())
    return f"第{block + 1}段「{sentence if len(sentence) <= LONGEST_QUOTE else sentence[:LONGEST_QUOTE] + '…'}」"


def _window(value: dict[str, str]) -> str:
    return value["start"] if value["start"] == value["end"] else f"{value['start']} 至 {value['end']}"


def _track(value: dict[str, Any]) -> str:
    units = "、".join([*value["responsible"], *value["groups"]]) + ("等" if value["open"] else "")
    return f"{value['key']} {value['name']}" + (f" —— {units}" if units else "")


def _quota(value: dict[str, Any]) -> str:
    least = f"不少于 {value['minimum']} {value['counts']}" if value["minimum"] is not None else ""
    most = f"不超过 {value['maximum']} {value['counts']}" if value["maximum"] is not None else ""
    return f"{'、'.join(value['who'])}：{'，'.join(filter(None, (least, most)))}"


def _milestone(value: dict[str, Any]) -> str:
    kind = MILESTONES.get(value["kind"], value["kind"])
    if not value["closes"]:
        return f"{kind}：{value['opens']} 起" if value["opens"] else f"{kind}：没有固定日期，见原文"
    return f"{kind}：{value['opens']} 至 {value['closes']}" if value["opens"] else f"{kind}：{value['closes']} 前"


def _joined(value: dict[str, Any], *parts: str) -> str:
    return "  ".join(value[part] for part in parts if value.get(part))


SPEAKERS: dict[str, Callable[[Any], str]] = {
    "subtheme": lambda value: SUBTHEMES.get(value, value),
    "window": _window,
    "track": _track,
    "quota": _quota,
    "milestone": _milestone,
    "evidence": lambda value: EVIDENCE.get(value, value),
    "award_gate": lambda value: "资料是否完整决定能否评优",
    "contact": lambda value: _joined(value, "unit", "name", "phone", "email"),
    "resource": lambda value: _joined(value, "name", "url"),
    "table": lambda value: f"{value['title'] or '（无标题）'}：{' | '.join(value['columns'])}",
}
