"""Hints as pages show them: to the filer what he or she may know, to the reviewer with the way to the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from kepu.activities.content import Content
from kepu.activities.hinting.hints import Hint, for_filer, hints
from kepu.activities.hinting.relatives import busy_days, relatives
from kepu.activities.models import Activity, DismissedHint
from kepu.activities.queries import dismissed_hints, visible_to
from kepu.organisations.reach import Reach


@dataclass(frozen=True, slots=True)
class ShownHint:
    """A hint; `url` leads to the other activity, `note`, `by` and `at` tell who has put it aside."""

    hint: Hint
    url: str = ""
    note: str = ""
    by: str = ""
    at: datetime | None = None


def before_submitting(activity: Activity, content: Content) -> list[Hint]:
    """What the filer should look at once more."""
    found = for_filer(relatives(activity, content))
    return hints(content, activity.campaign, found, busy_days(activity, content))


def for_reviewer(reach: Reach, activity: Activity, content: Content) -> list[ShownHint]:
    """What is unlikely in a version: the open ones first, those put aside after them; at most five queries."""
    found = hints(content, activity.campaign, relatives(activity, content), busy_days(activity, content))
    seen = visible_to(reach).filter(uid__in=[one.other.uid for one in found if one.other])
    urls = {uid: reverse("desk:activity", args=[uid]) for uid in seen.values_list("uid", flat=True)} if found else {}
    aside = {row.key: row for row in dismissed_hints(activity)} if found else {}
    shown = [as_shown(one, urls.get(one.other.uid, "") if one.other else "", aside.get(one.key)) for one in found]
    return sorted(shown, key=lambda one: bool(one.by))


def as_shown(hint: Hint, url: str, aside: DismissedHint | None) -> ShownHint:
    """The hint with what is known about it."""
    return ShownHint(hint, url, aside.note, aside.by_name, aside.at) if aside else ShownHint(hint, url)
