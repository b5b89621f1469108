"""Obligations follow the plan: units, quotas and deadlines."""

from __future__ import annotations

from datetime import timedelta

from kepu import clock
from kepu.campaigns import actions
from kepu.campaigns.announcements import duties_changed
from kepu.campaigns.models import Campaign, Deadline, Enrolment, Quota
from kepu.organisations.models import Organisation
from kepu.progress.models import Obligation
from kepu.progress.recount import recount
from tests.activities.filing import submitted
from tests.cast import NOON, Cast, make_campaign
from tests.progress.filing import completed, file, running, unit_counters


def tell(campaign: Campaign) -> None:
    """What campaigns announce after each change of duties."""
    duties_changed.send(Campaign, campaign=campaign)


def owed(campaign: Campaign) -> dict[str, int | None]:
    """What each unit owes at least."""
    rows = Obligation.objects.filter(campaign=campaign).order_by("organisation__path", "quota")
    return dict(rows.values_list("organisation__name", "minimum"))


EVERYBODY = {"云湖市教育局": 10, "云湖市气象学会": 10, "城东镇": 30, "城西镇": 30}


def test_publishing_makes_them_and_counts_the_units(cast: Cast) -> None:
    campaign = make_campaign(cast)
    tell(campaign)
    assert owed(campaign) == EVERYBODY
    assert unit_counters(campaign, cast.city) == (5, 4, 0, 0)
    assert unit_counters(campaign, cast.office) == (1, 0, 0, 0)
    filing = Deadline.objects.get(campaign=campaign, kind="filing")
    assert set(Obligation.objects.values_list("deadline", flat=True)) == {filing.pk}


def test_the_offices_own_acts_are_followed(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    campaign = make_campaign(cast, state=Campaign.State.DRAFT)
    with clock.pretend(NOON):
        actions.publish(campaign, by=lin)
        assert owed(campaign) == EVERYBODY
        actions.unenrol(campaign, [cast.west], by=lin)
        assert owed(campaign) == {name: number for name, number in EVERYBODY.items() if name != "城西镇"}
        submitted(cast, campaign)
    assert unit_counters(campaign, cast.city) == (4, 3, 1, 0)
    assert [recount(campaign, by=lin)] == [[]]


def test_telling_twice_changes_nothing(cast: Cast) -> None:
    campaign = running(cast)
    before = list(Obligation.objects.order_by("pk").values())
    tell(campaign)
    assert list(Obligation.objects.order_by("pk").values()) == before


def test_a_quota_that_names_the_unit_wins_over_its_kind(cast: Cast) -> None:
    campaign = running(cast)
    Quota.objects.create(campaign=campaign, as_written="城东镇", organisation=cast.east, minimum=5)
    tell(campaign)
    assert owed(campaign) == EVERYBODY | {"城东镇": 5}


def test_a_unit_under_two_quotas_owes_both(cast: Cast) -> None:
    campaign = running(cast)
    Quota.objects.create(campaign=campaign, as_written="各乡镇", kinds=["town"], minimum=1, counts="activity")
    tell(campaign)
    assert sorted(Obligation.objects.filter(organisation=cast.east).values_list("minimum", "counts")) == [
        (1, "activity"),
        (30, "occurrence"),
    ]
    file(campaign, cast.east, occurrences=2)
    assert unit_counters(campaign, cast.east) == (1, 1, 1, 0)
    file(campaign, cast.east, occurrences=28)
    assert unit_counters(campaign, cast.east) == (1, 1, 1, 1)


def test_a_mere_maximum_is_an_obligation_but_nobody_owes_by_it(cast: Cast) -> None:
    campaign = running(cast)
    Quota.objects.create(campaign=campaign, as_written="市科协", organisation=cast.office, maximum=2)
    tell(campaign)
    assert owed(campaign) == EVERYBODY | {"云湖市科学技术协会": None}
    assert unit_counters(campaign, cast.office) == (1, 0, 0, 0)


def test_a_unit_that_leaves_owes_nothing_and_one_that_comes_back_has_its_date_again(cast: Cast) -> None:
    campaign = running(cast)
    file(campaign, cast.education, occurrences=10, at=NOON)
    assert completed(campaign, cast.education) == NOON
    Enrolment.objects.filter(organisation=cast.education).delete()
    tell(campaign)
    assert "云湖市教育局" not in owed(campaign)
    assert unit_counters(campaign, cast.city) == (4, 3, 0, 0)
    Enrolment.objects.create(campaign=campaign, organisation=cast.education)
    tell(campaign)
    assert completed(campaign, cast.education) == NOON
    assert unit_counters(campaign, cast.city) == (5, 4, 1, 1)


def raise_to(campaign: Campaign, unit: Organisation, minimum: int) -> None:
    """Another minimum for the unit's kind."""
    Quota.objects.filter(campaign=campaign, kinds__contains=unit.kind).update(minimum=minimum)
    tell(campaign)


def test_a_higher_minimum_is_a_new_duty_and_a_lower_one_was_reached_when_it_was_reached(cast: Cast) -> None:
    campaign = running(cast)
    for day in range(12):
        file(campaign, cast.education, at=NOON + timedelta(days=day))
    assert completed(campaign, cast.education) == NOON + timedelta(days=9)
    raise_to(campaign, cast.education, 20)
    assert completed(campaign, cast.education) is None
    assert unit_counters(campaign, cast.education) == (1, 1, 1, 0)
    raise_to(campaign, cast.education, 12)
    assert completed(campaign, cast.education) == NOON + timedelta(days=11)
    raise_to(campaign, cast.education, 3)
    assert completed(campaign, cast.education) == NOON + timedelta(days=2)
    assert unit_counters(campaign, cast.education) == (1, 1, 1, 1)


def test_counting_otherwise_is_a_new_duty(cast: Cast) -> None:
    campaign = running(cast)
    file(campaign, cast.education, occurrences=10, at=NOON)
    Quota.objects.filter(kinds__contains="department").update(counts="activity")
    tell(campaign)
    assert completed(campaign, cast.education) is None
    assert unit_counters(campaign, cast.education) == (1, 1, 1, 0)


def test_a_moved_deadline_leaves_the_moment_of_completion(cast: Cast) -> None:
    campaign = running(cast)
    file(campaign, cast.education, occurrences=10, at=NOON)
    Deadline.objects.filter(kind="filing").delete()
    other = Deadline.objects.create(campaign=campaign, kind="filing", on_time_until=NOON - timedelta(days=1))
    tell(campaign)
    obligation = Obligation.objects.get(organisation=cast.education)
    assert (obligation.deadline, obligation.first_completed_at) == (other, NOON)


def test_joint_activities_date_a_completion_too(cast: Cast) -> None:
    campaign = make_campaign(cast)
    file(campaign, cast.east, occurrences=10, joint=[cast.education], at=NOON)
    tell(campaign)
    assert completed(campaign, cast.education) == NOON
    assert unit_counters(campaign, cast.city) == (5, 4, 2, 1)
