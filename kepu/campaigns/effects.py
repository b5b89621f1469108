"""改动影响: what a change of a running campaign would do, said before it is confirmed.

Nothing is counted here that is not handed in: the caller brings the units that take part and the moments at which
activities were first submitted. A unit that is on time under the old deadline and late under the new one is *moved*.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from kepu.campaigns.duties import Numbers, quotas_for
from kepu.campaigns.windows import Standing, Window
from kepu.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Effect:
    """One sentence about `count` things; `weighs` when it takes something away from somebody."""

    text: str
    count: int
    weighs: bool = False


@dataclass(frozen=True, slots=True)
class Filed:
    """What is known of the activities filed so far: for each, its unit and when it was first submitted."""

    organisation_id: int
    at: datetime


def of_deadline(before: Window, after: Window, filed: Iterable[Filed], now: datetime) -> list[Effect]:
    """Activities and units that change between on time and late, and what the duty's clock says afterwards."""
    known = list(filed)
    late = [f for f in known if on_time(before, f.at) and not on_time(after, f.at)]
    saved = [f for f in known if not on_time(before, f.at) and on_time(after, f.at)]
    label = after.label or before.label
    found = [
        Effect(_("%(n)s项活动（%(u)s个单位）由按时变为逾期") % sizes(late), len(late), weighs=True),
        Effect(_("%(n)s项活动（%(u)s个单位）由逾期变为按时") % sizes(saved), len(saved)),
    ]
    return [effect for effect in found if effect.count] + of_clock(label, before.standing(now), after.standing(now))


def on_time(window: Window, at: datetime) -> bool:
    """Was something done at this moment done on time?"""
    return window.standing(at) in (Standing.ON_TIME, Standing.NOT_OPEN)


def sizes(filed: Sequence[Filed]) -> dict[str, int]:
    """How many activities of how many units."""
    return {"n": len(filed), "u": len({f.organisation_id for f in filed})}


def of_clock(label: str, before: Standing, after: Standing) -> list[Effect]:
    """What changes at once for everybody, because the clock stands elsewhere against the new instants."""
    if before == after:
        return []
    text = {
        Standing.NOT_OPEN: _("“%(what)s”改为尚未开始，各单位暂时不能办理"),
        Standing.ON_TIME: _("“%(what)s”改为按时受理中"),
        Standing.LATE: _("“%(what)s”改为已过按时截止，之后办理的记为逾期"),
        Standing.LOCKED: _("“%(what)s”立即关闭，只有获补报许可的单位可以办理"),
    }[after]
    return [Effect(text % {"what": label}, 1, weighs=after in (Standing.NOT_OPEN, Standing.LOCKED, Standing.LATE))]


def of_shift(label: str, before: datetime | None, after: datetime | None, units: int) -> list[Effect]:
    """For how many units a duty is due later, or earlier, and by how many days."""
    if before == after or not units:
        return []
    days = (after - before).days if before and after else 0
    text = {
        True: _("%(n)s个单位的“%(what)s”截止推迟%(days)s天"),
        False: _("%(n)s个单位的“%(what)s”截止提前%(days)s天"),
    }[days > 0]
    text = text if days else _("%(n)s个单位的“%(what)s”截止时间改变")
    earlier = after is not None and (before is None or after < before)
    return [Effect(text % {"n": units, "what": label, "days": abs(days)}, units, weighs=earlier)]


def of_duties(
    units_before: Iterable[Organisation],
    quotas_before: Iterable[Numbers],
    units_after: Iterable[Organisation],
    quotas_after: Iterable[Numbers],
    filed_by: Mapping[int, int],
) -> list[Effect]:
    """Obligations that appear, vanish or get another number, and units that leave with activities filed.

    `filed_by` maps a unit's id to how many activities it has filed.
    """
    left, joined = list(units_before), list(units_after)
    before, after = obligations(left, list(quotas_before)), obligations(joined, list(quotas_after))
    new, gone = after.keys() - before.keys(), before.keys() - after.keys()
    other = [unit for unit in before.keys() & after.keys() if before[unit] != after[unit]]
    leaving = {u.pk for u in left} - {u.pk for u in joined}
    with_work = [unit for unit in leaving if filed_by.get(unit)]
    found = [
        Effect(_("%(n)s个单位新增任务") % {"n": len(new)}, len(new)),
        Effect(_("%(n)s个单位不再有任务") % {"n": len(gone)}, len(gone), weighs=True),
        Effect(_("%(n)s个单位的任务数改变") % {"n": len(other)}, len(other)),
        Effect(
            _("移出的单位中有%(n)s个已填报活动；活动保留，但不再有应报任务") % {"n": len(with_work)}, len(with_work), weighs=True
        ),
    ]
    return [effect for effect in found if effect.count]


def obligations(units: Iterable[Organisation], quotas: Sequence[Numbers]) -> dict[int, tuple[object, ...]]:
    """For each unit with a duty what it owes: minimum, maximum and way of counting of each quota on it."""
    owed = {unit.pk: tuple(numbers(quota) for quota in quotas_for(unit, quotas)) for unit in units}
    return {unit: what for unit, what in owed.items() if what}


def numbers(quota: Numbers) -> tuple[object, ...]:
    """What makes two quotas the same for a unit."""
    return tuple(getattr(quota, name) for name in ("minimum", "maximum", "counts"))
