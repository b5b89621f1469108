"""汇总表栏目: which field fills a heading of the plan's annex (“序号、活动名称、活动时间、活动地点”)."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

FIELDS = {
    "number": _("序号"),
    "title": _("活动名称"),
    "line": _("板块"),
    "time": _("活动时间"),
    "place": _("活动地点"),
    "unit": _("填报单位"),
    "organisers": _("主办承办单位（没有填的写填报单位及联合单位）"),
    "joint_units": _("联合单位"),
    "audience": _("面向人群"),
    "participants": _("参加人数"),
    "contact_name": _("联系人"),
    "contact_phone": _("联系电话"),
    "mode": _("线上/线下"),
    "online_url": _("线上活动网址"),
    "description": _("活动简介"),
    "theme": _("活动主题"),
    "state": _("审核状态"),
    "": _("留空，待手填"),
}
"""Every field that a column can take, with what the office reads when it chooses one; documents/columns.py writes them."""

# First hit wins, so the narrower wording stands before the wider one.
HEADINGS: tuple[tuple[str, str], ...] = (
    (r"序号|编号|^号$|No", "number"),
    (r"联系电话|电话|手机|联系方式", "contact_phone"),
    (r"联系人|负责人", "contact_name"),
    (r"联合|协办|承办", "joint_units"),
    (r"填报|报送|上报|所属单位|^单位(名称)?$|申报单位", "unit"),
    (r"主办|举办|组织单位|实施单位|责任单位|开展单位", "organisers"),
    (r"网址|链接|线上地址", "online_url"),
    (r"时间|日期", "time"),
    (r"地点|场所|地址|场地", "place"),
    (r"对象|人群|受众", "audience"),
    (r"人数|人次|规模", "participants"),
    (r"形式|方式|线上", "mode"),
    (r"板块|类别|类型|所属行动", "line"),
    (r"内容|简介|概况|概述", "description"),
    (r"主题", "theme"),
    (r"状态|审核", "state"),
    (r"名称|活动项目|标题", "title"),
)

USUAL = ("序号", "活动名称", "活动时间", "活动地点")
"""The columns where the plan brings no table of its own."""


def field_for(heading: str) -> str:
    """The field that fills a heading, or "" where it is left for the pen (备注, 盖章 …)."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", heading))
    return next((name for pattern, name in HEADINGS if re.search(pattern, text)), "")
