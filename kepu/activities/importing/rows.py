"""导入规则: what each row of a spreadsheet would do – add, update, skip, or nothing because it is wrong – and why.

“重复填报……最多报一次”: the same file twice changes nothing. A row is the activity that bears its hidden number; else the
one of the same unit, title, times and places; else one of the same unit, title and first day that shares place or clock time.
It is skipped where it brings nothing new, and updates otherwise; what it leaves empty stays as it stands. A row may be good
and still meet an *obstacle*: its unit is unknown, not the importer's, or closed for filing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _

from kepu.activities.content import Content
from kepu.activities.models import Activity
from kepu.campaigns.matching import Register
from kepu.campaigns.models import Campaign, Line
from kepu.campaigns.windows import Window
from kepu.organisations.models import Organisation
from kepu.organisations.reach import Reach
from kepu.sheets.book import CellError, Row, Sheet
from kepu.verdict import Verdict

Action = Literal["add", "update", "skip", "error"]
Key = tuple[str, int]
"""A row of a book: the name of its sheet and its number there."""

MOST_NAMED = 5
"""Titles that a refusal names."""


@dataclass(frozen=True, slots=True)
class Fileable:
    """A unit for which the importer may file, its filing window, and whether something new may be filed in it now."""

    unit: Organisation
    window: Window
    verdict: Verdict


@dataclass(frozen=True)
class Ground:
    """What a plan is laid on. `reach` is the importer's (None: a command of the installation), `fileable` the units for which
    he or she may file, by id.

    `register` has these units under all their names, `everybody` all units of the campaign's territory; `given` is the unit
    that was chosen for all rows; `named` what a person decided about names of units (None: none of them); `line` the one
    under which new activities are filed whose rows name none.
    """

    campaign: Campaign
    reach: Reach | None
    now: datetime
    fileable: Mapping[int, Fileable]
    register: Register
    everybody: Register
    lines: tuple[Line, ...] = ()
    given: Organisation | None = None
    named: Mapping[str, int | None] = field(default_factory=dict)
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """An activity that stands already, with its working copy as a value."""

    activity: Activity
    content: Content


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What one row would do.

    `content` is what would stand then (None where there is nothing to write); `standing` the activity that the row
    means (skip, update, or an error because it cannot be changed); `changed` the fields that an update changes (names of
    Content, in the order of the form); `errors` the cells at fault; `hints` what should be looked at once more. `obstacle`
    says why a good row cannot be taken now.
    """

    row: Row
    action: Action
    reason: str = ""
    errors: tuple[CellError, ...] = ()
    hints: tuple[str, ...] = ()
    obstacle: str = ""
    unit: Organisation | None = None
    content: Content | None = None
    standing: Standing | None = None
    changed: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """Where it stands: sheet and row."""
        return self.row.sheet, self.row.row

    @property
    def is_good(self) -> bool:
        """True when it would be written if it were taken."""
        return self.action in ("add", "update") and not self.obstacle


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. `sheets` are the book's, with what the register has to say added to their doubts."""

    sheets: tuple[Sheet, ...]
    rows: tuple[PlannedRow, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many rows: add, update, skip, error – and `obstacle`: good ones that cannot be taken now, counted there alone."""
        return Counter("obstacle" if row.obstacle and row.action in ("add", "update") else row.action for row in self.rows)

    @property
    def good(self) -> Iterator[PlannedRow]:
        """The rows that would be written."""
        return (row for row in self.rows if row.is_good)


def why_not(since: Sequence[Activity]) -> str:
    """Why an import cannot be undone."""
    names = "、".join(f"“{one}”" for one in since[:MOST_NAMED])
    more = _("等") if len(since) > MOST_NAMED else ""
    values = {"count": len(since), "names": names + more}
    return _("有%(count)d项活动导入后又改过或提交了（%(names)s），不能整体撤销。请逐项修改、删除或撤回。") % values
