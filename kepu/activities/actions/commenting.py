"""Comments on a field: a reviewer writes, the unit answers and marks it done; hints that a reviewer puts aside."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.activities.actions.gate import note, note_decision, reach_by, standing
from kepu.activities.actions.notices import tell_answer, tell_comment
from kepu.activities.content import LABELS, clean
from kepu.activities.models import DismissedHint, FieldComment, Version
from kepu.activities.permissions import is_running, may_comment, may_file_for
from kepu.activities.queries import trail_of
from kepu.verdict import Refused, conflict

MOST_TEXT = 300


@transaction.atomic
def comment(version: Version, field: str, text: str, *, by: Actor) -> FieldComment:
    """Write to a field of a version; the unit reads it at that field."""
    activity, reach = standing(version.activity), reach_by(by)
    text = _fitting(text)
    if field not in LABELS or not text:
        raise Refused(conflict(_("请选择栏目并写明要说的话。")))
    may_comment(reach, activity, trail_of(activity, version)).require()
    written = FieldComment.objects.create(
        version=version, field=field, text=text, author=by.person, author_name=by.name, at=clock.now()
    )
    note_decision(gettext_noop("批注"), activity, by=by, reason=_about(field, text))
    tell_comment(written)
    return written


@transaction.atomic
def answer(comment: FieldComment, *, text: str, done: bool, by: Actor) -> FieldComment:
    """What the unit says to a comment, and whether it has been done; the same again changes nothing."""
    stands = FieldComment.objects.select_for_update(of=("self",)).select_related("version__activity").get(pk=comment.pk)
    activity, reach = standing(stands.version.activity), reach_by(by)
    text = _fitting(text)
    may_file_for(reach, activity.organisation).also(is_running(activity.campaign)).require()
    if (stands.answer, stands.done) == (text, done):
        return stands
    new_words = text != stands.answer
    stands.answer, stands.done, stands.answered_by_name, stands.answered_at = text, done, by.name, clock.now()
    stands.save(update_fields=["answer", "done", "answered_by_name", "answered_at"])
    said = "；".join(part for part in ("已改好" if done else "", text) if part)
    note(gettext_noop("答复批注"), activity, by=by, reach=reach, reason=_about(stands.field, said))
    if new_words and done:
        tell_answer(stands)
    return stands


@transaction.atomic
def dismiss_hint(version: Version, key: str, text: str, *, by: Actor) -> DismissedHint:
    """Put a hint aside after looking into it, with a note; hints decide nothing."""
    activity, reach = standing(version.activity), reach_by(by)
    may_comment(reach, activity, trail_of(activity, version)).require()
    said = clean(text)[:200]
    values = {"note": said, "by_name": by.name, "at": clock.now()}
    dismissed, _new = DismissedHint.objects.update_or_create(activity=activity, key=key[:80], defaults=values)
    note_decision(gettext_noop("核实提示"), activity, by=by, reason=said)
    return dismissed


def _fitting(text: str) -> str:
    text = clean(text)
    if len(text) > MOST_TEXT:
        raise Refused(conflict(_("最多%(most)d字。") % {"most": MOST_TEXT}))
    return text


def _about(field: str, text: str) -> str:
    """What the record keeps, in Chinese as all that it keeps."""
    with translation.override(settings.LANGUAGE_CODE):
        return f"{LABELS[field]}：{text}"
