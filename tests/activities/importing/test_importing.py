"""A spreadsheet read in, understood, taken and taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kepu import clock
from kepu.accounts.actor import Actor, system
from kepu.activities import actions
from kepu.activities.content import LENGTHS
from kepu.activities.importing.column_memory import fingerprint
from kepu.activities.importing.queries import activities_of, imports_of, imports_visible_to, planned
from kepu.activities.models import Activity, ColumnMemory, SheetImport, State
from kepu.activities.queries import content_of
from kepu.audit.models import Event
from kepu.audit.queries import about
from kepu.campaigns.models import Campaign, Enrolment
from kepu.progress.obligations import derive
from kepu.progress.recount import recount
from kepu.sheets.book import Book, SheetOccurrence
from kepu.verdict import Refused
from tests.activities.filing import draft, in_state
from tests.activities.sheets import COLUMNS, FAIR, TALK, WRONG_DAY, book, reading, row
from tests.cast import NOON, Cast

pytestmark = pytest.mark.django_db
ReadIn = Callable[..., SheetImport]


@pytest.fixture(autouse=True)
def noon() -> Any:
    """It is 10 September, filing is open."""
    with clock.pretend(NOON):
        yield


@pytest.fixture
def read_in(cast: Cast, campaign: Campaign) -> ReadIn:
    """An import of this book by 陈静, where nobody else is named."""
    derive(campaign)

    def read(read: Book, by: Actor | None = None, *, file: bytes = b"file", **more: Any) -> SheetImport:
        by = by or cast.actor(cast.chen)
        return actions.read_in(file, "活动表.xlsx", by=by, campaign=campaign, reader=reading(read), **more)

    return read


def written(campaign: Campaign) -> list[tuple[str, str, str]]:
    """Unit, title and state of all activities."""
    rows = Activity.objects.filter(campaign=campaign).order_by("pk").values_list("organisation__name", "title", "state")
    return [*rows]


def test_a_dry_run_writes_no_activity(read_in: ReadIn, cast: Cast, campaign: Campaign) -> None:
    found = read_in(book(FAIR, TALK))
    assert planned(found, cast.reach(cast.chen)).counts == {"add": 2}
    assert (written(campaign), found.state, found.desk, found.read_by) == ([], "read", cast.east, cast.chen)
    assert not Event.objects.exists()


def test_good_rows_become_drafts_while_bad_ones_are_left(read_in: ReadIn, cast: Cast, campaign: Campaign) -> None:
    found = read_in(book(FAIR, row(4, TALK, errors=(WRONG_DAY,)), row(5, FAIR, repeats=3), row(6, TALK)))
    done = actions.accept_rows(found, by=cast.actor(cast.chen))
    assert written(campaign) == [("城东镇", "科普大集", "draft"), ("城东镇", "防灾减灾讲座", "draft")]
    assert (done.state, len(done.added), done.updated, done.skipped, done.left) == ("accepted", 2, [], 1, 1)
    assert [*activities_of(done).order_by("pk").values_list("pk", flat=True)] == done.added
    fair = Activity.objects.get(title="科普大集")
    assert (fair.created_by, fair.saved_by_name, fair.revision, fair.created_at) == (cast.chen, "陈静", 0, NOON)
    assert recount(campaign, by=system("test")) == []


def test_an_imported_draft_is_what_the_form_would_have_written(read_in: ReadIn, cast: Cast, campaign: Campaign) -> None:
    actions.accept_rows(read_in(book(FAIR)), by=cast.actor(cast.chen))
    imported = Activity.objects.get()
    typed = draft(cast, campaign, **{name: getattr(content_of(imported), name) for name in NAMES})
    typed.refresh_from_db()
    imported.refresh_from_db()
    own = {"id", "uid", "revision"}
    values = [
        {f.attname: getattr(one, f.attname) for f in Activity._meta.concrete_fields if f.name not in own}
        for one in (imported, typed)
    ]
    assert values[0] == values[1]
    assert content_of(imported) == content_of(typed)


NAMES = (*LENGTHS, "line_id", "topics", "expected_participants", "organisers", "occurrences")


def test_the_same_file_twice_changes_nothing(read_in: ReadIn, cast: Cast, campaign: Campaign) -> None:
    actions.accept_rows(read_in(book(FAIR, TALK)), by=cast.actor(cast.chen))
    before = [*Activity.objects.order_by("pk").values_list("pk", "revision", "saved_at")]
    again = actions.accept_rows(read_in(book(FAIR, TALK)), by=cast.actor(cast.chen))
    assert (again.added, again.updated, again.skipped, again.left) == ([], [], 2, 0)
    assert [*Activity.objects.order_by("pk").values_list("pk", "revision", "saved_at")] == before
    assert Event.objects.count() == 1


def test_sending_twice_is_once(read_in: ReadIn, cast: Cast, campaign: Campaign) -> None:
    first, second = read_in(book(FAIR)), read_in(book(FAIR))
    assert (first.pk, SheetImport.objects.count()) == (second.pk, 1)
    chen = cast.actor(cast.chen)
    done = actions.accept_rows(first, by=chen)
    assert actions.accept_rows(first, by=chen).added == done.added
    assert Activity.objects.count() == 1


def test_another_person_has_an_import_of_his_own(read_in: ReadIn, cast: Cast) -> None:
    mine, theirs = read_in(book(FAIR)), read_in(book(FAIR), cast.actor(cast.lin), unit=cast.east)
    assert (mine.pk != theirs.pk, theirs.desk) == (True, cast.east)


def test_a_files_name_is_kept_as_the_database_can_keep_it(cast: Cast, campaign: Campaign) -> None:
    by = cast.actor(cast.chen)
    name = "活动\x00表" + "长" * 300 + ".xlsx"
    found = actions.read_in(b"1", name, by=by, campaign=campaign, reader=reading(book(FAIR)))
    assert SheetImport.objects.get(pk=found.pk).name == "活动表" + "长" * 197


def test_only_chosen_rows_are_taken(read_in: ReadIn, cast: Cast, campaign: Campaign) -> None:
    done = actions.accept_rows(read_in(book(FAIR, TALK)), by=cast.actor(cast.chen), rows={("活动", 4)})
    assert written(campaign) == [("城东镇", "防灾减灾讲座", "draft")]
    assert (len(done.added), done.left) == (1, 1)


def test_rows_of_others_are_left(read_in: ReadIn, cast: Cast, campaign: Campaign) -> None:
    done = actions.accept_rows(read_in(book(FAIR, replace(TALK, unit="城西镇"))), by=cast.actor(cast.chen))
    assert written(campaign) == [("城东镇", "科普大集", "draft")]
    assert (len(done.added), done.left) == (1, 1)


def test_the_office_files_for_all_its_units_and_that_is_seen(read_in: ReadIn, cast: Cast, campaign: Campaign) -> None:
    lin = cast.actor(cast.lin)
    done = actions.accept_rows(read_in(book(FAIR, replace(TALK, unit="城西镇")), lin), by=lin)
    assert [unit for unit, _title, _state in written(campaign)] == ["城东镇", "城西镇"]
    assert done.desk == cast.office
    one = actions.accept_rows(read_in(book(replace(TALK, title="另一项")), lin, unit=cast.west, file=b"other"), by=lin)
    event = about(one).get()
    assert (event.verb, event.person_name, event.behalf) == ("导入活动", "林晓", "城西镇")
    assert event.note == "新增1项，更新0项，跳过0行，未导入0行。"
    assert event.changes == {"added": 1, "updated": 0, "skipped": 0, "left": 0}


def test_a_command_imports_for_every_unit(read_in: ReadIn, campaign: Campaign) -> None:
    by = system("导入命令")
    done = actions.accept_rows(read_in(book(FAIR, replace(TALK, unit="城西镇")), by, at_once=True), by=by)
    assert (len(done.added), done.desk, Activity.objects.filter(created_by=None).count()) == (2, campaign.owner, 2)


def test_strangers_and_visitors_are_refused(read_in: ReadIn, cast: Cast, campaign: Campaign) -> None:
    with pytest.raises(Refused, match="请先登录"):
        read_in(book(FAIR), Actor(None, "203.0.113.9"))
    with pytest.raises(Refused, match="只有城西镇的填报员可以填写这项活动"):
        read_in(book(FAIR), unit=cast.west)
    with pytest.raises(Refused, match="您没有可以填报“2026年云湖市全国科普日”的单位"):
        read_in(book(FAIR), cast.actor(cast.zhou))
    Enrolment.objects.filter(campaign=campaign, organisation=cast.west).delete()
    with pytest.raises(Refused, match="城西镇没有参加"):
        read_in(book(FAIR), cast.actor(cast.lin), unit=cast.west)
    found = read_in(book(FAIR))
    with pytest.raises(Refused, match="只有城东镇的填报员"):
        actions.accept_rows(found, by=cast.actor(cast.xu))
    assert [imports_visible_to(cast.reach(who)).count() for who in (cast.chen, cast.lin, cast.xu, cast.zhou)] == [1, 1, 0, 0]


def test_updates_are_written_over_what_stands(read_in: ReadIn, cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign, title="科普大集")
    says = replace(FAIR, occurrences=(SheetOccurrence(date(2026, 9, 19), date(2026, 9, 20), "城东镇文化礼堂"),))
    done = actions.accept_rows(read_in(book(says)), by=cast.actor(cast.chen))
    activity.refresh_from_db()
    assert (done.added, done.updated, activity.revision, activity.expected_participants) == ([], [activity.pk], 2, 300)
    part = content_of(activity).occurrences[0]
    assert (part.day, part.last_day, part.place, part.address) == (
        date(2026, 9, 19),
        date(2026, 9, 20),
        "城东镇文化礼堂",
        "人民路8号",
    )
    assert [*imports_of(activity)] == [done]


def test_an_update_of_a_filed_one_moves_the_counters(read_in: ReadIn, cast: Cast, campaign: Campaign) -> None:
    activity = in_state(cast, campaign, State.RETURNED)
    twice = tuple(SheetOccurrence(date(2026, 9, day), place="城东镇文化礼堂") for day in (19, 20))
    actions.accept_rows(read_in(book(row(3, replace(FAIR, occurrences=twice), uid=activity.uid))), by=cast.actor(cast.chen))
    assert recount(campaign, by=system("test")) == []
    activity.refresh_from_db()
    assert (activity.occurrence_count, activity.state) == (2, "returned")


def test_undoing_gives_back_what_was(read_in: ReadIn, cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign, title="科普大集")
    before = content_of(activity)
    says = replace(FAIR, occurrences=(SheetOccurrence(date(2026, 9, 19), place="城东镇文化礼堂"),))
    chen = cast.actor(cast.chen)
    done = actions.accept_rows(read_in(book(says, TALK)), by=chen)
    undone = actions.undo_import(done, by=chen)
    activity.refresh_from_db()
    assert (content_of(activity), undone.state) == (before, "undone")
    assert written(campaign) == [("城东镇", "科普大集", "draft")]
    assert [*Event.objects.filter(thing_kind=SheetImport._meta.label_lower).order_by("pk").values_list("verb", flat=True)] == [
        "导入活动",
        "撤销导入",
    ]
    assert recount(campaign, by=system("test")) == []
    assert actions.undo_import(done, by=chen).state == "undone"
    with pytest.raises(Refused, match="这次导入已经撤销。要重新导入，请再上传一次。"):
        actions.accept_rows(done, by=chen)


@pytest.mark.parametrize("touch", ["save", "submit"])
def test_what_somebody_has_touched_is_not_taken_back(read_in: ReadIn, cast: Cast, campaign: Campaign, touch: str) -> None:
    chen = cast.actor(cast.chen)
    done = actions.accept_rows(read_in(book(FAIR, TALK)), by=chen)
    fair = Activity.objects.get(title="科普大集")
    if touch == "save":
        actions.save(fair, replace(content_of(fair), title="科普大集（改）"), by=chen)
    else:
        actions.submit(fair, by=chen)
    with pytest.raises(actions.Touched) as refused:
        actions.undo_import(done, by=chen)
    assert [one.pk for one in refused.value.activities] == [fair.pk]
    assert str(refused.value).startswith("有1项活动导入后又改过或提交了（“科普大集")
    assert Activity.objects.count() == 2


def test_what_somebody_has_deleted_does_not_keep_the_rest(read_in: ReadIn, cast: Cast) -> None:
    chen = cast.actor(cast.chen)
    done = actions.accept_rows(read_in(book(FAIR, TALK)), by=chen)
    actions.discard(Activity.objects.get(title="科普大集"), by=chen)
    actions.undo_import(done, by=chen)
    assert not Activity.objects.exists()


def test_what_was_not_imported_cannot_be_undone(read_in: ReadIn, cast: Cast) -> None:
    with pytest.raises(Refused, match="还没有导入"):
        actions.undo_import(read_in(book(FAIR)), by=cast.actor(cast.chen))


def test_columns_are_remembered_for_the_desk(read_in: ReadIn, cast: Cast, campaign: Campaign) -> None:
    ColumnMemory.objects.create(
        organisation=cast.east, fingerprint=fingerprint(book(FAIR).sheets[0]), columns={**COLUMNS, "D": ""}
    )
    asked: list[dict[str, Any]] = []
    reader = reading(book(FAIR), asked)
    found = actions.read_in(b"1", "a.xlsx", by=cast.actor(cast.chen), campaign=campaign, reader=reader)
    assert asked == [{"year": 2026, "matches": {}}, {"year": 2026, "matches": {"活动": {**COLUMNS, "D": ""}}}]
    assert found.matches == {"活动": {**COLUMNS, "D": ""}}
    asked.clear()
    actions.read_in(b"1", "a.xlsx", by=cast.actor(cast.xu), campaign=campaign, reader=reader)
    assert [one["matches"] for one in asked] == [{}]


def test_a_person_chooses_the_unit(read_in: ReadIn, cast: Cast, campaign: Campaign) -> None:
    he = cast.actor(cast.he)
    found = read_in(book(replace(FAIR, unit="")), he)
    assert planned(found, cast.reach(cast.he)).counts == {"obstacle": 1}
    chosen = actions.rematch(found, by=he, unit=cast.weather)
    assert (chosen.unit, chosen.revision) == (cast.weather, 1)
    with pytest.raises(Refused, match="列的对应或填报单位刚刚改过"):
        actions.accept_rows(found, by=he, seen=0)
    actions.accept_rows(chosen, by=he, seen=1)
    assert written(campaign) == [("云湖市气象学会", "科普大集", "draft")]
    with pytest.raises(Refused, match="这份表格已经导入，不能再改列的对应"):
        actions.rematch(found, by=he, unit=cast.education)


def test_a_chosen_unit_that_has_left_meanwhile_gets_nothing(read_in: ReadIn, cast: Cast, campaign: Campaign) -> None:
    lin = cast.actor(cast.lin)
    found = read_in(book(FAIR), lin, unit=cast.west)
    Enrolment.objects.filter(campaign=campaign, organisation=cast.west).delete()
    assert planned(found, cast.reach(cast.lin)).counts == {"obstacle": 1}
    done = actions.accept_rows(found, by=lin)
    assert (done.added, done.left, written(campaign)) == ([], 1, [])


def test_a_person_says_what_a_name_means(read_in: ReadIn, cast: Cast, campaign: Campaign) -> None:
    lin = cast.actor(cast.lin)
    found = read_in(book(replace(FAIR, unit="城东"), replace(TALK, unit="城西")), lin)
    actions.rematch(found, by=lin, named={"城东": cast.east.pk})
    said = actions.rematch(found, by=lin, named={"城西": cast.west.pk})
    assert said.named == {"城东": cast.east.pk, "城西": cast.west.pk}
    actions.accept_rows(said, by=lin)
    assert [unit for unit, _title, _state in written(campaign)] == ["城东镇", "城西镇"]


def test_complete_ones_are_submitted_and_the_others_say_what_they_lack(read_in: ReadIn, cast: Cast, campaign: Campaign) -> None:
    chen = cast.actor(cast.chen)
    done = actions.accept_rows(read_in(book(FAIR, replace(TALK, contact_phone=""))), by=chen)
    outcome = actions.submit_many(activities_of(done).order_by("pk"), by=chen)
    assert [one.title for one in outcome.done] == ["科普大集"]
    assert [(one.title, why) for one, why in outcome.left] == [("防灾减灾讲座", "还有1处没有填好：请填写联系电话。")]
    again = actions.submit_many(activities_of(done).order_by("pk"), by=chen)
    assert (again.done, len(again.left), again.waiting) == ([], 2, 0)
    assert recount(campaign, by=system("test")) == []
