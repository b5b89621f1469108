"""Who sees what, the reviewers' queue, and that lists cost the same however long they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kepu import clock
from kepu.accounts.models import Person
from kepu.activities import actions, queries
from kepu.activities.models import Activity, State
from kepu.activities.permissions import Trail
from kepu.activities.queries import Filters
from kepu.activities.reviewing import work_list
from kepu.campaigns.models import Campaign, Line
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Role
from tests.activities.filing import draft, in_state, submitted
from tests.cast import NOON, Cast, make_campaign, person, unit


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.pretend(NOON):
        yield


def titles(cast: Cast, who: Person) -> list[str]:
    return sorted(queries.visible_to(cast.reach(who)).values_list("title", flat=True))


def test_everybody_sees_exactly_his_or_her_own(cast: Cast, campaign: Campaign) -> None:
    draft(cast, campaign, title="城东草稿")
    submitted(cast, campaign, title="城东已交", joint=(cast.weather.pk,))
    submitted(cast, campaign, cast.xu, cast.west, title="城西已交")
    draft(cast, campaign, cast.xu, cast.west, title="城西草稿", joint=(cast.weather.pk,))
    viewer, nobody = person("kan", "阅者", viewer=cast.west), person("ke", "路人")
    assert {who.name: titles(cast, who) for who in (cast.chen, cast.xu, cast.he, cast.zhou, cast.lin, viewer, nobody)} == {
        "陈静": ["城东已交", "城东草稿"],
        "徐岚": ["城西已交", "城西草稿"],
        # The society is a joint unit: of what is filed, not of a draft.
        "何平": ["城东已交"],
        "周敏": ["城东已交", "城西已交"],
        "林晓": ["城东已交", "城东草稿", "城西已交", "城西草稿"],
        "阅者": ["城西已交", "城西草稿"],
        "路人": [],
    }


def test_a_joint_unit_of_several_sees_an_activity_once(cast: Cast, campaign: Campaign) -> None:
    submitted(cast, campaign, title="联合", joint=(cast.weather.pk, cast.education.pk))
    assert titles(cast, cast.he) == ["联合"]


def test_what_a_county_files_stands_in_the_citys_list_too(cast: Cast, campaign: Campaign) -> None:
    county = make_campaign(cast, start=date(2026, 9, 18).replace(year=2027))
    county.parent = campaign
    county.save()
    with clock.pretend(NOON.replace(year=2027)):
        activity = actions.start(county, cast.east, by=cast.actor(cast.chen))
    lin = cast.reach(cast.lin)
    assert queries.family(campaign) == [campaign.pk, county.pk]
    assert [*queries.listed(lin, campaign, Filters())] == [activity]
    assert [*queries.listed(lin, county, Filters())] == [activity]


def test_a_list_is_narrowed_by_state_line_unit_and_text(cast: Cast, campaign: Campaign) -> None:
    venue, joint = Line.objects.get(number="1"), Line.objects.get(number="2")
    one = submitted(cast, campaign, title="看云识天气", line_id=venue.pk).activity
    two = draft(cast, campaign, cast.xu, cast.west, title="食品安全进农家")
    lin = cast.reach(cast.lin)

    def listed(**filters: object) -> list[Activity]:
        return [*queries.listed(lin, campaign, Filters(**filters))]  # type: ignore[arg-type]

    assert listed() == [two, one]
    assert listed(states=("draft", "returned")) == [two]
    assert listed(line=venue) == [one]
    # A line that has sub-lines stands for all of them.
    assert listed(line=joint) == [two]
    assert listed(unit=cast.east) == [one]
    assert listed(unit=cast.city) == [two, one]
    assert listed(text="云识") == [one]
    assert listed(text="城西 食品") == [two]
    assert listed(text="城西 看云") == []


def queue(cast: Cast, who: Person, campaign: Campaign, **filters: object) -> list[str]:
    found = work_list.review_queue(cast.reach(who), campaign, Filters(**filters))  # type: ignore[arg-type]
    return [version.title for version in found]


def test_the_queue_is_what_one_may_decide_oldest_first(cast: Cast, campaign: Campaign) -> None:
    Role.objects.create(person=cast.zhou, organisation=cast.west, name=Role.Name.FILER)
    for days, (who, place, title) in enumerate(
        [(cast.chen, cast.east, "甲"), (cast.zhou, cast.west, "乙"), (cast.he, cast.weather, "丙")]
    ):
        with clock.pretend(NOON + timedelta(days=3 - days)):
            activity = actions.start(campaign, place, by=cast.actor(who))
        submit_titled(cast, campaign, activity, who, title, days=3 - days)
    in_state(cast, campaign, State.RETURNED)
    draft(cast, campaign)
    assert queue(cast, cast.wu, campaign) == ["丙", "乙", "甲"]
    assert queue(cast, cast.zhou, campaign) == ["丙", "甲"]
    assert queue(cast, cast.lin, campaign) == ["丙", "乙", "甲"]
    assert queue(cast, cast.chen, campaign) == []
    assert queue(cast, cast.wu, campaign, unit=cast.weather) == ["丙"]
    assert queue(cast, cast.wu, campaign, text="城西") == ["乙"]
    assert queue(cast, cast.wu, campaign, line=Line.objects.get(number="2")) == ["丙", "乙", "甲"]


def submit_titled(cast: Cast, campaign: Campaign, activity: Activity, who: Person, title: str, *, days: int) -> None:
    from_content = queries.content_of(draft(cast, campaign, title=title))
    with clock.pretend(NOON + timedelta(days=days)):
        actions.save(activity, from_content, by=cast.actor(who))
        actions.submit(activity, by=cast.actor(who))


def test_only_the_latest_version_waits(cast: Cast, campaign: Campaign) -> None:
    first, zhou = submitted(cast, campaign), cast.reach(cast.zhou)
    actions.send_back(first, by=cast.actor(cast.zhou), reason="请补充")
    second = actions.submit(first.activity, by=cast.actor(cast.chen))
    assert [*work_list.review_queue(zhou, campaign)] == [second]


def test_with_two_stages_the_first_reviewer_sees_it_no_more_and_a_town_never_has_the_final_word(cast: Cast) -> None:
    campaign = make_campaign(cast, stages=2)
    local = person("zhen", "镇审", reviewer=cast.east)
    version = submitted(cast, campaign)
    people = (cast.zhou, cast.wu, local)
    before = [[*work_list.review_queue(cast.reach(who), campaign)] for who in people]
    actions.endorse(version, by=cast.actor(cast.zhou))
    after = [[*work_list.review_queue(cast.reach(who), campaign)] for who in people]
    assert (before, after) == ([[version]] * 3, [[], [version], []])


def test_routed_by_kind_the_queue_has_ones_kinds_only(cast: Cast, campaign: Campaign) -> None:
    submitted(cast, campaign, title="镇")
    submitted(cast, campaign, cast.he, cast.weather, title="学会")
    Role.objects.filter(person=cast.zhou).update(kinds=["society"])
    assert queue(cast, cast.zhou, campaign) == ["镇", "学会"]
    campaign.review_routing = Campaign.Routing.KIND
    assert queue(cast, cast.zhou, campaign) == ["学会"]


def test_a_closed_campaign_has_no_queue(cast: Cast, campaign: Campaign) -> None:
    submitted(cast, campaign)
    campaign.state = Campaign.State.CLOSED
    assert queue(cast, cast.zhou, campaign) == []


def test_versions_are_reachable_through_their_activities(cast: Cast, campaign: Campaign) -> None:
    version = submitted(cast, campaign)
    found = {who.name: [*queries.reviewable(cast.reach(who))] for who in (cast.chen, cast.zhou, cast.xu)}
    assert found == {"陈静": [version], "周敏": [version], "徐岚": []}


def test_trail_and_current_version(cast: Cast) -> None:
    campaign = make_campaign(cast, stages=2)
    assert queries.current_version(draft(cast, campaign)) is None
    version = submitted(cast, campaign)
    actions.endorse(version, by=cast.actor(cast.zhou))
    activity = Activity.objects.select_related("campaign").get(pk=version.activity_id)
    assert queries.current_version(activity) == version
    assert queries.trail_of(activity, version) == Trail(cast.chen.pk, cast.zhou.pk)
    assert queries.trail_of(activity, None) == Trail()


def test_partners_are_open_units_but_areas_and_oneself(cast: Cast, campaign: Campaign) -> None:
    closed = unit(cast.city, "旧学会", Kind.SOCIETY, code="jiu")
    closed.closed_at = NOON
    closed.save()
    names = [one.label for one in queries.partners_for(campaign, cast.east)]
    assert names == ["市科协", "市教育局", "市气象学会", "城西镇"]


LISTS: dict[str, Callable[[Cast, Campaign], object]] = {
    "listed": lambda cast, campaign: [
        (one.organisation.label, one.line, one.saved_at)
        for one in queries.listed(cast.reach(cast.lin), campaign, Filters(text="食品"))
    ],
    "review_queue": lambda cast, campaign: [
        (one.organisation.label, one.line, one.activity.state) for one in work_list.review_queue(cast.reach(cast.zhou), campaign)
    ],
    "public_versions": lambda cast, campaign: [(one.title, one.unit, one.when) for one in queries.public_versions()],
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_at_one_row_and_at_three(cast: Cast, campaign: Campaign, name: str) -> None:
    counts = []
    for rows in (1, 2):
        for _ in range(rows):
            submitted(cast, campaign, joint=(cast.weather.pk,))
        with CaptureQueriesContext(connection) as made:
            LISTS[name](cast, campaign)
        counts.append(len(made))
    assert counts[0] == counts[1]
