"""The poster on the front page: the theme set in lines, and where the clock stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kepu.portal.season import Season
from kepu.ui import covers, dates


@dataclass(frozen=True, slots=True)
class Poster:
    """`themes` are lines of words, set large; `figure` is the countdown's number, "" where none fits, between its words."""

    art: str
    themes: list[list[str]]
    when: str
    before: str
    figure: str
    after: str


def poster(this: Season) -> Poster:
    """The poster of a season as it stands now."""
    campaign = this.campaign
    before, figure, after = countdown(this)
    return Poster(
        art=covers.poster_of(campaign.slug),
        themes=[lines_of(theme) for theme in this.themes] or [[campaign.name]],
        when=_("%(year)s年%(days)s")
        % {"year": campaign.year, "days": dates.span_of_days(campaign.window_start, campaign.window_end)},
        before=before,
        figure=figure,
        after=after,
    )


def lines_of(theme: str) -> list[str]:
    """A theme broken where it pauses: “科技改变生活,创新赢得未来” is two lines."""
    return [part for part in re.split(r"[，,；;\s]+", theme) if part]


def countdown(this: Season) -> tuple[str, str, str]:
    """What the clock says: words, a number, words."""
    if not this.is_running:
        return _("本届已结束，共举办活动"), str(this.counts.over + this.counts.total), _("项")
    if this.days_to_go > 0:
        return _("距开幕还有"), str(this.days_to_go), _("天")
    if this.is_on:
        return _("活动进行中，今天是第"), str(this.day_number), _("天（共%(days)d天）") % {"days": this.length}
    return _("主要时段已过，仍可参加"), str(this.counts.total), _("项活动")
