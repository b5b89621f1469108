"""Merging: nothing that hangs on a unit is lost, counters equal a recount, what may not be is refused with every reason."""

from __future__ import annotations

import pytest

from kepu.accounts.actor import system
from kepu.activities.models import Activity, JointUnit, Place, SheetImport, Snippet, Version
from kepu.audit.models import Event
from kepu.campaigns.models import Campaign, DeadlineException, Enrolment, WorkPlan
from kepu.organisations.actions import close, register
from kepu.organisations.models import Organisation, Role
from kepu.organisations.queries import led_on
from kepu.progress.models import Obligation
from kepu.progress.recount import recount
from kepu.register.actions import merge
from kepu.register.holdings import clashes, holdings
from kepu.register.merging import reasons_against
from kepu.verdict import Refused
from tests.cast import NOON, Cast
from tests.progress.filing import counters, file, running
from tests.register.hanging import twin_of_east

COMMAND = system("测试")


def hanging(unit: int) -> dict[str, int]:
    """How many rows of every table name the unit, by table and column – whatever tables there are."""
    found = {}
    for relation in Organisation._meta.related_objects:
        field = relation.field
        number = field.model._default_manager.filter(**{field.name: unit}).count()
        found[f"{field.model.__name__}.{field.name}"] = number
    return found


def test_everything_that_hangs_on_a_unit_passes_on(cast: Cast) -> None:
    campaign = running(cast)
    twin = twin_of_east(cast, campaign, COMMAND)
    full = hanging(twin.pk)
    owned = {"Campaign.owner", "WorkPlan.owner"}  # offices alone have these
    assert {name for name, number in full.items() if not number} - owned == set()
    merge(twin, cast.east, by=cast.actor(cast.lin))
    assert set(hanging(twin.pk).values()) == {0}
    assert not Organisation.objects.filter(pk=twin.pk).exists()
    assert recount(campaign, by=COMMAND) == []
    assert counters(campaign, cast.east)["credited_activities"] == 3
    assert counters(campaign, cast.city)["credited_occurrences"] == 4


def test_where_both_have_something_one_of_it_stays(cast: Cast) -> None:
    campaign = running(cast)
    twin = twin_of_east(cast, campaign, COMMAND)
    filing = campaign.deadlines.get(kind="filing")
    DeadlineException.objects.create(
        deadline=filing, organisation=cast.east, until=NOON.replace(day=29), reason="", granted_by=""
    )
    merge(twin, cast.east, by=cast.actor(cast.lin))
    east = Organisation.objects.get(pk=cast.east.pk)
    assert sorted(Role.objects.filter(organisation=east).values_list("person__name", "name")) == [
        ("徐岚", "filer"),
        ("陈静", "filer"),
    ]
    assert DeadlineException.objects.get(organisation=east).until == NOON.replace(day=29)
    assert Enrolment.objects.get(organisation=east).subtheme == "科普到村"
    assert sorted(Place.objects.get(organisation=east).keys) == sorted([f"文化站{twin.pk}", f"文化站{east.pk}"])
    assert sorted(Snippet.objects.filter(organisation=east).values_list("text", flat=True)) == ["中小学生", "全体村民"]
    assert sorted(JointUnit.objects.values_list("activity__organisation__name", "organisation__name", "state")) == [
        ("城东镇", "城西镇", "accepted"),
        ("城西镇", "城东镇", "accepted"),
    ]
    joint = {version.activity.pk: version.content["content"]["joint"] for version in Version.objects.all()}
    assert sorted(joint.values()) == sorted([[], [cast.west.pk], [east.pk]])
    assert {one.named["城东镇政府"] for one in SheetImport.objects.all()} == {east.pk}
    assert WorkPlan.objects.get().matches["城东镇政府"]["unit"] == east.pk


def test_the_losing_name_and_address_lead_on(cast: Cast) -> None:
    twin = twin_of_east(cast, running(cast), COMMAND)
    number, code, path = twin.pk, twin.code, twin.path
    merge(twin, cast.east, by=cast.actor(cast.lin))
    assert sorted(cast.east.aliases.values_list("name", flat=True)) == ["城东", "城东镇人民政府", "城东镇政府"]
    assert led_on(Organisation.objects.all(), code) == cast.east
    assert list(cast.east.formers.exclude(number=None).values_list("number", flat=True)) == [number]
    event = Event.objects.get(verb="合并单位", organisation_path=cast.east.path)
    assert (event.person_name, event.note) == ("林晓", "城东镇人民政府并入城东镇")
    assert event.changes["merged"]["填报的活动"] == [1, 0]
    again = register(name="城东镇政府", kind="town", level="town", parent=cast.city, by=COMMAND)
    assert again.code != code
    assert again.path > path


def test_both_duties_become_one_dated_by_the_earlier(cast: Cast) -> None:
    campaign = running(cast)
    campaign.quotas.filter(minimum=30).update(minimum=2)
    twin = register(name="城东镇政府", kind="town", level="town", parent=cast.city, by=COMMAND)
    Enrolment.objects.create(campaign=campaign, organisation=twin)
    recount(campaign, by=COMMAND, repair=True)
    file(campaign, twin, occurrences=2, at=NOON)
    file(campaign, cast.east, occurrences=2, at=NOON.replace(day=20))
    merge(twin, cast.east, by=COMMAND)
    duty = Obligation.objects.get(campaign=campaign, organisation=cast.east)
    assert duty.first_completed_at == NOON
    assert recount(campaign, by=COMMAND) == []


def reasons(cast: Cast, unit: Organisation, into: Organisation) -> list[str]:
    """What is told to 林晓."""
    found = reasons_against(cast.reach(cast.lin), cast.actor(cast.lin), unit, into, clashes(unit, into))
    return [verdict.reason for verdict in found]


def test_refusals_name_every_reason(cast: Cast, campaign: Campaign) -> None:
    twin = register(name="城东镇政府", kind="town", level="town", parent=cast.city, by=COMMAND)
    for parent in (twin, cast.east):
        register(name="桥头村", kind="village", level="village", parent=parent, by=COMMAND)
        campaign.quotas.create(as_written=parent.name, organisation=parent, minimum=3)
    assert reasons(cast, twin, cast.east) == [
        "两个单位下面都有“桥头村”。请先把这些下级合并，或改名。",
        "“2026年云湖市全国科普日”给城东镇政府和城东镇分别定了任务数。请先在科普日里删去其中一个。",
    ]
    before = hanging(twin.pk)
    with pytest.raises(Refused, match="桥头村"):
        merge(twin, cast.east, by=cast.actor(cast.lin))
    assert hanging(twin.pk) == before
    assert reasons(cast, twin, twin)[0].startswith("请选另一个单位")
    assert "在城东镇下面" in reasons(cast, cast.east, cast.east.children.get())[0]
    assert reasons(cast, cast.office, cast.east) == [
        "科协机关和最上级单位由系统管理员登记。",
        "行政区、科协机关只能与同类合并。",
    ]
    close(cast.west, by=COMMAND)
    cast.west.refresh_from_db()
    assert reasons(cast, cast.weather, cast.west) == ["城西镇已停用。请先启用它，或反过来合并。"]


def test_only_the_office_of_both_may(cast: Cast) -> None:
    for person in (cast.chen, cast.zhou):
        with pytest.raises(Refused, match="不在您管理的辖区内"):
            merge(cast.west, cast.east, by=cast.actor(person))


def test_what_is_gone_is_refused(cast: Cast) -> None:
    stale = Organisation.objects.get(pk=cast.west.pk)
    merge(cast.west, cast.east, by=COMMAND)
    with pytest.raises(Refused, match="刚刚被合并"):
        merge(stale, cast.east, by=COMMAND)


def test_holdings_are_counted_for_both(cast: Cast) -> None:
    twin = twin_of_east(cast, running(cast), COMMAND)
    found = {str(one.label): one.counts for one in holdings(twin, cast.east)}
    assert (found["人员角色"], found["填报的活动"], found["联合的活动"], found["应报任务"]) == ((2, 1), (1, 1), (2, 2), (1, 1))
    assert Activity.objects.filter(organisation=twin).count() == 1
