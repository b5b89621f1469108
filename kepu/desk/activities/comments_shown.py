"""Comments on fields as pages show them: under their fields, with the place to write or to answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

from kepu.activities.actions import answer
from kepu.activities.content import LABELS
from kepu.activities.models import Activity, FieldComment
from kepu.activities.queries import comments_on
from kepu.desk.access import DeskRequest
from kepu.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Writing:
    """What the reviewer's page needs at each field: the version looked at, whether one may write, what was written."""

    number: int
    may: Verdict
    comments: dict[str, list[FieldComment]]
    labels: Mapping[str, Promise] = field(default_factory=lambda: LABELS)


def by_field(comments: Iterable[FieldComment]) -> dict[str, list[FieldComment]]:
    """Comments under their fields."""
    found: dict[str, list[FieldComment]] = {}
    for one in comments:
        found.setdefault(one.field, []).append(one)
    return found


def shown_in_form(activity: Activity) -> dict[str, list[FieldComment]]:
    """What the filer has to look at: comments on the version that was last submitted, and older ones that are not done."""
    if not activity.version_count:
        return {}
    return by_field(one for one in comments_on(activity) if not one.done or one.version.number == activity.version_count)


def answer_from_form(request: DeskRequest, activity: Activity) -> None:
    """Keep what was ticked and typed beside the comments; they travel with the form, so that none of it is lost."""
    sent = {name.removeprefix("comment-") for name in request.POST if name.startswith("comment-")}
    if not sent:
        return
    for one in comments_on(activity):
        if str(one.pk) in sent:
            text, done = request.POST.get(f"answer-{one.pk}", one.answer), f"done-{one.pk}" in request.POST
            answer(one, text=text, done=done, by=request.actor)
