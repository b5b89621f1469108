"""表格导入: read a file in, correct what its columns mean, take its good rows, take them back.

A dry run (`import_queries.planned`) is only a read; what is accepted is planned anew beside what stands at that moment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.accounts.authority import is_command
from kepu.activities.actions.gate import on_behalf, reach_by
from kepu.activities.actions.taking import hold, hold_units, keep, put_back, take, touched
from kepu.activities.announcements import announce_many
from kepu.activities.content import clean
from kepu.activities.importing.column_memory import fingerprint, remembered
from kepu.activities.importing.planning import plan
from kepu.activities.importing.queries import desk_of, ground_for, standings_of, units_to_choose
from kepu.activities.importing.readings import readings
from kepu.activities.importing.rows import Key, Plan, why_not
from kepu.activities.models import Activity, ColumnMemory, SheetImport
from kepu.activities.models.imported import packed
from kepu.activities.permissions import may_file_for
from kepu.audit.actions import record
from kepu.campaigns.models import Campaign, Line
from kepu.organisations.models import Organisation
from kepu.organisations.reach import Reach
from kepu.sheets import read_guarded
from kepu.sheets.book import Book
from kepu.verdict import Refused, Verdict, conflict, forbid

State = SheetImport.State
Reader = Callable[..., Book]
"""`kepu.sheets.read_guarded`, or `read` where the file is the operator's own."""


class Touched(Refused):
    """An import cannot be undone any more: these of its activities somebody has worked on since."""

    def __init__(self, verdict: Verdict, activities: Sequence[Activity]) -> None:
        super().__init__(verdict)
        self.activities = list(activities)


def read_in(
    content: bytes,
    name: str,
    *,
    by: Actor,
    campaign: Campaign,
    unit: Organisation | None = None,
    year: int | None = None,
    pasted: bool = False,
    at_once: bool = False,
    reader: Reader = read_guarded,
) -> SheetImport:
    """Read a file (or, `pasted`, cells as tab-separated UTF-8 text) for a dry run; nothing of it becomes an activity yet.

    With `unit` all rows are that unit's; `year` is the campaign's where a date leaves it out. Columns are understood as the
    desk was told when their headings came last. What was read is kept beside the file, unless it is accepted `at_once`.
    Raises Unreadable (one sentence) for what is no spreadsheet, Refused where the person may not file here. The same file
    sent twice by the same person is one import.
    """
    reach = importer(by)
    may_import(reach, campaign, unit).require()
    desk = desk_of(reach, campaign, unit)
    given = {
        "campaign": campaign,
        "desk": desk,
        "unit": unit,
        "read_by": by.person,
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    if waiting := SheetImport.objects.filter(**same(given), state=State.READ).first():
        return waiting
    given_year = year or campaign.year
    read = with_year(reader, given_year, pasted)
    book = read(content, name, matches={})
    if matches := remembered(book.sheets, desk):
        book = read(content, name, matches=matches)
    told = {"name": clean(name)[:200], "pasted": pasted, "year": given_year, "matches": matches}
    more = {**told, "content": content, "reading": b"" if at_once else packed(book)}
    return kept(SheetImport(**given, **more, read_by_name=by.name, read_at=clock.now()), book, same(given))


def same(given: Mapping[str, object]) -> dict[str, object]:
    """A filter for rows with these values; None is asked for as such."""
    return {name if value is not None else f"{name}__isnull": True if value is None else value for name, value in given.items()}


def with_year(reader: Reader, year: int, pasted: bool) -> Reader:
    """The reader for one campaign's year."""
    more = {"pasted": True} if pasted else {}
    return lambda content, name, *, matches: reader(content, name, year=year, matches=matches, **more)


def kept(new: SheetImport, book: Book, twin: dict[str, object]) -> SheetImport:
    """The import, written – or the one that the same person wrote at the same moment."""
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError:
        return SheetImport.objects.get(**twin, state=State.READ)
    new.__dict__["book"] = book
    return new


@transaction.atomic
def rematch(
    sheet_import: SheetImport,
    *,
    by: Actor,
    columns: Mapping[str, Mapping[str, str]] | None = None,
    unit: Organisation | None = None,
    named: Mapping[str, int | None] | None = None,
    line: Line | None = None,
    seen: int | None = None,
) -> SheetImport:
    """Read it again as a person says: `columns` {sheet: {letter: field, "" for not read}}, remembered for the desk;
    `unit` for all rows; `named` {name as written: the unit's id, None for none}; `line` for new activities whose rows name
    none. What is None stays as it is.

    `seen` is the import's revision that the person looked at. Refused once rows were taken.
    """
    reach = importer(by)
    stands = held(sheet_import, reach, seen)
    if not stands.is_open:
        raise Refused(conflict(_("这份表格已经导入，不能再改列的对应。")))
    if unit is not None:
        may_import(reach, stands.campaign, unit).require()
        stands.unit = unit
    if named is not None:
        stands.named = {**stands.named, **named}
    if line is not None and line.campaign_id == stands.campaign_id:
        stands.line = line
    if columns is not None:
        stands.matches = {**stands.matches, **{name: dict(said) for name, said in columns.items()}}
        read = with_year(read_guarded, stands.year, stands.pasted)
        book = read(bytes(stands.content), stands.name, matches=stands.matches)
        stands.reading, stands.__dict__["book"] = packed(book), book
        remember(book, columns, stands.desk)
    stands.revision += 1
    stands.save(update_fields=["unit", "named", "line", "matches", "reading", "revision"])
    return stands


def remember(book: Book, columns: Mapping[str, Mapping[str, str]], desk: Organisation) -> None:
    """Keep what was said about columns for the next time that their headings come."""
    for sheet in book.sheets:
        if sheet.name in columns:
            said = {"columns": dict(columns[sheet.name]), "used_at": clock.now()}
            ColumnMemory.objects.update_or_create(organisation=desk, fingerprint=fingerprint(sheet), defaults=said)


@transaction.atomic
def accept_rows(
    sheet_import: SheetImport, *, by: Actor, rows: Collection[Key] | None = None, seen: int | None = None
) -> SheetImport:
    """Take the good rows – all of them, or those of `rows` – as they stand beside the database now; bad ones are left.

    New activities become drafts. Sent twice nothing happens twice: an import that was accepted is returned as it is.
    Two people importing the same rows at once wait for each other, and the second finds them there.
    """
    reach = importer(by)
    stands = held(sheet_import, reach, None)
    if stands.state == State.ACCEPTED:
        return stands
    return carry_out(sheet_import, stands, by, reach, rows, seen)[0]


@transaction.atomic
def import_at_once(
    content: bytes,
    name: str,
    *,
    by: Actor,
    campaign: Campaign,
    unit: Organisation | None = None,
    year: int | None = None,
    reader: Reader = read_guarded,
) -> tuple[SheetImport, Plan]:
    """Read a file in and take its good rows; the import, and what each row did. Raises as `read_in` does."""
    read = read_in(content, name, by=by, campaign=campaign, unit=unit, year=year, at_once=True, reader=reader)
    reach = importer(by)
    return carry_out(read, held(read, reach, None), by, reach, None, None)


def carry_out(
    sheet_import: SheetImport,
    stands: SheetImport,
    by: Actor,
    reach: Reach | None,
    rows: Collection[Key] | None,
    seen: int | None,
) -> tuple[SheetImport, Plan]:
    """Take rows of an import that is held."""
    if stands.state == State.UNDONE:
        raise Refused(conflict(_("这次导入已经撤销。要重新导入，请再上传一次。")))
    unchanged(stands, seen)
    ground = ground_for(stands, reach)
    sheets, read = readings(book_of(sheet_import, stands), ground)
    hold_units(stands.campaign, {one.unit.pk for one in read if one.unit})
    found = plan(sheets, read, ground, standings_of(ground, read))
    chosen = [row for row in found.good if rows is None or row.key in rows]
    taken = take(stands.campaign, chosen, by=by, now=ground.now)
    announce_many(taken.moves)
    keep(stands, taken)
    stands.skipped = found.counts["skip"]
    stands.left = len(found.rows) - len(chosen) - stands.skipped
    stands.state, stands.accepted_at = State.ACCEPTED, ground.now
    stands.save(update_fields=["skipped", "left", "state", "accepted_at"])
    if chosen:
        note(gettext_noop("导入活动"), stands, by, reach)
    return stands, found


def book_of(seen: SheetImport, stands: SheetImport) -> Book:
    """What was read, without unpacking it again where the caller has it at hand."""
    at_hand = seen.__dict__.get("book") if seen.revision == stands.revision else None
    return at_hand or stands.book


@transaction.atomic
def undo_import(sheet_import: SheetImport, *, by: Actor) -> SheetImport:
    """Take the whole import back: what it added is deleted, what it updated stands as before.

    Raises Touched where somebody has worked on one of them since. Undone twice, nothing happens twice.
    """
    reach = importer(by)
    stands = held(sheet_import, reach, None)
    if stands.state == State.UNDONE:
        return stands
    if stands.state == State.READ:
        raise Refused(conflict(_("这份表格还没有导入，不用撤销。")))
    activities = hold([*stands.added, *stands.updated])
    if since := touched(activities, stands.kept):
        raise Touched(conflict(why_not(since)), since)
    now = clock.now()
    announce_many(put_back(activities, stands.kept, by=by, now=now))
    stands.state, stands.undone_at = State.UNDONE, now
    stands.save(update_fields=["state", "undone_at"])
    note(gettext_noop("撤销导入"), stands, by, reach)
    return stands


def importer(by: Actor) -> Reach | None:
    """What whoever imports reaches; None for a command of the installation."""
    return None if is_command(by) else reach_by(by)


def may_import(reach: Reach | None, campaign: Campaign, unit: Organisation | None) -> Verdict:
    """May the person import here: for the unit, or for any unit at all?"""
    units = units_to_choose(reach, campaign)
    if unit is None:
        nobody = forbid(_("您没有可以填报“%(name)s”的单位，不能导入。") % {"name": campaign})
        return Verdict(allowed=True) if units.exists() else nobody
    if units.filter(pk=unit.pk).exists():
        return Verdict(allowed=True)
    mine = may_file_for(reach, unit) if reach else Verdict(allowed=True)
    names = {"unit": unit.label, "name": campaign}
    return mine.also(conflict(_("%(unit)s没有参加“%(name)s”，请联系组织方加入。") % names))


def held(sheet_import: SheetImport, reach: Reach | None, seen: int | None) -> SheetImport:
    """The import as it stands, until the transaction ends. `seen`: the revision that the person looked at."""
    rows = SheetImport.objects.select_for_update(of=("self",)).select_related("campaign__owner", "desk", "unit")
    stands = rows.defer("content", "reading").filter(pk=sheet_import.pk).first()
    if stands is None:
        raise Refused(conflict(_("这次导入已不存在，请重新上传。")))
    if reach is not None:
        may_file_for(reach, stands.desk).require()
    unchanged(stands, seen)
    return stands


def unchanged(stands: SheetImport, seen: int | None) -> None:
    """Refuses where the columns mean something else now than what the person looked at."""
    if seen is not None and seen != stands.revision:
        raise Refused(conflict(_("列的对应或填报单位刚刚改过，请看过新的预览再导入。")))


def note(verb: str, stands: SheetImport, by: Actor, reach: Reach | None) -> None:
    """One event for the whole import, where its desk and the desk's office read it."""
    who = on_behalf(by, reach, stands.desk) if reach else by
    counts = {"added": len(stands.added), "updated": len(stands.updated), "skipped": stands.skipped, "left": stands.left}
    told = _("新增%(added)d项，更新%(updated)d项，跳过%(skipped)d行，未导入%(left)d行。") % counts
    record(verb, stands, by=who, organisation_path=stands.desk.path, note=told, changes=counts)
