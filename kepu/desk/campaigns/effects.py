"""What a change of a running campaign would do: the rule's sentences (campaigns/effects.py) about what is filed now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from kepu import clock
from kepu.activities.queries import filed_moments, waiting_count
from kepu.campaigns.actions.writing import Edited
from kepu.campaigns.duties import Circle, taking_part
from kepu.campaigns.effects import Effect, Filed, of_clock, of_deadline, of_duties
from kepu.campaigns.models import Campaign, Deadline, Quota
from kepu.campaigns.parts import row_values
from kepu.campaigns.queries import enrolled, rows_of, territory_units
from kepu.campaigns.windows import UNLIMITED, Window, window_of
from kepu.organisations.models import Organisation


@dataclass(frozen=True)
class Known:
    """What the sentences rest on, each looked up once however many changes are foretold."""

    campaign: Campaign

    @cached_property
    def now(self) -> datetime:
        return clock.now()

    @cached_property
    def filed(self) -> list[Filed]:
        """What has been filed in the campaign so far."""
        return [Filed(unit, at) for unit, at in filed_moments(self.campaign)]

    @cached_property
    def units(self) -> list[Organisation]:
        """The units that take part."""
        return list(enrolled(self.campaign))

    @cached_property
    def quotas(self) -> list[Quota]:
        return list(rows_of(self.campaign, Quota))

    @cached_property
    def deadlines(self) -> list[Deadline]:
        return list(rows_of(self.campaign, Deadline))

    @cached_property
    def territory(self) -> list[Organisation]:
        """The open units that could take part."""
        return list(territory_units(self.campaign.owner))


def of_section(section: str, known: Known, rows: Sequence[Edited]) -> list[Effect]:
    """The effects of handing in a section anew; sections that bind nobody have none."""
    match section:
        case "deadlines":
            return of_deadlines(known, rows)
        case "quotas":
            return of_quotas(known, rows)
        case "evidence":
            return [Effect(_("各单位补充材料时按新的要求核对"), 1)]
        case "columns":
            return [Effect(_("之后导出的汇总表按新的栏目"), 1)]
        case _:
            return []


def of_deadlines(known: Known, rows: Sequence[Edited]) -> list[Effect]:
    """Deadline by deadline: the first one of each kind before and after."""
    now = known.now
    before = by_kind(known.deadlines)
    after = by_kind(Deadline(**row_values(one.part)) for one in rows)
    found: list[Effect] = []
    for kind in dict.fromkeys([*before, *after]):
        old, new = before.get(kind, UNLIMITED), after.get(kind, UNLIMITED)
        if kind == Deadline.Kind.FILING:
            found += of_deadline(old, new, known.filed, now)
        else:
            found += of_clock(new.label or old.label, old.standing(now), new.standing(now))
    return found


def by_kind(deadlines: Iterable[Deadline]) -> dict[str, Window]:
    """The window of each kind of duty; where there are several, the first that ends."""
    windows: dict[str, Window] = {}
    for deadline in sorted(deadlines, key=lambda d: (d.on_time_until is None, d.on_time_until)):
        windows.setdefault(deadline.kind, window_of(deadline))
    return windows


def of_quotas(known: Known, rows: Sequence[Edited]) -> list[Effect]:
    """Obligations that change, and units that the new numbers mean but that do not take part yet."""
    units = known.units
    new = [Quota(**row_values(one.part)) for one in rows]
    circle = Circle(
        frozenset(kind for quota in new for kind in quota.kinds),
        frozenset(quota.organisation_id for quota in new if quota.organisation_id is not None),
    )
    inside = {unit.pk for unit in units}
    outside = [unit for unit in taking_part(known.territory, circle, known.campaign.owner) if unit.pk not in inside]
    found = of_duties(units, known.quotas, units, new, {})
    if outside:
        text = _("%(n)s个单位属于所写的类别但没有参加本届，不会有任务；需要时请在“参加单位”中加入")
        found.append(Effect(text % {"n": len(outside)}, len(outside)))
    return found


def of_units(campaign: Campaign, joining: Sequence[Organisation], leaving: Sequence[Organisation]) -> list[Effect]:
    """Duties that units get by joining or lose by leaving."""
    known = Known(campaign)
    units, quotas = known.units, known.quotas
    gone = {unit.pk for unit in leaving}
    after = [unit for unit in units if unit.pk not in gone] + [unit for unit in joining if unit not in units]
    counts = Counter(one.organisation_id for one in known.filed)
    return of_duties(units, quotas, after, quotas, counts)


def of_review(campaign: Campaign, stages: int, routing: str) -> list[Effect]:
    """What happens to activities that wait for a decision."""
    waiting = waiting_count(campaign)
    found = []
    if stages != campaign.review_stages and waiting:
        text = {
            0: _("%(n)s项待审核的活动仍须审核；之后提交的直接通过"),
            1: _("%(n)s项待审核的活动审核一次即通过"),
            2: _("%(n)s项待审核的活动须经初审和终审两次"),
        }[stages]
        found.append(Effect(text % {"n": waiting}, waiting))
    if routing != campaign.review_routing and waiting:
        found.append(Effect(_("%(n)s项待审核的活动改由新方式确定的审核员审核") % {"n": waiting}, waiting))
    return found
