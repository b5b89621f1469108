"""Reads of campaigns and plans shared by several callers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Count, Model, Q, QuerySet

from kepu.campaigns.adoption import summary_table
from kepu.campaigns.duties import Circle, taking_part
from kepu.campaigns.matching import Entry, Register
from kepu.campaigns.models import Campaign, Deadline, DeadlineException, Enrolment, Host, Line, LineUnit, Quota, WorkPlan
from kepu.campaigns.parts import TABLES, part_of
from kepu.campaigns.proposal import LinePart, Proposal, UnitPart
from kepu.campaigns.readiness import Stock
from kepu.campaigns.revision import Comparison
from kepu.campaigns.sheet import Sheet
from kepu.campaigns.windows import Window, window_of
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Alias, Organisation
from kepu.organisations.reach import Reach, paths_q, territory

PUBLISHED = Q(state__in=(Campaign.State.RUNNING, Campaign.State.CLOSED))


def visible_to(reach: Reach) -> QuerySet[Campaign]:
    """Campaigns that the person's offices run, and those in which a unit of theirs takes part.

    Drafts are seen by the owning office alone.
    """
    own = Q(owner_id__in=[unit.pk for unit in reach.offices])
    joined = Q(pk__in=Enrolment.objects.filter(paths_q(reach.paths(), "organisation__")).values("campaign_id"))
    return Campaign.objects.filter(own | (joined & PUBLISHED)).select_related("owner")


def seen_by(reach: Reach) -> list[Campaign]:
    """The same, the latest first. They are few: each page asks for them, and to put them in order here costs less."""
    return sorted(visible_to(reach).order_by(), key=lambda one: (one.window_start, one.pk), reverse=True)


def run_by(reach: Reach) -> QuerySet[Campaign]:
    """Campaigns that the person's offices run: the ones he or she may change."""
    return Campaign.objects.filter(owner_id__in=[unit.pk for unit in reach.offices]).select_related("owner", "parent")


def plans_visible_to(reach: Reach) -> QuerySet[WorkPlan]:
    """Work plans of the person's offices, newest first, without the documents themselves."""
    own = WorkPlan.objects.filter(owner_id__in=[unit.pk for unit in reach.offices])
    return own.select_related("owner", "campaign", "revises").defer("content")


def plans_listed(reach: Reach) -> QuerySet[WorkPlan]:
    """The same for a list: without what was read in them."""
    return plans_visible_to(reach).defer("content", "reading", "decisions", "matches", "answers")


def plan_document(plan: WorkPlan) -> bytes:
    """The document as it was handed in; the other queries leave it where it is."""
    return bytes(WorkPlan.objects.values_list("content", flat=True).get(pk=plan.pk))


def public() -> QuerySet[Campaign]:
    """Campaigns that the public may see."""
    return Campaign.objects.exclude(state=Campaign.State.DRAFT)


def current() -> Campaign | None:
    """The running campaign that the portal's home shows and commands take by default: the topmost, the latest."""
    running = Campaign.objects.filter(state=Campaign.State.RUNNING)
    return running.filter(parent=None).first() or running.first()


def window_for(campaign: Campaign, kind: str, organisation: Organisation) -> Window:
    """The window of one duty for one unit, its exception included."""
    deadline = Deadline.objects.filter(campaign=campaign, kind=kind).first()
    exception = DeadlineException.objects.filter(deadline=deadline, organisation=organisation).first() if deadline else None
    return window_of(deadline, exception)


def register_of(owner: Organisation) -> Register:
    """The open units of the owner's territory as names are matched with them; three queries however many."""
    path = territory(owner)
    units = Organisation.objects.filter(path__startswith=path, closed_at=None)
    other: dict[int, list[str]] = {}
    for unit, name in Alias.objects.filter(organisation__in=units).values_list("organisation_id", "name"):
        other.setdefault(unit, []).append(name)
    entries = tuple(entry(unit, other.get(unit.pk, [])) for unit in units)
    area = Organisation.objects.filter(path=path).first()
    return Register(entries, area.name if area else "", area.level if area else "")


def sheet_of(plan: WorkPlan) -> Sheet:
    """The plan beside the register of its office as both stand now; four queries however many facts and units."""
    return Sheet(plan.reading, plan.decisions, plan.matches, register_of(plan.owner))


def entry(unit: Organisation, other: Iterable[str]) -> Entry:
    """A unit with all its names."""
    names = tuple(dict.fromkeys(name for name in (unit.name, unit.short_name, *other) if name))
    return Entry(unit.pk, unit.label, unit.kind, unit.path, names)


def names_of(unit: Organisation) -> set[str]:
    """Every name of the unit that the register has."""
    return {unit.name, unit.short_name, *Alias.objects.filter(organisation=unit).values_list("name", flat=True)}


def territory_units(owner: Organisation) -> QuerySet[Organisation]:
    """The open units of the territory for which the owner's office speaks."""
    return Organisation.objects.filter(path__startswith=territory(owner), closed_at=None)


def circle_of(campaign: Campaign) -> Circle:
    """Whom the campaign means: by quotas, lines and as hosts."""
    kinds: set[str] = set()
    named: set[int | None] = set(Host.objects.filter(campaign=campaign).values_list("organisation_id", flat=True))
    for rows in (Quota.objects.filter(campaign=campaign), LineUnit.objects.filter(line__campaign=campaign)):
        for unit, these in rows.values_list("organisation_id", "kinds"):
            named.add(unit)
            kinds.update(these)
    return Circle(frozenset(kinds), frozenset(unit for unit in named if unit is not None))


def to_enrol(campaign: Campaign) -> list[Organisation]:
    """The units that publishing the campaign would enrol, in the order of the tree."""
    return taking_part(territory_units(campaign.owner), circle_of(campaign), campaign.owner)


def enrolled(campaign: Campaign) -> QuerySet[Organisation]:
    """The units that take part, in the order of the tree."""
    return Organisation.objects.filter(enrolments__campaign=campaign)


def not_enrolled(campaign: Campaign) -> QuerySet[Organisation]:
    """The open units of the owner's territory that do not take part; areas never do."""
    inside = Enrolment.objects.filter(campaign=campaign).values("organisation_id")
    return territory_units(campaign.owner).exclude(pk__in=inside).exclude(kind=Kind.AREA)


def rows_of(campaign: Campaign, table: type[Model]) -> QuerySet[Any]:
    """The campaign's rows of one table of parts, in their order; units that they name come along."""
    rows: QuerySet[Any] = table._default_manager.filter(campaign=campaign)
    names = {field.name for field in table._meta.get_fields()}
    return rows.select_related("organisation") if "organisation" in names else rows


def exceptions_of(campaign: Campaign) -> QuerySet[DeadlineException]:
    """The exceptions granted in the campaign."""
    rows = DeadlineException.objects.filter(deadline__campaign=campaign)
    return rows.select_related("deadline", "organisation").order_by("deadline", "until", "pk")


def lines_of(campaign: Campaign) -> QuerySet[Line]:
    """The campaign's lines in order with their responsible units."""
    return Line.objects.filter(campaign=campaign).select_related("parent").prefetch_related("units__organisation")


def lines_to_choose(campaign: Campaign) -> list[Line]:
    """The campaign's lines in order, to choose from, without what hangs on them."""
    return sorted(Line.objects.filter(campaign=campaign).order_by(), key=lambda line: (line.position, line.pk))


def lines_to_file(campaign: Campaign) -> list[Line]:
    """The lines that an activity can be filed under: a line with lines below it is only a heading."""
    return leaves(lines_to_choose(campaign))


def leaves(lines: Sequence[Line]) -> list[Line]:
    """Those of a campaign's lines that have none below them."""
    headings = {line.parent_id for line in lines}
    return [line for line in lines if line.pk not in headings]


def lines_in(campaigns: Sequence[int]) -> list[Line]:
    """The lines of several campaigns: those of the first one first, each campaign's in its own order."""
    lines = Line.objects.filter(campaign__in=campaigns)
    return sorted(lines, key=lambda line: campaigns.index(line.campaign_id))


def parents_for(owner: Organisation) -> QuerySet[Campaign]:
    """Campaigns of offices above, below which the owner's may hang: “a county's campaign may hang below the city's”."""
    above = Organisation.objects.filter(path__in=owner.ancestor_paths())
    speaking = Q(owner__in=above) | Q(owner__parent__in=above, owner__kind="office")
    return Campaign.objects.filter(speaking).exclude(owner=owner).exclude(state=Campaign.State.DRAFT)


def with_sizes(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """The campaigns with `unit_count`, for lists."""
    return campaigns.annotate(unit_count=Count("enrolments"))


def previous(owner: Organisation, year: int) -> Campaign | None:
    """The owner's latest campaign before a year."""
    return Campaign.objects.filter(owner=owner, year__lt=year).first()


def stock_of(campaign: Campaign) -> Stock:
    """What the campaign has, as the rule of publishing looks at it."""
    return Stock(
        campaign=campaign,
        themes=campaign.themes.count(),
        lines=campaign.lines.count(),
        quotas=list(campaign.quotas.all()),
        deadlines=list(campaign.deadlines.all()),
        units=to_enrol(campaign),
    )


SECTIONS = ("themes", "hosts", "quotas", "deadlines", "evidence_demands", "summary_columns", "contacts", "resources")
"""The related names of the sections that are one table each."""


def proposal_of(campaign: Campaign) -> Proposal:
    """The campaign as it stands, in the form in which a plan proposes one; ten queries however many parts."""
    kinds = {table: kind for kind, table in TABLES.items()}
    found = {name: getattr(campaign, name).all() for name in SECTIONS}
    parts = {name: tuple(part_of(kinds[rows.model], row) for row in rows) for name, rows in found.items()}
    return Proposal(
        name=campaign.name,
        kind=campaign.kind,
        year=campaign.year,
        window_start=campaign.window_start,
        window_end=campaign.window_end,
        subtheme_rule=campaign.subtheme_rule,
        subtheme=campaign.subtheme,
        award_gate=campaign.award_gate,
        summary_title=campaign.summary_title,
        lines=tuple(line_part(line) for line in lines_of(campaign)),
        evidence=parts.pop("evidence_demands"),
        columns=parts.pop("summary_columns"),
        **parts,
    )


def line_part(line: Line) -> LinePart:
    """A line with its units."""
    units = tuple(part_of(UnitPart, unit) for unit in line.units.all())
    part: LinePart = part_of(LinePart, line, parent=line.parent.number if line.parent else "", units=units)
    return part


def adopted_plan(campaign: Campaign) -> WorkPlan | None:
    """The plan from which the campaign was made, without the document; None for one begun by hand."""
    return WorkPlan.objects.filter(campaign=campaign).defer("content").first()


def former_plan(campaign: Campaign) -> WorkPlan | None:
    """The latest document of the campaign: the last revision, else the adopted plan."""
    return revisions_of(campaign).first() or adopted_plan(campaign)


def revisions_of(campaign: Campaign) -> QuerySet[WorkPlan]:
    """The campaign's revised plans, the latest first, without the documents."""
    return WorkPlan.objects.filter(revises=campaign).select_related("owner").defer("content")


def comparison_of(plan: WorkPlan, campaign: Campaign) -> Comparison:
    """What the revised plan says beside the campaign as it stands."""
    sheet = sheet_of(plan)
    adopted = adopted_plan(campaign)
    before = Sheet(adopted.reading, adopted.decisions, adopted.matches, sheet.register).proposal if adopted else None
    current, proposed = proposal_of(campaign), sheet.proposal
    if not summary_table(sheet.items):
        # A revision that comes without the annex says nothing of its columns.
        proposed = replace(proposed, columns=current.columns)
    return Comparison(current, proposed, before)
