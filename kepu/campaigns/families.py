"""要素种类: the families of facts that a reading has, in the order and groups in which the office looks through them.

The form of each family's value is that of kepu.plans (a milestone: {"kind", "opens", "closes", "label"} …).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Family:
    """One family; of a `single` one a plan has one value (an added second takes the place of the first)."""

    name: str
    label: str | Promise
    single: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Families that are looked through together."""

    name: str
    label: str | Promise
    families: tuple[Family, ...]


GROUPS: tuple[Group, ...] = (
    Group(
        "when",
        _("主题与时间"),
        (
            Family("title", _("方案标题"), single=True),
            Family("year", _("年度"), single=True),
            Family("occasion", _("活动类型"), single=True),
            Family("theme", _("主题")),
            Family("subtheme", _("副主题"), single=True),
            Family("window", _("活动时间"), single=True),
        ),
    ),
    Group("hosts", _("主办单位"), (Family("host", _("主办单位")), Family("organiser", _("承办单位")))),
    Group("lines", _("板块与责任单位"), (Family("track", _("板块")),)),
    Group("quotas", _("任务数"), (Family("quota", _("任务数")),)),
    Group("deadlines", _("期限"), (Family("milestone", _("期限")),)),
    Group("evidence", _("佐证"), (Family("evidence", _("佐证要求")), Family("award_gate", _("评优条件"), single=True))),
    Group("tables", _("汇总表栏目"), (Family("table", _("表格")),)),
    Group("contacts", _("联系人与资源"), (Family("contact", _("联系人")), Family("resource", _("资源")))),
    Group("attachments", _("附件"), (Family("attachment", _("附件")),)),
)

FAMILIES: dict[str, Family] = {family.name: family for group in GROUPS for family in group.families}
