"""板块责任: which of the units that the plan makes responsible for a line have filed nothing under it.

“农村科普联合行动（责任单位：市农业农村局、各镇）” – a unit is responsible by name, by its kind, or as one of the hosts;
those that only support are not asked. Under a line counts what stands under its sub-lines, too, and what a unit joins.
"""

from __future__ import annotations

from django.db.models import Q

from kepu.activities.models import Activity, JointUnit
from kepu.activities.models.activity import FILED
from kepu.activities.queries import family
from kepu.campaigns.models import Campaign, Host, Line, LineUnit
from kepu.organisations.models import Organisation
from kepu.progress.queries import taking_part


def responsible_for(line: Line, below: Organisation) -> list[Organisation]:
    """The units of a subtree that take part and are responsible for the line, in the register's order; four queries."""
    campaign = line.campaign
    named, kinds, hosts = set[int | None](), set[str](), False
    for row in LineUnit.objects.filter(line=line).exclude(part=LineUnit.Part.SUPPORT):
        named.add(row.organisation_id)
        kinds.update(row.kinds)
        hosts |= row.all_hosts
    if hosts:
        named.update(Host.objects.filter(campaign=campaign).values_list("organisation_id", flat=True))
    return list(taking_part(campaign, below).filter(Q(pk__in=[pk for pk in named if pk]) | Q(kind__in=kinds)))


def without_activity(line: Line, below: Organisation) -> list[Organisation]:
    """Those of them that have nothing filed under the line: neither themselves, nor a unit below them, nor jointly."""
    lines = Q(line=line) | Q(line__parent=line)
    filed = Activity.objects.filter(lines, campaign__in=family(line.campaign), state__in=FILED)
    paths = set(filed.values_list("organisation__path", flat=True))
    joint = JointUnit.objects.filter(activity__in=filed, state=JointUnit.State.ACCEPTED)
    paths.update(joint.values_list("organisation__path", flat=True))
    return [unit for unit in responsible_for(line, below) if not any(path.startswith(unit.path) for path in paths)]


def lines_with_units(campaign: Campaign) -> list[Line]:
    """The lines for which the plan names somebody, in their order."""
    return list(Line.objects.filter(campaign=campaign, units__isnull=False).select_related("campaign__owner").distinct())
