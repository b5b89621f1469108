"""补报许可: who may still do it after the lock – named units, until a named moment, for a named reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.accounts.models import Person
from kepu.audit.actions import record
from kepu.campaigns.actions.gate import claim, note, plain, tell
from kepu.campaigns.models import Deadline, DeadlineException, Enrolment
from kepu.campaigns.windows import last_moment, may_except
from kepu.notices.actions import notify
from kepu.notices.models import Kind
from kepu.organisations.models import Organisation, Role
from kepu.verdict import Refused, conflict


@transaction.atomic
def grant_exceptions(
    deadline: Deadline, units: Sequence[Organisation], *, until: datetime, reason: str, by: Actor
) -> list[DeadlineException]:
    """Let these units do it until `until`, lock or no lock, and tell them; a second grant replaces a unit's first."""
    campaign = deadline.campaign
    claim(campaign, None, by)
    may_except(deadline, until, clock.now()).require()
    taking_part = set(Enrolment.objects.filter(campaign=campaign).values_list("organisation_id", flat=True))
    if outside := [unit.label for unit in units if unit.pk not in taking_part]:
        raise Refused(conflict(_("%(units)s没有参加本届活动，请先加入。") % {"units": "、".join(outside)}))
    granted = [grant(deadline, unit, until, reason, by) for unit in units]
    names = "、".join(unit.label for unit in units)
    changes = {"until": [None, plain(until)], "reason": ["", reason]}
    note("开通补报", campaign, by=by, about=f"{names}：{deadline}", changes=changes)
    tell(campaign)
    return granted


def grant(deadline: Deadline, unit: Organisation, until: datetime, reason: str, by: Actor) -> DeadlineException:
    """One unit's exception, recorded where the unit reads it, and its people told."""
    before = DeadlineException.objects.filter(deadline=deadline, organisation=unit).values_list("until", flat=True).first()
    values = {"until": until, "reason": reason, "granted_by": by.name}
    row, _new = DeadlineException.objects.update_or_create(deadline=deadline, organisation=unit, defaults=values)
    changes = {"until": [plain(before), plain(until)], "reason": ["", reason]}
    record("开通补报", deadline, by=by, organisation_path=unit.path, note=str(row), changes=changes)
    with translation.override(settings.LANGUAGE_CODE):
        said = {"what": deadline, "until": last_moment(until), "unit": unit.label}
        tell_unit(row, plain(until), _("%(unit)s的%(what)s获准补报至%(until)s") % said, reason)
    return row


@transaction.atomic
def revoke_exception(exception: DeadlineException, *, by: Actor) -> None:
    """Take an exception back, and tell the unit."""
    deadline, unit = exception.deadline, exception.organisation
    claim(deadline.campaign, None, by)
    changes = {"until": [plain(exception.until), None]}
    record("收回补报", deadline, by=by, organisation_path=unit.path, note=str(exception), changes=changes)
    note("收回补报", deadline.campaign, by=by, about=f"{unit.label}：{deadline}", changes=changes)
    with translation.override(settings.LANGUAGE_CODE):
        said = {"what": deadline, "unit": unit.label}
        tell_unit(exception, f"revoked:{clock.now().isoformat()}", _("%(unit)s的%(what)s补报许可已收回") % said, "")
    exception.delete()
    tell(deadline.campaign)


def tell_unit(exception: DeadlineException, what: str, title: str, reason: str) -> None:
    """Tell whoever files for the unit, and its head."""
    unit, owner = exception.organisation, exception.deadline.campaign.owner
    people = Person.objects.filter(roles__organisation=unit, roles__name__in=(Role.Name.FILER, Role.Name.HEAD)).distinct()
    key = f"exception:{exception.deadline_id}:{unit.pk}:{what}"
    text = _("原因：%(reason)s。由%(office)s批准。") % {"reason": reason, "office": owner.name} if reason else ""
    notify(people, kind=Kind.EXCEPTION, key=key, title=title, text=text, url=reverse("desk:home"), unit=unit)
