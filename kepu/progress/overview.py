"""全局: where a subtree stands against each quota of the plan, and who of it is behind where – for the office, not for a ranking.

“各乡镇至少填报30场次,市直有关单位、学会、协会至少填报10场次” – each is a row: how many units owe it, are done, have begun.
Units stand in the register's order and carry what they lack, so that the office knows whom to call.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from kepu.campaigns.models import Campaign, Quota
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Organisation
from kepu.progress.models import Obligation, Tally
from kepu.progress.standing import Group, Standing, Wanted, grouped


@dataclass(frozen=True, slots=True)
class QuotaProgress:
    """One quota with a minimum: how many units owe it, how many reached it, how many have nothing at all."""

    quota: Quota
    units: int
    done: int
    not_begun: int

    @property
    def lacking(self) -> int:
        """Units that have not reached it, those that have not begun included."""
        return self.units - self.done

    @property
    def begun(self) -> int:
        """Units under way."""
        return self.lacking - self.not_begun


def with_credit(campaign: Campaign, below: Organisation) -> QuerySet[Obligation]:
    """The obligations of a subtree that have something to reach, each with what is credited as it counts (`credit`)."""
    tally = Tally.objects.filter(campaign=campaign, organisation=OuterRef("organisation"))
    credit = Case(
        When(counts=Campaign.Counts.OCCURRENCE, then=Subquery(tally.values("credited_occurrences"))),
        default=Subquery(tally.values("credited_activities")),
    )
    owed = Obligation.objects.filter(campaign=campaign, organisation__path__startswith=below.path, minimum__gt=0)
    return owed.annotate(credit=Coalesce(credit, 0))


def quota_progress(campaign: Campaign, below: Organisation) -> list[QuotaProgress]:
    """Every quota that somebody in the subtree owes, in the plan's order; two queries however many units."""
    rows = with_credit(campaign, below).order_by("quota").values("quota")
    counted = rows.annotate(
        owing=Count("pk"),
        done=Count("pk", filter=Q(credit__gte=F("minimum"))),
        empty=Count("pk", filter=Q(credit=0)),
    )
    figures = list(counted)
    quotas = Quota.objects.select_related("organisation").in_bulk([row["quota"] for row in figures])
    return [QuotaProgress(quotas[row["quota"]], row["owing"], row["done"], row["empty"]) for row in figures]


@dataclass(frozen=True, slots=True)
class Behind:
    """A place of the tree – the whole, a county – with its own units that are behind and how many of all below it are."""

    unit: Organisation
    rows: tuple[Standing, ...]
    places: tuple[Behind, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        """Its own units by kind."""
        return grouped(self.rows)

    @property
    def count(self) -> int:
        """Units behind, here and in the places below."""
        return len(self.rows) + sum(place.count for place in self.places)


def behind(rows: Iterable[Standing], top: Organisation, places: Iterable[Organisation]) -> Behind:
    """The units of a subtree that lack something, under the places (areas below `top`) in which they stand."""
    lagging = [row for row in rows if row.answers(Wanted.LACKING)]
    areas = sorted((place for place in places if place.path != top.path), key=lambda place: place.path)
    return gathered(top, areas, lagging)


def gathered(unit: Organisation, areas: list[Organisation], rows: list[Standing]) -> Behind:
    """One place: the areas directly below it take their units, the rest are its own. Areas without any are left out."""
    below = [area for area in areas if area.is_below(unit) and area.path != unit.path]
    highest = [area for area in below if not any(area.is_below(other) and area.path != other.path for other in below)]
    places = [gathered(area, below, [row for row in rows if row.unit.is_below(area)]) for area in highest]
    own = [row for row in rows if not any(row.unit.is_below(area) for area in highest)]
    return Behind(unit, tuple(own), tuple(place for place in places if place.count))


def areas_below(unit: Organisation) -> QuerySet[Organisation]:
    """The places of `behind`: the administrative areas of a subtree."""
    return Organisation.objects.filter(kind=Kind.AREA, path__startswith=unit.path).exclude(pk=unit.pk)
