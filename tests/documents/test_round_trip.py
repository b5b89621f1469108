"""Out, changed in a spreadsheet program, and in again: exactly what was changed is updated, the rest is skipped.

Files are opened and saved by openpyxl between, and read by kepu.sheets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from kepu import clock, sheets
from kepu.activities import actions
from kepu.activities.content import LENGTHS, Content, OccurrencePart
from kepu.activities.importing.queries import planned
from kepu.activities.importing.rows import Plan
from kepu.activities.models import Activity, SheetImport, State
from kepu.activities.queries import EVERYTHING, content_of, found
from kepu.campaigns.models import Campaign
from kepu.documents.activity_sheet import activity_sheet
from kepu.documents.filing_template import filing_template
from kepu.documents.formats import LISTS
from kepu.documents.sheet_times import BETWEEN, words
from kepu.progress.obligations import derive
from kepu.sheets.book import SheetOccurrence
from tests.activities.filing import FAIR, content, draft, in_state
from tests.cast import NOON, Cast

D = date(2026, 9, 19)
ODD = (
    Content(title="=1+1，一起学"),
    Content(title="+86 连线", description="第一行\n第二行\n\n第四行，𠮷野家"),
    Content(title="-5 度的科学", organisers=("市科协", "教育局（团委）"), audience="@所有人"),
    Content(title="“引号”、<尖括号> & 符号", description="=HYPERLINK(1)", contact_name="李 明", contact_phone="0570-3012345"),
    Content(title="讲座；展览；义诊", contact_name="陈静、李明", contact_phone="0570 3012345、13800000003"),
    Content(title="字" * LENGTHS["title"], description="长" * LENGTHS["description"], expected_participants=0),
)
PLACES = (
    (FAIR,),
    (FAIR, replace(FAIR, day=date(2026, 9, 20))),
    (FAIR, replace(FAIR, place="广场", mode="both"), replace(FAIR, day=date(2026, 9, 22), place="广场", mode="both")),
    (OccurrencePart(day=D, last_day=date(2026, 9, 21), place="展厅"),),
    (OccurrencePart(day=D, place="线上展厅（腾讯会议）", mode="online"), replace(FAIR, place="线下体验区")),
    (
        OccurrencePart(day=D, begins=time(20), ends=time(0), last_day=date(2026, 9, 20), place="观星台"),
        OccurrencePart(day=D, mode="online"),
    ),
)

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 20))
# A day with 00:00 is a day, as spreadsheet programs have it; nothing begins at midnight.
CLOCKS = st.times(time(0, 1)).map(lambda at: at.replace(second=0, microsecond=0))


def read_back(text: str) -> tuple[SheetOccurrence, ...]:
    """What kepu.sheets understands of a time in a sheet."""
    (row,) = sheets.read_pasted(f"活动名称\t活动时间\t活动地点\n讲座\t{text}\t礼堂", year=2026).rows
    assert row.errors == ()
    return tuple(replace(one, place="", mode=None) for one in row.activity.occurrences)


@st.composite
def occurrences(drawn: st.DrawFn) -> tuple[date, time | None, time | None, date | None]:
    """First day, beginning, end, last day (None: the first) – as an activity may have them."""
    day, begins = drawn(DAYS), drawn(st.none() | CLOCKS)
    last = day + timedelta(days=drawn(st.integers(1, 10))) if drawn(st.booleans()) else None
    ends = (
        drawn(st.none() | (CLOCKS if last else st.times(begins).map(lambda at: at.replace(second=0, microsecond=0))))
        if begins
        else None
    )
    return day, begins, None if ends == begins and last is None else ends, last


def expected(day: date, begins: time | None, ends: time | None, last: date | None) -> SheetOccurrence:
    """The same as a sheet's occurrence."""
    start = datetime.combine(day, begins) if begins else day
    end = datetime.combine(last or day, ends) if ends else last
    return SheetOccurrence(start, end)


@given(occurrences())
def test_a_time_is_read_back_as_it_was(said: tuple[date, time | None, time | None, date | None]) -> None:
    assert read_back(words(*said, 2026)) == (expected(*said),)


@given(st.lists(occurrences(), min_size=2, max_size=5, unique_by=lambda one: one[:2]))
def test_several_times_in_one_cell_are_read_back_each(said: list[tuple[date, time | None, time | None, date | None]]) -> None:
    together = [one for one in said if bool(one[1]) == bool(said[0][1])]  # as sheet_times.stops puts them
    text = BETWEEN.join(words(*one, 2026) for one in together)
    assert {*read_back(text)} == {expected(*one) for one in together}


# — whole sheets —

pytestmark = pytest.mark.django_db
ReadIn = Callable[..., Plan]


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.pretend(NOON):
        yield


@pytest.fixture
def filed(cast: Cast, campaign: Campaign) -> list[Activity]:
    """Odd activities of 城东镇, all drafts."""
    derive(campaign)
    whole = content(campaign)
    names = (*LENGTHS, "organisers")
    odd = [{name: getattr(one, name) or getattr(whole, name) for name in names} for one in ODD]
    return [draft(cast, campaign, **said, occurrences=parts) for said, parts in zip(odd, PLACES, strict=True)]


@pytest.fixture
def planned_from(cast: Cast, campaign: Campaign) -> ReadIn:
    """What a file would do, brought by 陈静 or by 林晓 for whatever units it names."""

    def plan(file: bytes, name: str = "活动.xlsx", *, office: bool = False) -> Plan:
        who = cast.lin if office else cast.chen
        unit = None if office else cast.east
        read = actions.read_in(file, name, by=cast.actor(who), campaign=campaign, unit=unit, reader=sheets.read)
        return planned(read, cast.reach(who))

    return plan


def edited(file: bytes, change: Callable[[Worksheet], None]) -> bytes:
    """The file changed and saved by another program."""
    book = openpyxl.load_workbook(BytesIO(file))
    change(book.worksheets[0])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def template(cast: Cast, campaign: Campaign) -> bytes:
    return LISTS["xlsx"].write(filing_template(campaign, [cast.east], cast.east))


def done(plan: Plan) -> dict[str, int]:
    assert [row.errors for row in plan.rows if row.errors] == []
    return dict(Counter(row.action for row in plan.rows))


def test_a_template_that_was_not_changed_changes_nothing(
    cast: Cast, campaign: Campaign, filed: list[Activity], planned_from: ReadIn
) -> None:
    assert done(planned_from(template(cast, campaign))) == {"skip": 6}
    assert done(planned_from(edited(template(cast, campaign), lambda sheet: None))) == {"skip": 6}


def test_exactly_what_was_changed_is_updated(cast: Cast, campaign: Campaign, filed: list[Activity], planned_from: ReadIn) -> None:
    by_title = {activity.title: activity for activity in filed}
    before = {activity.pk: content_of(activity) for activity in filed}

    def change(sheet: Worksheet) -> None:
        rows = {sheet.cell(row, 2).value: row for row in range(4, sheet.max_row + 1)}
        title = sheet.cell(rows["=1+1，一起学"], 2)
        title.value, title.data_type = "=2+2，一起学", "s"
        sheet.cell(rows["-5 度的科学"], 7).value = 80
        sheet.cell(sheet.max_row + 1, 2).value = "新的一项"
        sheet.cell(sheet.max_row, 4).value = "9月20日下午2:30"

    plan = planned_from(edited(template(cast, campaign), change))
    assert done(plan) == {"skip": 4, "update": 2, "add": 1}
    changed = {row.standing.activity.pk: row for row in plan.rows if row.action == "update" and row.standing}
    first, third = by_title["=1+1，一起学"], by_title["-5 度的科学"]
    assert {pk: row.changed for pk, row in changed.items()} == {first.pk: ("title",), third.pk: ("expected_participants",)}
    assert changed[first.pk].content == replace(before[first.pk], title="=2+2，一起学")
    assert changed[third.pk].content == replace(before[third.pk], expected_participants=80)
    actions.accept_rows(SheetImport.objects.get(state="read", unit=cast.east), by=cast.actor(cast.chen))
    assert done(planned_from(template(cast, campaign))) == {"skip": 7}


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_list_that_was_exported_comes_back_without_a_change(
    cast: Cast, campaign: Campaign, filed: list[Activity], planned_from: ReadIn, form: str
) -> None:
    reach = cast.reach(cast.lin)
    file = LISTS[form].write(activity_sheet(found(reach, campaign, EVERYTHING), campaign, reach))
    assert done(planned_from(file, f"活动.{form}", office=True)) == {"skip": 6}


def test_what_may_not_be_changed_says_why_and_unchanged_is_skipped(cast: Cast, campaign: Campaign, planned_from: ReadIn) -> None:
    derive(campaign)
    in_state(cast, campaign, State.APPROVED)
    assert done(planned_from(template(cast, campaign))) == {"skip": 1}

    def change(sheet: Worksheet) -> None:
        sheet.cell(5, 2).value = "换个名字"

    (row,) = planned_from(edited(template(cast, campaign), change)).rows
    assert (row.action, "请先点“更正”" in row.reason) == ("error", True)
