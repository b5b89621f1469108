"""活动表: activities as a spreadsheet that people take away, change and bring back – for a list or as a template.

One row an activity; an occurrence at another place, or joined in another way, has a further row with only time, place and
way. The hidden number says which activity a row is, whatever is changed in it. The sheet is Chinese whatever language the
pages are in: kepu.sheets reads it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from django.db.models import BigIntegerField, F, Func, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone, translation

from kepu.accounts.models import mask
from kepu.activities.content import LENGTHS, OccurrencePart
from kepu.activities.models import Activity, Occurrence, State
from kepu.activities.models.activity import Mode
from kepu.activities.snapshot import MODE_ZH
from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import lines_to_file
from kepu.documents.listing import Column, Listing
from kepu.documents.sheet_times import Stop, stops, words_between, words_of
from kepu.documents.summary_table import SEE_PHONES
from kepu.documents.workbook.sheet import Cell, Look
from kepu.organisations.reach import Reach
from kepu.sheets.book import FIELDS

UNIT = Column(FIELDS["unit"], 22)
STATE = Column("状态", 10, "不用填，导入时不读。")
MODES = tuple(MODE_ZH.values())
READ = (
    "pk",
    "uid",
    "title",
    "line__name",
    "expected_participants",
    "audience",
    "contact_name",
    "contact_phone",
    "online_url",
    "organisers",
    "description",
    "state",
    "organisation__name",
    "organisation__path",
    # Of next to all activities an empty list: not worth being read as JSON.
    Cast("unfinished", TextField()),
)
"""What a row is made of, read without making an object of each activity."""


def seconds(name: str) -> Func:
    """An instant as seconds since 1970: a number is read in a fifth of the time that a date takes."""
    return Func(F(name), template="EXTRACT(epoch FROM %(expressions)s)::bigint", output_field=BigIntegerField())


OCCURRENCE = ("activity_id", "position", seconds("start"), seconds("end"), "all_day", "place", "mode")
NOWHERE = [Stop("", "", "")]
"""Of an activity of which neither time nor place is known."""


def columns(lines: Sequence[str]) -> tuple[Column, ...]:
    """The columns in which an activity is filled in; `lines` are the names of the campaign's lines."""
    return (
        Column(FIELDS["uid"], 20, is_hidden=True),
        Column(FIELDS["title"], 36, f"必填。一行写一项活动，名称最多{LENGTHS['title']}字。"),
        Column(FIELDS["line"], 20, "从下拉列表中选。" if lines else "", words=tuple(lines)),
        Column(
            FIELDS["time"],
            30,
            "必填。如：9月17日上午、9月17日 14:30-16:00、9月17日至9月19日。\n同一地点办几场，用分号隔开；"
            "换了地点，在下面另起一行，只写时间和地点。",
        ),
        Column(FIELDS["place"], 28, "写到具体场所，如：城东镇文化礼堂。线上活动可不填。"),
        Column(FIELDS["mode"], 12, "不填按线下算。", words=MODES),
        Column(FIELDS["expected_participants"], 10, "写一个数，如：120。", look=Look.NUMBER),
        Column(FIELDS["audience"], 16, "如：中小学生、农民。"),
        Column(FIELDS["contact_name"], 12),
        Column(FIELDS["contact_phone"], 16, "手机号或带区号的座机。"),
        Column(FIELDS["online_url"], 24, "线上活动必填，以 http 开头。"),
        Column(FIELDS["organisers"], 28, "本单位以外的主办、承办、协办单位，用顿号隔开。"),
        Column(FIELDS["description"], 50, f"最多{LENGTHS['description']}字。", look=Look.LONG),
    )


def activity_sheet(activities: QuerySet[Activity], campaign: Campaign, reach: Reach) -> Listing:
    """These activities in their order, as this person sees them: three queries however many."""
    lines = [line.name for line in lines_to_file(campaign)]
    return Listing("活动", (*columns(lines), UNIT, STATE), rows(activities, campaign.year, reach))


def rows(activities: QuerySet[Activity], year: int, reach: Reach | None) -> Iterator[Sequence[Cell]]:
    """The rows of these activities. Phone numbers are masked where the person may not see them; None: an own paper."""
    when = occurrences_of(activities)
    labels, open_paths = state_labels(), None if reach is None else tuple(reach.paths(*SEE_PHONES))
    writer = Writer(when, labels, open_paths, year)
    for row in activities.values_list(*READ):
        yield from writer.rows(row)


def state_labels() -> dict[str, str]:
    """The states in Chinese."""
    with translation.override("zh-hans"):
        return {value: str(label) for value, label in State.choices}


Said = tuple[Any, ...]


def occurrences_of(activities: QuerySet[Activity]) -> dict[int, list[Said]]:
    """The columns OCCURRENCE of all occurrences, by activity; one query."""
    found: dict[int, list[Said]] = defaultdict(list)
    wanted = Occurrence.objects.filter(activity__in=activities.order_by().values("pk"))
    for row in wanted.order_by("activity_id", F("position"), "pk").values_list(*OCCURRENCE):
        found[row[0]].append(row)
    return found


@dataclass(frozen=True)
class Writer:
    """Writes the rows of one list. `open_paths`: of units whose contacts' numbers are shown (None: of all)."""

    when: dict[int, list[Said]]
    labels: dict[str, str]
    open_paths: tuple[str, ...] | None
    year: int
    zone: tzinfo = field(default_factory=timezone.get_current_timezone)

    def rows(self, row: Said) -> Iterator[Sequence[Cell]]:
        """One activity, of its columns READ."""
        pk, uid, title, line, people, audience, name, phone, url, organisers, text, state, unit, path, waiting = row
        found = self.stops(self.when.get(pk, ()), () if waiting == "[]" else json.loads(waiting))
        if self.open_paths is not None and not path.startswith(self.open_paths):
            phone = mask(phone)
        first = found[0]
        yield (
            uid, title, line, first.times, first.place, first.mode, people, audience, name, phone, url,
            "、".join(organisers), text, unit, self.labels[state],
        )  # fmt: skip
        for more in found[1:]:
            yield (None, None, None, more.times, more.place, more.mode)

    def local(self, seconds: int) -> datetime:
        """The instant in the installation's zone."""
        return datetime.fromtimestamp(seconds, self.zone)

    def stops(self, rows: Sequence[Said], unfinished: Sequence[dict[str, Any]]) -> list[Stop]:
        """When and where."""
        said = [
            (words_between(self.local(start), self.local(end), self.year, all_day=all_day), place, MODE_ZH[mode])
            for _pk, _position, start, end, all_day, place, mode in rows
        ]
        if not unfinished:
            return stops(said) or NOWHERE
        parts = {row[1]: one for row, one in zip(rows, said, strict=True)}
        for entry in unfinished:
            part = OccurrencePart.from_json(entry)
            parts[entry["position"]] = (words_of(part, self.year), part.place, MODE_ZH[Mode(part.mode)])
        return stops(parts[position] for position in sorted(parts))
