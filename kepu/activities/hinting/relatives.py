"""Activities that may be the same as another one: found through few rows, however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from kepu.activities.content import Content
from kepu.activities.hinting.likeness import Likeness, Marks, days_of, likeness, marks
from kepu.activities.models import Activity, Occurrence, Version
from kepu.activities.models.activity import FILED
from kepu.campaigns.models import Campaign

MOST_OWN, MOST_OTHERS, MOST_SHOWN = 400, 60, 3
"""So many of the unit's own are compared, so many that share a mark, and so many are named."""


@dataclass(frozen=True, slots=True)
class Relative:
    """Another activity, as submitted, and how the content is like it. `kind`: "own" of the unit, "other", "last year"."""

    kind: str
    uid: str
    title: str
    unit: str
    organisation_id: int
    year: int
    when: str
    where: str
    live: bool
    likeness: Likeness

    @property
    def is_remarkable(self) -> bool:
        """Alike enough to be looked at by somebody."""
        like = self.likeness
        match self.kind:
            case "own":
                return like.title >= 0.8 and (like.same_day or like.same_place or like.same_text)
            case "last year":
                return like.title >= 0.9 and like.same_text
            case _:
                together = like.same_place and like.title >= 0.4
                return together or (like.same_text and (like.title >= 0.6 or (like.same_day and like.title >= 0.4)))


def relatives(activity: Activity, content: Content) -> list[Relative]:
    """Near-identical submissions of the unit, of others, of the unit's last year, the most alike first; at most six queries."""
    own = marks(content)
    found = [_relative(row, activity, content, own) for row in [*_of_the_unit(activity), *_with_marks(activity, own)]]
    remarkable = [one for one in found if one.is_remarkable]
    remarkable.sort(key=lambda one: (one.kind == "last year", -one.likeness.title, one.uid))
    return remarkable[:MOST_SHOWN]


def busy_days(activity: Activity, content: Content) -> dict[date, int]:
    """How many occurrences the unit's other activities have on the days of this content; one query."""
    days = set(days_of(content))
    others = Occurrence.objects.filter(activity__organisation=activity.organisation_id, activity__state__in=FILED)
    rows = others.exclude(activity=activity.pk).filter(start__date__in=days).order_by()
    return dict(rows.values_list("start__date").annotate(Count("pk"))) if days else {}


Row = tuple[str, str, str, int, int, str, str, bool, list[date], list[int]]
COLUMNS = ("uid", "title", "unit", "organisation_id", "campaign__year", "when", "where", "live", "days", "activity__marks")


def _submissions(activity: Activity) -> QuerySet[Version]:
    """The latest submissions of other activities that are filed."""
    filed = Q(activity__state__in=FILED, number=F("activity__version_count"))
    return Version.objects.filter(filed).exclude(activity=activity.pk).order_by()


def _of_the_unit(activity: Activity) -> list[Row]:
    year = activity.campaign.year
    campaigns = Campaign.objects.filter(year__in=(year, year - 1)).values("pk")
    rows = _submissions(activity).filter(activity__organisation=activity.organisation_id, activity__campaign__in=campaigns)
    return list(rows.order_by("-activity_id").values_list(*COLUMNS)[:MOST_OWN])


def _with_marks(activity: Activity, own: Marks) -> list[Row]:
    others = Activity.objects.filter(campaign__year=activity.campaign.year, state__in=FILED).order_by()
    others = others.exclude(organisation=activity.organisation_id)
    asked = [Q(marks__overlap=sorted(own.places))] if own.places else []
    asked += [Q(marks__contains=list(text)) for text in own.texts]
    # Each by itself: together the database would rather read the table than the index.
    some = {pk for q in asked for pk in others.filter(q).values_list("pk", flat=True)[:MOST_OTHERS]}
    return list(_submissions(activity).filter(activity__in=some).values_list(*COLUMNS)) if some else []


def _relative(row: Row, activity: Activity, content: Content, own: Marks) -> Relative:
    uid, title, unit, organisation, year, when, where, live, days, theirs = row
    own_unit = organisation == activity.organisation_id
    kind = "other" if not own_unit else "own" if year == activity.campaign.year else "last year"
    like = likeness(content, own, title, days, theirs)
    return Relative(kind, uid, title, unit, organisation, year, when, where, live, like)
