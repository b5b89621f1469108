"""What each row of a spreadsheet would do beside what stands already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kepu import clock
from kepu.accounts.models import Person
from kepu.activities.content import OccurrencePart
from kepu.activities.importing.queries import ground_of, plan_of
from kepu.activities.importing.rows import Plan
from kepu.activities.models import State
from kepu.campaigns.models import Campaign, Deadline, DeadlineException, Enrolment
from kepu.organisations.models import Alias, Organisation
from kepu.organisations.names import fold
from kepu.sheets.book import Book, SheetActivity, SheetOccurrence
from tests.activities.filing import content, draft, in_state
from tests.activities.sheets import FAIR, TALK, WRONG_DAY, book, moment, row
from tests.cast import NOON, Cast, at

pytestmark = pytest.mark.django_db
Planner = Callable[..., Plan]


@pytest.fixture
def plan(cast: Cast, campaign: Campaign) -> Planner:
    """The dry run of a book on 10 September at noon, by 陈静 where nobody else is named."""

    def planned(read: Book, who: Person | None = None, given: Organisation | None = None, **more: object) -> Plan:
        with clock.pretend(NOON):
            return plan_of(read, ground_of(campaign, cast.reach(who or cast.chen), given=given, **more))  # type: ignore[arg-type]

    return planned


def actions(found: Plan) -> list[tuple[str, str]]:
    """Each row's action with its reason or obstacle."""
    return [(one.action, one.reason or one.obstacle) for one in found.rows]


def test_new_rows_are_added_with_what_they_say(plan: Planner, cast: Cast, campaign: Campaign) -> None:
    found = plan(book(FAIR, TALK))
    assert actions(found) == [("add", ""), ("add", "")]
    first = found.rows[0]
    assert first.unit == cast.east
    assert first.content
    assert first.content.line_id == campaign.lines.get(name="农村科普联合行动").pk
    assert first.content.organisers == ("城东镇人民政府",)
    assert [(part.day, part.begins, part.ends, part.place) for part in first.content.occurrences] == [
        (date(2026, 9, 17), time(9), time(11, 30), "城东镇文化广场")
    ]
    assert (found.counts["add"], found.sheets[0].doubts, [*found.good]) == (2, (), [*found.rows])


def test_without_a_campaign_the_file_alone_decides(db: None) -> None:
    found = plan_of(book(FAIR, row(4, FAIR, repeats=3), row(5, TALK, errors=(WRONG_DAY,))), None)
    assert actions(found) == [("add", ""), ("skip", "与第3行的名称、时间、地点相同。"), ("error", "2月没有30日。")]


def test_a_row_that_repeats_another_sheet_says_which(plan: Planner) -> None:
    found = plan(book(row(9, FAIR, repeats=3, repeats_sheet="九月")))
    assert actions(found) == [("skip", "与工作表“九月”第3行的名称、时间、地点相同。")]


def test_cells_that_do_not_fit_are_named(plan: Planner) -> None:
    long = replace(FAIR, title="长" * 101, contact_name="陈" * 41, organisers=("主" * 121,), expected_participants=10_000_001)
    found = plan(book(long)).rows[0]
    assert found.action == "error"
    assert [(one.column, one.message) for one in found.errors] == [
        ("A", "活动名称最多100字，现有101字。"),
        ("E", "联系人最多40字，现有41字。"),
        ("F", "预计参加人数最多10000000。"),
        ("G", "主办承办单位最多40个，每个名称最多120字，请用顿号隔开。"),
    ]


def test_the_same_activity_is_skipped_and_others_are_updated(plan: Planner, cast: Cast, campaign: Campaign) -> None:
    draft(cast, campaign, title="科普大集", organisers=("城东镇人民政府",), expected_participants=300)
    other = draft(cast, campaign, title="防灾减灾讲座")
    same = replace(FAIR, occurrences=(SheetOccurrence(moment(19, 9), moment(19, 11, 30), "城东镇文化礼堂"),))
    found = plan(book(same, replace(TALK, occurrences=same.occurrences, expected_participants=80, contact_phone="13900000000")))
    assert actions(found) == [
        ("skip", "已经填报过（草稿），内容没有变化。"),
        ("update", "已有这项活动（草稿），将更新：预计参加人数、联系电话。"),
    ]
    update = found.rows[1]
    assert update.standing
    assert update.content
    assert (update.standing.activity, update.changed) == (other, ("expected_participants", "contact_phone"))
    # What the row leaves out stays: introduction, topics, the address of the place.
    kept = update.content
    assert (kept.description, kept.topics, kept.occurrences[0].address) == (
        content(campaign).description,
        ("食品药品",),
        "人民路8号",
    )


@pytest.mark.parametrize(
    ("occurrence", "action"),
    [
        (SheetOccurrence(moment(19, 9), place="城东镇广场"), "update"),  # the place was corrected
        (SheetOccurrence(moment(19, 14), place="城东镇文化礼堂"), "update"),  # the time was corrected
        (SheetOccurrence(date(2026, 9, 19), place=""), "update"),
        (SheetOccurrence(date(2026, 9, 19), place="张村"), "add"),  # held in another village on the same day
        (SheetOccurrence(moment(20, 9), place="城东镇文化礼堂"), "add"),  # another day
    ],
)
def test_same_title_and_day_at_the_same_place_or_time_is_an_update(
    plan: Planner, cast: Cast, campaign: Campaign, occurrence: SheetOccurrence, action: str
) -> None:
    draft(cast, campaign, title="科普大集")
    found = plan(book(replace(FAIR, occurrences=(occurrence,)))).rows[0]
    assert found.action == action
    same_day = action == "add" and occurrence.start == date(2026, 9, 19)
    assert any("同名同日" in hint for hint in found.hints) == same_day


def test_of_several_with_one_title_each_row_means_its_own(plan: Planner, cast: Cast, campaign: Campaign) -> None:
    villages = [SheetOccurrence(date(2026, 9, 19), place=place) for place in ("李村", "张村", "王村")]
    parts = [OccurrencePart(date(2026, 9, 19), place=place) for place in ("张村", "李村")]
    stand = [draft(cast, campaign, title="大篷车", occurrences=(part,)) for part in parts]
    only_title = SheetActivity(title="大篷车", unit="城东镇")
    found = plan(book(*[replace(only_title, occurrences=(one,)) for one in villages])).rows
    assert [one.action for one in found] == ["skip", "skip", "add"]
    assert [one.standing and one.standing.activity for one in found] == [stand[1], stand[0], None]
    assert found[2].hints == ()  # the others of that day are what the file's other rows mean


def test_a_hidden_number_finds_its_activity_whatever_became_of_the_title(plan: Planner, cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign)
    found = plan(book(row(3, TALK, uid=activity.uid))).rows[0]
    assert (found.action, found.standing and found.standing.activity) == ("update", activity)
    assert found.changed == ("title", "expected_participants", "occurrences")


def test_a_hidden_number_of_somebody_elses_activity_means_nothing(plan: Planner, cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign, cast.xu, cast.west)
    assert [one.action for one in plan(book(row(3, TALK, uid=activity.uid))).rows] == ["add"]


@pytest.mark.parametrize("state", [State.SUBMITTED, State.WITHDRAWN, State.CANCELLED])
def test_what_cannot_be_changed_says_why_and_what_next(plan: Planner, cast: Cast, campaign: Campaign, state: State) -> None:
    activity = in_state(cast, campaign, state)
    found = plan(book(row(3, TALK, uid=activity.uid))).rows[0]
    assert found.action == "error"
    assert found.reason.startswith(f"活动{state.label}，不能直接修改；")
    assert not found.is_good


def test_a_returned_one_may_be_corrected(plan: Planner, cast: Cast, campaign: Campaign) -> None:
    activity = in_state(cast, campaign, State.RETURNED)
    assert plan(book(row(3, TALK, uid=activity.uid))).rows[0].is_good


def test_units_are_found_by_any_name_within_reach(plan: Planner, cast: Cast) -> None:
    Alias.objects.create(organisation=cast.weather, name="气象科普协会", folded=fold("气象科普协会"))
    rows = [replace(FAIR, title=f"活动{n}", unit=name) for n, name in enumerate(["市教育局", "云湖市教育局", "气象科普协会"])]
    found = plan(book(*rows), cast.he)
    assert [one.unit for one in found.rows] == [cast.education, cast.education, cast.weather]
    assert found.sheets[0].doubts == ()


def test_units_beyond_reach_are_said_once_and_never_filed_for(plan: Planner, cast: Cast) -> None:
    rows = [replace(FAIR, title=f"活动{n}", unit=name) for n, name in enumerate(["城西镇", "城西镇", "", "火星镇", "城东镇"])]
    found = plan(book(*rows))
    assert [(one.action, one.is_good, one.unit) for one in found.rows] == [
        ("add", False, None),
        ("add", False, None),
        ("add", True, cast.east),  # the only unit for which she files
        ("add", False, None),
        ("add", True, cast.east),
    ]
    assert found.sheets[0].doubts == (
        "城西镇不在您能填报的单位之内，或没有参加本届，它的各行不导入；请由该单位或组织方填报。",
        "单位库中没有“火星镇”，请选择填报单位，或请组织方登记它。",
    )
    assert found.counts == {"add": 2, "obstacle": 3}


def test_a_name_that_means_a_unit_beyond_reach_more_exactly_is_not_bent_to_ones_own(plan: Planner, cast: Cast) -> None:
    # 何平 files for 市教育局; 教育局 of a county is another one.
    Organisation.objects.create(
        parent=cast.city, name="北山县教育局", kind="department", code="beishan-jiaoyu", path=f"{cast.city.path}000099"
    )
    found = plan(book(replace(FAIR, unit="北山县教育局")), cast.he)
    assert (found.rows[0].unit, found.rows[0].is_good) == (None, False)


def test_a_chosen_unit_takes_all_rows_and_says_whose_they_were(plan: Planner, cast: Cast) -> None:
    found = plan(book(replace(FAIR, unit="城西镇"), replace(TALK, unit="")), cast.lin, cast.east)
    assert [(one.unit, one.is_good) for one in found.rows] == [(cast.east, True)] * 2
    assert found.sheets[0].doubts == ("表中的填报单位是“城西镇”，将作为城东镇的活动导入，请核对。",)


def test_a_chosen_unit_takes_rows_of_a_unit_that_nobody_knows_and_says_so(plan: Planner, cast: Cast) -> None:
    found = plan(book(replace(FAIR, unit="河口镇人民政府"), replace(TALK, unit="城东镇人民政府")), cast.chen, cast.east)
    assert [(one.unit, one.is_good) for one in found.rows] == [(cast.east, True)] * 2
    assert found.sheets[0].doubts == ("表中的填报单位是“河口镇人民政府”，将作为城东镇的活动导入，请核对。",)


def test_a_person_decides_what_a_name_means(plan: Planner, cast: Cast) -> None:
    rows = book(replace(FAIR, unit="东镇"), replace(TALK, unit="某村"))
    found = plan(rows, cast.lin, named={"东镇": cast.east.pk, "某村": None})
    assert [(one.unit, one.obstacle) for one in found.rows] == [(cast.east, ""), (None, "“某村”的各行不导入。")]


def test_a_unit_that_does_not_take_part_is_no_choice(plan: Planner, cast: Cast, campaign: Campaign) -> None:
    Enrolment.objects.filter(campaign=campaign, organisation=cast.west).delete()
    found = plan(book(replace(FAIR, unit="城西镇")), cast.lin)
    assert (found.rows[0].is_good, "没有参加本届" in found.rows[0].obstacle) == (False, True)


def test_after_the_lock_only_excepted_units_may_file(plan: Planner, cast: Cast, campaign: Campaign) -> None:
    deadline = Deadline.objects.get(campaign=campaign, kind="filing")
    Deadline.objects.filter(pk=deadline.pk).update(on_time_until=at(NOON.date(), -3), locks_at=at(NOON.date(), -2))
    until = at(NOON.date(), 2)
    DeadlineException.objects.create(deadline=deadline, organisation=cast.west, until=until, reason="停电", granted_by="林晓")
    found = plan(book(FAIR, replace(FAIR, unit="城西镇")), cast.lin)
    assert [one.is_good for one in found.rows] == [False, True]
    assert found.sheets[0].doubts == ("城东镇：已过登记填报截止（9月7日 24:00）。如有特殊情况，请联系市科协开通补报。",)


def test_a_campaign_that_is_closed_takes_nothing(plan: Planner, campaign: Campaign) -> None:
    Campaign.objects.filter(pk=campaign.pk).update(state=Campaign.State.CLOSED)
    campaign.refresh_from_db()
    assert [one.is_good for one in plan(book(FAIR, TALK)).rows] == [False, False]


@pytest.mark.parametrize(
    ("said", "name", "hint"),
    [
        ("农村科普联合行动", "农村科普联合行动", ""),
        ("2.1", "农村科普联合行动", ""),
        ("（一）主场活动", "主场活动", ""),
        ("全国科普日主场活动", "主场活动", "板块“全国科普日主场活动”按“主场活动”导入。"),
        ("系列联合行动", None, "本届没有板块“系列联合行动”，是不是“农村科普联合行动”？导入后请选择板块。"),
        ("农村科普行动", None, "本届没有板块“农村科普行动”，是不是“农村科普联合行动”？导入后请选择板块。"),
        ("其他", None, "本届没有板块“其他”，导入后请选择板块。"),
        ("", None, ""),
    ],
)
def test_lines_are_found_by_number_or_name(plan: Planner, campaign: Campaign, said: str, name: str | None, hint: str) -> None:
    found = plan(book(replace(FAIR, line=said))).rows[0]
    names = dict(campaign.lines.values_list("pk", "name"))
    line = names.get(found.content.line_id) if found.content and found.content.line_id else None
    assert (found.action, line, found.hints) == ("add", name, (hint,) if hint else ())


def test_a_heading_inside_the_table_may_name_the_line(plan: Planner, campaign: Campaign) -> None:
    bare = replace(FAIR, line="")
    found = plan(book(row(4, bare, section="（一）主场活动"), row(5, replace(bare, title="另一项"), section="二、镇区活动"))).rows
    assert [one.content and one.content.line_id for one in found] == [campaign.lines.get(name="主场活动").pk, None]
    assert [one.hints for one in found] == [(), ()]


def test_days_outside_the_window_are_hints(plan: Planner) -> None:
    days = [(date(2026, 9, 10), None), (date(2026, 9, 10), date(2026, 9, 18)), (date(2026, 9, 24), None)]
    rows = [replace(FAIR, title=f"第{n}场", occurrences=(SheetOccurrence(a, b, "礼堂"),)) for n, (a, b) in enumerate(days)]
    found = plan(book(*rows))
    assert [(one.action, len(one.hints)) for one in found.rows] == [("add", 1), ("add", 0), ("add", 1)]
    assert found.rows[0].hints == ("9月10日不在本届活动时间（9月17日至9月23日）之内，请核对。",)


def test_the_number_of_queries_does_not_grow(plan: Planner, cast: Cast, campaign: Campaign) -> None:
    for number in range(3):
        draft(cast, campaign, title=f"第{number}项")

    def asked(count: int) -> int:
        rows = [replace(FAIR, title=f"第{number}项", unit=name) for number in range(count) for name in ("城东镇", "城西镇")]
        with CaptureQueriesContext(
            connection,
        ) as made:
            plan(book(*rows), cast.lin)
        return len(made)

    assert asked(3) == asked(1)


def test_a_row_says_nothing_of_the_mode_where_its_cell_is_empty(plan: Planner, cast: Cast, campaign: Campaign) -> None:
    part = replace(content(campaign).occurrences[0], mode="both")
    draft(cast, campaign, title="科普大集", occurrences=(part,), organisers=FAIR.organisers, expected_participants=300)
    says = SheetOccurrence(moment(19, 9), moment(19, 11, 30), "城东镇文化礼堂")
    assert plan(book(replace(FAIR, occurrences=(says,)))).rows[0].action == "skip"
    onsite = replace(says, mode="onsite")
    assert plan(book(replace(FAIR, occurrences=(onsite,)))).rows[0].changed == ("occurrences",)


def test_an_empty_activity_of_the_file_is_an_error_only_where_the_reader_says_so(plan: Planner) -> None:
    assert plan(book(SheetActivity(title="只有名称"))).rows[0].action == "add"
