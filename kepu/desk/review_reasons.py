"""Reasons for which activities are often sent back, to be ticked instead of typed."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_noop as _

REASONS: tuple[str, ...] = (
    _("时间不对或不在活动期间，请核对"),
    _("地点不清楚，请写明门牌号或楼名"),
    _("活动名称太笼统，请写具体内容"),
    _("活动简介太简单，请写明讲什么、谁来讲"),
    _("板块选得不对，请重新选择"),
    _("与已填报的活动重复"),
    _("线上网址打不开，请核对"),
)


def reason_of(ticked: Iterable[str], typed: str) -> str:
    """The reasons ticked and the words typed as one text; what is no reason of ours is passed over."""
    kept = [reason for reason in REASONS if reason in set(ticked)]
    return "；".join([*kept, *([typed.strip()] if typed.strip() else [])])
