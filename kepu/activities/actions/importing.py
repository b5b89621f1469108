"""表格导入: read a file in, correct what its columns mean, take its good rows, take them back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from kepu.accounts.actor import Actor
from kepu.activities.importing import Key
from kepu.activities.models import Activity, SheetImport, Version
from kepu.campaigns.models import Campaign
from kepu.organisations.models import Organisation


@dataclass(slots=True)
class SubmitOutcome:
    """What became of many: the versions that were handed in, and each activity that was not with the sentence that says why.

    `waiting` counts those that were not tried any more, because MOST_AT_ONCE had been.
    """

    done: list[Version] = field(default_factory=list)
    left: list[tuple[Activity, str]] = field(default_factory=list)
    waiting: int = 0


def read_in(
    content: bytes, name: str, *, by: Actor, campaign: Campaign, unit: Organisation | None = None, pasted: bool = False
) -> SheetImport:
    """Read a file (or, `pasted`, cells as tab-separated UTF-8 text) for a dry run; nothing of it becomes an activity yet.

    With `unit` all rows are that unit's. Columns are understood as the desk was told when their headings came last.
    Raises Unreadable (one sentence) for what is no spreadsheet, Refused where the person may not file here. The same file
    sent twice by the same person is one import.
    """
    raise NotImplementedError


@transaction.atomic
def rematch(
    sheet_import: SheetImport,
    *,
    by: Actor,
    columns: Mapping[str, Mapping[str, str]] | None = None,
    unit: Organisation | None = None,
    named: Mapping[str, int | None] | None = None,
    seen: int | None = None,
) -> SheetImport:
    """Read it again as a person says: `columns` {sheet: {letter: field, "" for not read}}, remembered for the desk;
    `unit` for all rows; `named` {name as written: the unit's id, None for none}. What is None stays as it is.

    `seen` is the import's revision that the person looked at. Refused once rows were taken.
    """
    raise NotImplementedError


@transaction.atomic
def accept(sheet_import: SheetImport, *, by: Actor, rows: Collection[Key] | None = None, seen: int | None = None) -> SheetImport:
    """Take the good rows – all of them, or those of `rows` – as they stand against the database now; bad ones are left.

    New activities become drafts. Sent twice nothing happens twice: an import that was accepted is returned as it is.
    Two people importing the same rows at once wait for each other, and the second finds them there.
    """
    raise NotImplementedError


@transaction.atomic
def undo(sheet_import: SheetImport, *, by: Actor) -> SheetImport:
    """Take the whole import back: what it added is deleted, what it updated stands as before.

    Refused with the titles of those that somebody has touched since. Undone twice, nothing happens twice.
    """
    raise NotImplementedError


def submit_many(activities: Iterable[Activity], *, by: Actor) -> SubmitOutcome:
    """Submit each by the rules of `submit`, in a transaction of its own: one that is refused holds up none of the others."""
    raise NotImplementedError
