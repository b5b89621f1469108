"""副主题: “各单位可自拟副主题” – a unit names its own where the plan allows it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from kepu.accounts.actor import Actor
from kepu.activities.actions.gate import on_behalf, reach_by
from kepu.activities.content import clean
from kepu.activities.permissions import may_set_subtheme
from kepu.audit.actions import record
from kepu.campaigns.models import Enrolment
from kepu.verdict import Refused, conflict

MOST = 60


@transaction.atomic
def set_subtheme(enrolment: Enrolment, text: str, *, by: Actor) -> Enrolment:
    """Set (or with an empty text drop) the unit's own sub-theme; at most 60 characters."""
    reach, text = reach_by(by), clean(text)
    stands = (
        Enrolment.objects.select_related("campaign__owner", "organisation").select_for_update(of=("self",)).get(pk=enrolment.pk)
    )
    may_set_subtheme(reach, stands.campaign, stands.organisation).require()
    if len(text) > MOST:
        raise Refused(conflict(_("副主题最多%(most)d字，现有%(length)d字。") % {"most": MOST, "length": len(text)}))
    if text != stands.subtheme:
        changes = {"subtheme": [stands.subtheme, text]}
        stands.subtheme = text
        stands.save(update_fields=["subtheme"])
        who = on_behalf(by, reach, stands.organisation)
        record("设置副主题", stands, by=who, organisation_path=stands.organisation.path, changes=changes)
    return stands
