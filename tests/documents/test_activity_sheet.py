"""Activities as a spreadsheet: whole rows, other places below, phone numbers only for those who may see them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kepu.accounts.models import Person
from kepu.activities.content import OccurrencePart
from kepu.activities.models import State
from kepu.activities.queries import EVERYTHING, Filters, found
from kepu.campaigns.models import Campaign
from kepu.documents.activity_sheet import activity_sheet
from kepu.documents.filing_template import filing_template
from kepu.organisations.models import Role
from tests.activities.filing import FAIR, draft, in_state, submitted
from tests.cast import Cast

pytestmark = pytest.mark.django_db
HEADINGS = (
    "编号（勿改）", "活动名称", "板块", "活动时间", "活动地点", "参与方式", "预计参加人数", "面向人群", "联系人", "联系电话",
    "线上活动网址", "主办、承办、协办单位", "活动简介", "填报单位", "状态",
)  # fmt: skip
TEXT = "请市食品检验所的工程师现场讲解怎样看标签、辨真假。"


@pytest.fixture
def sheet(cast: Cast, campaign: Campaign) -> Callable[..., list[list[object]]]:
    """The rows as a person sees them, narrowed by the filters."""

    def seen_by(who: Person, filters: Filters = EVERYTHING) -> list[list[object]]:
        reach = cast.reach(who)
        return [list(row) for row in activity_sheet(found(reach, campaign, filters), campaign, reach).rows]

    return seen_by


def test_a_row_says_all(cast: Cast, campaign: Campaign, sheet: Callable[..., list[list[object]]]) -> None:
    other = replace(FAIR, day=date(2026, 9, 20))
    activity = draft(
        cast, campaign, occurrences=(FAIR, other, replace(other, place="广场", mode="both")), organisers=("市科协", "协会")
    )
    listing = activity_sheet(found(cast.reach(cast.chen), campaign, EVERYTHING), campaign, cast.reach(cast.chen))
    assert tuple(column.heading for column in listing.columns) == HEADINGS
    assert [column.words for column in listing.columns if column.words] == [
        ("主场活动", "农村科普联合行动"),
        ("线下", "线上", "线上线下"),
    ]
    assert sheet(cast.chen) == [
        [
            activity.uid, "食品安全进农家", "农村科普联合行动", "9月19日 09:00-11:30；9月20日 09:00-11:30", "城东镇文化礼堂",
            "线下", 120, "农民", "陈静", "13800000003", "", "市科协、协会", TEXT, "城东镇", "草稿",
        ],
        [None, None, None, "9月20日 09:00-11:30", "广场", "线上线下"],
    ]  # fmt: skip


def test_what_is_unfinished_stands_where_it_was_typed(
    cast: Cast, campaign: Campaign, sheet: Callable[..., list[list[object]]]
) -> None:
    draft(
        cast,
        campaign,
        occurrences=(OccurrencePart(place="还没定哪天"), FAIR, OccurrencePart(day=date(2026, 9, 21), ends=time(9))),
    )
    assert [row[3:6] for row in sheet(cast.chen)] == [
        ["", "还没定哪天", "线下"],
        ["9月19日 09:00-11:30", "城东镇文化礼堂", "线下"],
        ["9月21日", "线下", "线下"],
    ]


def test_an_activity_without_anything(cast: Cast, campaign: Campaign, sheet: Callable[..., list[list[object]]]) -> None:
    draft(cast, campaign, title="", occurrences=(), line_id=None)
    assert [row[1:6] for row in sheet(cast.chen)] == [["", None, "", "", ""]]


def test_the_list_is_narrowed_as_on_the_page(cast: Cast, campaign: Campaign, sheet: Callable[..., list[list[object]]]) -> None:
    draft(cast, campaign, title="草稿")
    submitted(cast, campaign, cast.xu, cast.west, title="城西的")
    assert [row[1] for row in sheet(cast.lin)] == ["城西的", "草稿"]
    assert [row[1] for row in sheet(cast.lin, Filters(states=(State.DRAFT,)))] == ["草稿"]
    assert [row[1] for row in sheet(cast.chen)] == ["草稿"]
    assert [row[1] for row in sheet(cast.zhou)] == ["城西的"]


def test_numbers_are_masked_for_those_who_only_look(
    cast: Cast, campaign: Campaign, sheet: Callable[..., list[list[object]]]
) -> None:
    Role.objects.create(person=cast.he, organisation=cast.east, name=Role.Name.VIEWER)
    submitted(cast, campaign)
    assert [sheet(who)[0][9] for who in (cast.chen, cast.lin, cast.zhou, cast.he)] == [*["13800000003"] * 3, "138****0003"]


def test_a_list_costs_the_same_for_one_and_for_three(cast: Cast, campaign: Campaign, sheet: Callable[..., object]) -> None:
    costs = []
    for number in (1, 2):
        for _more in range(number):
            draft(cast, campaign, joint=(cast.weather.pk,))
        with CaptureQueriesContext(connection) as made:
            sheet(cast.lin)
        costs.append(len(made))
    assert costs[0] == costs[1] <= 6


def test_the_template_of_a_unit_has_what_it_filed(cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign)
    in_state(cast, campaign, State.WITHDRAWN)
    submitted(cast, campaign, cast.xu, cast.west)
    listing = filing_template(campaign, [cast.east], cast.east)
    assert listing.above == ("2026年云湖市全国科普日活动填报表", "填报单位：城东镇")
    assert tuple(column.heading for column in listing.columns) == (*HEADINGS[:-2], "状态")
    example, own = (list(row) for row in listing.rows)
    assert example[:5] == [None, "示例：食品安全进农家", "主场活动", "9月17日 09:00-11:30", "镇文化礼堂"]
    assert (own[0], own[-2:]) == (activity.uid, [TEXT, "草稿"])
    assert listing.is_protected


def test_the_template_of_an_office_names_the_units(cast: Cast, campaign: Campaign) -> None:
    submitted(cast, campaign)
    listing = filing_template(campaign, [cast.east, cast.west])
    assert tuple(column.heading for column in listing.columns) == HEADINGS
    assert listing.columns[-2].words == ("城东镇", "城西镇")
    assert [list(row)[13:] for row in listing.rows] == [["城东镇"], ["城东镇", "已提交"]]
