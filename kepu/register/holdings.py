"""What hangs on a unit: counted for the pages on which units are merged, moved or closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kepu.activities.models import Activity, JointUnit, Place, SheetImport, Snippet
from kepu.campaigns.models import Campaign, DeadlineException, Enrolment, Host, LineUnit, Quota, WorkPlan
from kepu.notices.models import Robot
from kepu.organisations.models import Alias, Organisation, Role
from kepu.progress.models import Obligation
from kepu.register.merging import Clashes

KINDS: Sequence[tuple[Promise, type[Model], str]] = (
    (_("人员角色"), Role, "organisation"),
    (_("下级单位"), Organisation, "parent"),
    (_("又名"), Alias, "organisation"),
    (_("参加的科普日"), Enrolment, "organisation"),
    (_("填报的活动"), Activity, "organisation"),
    (_("联合的活动"), JointUnit, "organisation"),
    (_("应报任务"), Obligation, "organisation"),
    (_("补报许可"), DeadlineException, "organisation"),
    (_("责任板块"), LineUnit, "organisation"),
    (_("主办、承办"), Host, "organisation"),
    (_("指定的任务数"), Quota, "organisation"),
    (_("表格导入"), SheetImport, "desk"),
    (_("常用地点"), Place, "organisation"),
    (_("常用语"), Snippet, "organisation"),
    (_("群机器人"), Robot, "organisation"),
    (_("建立的科普日"), Campaign, "owner"),
    (_("上传的方案"), WorkPlan, "owner"),
)
"""In the order in which a page tells them: the words, the table, the field that names the unit."""


@dataclass(frozen=True, slots=True)
class Holding:
    """How many rows of one kind each of the units has, in the order in which the units were asked for."""

    label: Promise
    counts: tuple[int, ...]


def holdings(*units: Organisation) -> list[Holding]:
    """What the units have, without kinds of which none of them has any; one query a kind."""
    found = [Holding(label, counted(table, field, units)) for label, table, field in KINDS]
    return [holding for holding in found if any(holding.counts)]


def counted(table: type[Model], field: str, units: Sequence[Organisation]) -> tuple[int, ...]:
    """How many rows name each of the units."""
    rows = table._default_manager.filter(**{f"{field}__in": units}).order_by().values_list(field)
    numbers = dict(rows.annotate(number=Count("pk")))
    return tuple(numbers.get(unit.pk, 0) for unit in units)


def clashes(unit: Organisation, into: Organisation) -> Clashes:
    """What of the two cannot become one by itself; two queries."""
    below = Organisation.objects.filter(parent=into).values("name")
    same = Organisation.objects.filter(parent=unit, name__in=below).exclude(pk__in=[unit.pk, into.pk])
    named = Quota.objects.exclude(campaign__state=Campaign.State.CLOSED)
    twice = Campaign.objects.filter(pk__in=named.filter(organisation=unit).values("campaign")).filter(
        pk__in=named.filter(organisation=into).values("campaign")
    )
    return Clashes(tuple(same.values_list("name", flat=True)), tuple(twice.values_list("name", flat=True)))
