"""Reads of activities that several callers share."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kepu.accounts.models import Person
from kepu.activities import search, workflow
from kepu.activities.content import Content, OccurrencePart
from kepu.activities.models import Activity, Decision, DismissedHint, FieldComment, JointUnit, Occurrence, State, Version
from kepu.activities.models.activity import FILED
from kepu.activities.permissions import Trail, may_begin
from kepu.activities.snapshot import Snapshot
from kepu.campaigns.models import Campaign, Deadline, Enrolment, Line
from kepu.campaigns.queries import window_for
from kepu.campaigns.windows import Window
from kepu.files.models import StoredFile
from kepu.organisations.models import Organisation, Role
from kepu.organisations.reach import Reach, paths_q
from kepu.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty entries narrow nothing. `unit` includes everything below it."""

    states: tuple[str, ...] = ()
    line: Line | None = None
    unit: Organisation | None = None
    text: str = ""


EVERYTHING = Filters()


def visible_to(reach: Reach) -> QuerySet[Activity]:
    """Activities that the person may see.

    All of the units for which he or she files or whose office it is; as a reviewer what was submitted; as a joint unit
    that to which it was invited. Drafts of others are nobody's business.
    """
    mine = reach.q("organisation__", Role.Name.FILER, Role.Name.VIEWER, Role.Name.HEAD, Role.Name.OFFICE)
    reviewing = [path for one in reach.capacities for path in one.paths(Role.Name.REVIEWER)]
    reviewed = paths_q(reviewing, "organisation__") & Q(version_count__gt=0)
    own = reach.q("organisation__", Role.Name.FILER, Role.Name.VIEWER, Role.Name.HEAD)
    joined = Q(pk__in=JointUnit.objects.filter(own, invited_at__isnull=False).values("activity_id"))
    return Activity.objects.filter(mine | reviewed | joined).select_related("campaign__owner", "organisation", "line")


def family(campaign: Campaign) -> list[int]:
    """Ids of the campaign and of those below it, whose activities count in it too; one query."""
    above: dict[int | None, list[int]] = {}
    for pk, parent in sorted(Campaign.objects.order_by().values_list("pk", "parent_id"), reverse=True):
        above.setdefault(parent, []).append(pk)
    found = [campaign.pk]
    for pk in found:
        found += [child for child in above.get(pk, ()) if child not in found]
    return found


def narrowed(activities: QuerySet[Activity], filters: Filters) -> QuerySet[Activity]:
    """The activities that pass the filters."""
    if filters.states:
        activities = activities.filter(state__in=filters.states)
    if filters.line:
        activities = activities.filter(Q(line=filters.line) | Q(line__parent=filters.line))
    if filters.unit:
        activities = activities.filter(organisation__path__startswith=filters.unit.path)
    return search.matching(activities, filters.text)


def found(reach: Reach, campaign: Campaign, filters: Filters) -> QuerySet[Activity]:
    """What the person sees of the campaign and those below it, newest first: the desk's list."""
    activities = Activity.objects.all() if sees_all(reach, campaign) else visible_to(reach)
    return narrowed(activities.filter(campaign__in=family(campaign)), filters).order_by("-id")


def listed(reach: Reach, campaign: Campaign, filters: Filters) -> QuerySet[Activity]:
    """The same as objects that know what a list shows."""
    activities = found(reach, campaign, filters)
    return activities.select_related(None).select_related("organisation", "line").only(*LISTED)


def sees_all(reach: Reach, campaign: Campaign) -> bool:
    """Whose office runs the campaign sees all of it: only units of its territory take part, none need be looked at one by one."""
    return reach.covers(campaign.owner, Role.Name.OFFICE)


LISTED = (
    "uid",
    "title",
    "state",
    "first_start",
    "occurrence_count",
    "submitted_at",
    "decided_at",
    "saved_at",
    "line__name",
    "organisation__code",
    "organisation__name",
    "organisation__short_name",
    "organisation__path",
)
"""The columns that a list shows."""


def current_version(activity: Activity) -> Version | None:
    """The latest submission."""
    return Version.objects.filter(activity=activity, number=activity.version_count).first() if activity.version_count else None


def versions_of(activity: Activity) -> QuerySet[Version]:
    """All submissions, newest first, with their decisions."""
    return Version.objects.filter(activity=activity).prefetch_related("decisions").order_by("-number")


def comments_on(activity: Activity) -> QuerySet[FieldComment]:
    """What reviewers wrote to its fields, on whatever version, in the order of writing."""
    return FieldComment.objects.filter(version__activity=activity).select_related("version").order_by("id")


def dismissed_hints(activity: Activity) -> QuerySet[DismissedHint]:
    """The hints about it that a reviewer has put aside."""
    return DismissedHint.objects.filter(activity=activity)


def reviewable(reach: Reach) -> QuerySet[Version]:
    """Versions that the person may look at: those of the activities that he or she may see."""
    seen = visible_to(reach).values("pk")
    return Version.objects.filter(activity__in=seen).select_related("activity__campaign__owner", "activity__organisation", "line")


def activities_behind(versions: QuerySet[Version]) -> QuerySet[Activity]:
    """The activities of these versions, in the order of submission."""
    return Activity.objects.filter(pk__in=versions.order_by().values("activity")).order_by("submitted_at", "pk")


def public_versions(campaigns: Collection[int] | None = None) -> QuerySet[Version]:
    """The live versions, of these campaigns or of all: what the public sees. Narrow them by `search.matching`."""
    live = Version.objects.filter(live=True)
    return live if campaigns is None else live.filter(campaign__in=campaigns)


def called_off(uid: str) -> str | None:
    """The title of an activity that was public and is no more – cancelled or withdrawn – so that a shared address can say so."""
    seen = Version.objects.filter(uid=uid, activity__public_since__isnull=False).exclude(activity__versions__live=True)
    approved = Q(decisions__verb=Decision.Verb.APPROVE) | Q(campaign__review_stages=0)
    return seen.filter(approved).order_by("-number").values_list("title", flat=True).first()


def returned_with(activity: Activity) -> Decision | None:
    """The decision by which a returned activity was sent back; a query only for returned ones."""
    if activity.state != State.RETURNED:
        return None
    returns = Decision.objects.filter(version__activity=activity, verb=Decision.Verb.RETURN)
    return returns.select_related("version").order_by("-id").first()


def trail_of(activity: Activity, version: Version | None) -> Trail:
    """Who had a hand in the version; a query only where a first reviewer may have."""
    if version is None:
        return Trail()
    if activity.campaign.review_stages != 2 or activity.state in (State.SUBMITTED, State.DRAFT):
        return Trail(version.submitted_by_id)
    first = Decision.objects.filter(version=version, verb=Decision.Verb.ENDORSE)
    return Trail(version.submitted_by_id, *(first.values_list("reviewer", "stood_in_for").first() or ()))


def content_of(activity: Activity) -> Content:
    """The working copy as a value; two queries."""
    return assembled(activity, joint_ids(activity))


def joint_ids(activity: Activity) -> list[int]:
    """Ids of the joint units, whatever they answered: whom the filing unit names."""
    return list(JointUnit.objects.filter(activity=activity).values_list("organisation_id", flat=True))


def credited_ids(activity: Activity) -> list[int]:
    """Ids of the joint units that have accepted. Ask once the activity's row is held: an answer may come in between."""
    accepted = JointUnit.objects.filter(activity=activity, state=JointUnit.State.ACCEPTED)
    return list(accepted.values_list("organisation_id", flat=True))


def begun_by(person: Person, begun_as: UUID) -> Activity | None:
    """The person's draft to which a device gave this id, if it has arrived."""
    begun = Activity.objects.filter(created_by=person, begun_as=begun_as)
    return begun.select_related("campaign__owner", "organisation", "line").first()


def unfinished_of(reach: Reach) -> QuerySet[Activity]:
    """Drafts and returned activities of running campaigns for which the person files, the one saved last first."""
    mine = reach.q("organisation__", Role.Name.FILER)
    running = Activity.objects.filter(mine, state__in=workflow.EDITABLE, campaign__state=Campaign.State.RUNNING)
    return running.select_related("organisation").order_by("-saved_at", "-id")


def joint_rows(activity: Activity) -> list[JointUnit]:
    """The joint units in the order of the register."""
    return list(JointUnit.objects.filter(activity=activity).select_related("organisation").order_by("organisation__path"))


def assembled(activity: Activity, joint: Collection[int]) -> Content:
    """The working copy with the joint units already read; one query for its occurrences."""
    return put_together(activity, joint, Occurrence.objects.filter(activity=activity))


def put_together(activity: Activity, joint: Collection[int], occurrences: Iterable[Occurrence]) -> Content:
    """The working copy as a value, everything read already."""
    rows = {row.position: OccurrencePart.of(row) for row in occurrences}
    waiting = {entry["position"]: OccurrencePart.from_json(entry) for entry in activity.unfinished}
    parts = {**rows, **waiting}
    return Content(
        title=activity.title,
        line_id=activity.line_id,
        description=activity.description,
        topics=tuple(activity.topics),
        audience=activity.audience,
        expected_participants=activity.expected_participants,
        contact_name=activity.contact_name,
        contact_phone=activity.contact_phone,
        online_url=activity.online_url,
        organisers=tuple(activity.organisers),
        cover_id=activity.cover_id,
        joint=tuple(sorted(joint)),
        occurrences=tuple(parts[position] for position in sorted(parts)),
    )


def snapshot_of(activity: Activity, content: Content) -> Snapshot:
    """A content with the names behind its ids, looked up (at most three queries): to show or compare a working copy."""
    line = Line.objects.filter(pk=content.line_id).first() if content.line_id else None
    joint = list(Organisation.objects.filter(pk__in=content.joint)) if content.joint else []
    cover = StoredFile.objects.filter(pk=content.cover_id).first() if content.cover_id else None
    return Snapshot.of(content, activity.organisation, line, joint, cover)


def enrolments_of(campaign: Campaign, units: Collection[Organisation]) -> list[Enrolment]:
    """How these units take part, in the order of the register."""
    rows = Enrolment.objects.filter(campaign=campaign, organisation__in=units)
    return list(rows.select_related("organisation").order_by("organisation__path"))


def by_state(activities: QuerySet[Activity]) -> dict[str, int]:
    """How many of the activities are in each state; one query."""
    return dict(activities.order_by().values_list("state").annotate(number=Count("pk")))


def filing_units(reach: Reach, campaign: Campaign) -> QuerySet[Organisation]:
    """The units that take part for which the person may file, in the order of the register."""
    return Organisation.objects.filter(reach.q("", Role.Name.FILER, Role.Name.OFFICE), enrolments__campaign=campaign)


def filing_window(activity: Activity) -> Window:
    """The filing window of the activity's unit, its exception included; two queries."""
    return window_for(activity.campaign, Deadline.Kind.FILING, activity.organisation)


def may_start(reach: Reach, activity: Activity, now: datetime) -> Verdict:
    """May the person begin this one, of which only campaign and unit need be known? Three queries."""
    takes_part = Enrolment.objects.filter(campaign=activity.campaign, organisation=activity.organisation).exists()
    return may_begin(reach, activity, filing_window(activity), now, takes_part=takes_part)


def has_lines(campaign: Campaign) -> bool:
    """True when the plan names lines, so that an activity must say under which it stands."""
    return Line.objects.filter(campaign=campaign).exists()


def partners_for(campaign: Campaign, organisation: Organisation) -> QuerySet[Organisation]:
    """Units that may be named as joint: every open one that is no mere area, but the filing unit itself."""
    return Organisation.objects.filter(closed_at=None).exclude(kind="area").exclude(pk=organisation.pk)


def filed_moments(campaign: Campaign) -> list[tuple[int, datetime]]:
    """For each activity filed in the campaign or below it: its unit's id and when it was first submitted."""
    filed = Activity.objects.filter(campaign__in=family(campaign), state__in=FILED)
    rows = filed.order_by().values_list("organisation_id", "first_submitted_at")
    return [(unit, at) for unit, at in rows if at is not None]


def by_line(campaign: Campaign) -> dict[int, int]:
    """How many activities stand under each line of the campaign, in whatever state."""
    return dict(Activity.objects.filter(line__campaign=campaign).order_by().values_list("line").annotate(Count("pk")))


def waiting_count(campaign: Campaign) -> int:
    """How many activities of the campaign wait for a reviewer."""
    return Activity.objects.filter(campaign=campaign, state__in=workflow.WAITING).count()
