"""常用意见: what an office offers to its reviewers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kepu.accounts.actor import Actor
from kepu.activities.actions.gate import reach_by
from kepu.activities.content import clean
from kepu.activities.models import Decision, ReasonTemplate
from kepu.activities.reviewing.reasons import MOST, MOST_LENGTH, offered
from kepu.audit.actions import record
from kepu.campaigns.permissions import may_run
from kepu.organisations.models import Organisation
from kepu.verdict import Refused, conflict


@transaction.atomic
def set_reasons(office: Organisation, reasons: Mapping[str, Sequence[str]], *, by: Actor) -> dict[str, list[str]]:
    """Offer these sentences from now on, by verb and in this order; none for a verb brings the usual ones back."""
    may_run(reach_by(by), by, office).require()
    Organisation.objects.select_for_update().get(pk=office.pk)
    before = offered(office)
    ReasonTemplate.objects.filter(organisation=office).delete()
    rows = [
        ReasonTemplate(organisation=office, verb=verb, position=position, text=text)
        for verb in Decision.Verb.values
        for position, text in enumerate(_kept(reasons.get(verb, ())))
    ]
    ReasonTemplate.objects.bulk_create(rows)
    after = offered(office)
    changes = {verb: [before[verb], after[verb]] for verb in after if before[verb] != after[verb]}
    if changes:
        record(gettext_noop("修改常用意见"), office, by=by, organisation_path=office.path, changes=changes)
    return after


def _kept(texts: Sequence[str]) -> list[str]:
    kept = list(dict.fromkeys(text for one in texts if (text := clean(one))))
    if len(kept) > MOST:
        raise Refused(conflict(_("每种结论最多%(most)d条常用意见。") % {"most": MOST}))
    if long := next((text for text in kept if len(text) > MOST_LENGTH), None):
        raise Refused(conflict(_("“%(text)s……”太长，每条最多%(most)d字。") % {"text": long[:12], "most": MOST_LENGTH}))
    return kept
