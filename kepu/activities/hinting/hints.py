"""What is unlikely in an activity: a hint, never a verdict. Said to the filer before submitting and to the reviewer beside it.

“活动贯穿全年” – a day outside the campaign's window is nothing to remark on; one in another year usually is mistyped. A reviewer
puts a hint aside with a note; it comes back when what it speaks of changes, for its key says what that was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from kepu.activities.content import Content, OccurrencePart
from kepu.activities.hinting.likeness import plain
from kepu.activities.hinting.relatives import Relative
from kepu.activities.models.activity import Mode
from kepu.campaigns.models import Campaign

NEAR = timedelta(days=200)
"""Farther than this from the campaign's window, a day looks like a mistyped year."""
EARLY, LATE = time(6), time(22, 30)
LONGEST = timedelta(hours=12)
"""Beginning earlier or later, or lasting longer within a day, is rare for what the public is invited to."""
MOST_A_DAY, MOST_A_UNITS_DAY = 6, 12
"""So many occurrences of one activity, and of one unit, on one day are believed without a word."""
CROWD, SMALL_CROWD = 50_000, 2_000
SMALL_PLACES = ("村", "社区", "礼堂", "教室", "会议室", "活动室", "文化站", "书屋", "服务中心")
LOCALITIES = ("村", "社区", "镇", "乡", "街道", "路", "号")
ROOMS = ("会议室", "操场", "礼堂", "报告厅", "教室", "活动室", "大厅", "食堂", "广场", "院内", "门口", "办公室", "单位", "本校")
SHORT_PLACE = 5
SHORT_TEXT, SHORT_TITLE = 20, 4
VAGUE = frozenset({"科普活动", "科普宣传", "科普日活动", "全国科普日活动", "科普宣传活动", "科普讲座", "主题活动", "活动"})


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to look at: the form's field, a sentence, and the other activity where it is about one."""

    key: str
    field: str
    sentence: str
    other: Relative | None = None


def hints(
    content: Content, campaign: Campaign, relatives: Iterable[Relative] = (), busy: Mapping[date, int] | None = None
) -> list[Hint]:
    """What should be looked at once more; nothing of it keeps the activity from being submitted.

    `busy`: how many occurrences the unit's other activities have on each day.
    """
    found = [*_basics(content), *_numbers(content)]
    for index, part in enumerate(content.occurrences):
        found += _about_part(part, index, campaign)
    return [*found, *_crowded_days(content, busy or {}), *map(_alike, relatives)]


def for_filer(relatives: Iterable[Relative]) -> list[Relative]:
    """As a filer may know them: what other units have filed and the public does not see yet stays unnamed."""
    return [one if one.kind != "other" or one.live else replace(one, title="", uid="") for one in relatives]


def _basics(content: Content) -> Iterator[Hint]:
    title = plain(content.title)
    if title and (len(title) < SHORT_TITLE or title in VAGUE):
        yield Hint(f"vague:{title}", "title", _("活动名称太笼统，公众看不出做什么。"))
    length = len(plain(content.description))
    if length < SHORT_TEXT:
        said = _("活动简介只有%(length)d字，") % {"length": length} if length else _("没有活动简介，")
        yield Hint(f"short:{length}", "description", said + _("请写明讲什么、谁来讲、观众能看到什么。"))
    bare = [index for index, part in enumerate(content.occurrences) if part.place and _is_bare(part)]
    if bare:
        numbers = "、".join(str(index + 1) for index in bare[:5]) + (_("等") if len(bare) > 5 else "")
        sentence = _("第%(numbers)s个场次只有地点名称，没有详细地址，外来的观众不容易找到。") % {"numbers": numbers}
        yield Hint(f"address:{len(bare)}", f"occurrences-{bare[0]}-address", sentence)


def _is_bare(part: OccurrencePart) -> bool:
    """On site, in a room that only those who know the house find: a hall that names its village says where it is."""
    if part.mode == Mode.ONLINE or part.address or part.longitude is not None:
        return False
    name = plain(part.place)
    is_anywhere = len(name) <= SHORT_PLACE and not any(word in name for word in LOCALITIES)
    return is_anywhere and (len(name) < SHORT_TITLE or name.endswith(ROOMS))


def _numbers(content: Content) -> Iterator[Hint]:
    expected = content.expected_participants or 0
    place = next((part.place for part in content.occurrences if any(word in part.place for word in SMALL_PLACES)), "")
    each = expected / max(1, len(content.occurrences))
    if place and each > SMALL_CROWD:
        sentence = _("预计%(n)d人，而地点是%(place)s，请核对人数。") % {"n": expected, "place": place}
        yield Hint(f"crowd:{expected}", "expected_participants", sentence)
    elif expected > CROWD:
        yield Hint(f"crowd:{expected}", "expected_participants", _("预计%(n)d人，请核对是否多写了0。") % {"n": expected})
    places = [part.capacity for part in content.occurrences]
    total = sum(capacity for capacity in places if capacity)
    if places and all(places) and total < expected:
        values = {"n": expected, "places": total}
        sentence = _("预计%(n)d人，多于各场名额合计%(places)d人，请核对。") % values
        yield Hint(f"places:{expected}:{total}", "expected_participants", sentence)


def _about_part(part: OccurrencePart, index: int, campaign: Campaign) -> Iterator[Hint]:
    number = index + 1
    if part.day and not campaign.window_start - NEAR <= part.day <= campaign.window_end + NEAR:
        values = {"number": number, "year": part.day.year, "this": campaign.year}
        sentence = _("第%(number)d个场次的日期在%(year)d年，本届是%(this)d年，请核对年份。") % values
        yield Hint(f"year:{part.day}", f"occurrences-{index}-day", sentence)
    if part.begins and not EARLY <= part.begins <= LATE:
        sentence = _("第%(number)d个场次在%(time)s开始，请核对上午下午。") % {"number": number, "time": f"{part.begins:%H:%M}"}
        yield Hint(f"hour:{part.day}:{part.begins:%H%M}", f"occurrences-{index}-begins", sentence)
    hours = _hours(part)
    if hours:
        values = {"number": number, "hours": hours}
        sentence = _("第%(number)d个场次持续%(hours)d小时，请核对结束时间。") % values
        yield Hint(f"long:{part.day}:{hours}", f"occurrences-{index}-ends", sentence)


def _hours(part: OccurrencePart) -> int:
    """How many hours it lasts where that is too long for one go; 0 for what is likely, such as an exhibition of days."""
    if not (part.day and part.begins and part.ends):
        return 0
    lasts = datetime.combine(part.last_day or part.day, part.ends) - datetime.combine(part.day, part.begins)
    return int(lasts / timedelta(hours=1)) if LONGEST < lasts < timedelta(days=1) else 0


def _crowded_days(content: Content, busy: Mapping[date, int]) -> Iterator[Hint]:
    own = Counter(part.day for part in content.occurrences if part.day)
    for day, count in sorted(own.items()):
        total = count + busy.get(day, 0)
        values = {"month": day.month, "day": day.day, "n": count, "total": total}
        if count > MOST_A_DAY:
            sentence = _("%(month)d月%(day)d日一天有%(n)d个场次，请核对。") % values
            yield Hint(f"many:{day}:{count}", "occurrences", sentence)
        elif total > MOST_A_UNITS_DAY:
            sentence = _("本单位%(month)d月%(day)d日一天共填报了%(total)d个场次，请核对。") % values
            yield Hint(f"busy:{day}", "occurrences", sentence)


def _alike(other: Relative) -> Hint:
    """The sentence for another activity that is near-identical."""
    values = {"unit": other.unit, "title": other.title, "when": other.when, "same": "、".join(_shared(other)), "year": other.year}
    match other.kind:
        case "own":
            sentence = _("本单位已填报“%(title)s”（%(when)s），%(same)s；同一活动请合并为多个场次。") % values
        case "last year":
            sentence = _("与本单位%(year)d年的“%(title)s”%(same)s，请核对内容是否已更新。") % values
        case _ if other.title:
            sentence = _("%(unit)s填报的“%(title)s”（%(when)s），%(same)s；一起办的请由一家填报，列出联合单位。") % values
        case _:
            sentence = _("%(unit)s也填报了一项活动，%(same)s；一起办的请由一家填报，列出联合单位。") % values
    return Hint(f"alike:{other.uid}", "title", sentence, other)


def _shared(other: Relative) -> Iterator[str]:
    like = other.likeness
    if like.title >= 0.4:
        yield _("名称相同") if like.title == 1 else _("名称相近")
    if like.same_place:
        yield _("同一天同一地点")
    elif like.same_day:
        yield _("同一天")
    if like.same_text:
        yield _("简介相同")
