"""Reviewers who are away: said by themselves or by their office, with somebody who stands in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.accounts.models import Person
from kepu.audit.actions import record
from kepu.organisations.deputies import may_arrange, may_leave, may_stand_in
from kepu.organisations.models import Absence, Role
from kepu.organisations.reach import Reach, reach_of, reaches_of
from kepu.verdict import Refused, conflict, forbid


@transaction.atomic
def leave(person: Person, *, since: datetime, until: datetime, deputy: Person | None = None, by: Actor) -> Absence:
    """A reviewer is away from `since` until `until`; the deputy, where one is named, has the work list meanwhile."""
    absent = _arranged(person, by, deputy)
    away = _absences(person, deputy)
    may_leave(person, since, until, clock.now(), away).require()
    if deputy is not None:
        may_stand_in(reaches_of([deputy])[deputy.pk], absent, since, until, away).require()
    absence = Absence.objects.create(person=person, deputy=deputy, since=since, until=until)
    _note("登记外出", absence, absent, by)
    return absence


@transaction.atomic
def name_deputy(absence: Absence, deputy: Person | None, *, by: Actor) -> Absence:
    """Let another one stand in from now on, or nobody."""
    absent = _arranged(absence.person, by, deputy)
    stands = Absence.objects.filter(pk=absence.pk, until__gt=clock.now()).first()
    if stands is None:
        raise Refused(conflict(_("这次外出已经结束。")))
    if deputy is not None:
        away = _absences(absence.person, deputy)
        may_stand_in(reaches_of([deputy])[deputy.pk], absent, stands.since, stands.until, away).require()
    stands.deputy = deputy
    stands.save(update_fields=["deputy"])
    _note("更换代理人", stands, absent, by)
    return stands


@transaction.atomic
def come_back(absence: Absence, *, by: Actor) -> None:
    """The reviewer is back earlier, or does not go: one that has not begun is taken out, one that has ends now."""
    absent = _arranged(absence.person, by, None)
    now = clock.now()
    Absence.objects.filter(pk=absence.pk, since__gte=now).delete()
    Absence.objects.filter(pk=absence.pk, since__lt=now, until__gt=now).update(until=now)
    _note("结束外出", absence, absent, by)


def _arranged(person: Person, by: Actor, deputy: Person | None) -> Reach:
    """What the absent person reaches, if the actor may arrange it. Holds both people, in the order of their numbers."""
    if by.person is None:
        raise Refused(forbid(_("请先登录。")))
    people = sorted({person.pk, *([deputy.pk] if deputy else [])})
    list(Person.objects.select_for_update().filter(pk__in=people).order_by("pk"))
    absent = reaches_of([person])[person.pk]
    may_arrange(reach_of(by.person), by, absent).require()
    return absent


def _absences(person: Person, deputy: Person | None) -> list[Absence]:
    concerned = [person, *([deputy] if deputy else [])]
    return list(Absence.objects.filter(Q(person__in=concerned) | Q(deputy=person)).select_related("person"))


def _note(verb: str, absence: Absence, absent: Reach, by: Actor) -> None:
    unit = next(role.organisation for role in absent.roles if role.name == Role.Name.REVIEWER)
    first, last = timezone.localtime(absence.since), timezone.localtime(absence.until)
    deputy = absence.deputy.name if absence.deputy else _("无")
    about = _("%(name)s：%(since)s 至 %(until)s，代理人：%(deputy)s") % {
        "name": absent.person.name,
        "since": f"{first:%Y-%m-%d %H:%M}",
        "until": f"{last:%Y-%m-%d %H:%M}",
        "deputy": deputy,
    }
    record(verb, unit, by=by, organisation_path=unit.path, note=about)
