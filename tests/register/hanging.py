"""A unit on which something of every kind hangs: rows written directly, a row for each way in which a table can name a unit."""

from __future__ import annotations

from kepu.accounts.actor import Actor
from kepu.activities.models import Activity, ColumnMemory, JointUnit, Place, ReasonTemplate, SheetImport, Snippet, Version
from kepu.activities.models.imported import packed
from kepu.campaigns.models import Campaign, DeadlineException, Enrolment, Host, LineUnit, WorkPlan
from kepu.notices.models import Robot
from kepu.organisations.actions import register, rename
from kepu.organisations.kinds import Kind, Level
from kepu.organisations.models import Organisation, Role
from kepu.progress.obligations import derive
from kepu.sheets.book import Book
from tests.cast import NOON, Cast
from tests.progress.filing import file


def twin_of_east(cast: Cast, campaign: Campaign, by: Actor) -> Organisation:
    """城东镇人民政府: registered a second time, with everything that a unit can have."""
    twin = register(name="城东镇政府", short_name="城东", kind="town", level="town", parent=cast.city, by=by)
    rename(twin, "城东镇人民政府", by=by)
    register(name="桥头村", kind=Kind.VILLAGE, level=Level.VILLAGE, parent=twin, by=by)
    Role.objects.create(person=cast.xu, organisation=twin, name="filer")
    Role.objects.create(person=cast.chen, organisation=twin, name="filer")
    Robot.objects.create(organisation=twin, name="城东科普群", provider="wecom", address="https://example.org/hook")
    of_campaign(twin, campaign)
    of_activities(cast, twin, campaign)
    derive(campaign)
    return twin


def of_campaign(twin: Organisation, campaign: Campaign) -> None:
    """What a campaign says of it."""
    filing = campaign.deadlines.get(kind="filing")
    Enrolment.objects.create(campaign=campaign, organisation=twin, subtheme="科普到村", contact_phone="88001234")
    DeadlineException.objects.create(deadline=filing, organisation=twin, until=NOON, reason="停电", granted_by="林晓")
    LineUnit.objects.create(line=campaign.lines.get(number="1"), organisation=twin, as_written="城东镇政府")
    Host.objects.create(campaign=campaign, organisation=twin, as_written="城东镇政府")
    campaign.quotas.create(as_written="城东镇政府", organisation=twin, minimum=3)
    WorkPlan.objects.create(
        owner=campaign.owner,
        name="方案.docx",
        content=b"",
        reading={},
        matches={"城东镇政府": {"state": "linked", "unit": twin.pk}},
        uploaded_by="林晓",
        uploaded_at=NOON,
    )


def of_activities(cast: Cast, twin: Organisation, campaign: Campaign) -> None:
    """What it filed, shared, imported and keeps for the next time."""
    own = file(campaign, twin, occurrences=2, joint=[cast.east, cast.west], at=NOON)
    shared = file(campaign, cast.east, joint=[twin], at=NOON)
    others = file(campaign, cast.west, joint=[twin], at=NOON)
    JointUnit.objects.create(activity=others, organisation=cast.east)
    version_of(own, [cast.east.pk, cast.west.pk])
    version_of(shared, [twin.pk])
    version_of(others, [twin.pk, cast.east.pk])
    for unit in (twin, cast.east):
        Place.objects.create(organisation=unit, name="文化站", keys=[f"文化站{unit.pk}"], used_at=NOON)
        Snippet.objects.create(organisation=unit, field="audience", text="全体村民")
        ColumnMemory.objects.create(organisation=unit, fingerprint="a" * 64, columns={})
    Snippet.objects.create(organisation=twin, field="audience", text="中小学生")
    ReasonTemplate.objects.create(organisation=twin, verb="return", text="请补充地点。")
    for desk, sha in ((twin, "1"), (cast.office, "2")):
        SheetImport.objects.create(
            campaign=campaign,
            desk=desk,
            unit=twin,
            name="表.xlsx",
            year=2026,
            sha256=sha * 64,
            content=b"",
            reading=packed(Book((), ())),
            named={"城东镇政府": twin.pk},
            read_by=cast.lin,
            read_by_name="林晓",
        )


def version_of(activity: Activity, joint: list[int]) -> Version:
    """A submission that names these units (ids) as partners."""
    return Version.objects.create(
        activity=activity,
        number=1,
        content={"content": {"joint": joint}, "unit": activity.organisation.name},
        submitted_by_name="陈静",
        submitted_at=NOON,
        uid=activity.uid,
        campaign=activity.campaign,
        organisation=activity.organisation,
        title=activity.title,
        unit=activity.organisation.name,
    )
