"""Whom this package tells what: units of decisions and comments, reviewers of corrections, partners of what is called off."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import wraps
from typing import ParamSpec

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kepu.accounts.models import Person
from kepu.activities.content import LABELS
from kepu.activities.models import Activity, Decision, FieldComment, Version
from kepu.activities.workflow import verb_zh
from kepu.notices.actions import notify
from kepu.notices.models import Kind
from kepu.organisations.models import Organisation, Role
from kepu.organisations.reach import absences_now

P = ParamSpec("P")


def in_chinese(tell: Callable[P, None]) -> Callable[P, None]:
    """Everybody reads what is sent, whatever language the pages of the one who acts are in."""

    @wraps(tell)
    def told(*args: P.args, **kwargs: P.kwargs) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            tell(*args, **kwargs)

    return told


def filers_of(units: Collection[int], also: int | None = None) -> list[Person]:
    """The filers of these units, and one person more (an id)."""
    files = Q(roles__organisation__in=units, roles__name=Role.Name.FILER)
    return list(Person.objects.filter(files | Q(pk=also)).distinct())


@in_chinese
def tell_decision(activity: Activity, decision: Decision) -> None:
    """The unit's filers learn that something was sent back or has passed finally; the first of two stages is no news to them."""
    if decision.verb == Decision.Verb.ENDORSE:
        return
    returned = decision.verb == Decision.Verb.RETURN
    words = {"title": decision.version.title, "who": decision.reviewer_name}
    title = _("“%(title)s”被退回，请修改") if returned else _("“%(title)s”已通过审核")
    text = _("%(who)s：%(reason)s") % {**words, "reason": decision.reason} if decision.reason else ""
    notify(
        filers_of([activity.organisation_id], decision.version.submitted_by_id),
        kind=Kind.RETURNED if returned else Kind.PASSED,
        key=f"decision:{decision.pk}",
        title=title % words,
        text=text,
        url=reverse("desk:activity", args=[activity.uid]),
        unit=activity.organisation,
    )


@in_chinese
def tell_correction(activity: Activity, version: Version) -> None:
    """Whoever had the last word on it – or stands in for that reviewer – learns that it has come back."""
    first = activity.first_reviewer_id if activity.campaign.review_stages == 2 else activity.final_reviewer_id
    if first is None:
        return
    words = {"title": version.title, "unit": activity.organisation.label}
    notify(
        with_deputies([first]),
        kind=Kind.REVIEW,
        key=f"corrected:{version.pk}",
        title=_("%(unit)s改好了“%(title)s”，请您复核") % words,
        url=reverse("desk:review-activity", args=[activity.uid]),
    )


def with_deputies(people: Iterable[int]) -> list[Person]:
    """These people (ids), and in the place of those who are away their deputies."""
    away = {one.person_id: one.deputy_id for one in absences_now().filter(person__in=people)}
    return list(Person.objects.filter(pk__in=[away.get(pk) or pk for pk in people]))


@in_chinese
def tell_comment(comment: FieldComment) -> None:
    """The unit's filers learn that something was written to a field; once for all comments on a version."""
    activity = comment.version.activity
    notify(
        filers_of([activity.organisation_id], comment.version.submitted_by_id),
        kind=Kind.REMARK,
        key=f"comment:{comment.version_id}",
        title=_("%(who)s在“%(title)s”上写了批注") % {"who": comment.author_name, "title": comment.version.title},
        text=_("%(field)s：%(text)s") % {"field": LABELS[comment.field], "text": comment.text},
        url=reverse("desk:activity", args=[activity.uid]),
        unit=activity.organisation,
    )


@in_chinese
def tell_answer(comment: FieldComment) -> None:
    """The reviewer learns that the unit has answered."""
    if comment.author_id is None or not comment.answer:
        return
    notify(
        with_deputies([comment.author_id]),
        kind=Kind.REMARK,
        key=f"answer:{comment.pk}",
        title=_("%(who)s答复了您对“%(title)s”的批注") % {"who": comment.answered_by_name, "title": comment.version.title},
        text=_("%(field)s：%(text)s") % {"field": LABELS[comment.field], "text": comment.answer},
        url=reverse("desk:review-activity", args=[comment.version.activity.uid]),
    )


@in_chinese
def tell_called_off(activity: Activity, verb: str, reason: str, partners: Collection[int]) -> None:
    """The joint units learn that it does not take place."""
    words = {"unit": activity.organisation.label, "verb": _(verb_zh(verb)), "title": str(activity)}
    for unit in Organisation.objects.filter(pk__in=partners):
        notify(
            filers_of([unit.pk]),
            kind=Kind.CANCELLED,
            key=f"off:{activity.pk}:{activity.version_count}:{unit.pk}",
            title=_("%(unit)s%(verb)s了联合活动“%(title)s”") % words,
            text=reason,
            url=reverse("desk:activity", args=[activity.uid]),
            unit=unit,
        )
