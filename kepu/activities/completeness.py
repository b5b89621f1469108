"""What must be there before an activity can be submitted; each gap is one plain sentence that names its field.

“填报信息应包括活动名称、时间、地点……线上活动须提供网址” – a draft may lack anything; a submission goes to a reviewer
and to the public.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from kepu.activities.content import Content, OccurrencePart
from kepu.activities.models.activity import Mode
from kepu.activities.topics import MOST_TOPICS
from kepu.verdict import ALLOWED, Verdict, conflict


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing or cannot be so: the form's field (`title`, `occurrences-0-place`) and a sentence."""

    field: str
    sentence: str


def gaps(content: Content, *, has_lines: bool) -> list[Gap]:
    """Everything that keeps the content from being submitted, in the order of the form; empty when complete."""
    return [*_about_activity(content, has_lines), *_about_occurrences(content), *_about_contact(content)]


def is_complete(found: list[Gap]) -> Verdict:
    """Allowed when nothing is missing; otherwise all sentences in one."""
    if not found:
        return ALLOWED
    listed = "".join(gap.sentence for gap in found)
    return conflict(_("还有%(count)d处没有填好：%(gaps)s") % {"count": len(found), "gaps": listed})


def _about_activity(content: Content, has_lines: bool) -> Iterator[Gap]:
    if not content.title:
        yield Gap("title", _("请填写活动名称。"))
    if has_lines and content.line_id is None:
        yield Gap("line", _("请选择板块。"))
    if len(content.topics) > MOST_TOPICS:
        yield Gap("topics", _("主题领域最多选%(most)d个。") % {"most": MOST_TOPICS})


def _about_occurrences(content: Content) -> Iterator[Gap]:
    if not content.occurrences:
        yield Gap("occurrences", _("请至少填写一个场次的时间和地点。"))
    for index, part in enumerate(content.occurrences):
        for name, sentence in _about_part(part):
            yield Gap(f"occurrences-{index}-{name}", _("第%(number)d个场次：%(gap)s") % {"number": index + 1, "gap": sentence})
    if content.is_online and not content.online_url:
        yield Gap("online_url", _("有线上场次，请填写线上活动网址。"))
    if content.online_url and not is_address(content.online_url):
        yield Gap("online_url", _("线上活动网址须以 http:// 或 https:// 开头，例如 https://example.cn/live。"))


def _about_part(part: OccurrencePart) -> Iterator[tuple[str, str]]:
    yield from _about_time(part)
    if part.mode != Mode.ONLINE and not part.place:
        yield "place", _("请填写地点。")
    if (part.longitude is None) != (part.latitude is None):
        yield "longitude", _("经度和纬度要么都填，要么都不填。")
    if not is_on_earth(part):
        yield "longitude", _("经度在-180到180之间，纬度在-90到90之间。")
    if part.capacity == 0:
        yield "capacity", _("名额不能是0；不限名额请留空。")


def _about_time(part: OccurrencePart) -> Iterator[tuple[str, str]]:
    if part.day is None:
        yield "day", _("请选择日期。")
    elif part.ends and not part.begins:
        yield "begins", _("填了结束时间，请填写开始时间。")
    elif not part.is_settled:
        yield "ends", _("结束时间早于开始时间。")


def _about_contact(content: Content) -> Iterator[Gap]:
    if not content.contact_name:
        yield Gap("contact_name", _("请填写联系人。"))
    if not content.contact_phone:
        yield Gap("contact_phone", _("请填写联系电话。"))


def is_address(url: str) -> bool:
    """True for an http(s) address with a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in url


def is_on_earth(part: OccurrencePart) -> bool:
    """False for coordinates that no place has."""
    longitude, latitude = float(part.longitude or 0), float(part.latitude or 0)
    return abs(longitude) <= 180 and abs(latitude) <= 90
