"""Rows beside what stands already: which activity a row means, and so what it would do (the rule is told in importing.py)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from kepu.activities.content import LABELS, Content, differing
from kepu.activities.importing.content import over, same_parts
from kepu.activities.importing.readings import RowReading
from kepu.activities.importing.rows import Ground, Plan, PlannedRow, Standing
from kepu.activities.models import Activity
from kepu.activities.permissions import may_change, may_edit
from kepu.organisations.names import fold
from kepu.sheets.book import Row, Sheet
from kepu.verdict import Verdict

LONGEST_REASON = 300


@dataclass(frozen=True)
class Standings:
    """The activities that rows may mean: by hidden number, and by unit and title."""

    by_uid: dict[str, Standing] = field(default_factory=dict)
    by_title: dict[tuple[int, str], list[Standing]] = field(default_factory=dict)

    @classmethod
    def of(cls, standings: Iterable[Standing]) -> Standings:
        """These, the oldest first."""
        found = cls()
        for one in standings:
            found.by_uid[one.activity.uid] = one
            found.by_title.setdefault((one.activity.organisation_id, fold(one.content.title)), []).append(one)
        return found


NOTHING = Standings()


def plan(sheets: tuple[Sheet, ...], rows: Sequence[RowReading], ground: Ground | None, standings: Standings = NOTHING) -> Plan:
    """What each row would do."""
    if not standings.by_uid:
        return Plan(sheets, tuple(planned(one, None, ground) for one in rows))
    meaning = Meaning(standings)
    meant = meaning.of(rows)
    return Plan(sheets, tuple(planned(meaning.hinted(one), meant.get(number), ground) for number, one in enumerate(rows)))


class Meaning:
    """Which activity each row means. One that a row means is no other row's: the surest first."""

    def __init__(self, standings: Standings) -> None:
        self.standings = standings
        self.taken: set[int] = set()

    def of(self, rows: Sequence[RowReading]) -> dict[int, Standing]:
        """The activities that rows mean, by the row's place in `rows`."""
        found: dict[int, Standing] = {}
        open_rows = [(number, one) for number, one in enumerate(rows) if one.row.repeats is None]
        for which in (self._numbered, self._same, self._near):
            for number, one in open_rows:
                if number not in found and (standing := which(one)) is not None:
                    found[number] = standing
                    self.taken.add(standing.activity.pk)
        return found

    def hinted(self, one: RowReading) -> RowReading:
        """The row, with a hint where its unit has another activity of this title on this day that no row means."""
        day = one.content.occurrences[0].day if one.content.occurrences else None
        for each in self._titled(one) if day else ():
            if any(part.day == day for part in each.content.occurrences):
                hint = _("本单位已填报同名同日的活动（地点：%(place)s），请确认不是同一项。")
                return replace(one, hints=(*one.hints, hint % {"place": each.content.occurrences[0].place or _("未填")}))
        return one

    def _numbered(self, one: RowReading) -> Standing | None:
        standing = self.standings.by_uid.get(one.row.uid) if one.row.uid else None
        return standing if standing and standing.activity.pk not in self.taken else None

    def _same(self, one: RowReading) -> Standing | None:
        return next((each for each in self._titled(one) if same_parts(each.content, one.row.activity, one.content)), None)

    def _near(self, one: RowReading) -> Standing | None:
        return next((each for each in self._titled(one) if is_near(each.content, one.content)), None)

    def _titled(self, one: RowReading) -> list[Standing]:
        titled = self.standings.by_title.get(one.title_of, ()) if one.title_of else ()
        return [each for each in titled if each.activity.pk not in self.taken]


def is_near(standing: Content, row: Content) -> bool:
    """Of the same title: do both begin on the same day, and share the place or the clock time of that day?

    Otherwise they are two: the same lecture is held in two villages on one day.
    """
    if not standing.occurrences or not row.occurrences:
        return not standing.occurrences
    stands, says = standing.occurrences[0], row.occurrences[0]
    if stands.day != says.day:
        return False
    same_place = stands.place == says.place or not stands.place or not says.place
    return same_place or (says.begins is not None and stands.begins == says.begins)


def filed_under(content: Content, ground: Ground | None) -> Content:
    """A new activity's content: where the row names no line, under the one that was chosen for such rows."""
    line = ground.line if ground else None
    return replace(content, line_id=line.pk) if line and content.line_id is None else content


def planned(one: RowReading, standing: Standing | None, ground: Ground | None) -> PlannedRow:
    """What one row would do, given the activity that it means, if any."""
    row = one.row
    if one.errors:
        reason = "；".join(dict.fromkeys(error.message.rstrip("。") for error in one.errors))[:LONGEST_REASON] + "。"
        return PlannedRow(row, "error", reason, one.errors, one.hints, one.obstacle, one.unit, standing=standing)
    if row.repeats is not None:
        return PlannedRow(row, "skip", repeats(row), hints=one.hints, unit=one.unit)
    if standing is None or ground is None:
        return PlannedRow(row, "add", "", (), one.hints, one.obstacle, one.unit, filed_under(one.content, ground))
    return beside(one, standing, ground)


def beside(one: RowReading, standing: Standing, ground: Ground) -> PlannedRow:
    """A row that means an activity which stands already."""
    content, activity = over(standing.content, one.row.activity, one.content), standing.activity
    changed = tuple(differing(standing.content, content))
    if not changed:
        reason = _("已经填报过（%(state)s），内容没有变化。") % {"state": activity.get_state_display()}
        return PlannedRow(one.row, "skip", reason, hints=one.hints, unit=activity.organisation, standing=standing)
    what = _("已有这项活动（%(state)s），将更新：%(fields)s。") % {
        "state": activity.get_state_display(),
        "fields": "、".join(str(LABELS[name]) for name in changed),
    }
    verdict = may_update(activity, ground)
    if not verdict:
        return PlannedRow(
            one.row, "error", verdict.reason, (), one.hints, unit=activity.organisation, standing=standing, changed=changed
        )
    return PlannedRow(one.row, "update", what, (), one.hints, "", activity.organisation, content, standing, changed)


def may_update(activity: Activity, ground: Ground) -> Verdict:
    """May the importer change this activity now?"""
    window = ground.fileable[activity.organisation_id].window
    if ground.reach is None:
        return may_change(activity, window, ground.now)
    return may_edit(ground.reach, activity, window, ground.now)


def repeats(row: Row) -> str:
    """Which earlier row says the same."""
    if row.repeats_sheet and row.repeats_sheet != row.sheet:
        return _("与工作表“%(sheet)s”第%(row)d行的名称、时间、地点相同。") % {"sheet": row.repeats_sheet, "row": row.repeats}
    return _("与第%(row)d行的名称、时间、地点相同。") % {"row": row.repeats}


def titles(rows: Collection[RowReading]) -> set[tuple[int, str]]:
    """The units and titles under which activities have to be looked for."""
    return {key for one in rows if (key := one.title_of) is not None}
