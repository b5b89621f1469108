"""What is unlikely in an activity, said before it is submitted: a hint, never a verdict.

“活动贯穿全年” – a day outside the campaign's window is nothing to remark on; one in another year usually is mistyped.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from kepu.activities.completeness import Gap
from kepu.activities.content import Content
from kepu.campaigns.models import Campaign

NEAR = timedelta(days=200)
"""Farther than this from the campaign's window, a day looks like a mistyped year."""


def hints(content: Content, campaign: Campaign) -> list[Gap]:
    """What the filer should look at once more; nothing of it keeps the activity from being submitted."""
    return list(_far_days(content, campaign))


def _far_days(content: Content, campaign: Campaign) -> Iterator[Gap]:
    for index, part in enumerate(content.occurrences):
        if part.day and not campaign.window_start - NEAR <= part.day <= campaign.window_end + NEAR:
            values = {"number": index + 1, "year": part.day.year, "this": campaign.year}
            sentence = _("第%(number)d个场次的日期在%(year)d年，本届是%(this)d年，请核对年份。") % values
            yield Gap(f"occurrences-{index}-day", sentence)
