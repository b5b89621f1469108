"""Headings of tables whose cells ran together: 序号活动名称活动时间活动地点 → 序号 | 活动名称 | 活动时间 | 活动地点."""

# ruff: noqa: SIM905 – words in a row are easier to read, and to add to, than a list of strings

from __future__ import annotations

import re

from kepu.plans.patterns import lazy
from kepu.plans.words.columns import CATEGORY_COLUMNS, NAME_COLUMNS, TIME_COLUMNS

FEWEST = 3
# What a heading ends in. A longer one that begins alike stands before it; a heading goes on over 及, 和 and 、.
TAILS = (
    "名称 时间 日期 时限 地点 地址 场所 单位 部门 人数 人次 场次 对象 电话 号码 方式 形式 内容 简介 介绍 概况 备注 说明 "
    "类别 类型 级别 层级 情况 篇数 数量 份数 件数 次数 经费 成效 效果 亮点 意见 姓名 性别 年龄 职务 职称 学校 班级 教师 "
    "老师 人员 主题 规模 网址 链接 平台 邮箱 任务 项目 要求 措施 进度 比例 上限 下限 指标 等次 奖项 学科 领域 专业 "
    "下线|线下|线上 资料 材料 照片 图片 视频 报道 媒体 受众 群众 专家 讲师 主讲人 手机 微信 区域 范围 批次 届次 作者(?!姓名) "
    "负责人 联系人 填报人 主办方 承办方"
)
# No heading of its own: "项目" is none before "名称".
GOES_ON = "名称|类别|类型|人数|人次|场次|数量|简介|情况"
WORD = rf"[^\d\s:。,;]{{0,8}}?(?:{'|'.join(TAILS.split())})(?![及和与或、/]|{GOES_ON})(?:\([^()]{{1,12}}\))?"
MEASURED = r"[^\d\s:。,;()]{2,8}\([^()]{1,6}\)"  # 发放资料(份)
HEADING = lazy(f"{WORD}|{MEASURED}")
COUNTED = lazy(r"[^\d。,;:]{1,8}[数量]")
# 语种|举办时间: a heading that is sure parts from an unknown one before it.
SURE = lazy(
    r"(?:活动|举办|开展|参与|参加|主办|承办|联系|受益|发放)(?:时间|日期|地点|名称|内容|形式|单位|部门|人数|人次|电话|方式|资料|规模|对象)$"
)
QUALIFIES = lazy(r"(?:线[上下]|计划|预计|主要|重点|主题|具体|本次|首场|特色|科普|实际|拟|已|总|各类|[、及和与或])$")
SERIAL = lazy(r"序\s?号|编\s?号")
# Whole headings that do not end like one.
SINGLE = (
    "单位 部门 备注 牵头 配合 参加 参与 责任 主办 承办 协办 主体 时间 地点 内容 名称 活动 "
    "项目 任务 板块 类别 类型 领域 系列 语种 职工 公众 学生 教师 最低 最高 下限 上限 限额 "
    "名额 人数 场次 责任分工 任务分工 分工 事项 节点 时限 镇街 乡镇 学院 学校 代表队 县区 "
    "方向 模块 专题 篇章 届别"
).split()


KNOWN = frozenset([*SINGLE, *NAME_COLUMNS, *CATEGORY_COLUMNS, *TIME_COLUMNS])


def is_column(folded: str) -> bool:
    """Whether a text is wholly one that heads columns."""
    text = re.sub(r"\s", "", folded)
    return (
        bool(SERIAL.fullmatch(text) or HEADING.fullmatch(text) or COUNTED.fullmatch(text))
        or re.sub(r"\([^()]*\)$", "", text) in KNOWN
    )


def split_columns(folded: str) -> list[tuple[int, int]]:
    """Where the headings stand, from 序号 on; [] where the text is not wholly headings, apart from row numbers behind."""
    serial = SERIAL.match(folded)
    if not serial:
        return []
    found = [serial.span()]
    at = serial.end()
    while at < len(folded):
        heading = HEADING.match(folded, at)
        if not heading:
            break
        found += parted(folded, *heading.span())
        at = heading.end()
    rest = folded[at:]
    return found if len(found) >= FEWEST and not re.sub(r"[\s\d.]|注:.*|……|…", "", rest) else []


def parted(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """One heading, or the two that it is."""
    sure = SURE.search(folded, start, end)
    two = sure and sure.start() - start >= 2 and not QUALIFIES.search(folded[start : sure.start()])
    return [(start, sure.start()), (sure.start(), end)] if sure and two else [(start, end)]
