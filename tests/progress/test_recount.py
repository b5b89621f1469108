"""The recount proves the counters from the facts, names what differs, and repairs it."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import F

from kepu.accounts.actor import system
from kepu.audit.queries import about
from kepu.campaigns.models import Campaign
from kepu.organisations.kinds import Kind
from kepu.progress.models import Obligation, Tally
from kepu.progress.recount import LABELS, Difference, recount
from tests.cast import Cast, unit
from tests.progress.filing import counters, file, make_county, running, shift

COMMAND = system("bin/kepu recount")


@pytest.fixture
def busy(cast: Cast) -> Campaign:
    """A campaign with a county below it and activities in several states."""
    campaign = running(cast)
    county = make_county(cast, campaign)
    file(campaign, cast.east, occurrences=30)
    file(campaign, cast.education, joint=[cast.east, cast.west])
    shift(file(county.campaign, county.bridge, "draft", occurrences=2), "approved")
    file(campaign, cast.weather, "draft")
    return campaign


def test_moved_counters_equal_the_facts(busy: Campaign) -> None:
    assert [recount(campaign, by=COMMAND) for campaign in Campaign.objects.all()] == [[], []]


@pytest.mark.parametrize(
    "counter", ["submitted", "filed_occurrences", "credited_activities", "units", "units_owing", "units_done"]
)
def test_a_planted_error_is_found_named_and_mended(busy: Campaign, cast: Cast, counter: str) -> None:
    rightly = counters(busy, cast.city)
    Tally.objects.filter(campaign=busy, organisation=cast.city).update(**{counter: F(counter) + 2})
    wrong = Difference("2026-kepuri", "云湖市", counter, rightly[counter] + 2, rightly[counter])
    assert recount(busy, by=COMMAND) == [wrong]
    assert str(wrong) == f"云湖市（2026-kepuri）：{LABELS[counter]} 记为 {wrong.kept}，实为 {wrong.fact}"
    assert recount(busy, by=COMMAND, repair=True) == [wrong]
    assert recount(busy, by=COMMAND) == []
    assert counters(busy, cast.city) == rightly
    event = about(busy).get(verb="修正进度计数")
    assert event.changes == {f"云湖市 {counter}": [wrong.kept, wrong.fact]}


def test_a_lost_row_and_a_row_too_many_are_found(busy: Campaign, cast: Cast) -> None:
    Tally.objects.filter(campaign=busy, organisation=cast.weather).delete()
    Tally.objects.create(campaign=busy, organisation=unit(cast.city, "云湖一中", Kind.SCHOOL, code="yizhong"), approved=1)
    found = {(one.unit, one.what, one.kept, one.fact) for one in recount(busy, by=COMMAND, repair=True)}
    assert found == {
        ("云湖市气象学会", "draft", 0, 1),
        ("云湖市气象学会", "units", 0, 1),
        ("云湖市气象学会", "units_owing", 0, 1),
        ("云湖一中", "approved", 1, 0),
    }
    assert recount(busy, by=COMMAND) == []


def test_a_lost_obligation_is_found_and_made_anew(busy: Campaign, cast: Cast) -> None:
    lost = Obligation.objects.get(campaign=busy, organisation=cast.east)
    completed_at = lost.first_completed_at
    lost.delete()
    found = {(one.unit, one.what, one.kept, one.fact) for one in recount(busy, by=COMMAND, repair=True)}
    assert ("城东镇", "obligations", 0, 1) in found
    assert recount(busy, by=COMMAND) == []
    assert Obligation.objects.get(campaign=busy, organisation=cast.east).first_completed_at == completed_at


def run(*arguments: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("recount", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_says_that_all_is_well(busy: Campaign) -> None:
    assert run() == "全部相符。\n"
    assert run("--campaign", "2026-beishan") == "全部相符。\n"


def test_the_command_names_and_repairs(busy: Campaign, cast: Cast) -> None:
    Tally.objects.filter(campaign=busy, organisation=cast.east).update(submitted=9)
    with pytest.raises(CommandError) as refused:
        run()
    assert (str(refused.value), refused.value.returncode) == ("共 1 处不符；加 --repair 按事实修正。", 1)
    assert run("--repair") == "城东镇（2026-kepuri）：已提交 记为 9，实为 1\n已修正 1 处。\n"
    assert run() == "全部相符。\n"


def test_an_unknown_campaign_is_said(db: None) -> None:
    with pytest.raises(CommandError) as refused:
        run("--campaign", "1999")
    assert (str(refused.value), refused.value.returncode) == ("没有代号为“1999”的科普日。", 2)


def test_a_draft_owes_nothing(busy: Campaign) -> None:
    draft = Campaign.objects.create(
        owner=busy.owner, slug="2027", name="2027年", year=2027, window_start="2027-09-01", window_end="2027-09-07"
    )
    draft.quotas.create(as_written="各乡镇", kinds=["town"], minimum=1)
    assert recount(draft, by=COMMAND) == []
