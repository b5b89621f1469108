"""Readings in the form of kepu.plans.Reading.to_json(), small enough to be read at one glance."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.utils import timezone

from kepu.campaigns.matching import Entry, Register
from kepu.campaigns.models import WorkPlan
from kepu.organisations.models import Organisation

Json = dict[str, Any]


def fact(family: str, value: Any, *, confidence: float = 0.95, spans: list[list[int]] | None = None) -> Json:
    """One fact as the reader gives it."""
    return {"family": family, "value": value, "spans": spans or [], "confidence": confidence, "rule": "test"}


def reading(*facts: Json, blocks: list[str] | None = None, doubts: list[Json] | None = None) -> Json:
    """A whole reading; `blocks` are plain paragraphs."""
    paragraphs = [
        {"kind": "paragraph", "level": 0, "number": "", "text": text, "rows": []} for text in blocks or ["云湖市全国科普日"]
    ]
    return {"name": "方案.docx", "blocks": paragraphs, "facts": list(facts), "doubts": doubts or []}


def track(key: str, name: str, *units: str, groups: tuple[str, ...] = (), parent: str | None = None, **more: Any) -> Json:
    """A line of activity."""
    value = {"key": key, "parent": parent, "name": name, "responsible": list(units), "groups": list(groups), "open": False}
    return fact("track", value | more)


def quota(*who: str, minimum: int | None = None, maximum: int | None = None, counts: str = "场次", **more: Any) -> Json:
    """Numbers for some subjects."""
    return fact("quota", {"who": list(who), "minimum": minimum, "maximum": maximum, "counts": counts} | more)


def milestone(kind: str, closes: str | None, opens: str | None = None, label: str = "") -> Json:
    """A date by which something is due."""
    return fact("milestone", {"kind": kind, "opens": opens, "closes": closes, "label": label})


BLOCKS = [
    "2026年云湖市全国科普日活动工作方案",
    "2026年全国科普日主题为：科学点亮云湖，创新照见未来。定于9月17-23日集中开展。各地可结合实际拟定副主题。",
    "主办单位：市科协、市教育局",
    "各乡镇主场活动（责任单位：各镇）。农村科普联合行动（责任单位：市气象学会、教育局等）。",
    "请各乡镇、市直有关单位、学会、协会在9月5日-9月28日期间填报（各乡镇至少30场次，其他至少10场次）。",
    "10月5日前补充图片、新闻链接。10月8日前报送总结至市科协科普部（联系人：林晓）。",
]


def yunhu() -> Json:
    """云湖市's plan of 2026 as a careful reader finds it."""
    return reading(
        fact("title", "2026年云湖市全国科普日活动工作方案", spans=[[0, 0, 19]]),
        fact("year", 2026, spans=[[0, 0, 5]]),
        fact("occasion", "全国科普日"),
        fact("theme", "科学点亮云湖，创新照见未来", spans=[[1, 15, 28]]),
        fact("subtheme", "allowed"),
        fact("window", {"start": "2026-09-17", "end": "2026-09-23"}, spans=[[1, 31, 39]]),
        fact("host", "市科协"),
        fact("host", "市教育局"),
        track("1", "各乡镇主场活动", groups=("各镇",)),
        track("2", "系列联合行动", groups=("各主办成员单位",)),
        track("2.1", "农村科普联合行动", "市气象学会", "教育局", parent="2", open=True, roles={"市气象学会": "lead"}),
        quota("各乡镇", minimum=30),
        quota("市直有关单位", "学会", "协会", minimum=10),
        milestone("filing", "2026-09-28", opens="2026-09-05"),
        milestone("completion", "2026-10-05"),
        milestone("summary", "2026-10-08"),
        fact("evidence", "photo"),
        fact("evidence", "online_url"),
        fact("award_gate", True),
        fact("contact", {"unit": "市科协科普部", "name": "林晓", "phone": None, "email": None}),
        fact("resource", {"name": "科普中国", "url": None}),
        fact("attachment", "2026年云湖市全国科普日汇总表"),
        fact("table", {"title": "2026年云湖市全国科普日汇总表", "columns": ["序号", "活动名称", "活动时间", "活动地点"]}),
        blocks=BLOCKS,
    )


def plan_of(owner: Organisation, read: Json) -> WorkPlan:
    """A stored plan with this reading, nothing decided."""
    return WorkPlan.objects.create(
        owner=owner,
        name=read["name"],
        sha256=sha256(str(read).encode()).hexdigest(),
        content=b"",
        reading=read,
        uploaded_by="林晓",
        uploaded_at=timezone.now(),
    )


def entry(number: int, *names: str, kind: str = "department", path: str = "") -> Entry:
    """A unit of a register without a database: names with the short one second, if there is one."""
    return Entry(number, names[-1], kind, path or f"000001{number:06d}", names)


REGISTER = Register(
    (
        entry(2, "云湖市科学技术协会", "市科协", kind="office"),
        entry(3, "云湖市教育局", "市教育局"),
        entry(4, "云湖市气象学会", "市气象学会", kind="society"),
        entry(5, "城东镇", kind="town"),
        entry(6, "城西镇", kind="town"),
        entry(7, "云湖市经济和信息化局（云湖市科学技术局）", "市经信局（科技局）"),
    ),
    "云湖市",
)
