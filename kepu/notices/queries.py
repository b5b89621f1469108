"""Reads of notices shared by several callers. A notice is its own person's and nobody else's."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q, QuerySet

from kepu.accounts.models import Person
from kepu.notices.models import Delivery, Kind, Mailbox, Notice, Preference, Robot
from kepu.notices.preferences import by_mail
from kepu.organisations.models import Organisation


def of_person(person: Person) -> QuerySet[Notice]:
    """The person's inbox, the newest first."""
    return Notice.objects.filter(person=person)


def unread(person: Person) -> int:
    """How many of them the person has not opened; one query on a small index.

    Every page of the desk asks this. Written out, for to put the same together from a filter costs nine times the answer.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM notices_notice WHERE person_id = %s AND read_at IS NULL", [person.pk])
        count: int = cursor.fetchone()[0]
    return count


def mailed(people: Iterable[int], kind: str) -> set[int]:
    """Those of the people (ids) who get this kind as e-mail: with a confirmed mailbox and an account in use. Two queries."""
    boxes = Mailbox.objects.filter(person__in=list(people), confirmed_at__isnull=False, person__is_active=True)
    found = set(boxes.values_list("person_id", flat=True))
    preferences: dict[int, list[Preference]] = {}
    for row in Preference.objects.filter(person__in=found, kind=kind):
        preferences.setdefault(row.person_id, []).append(row)
    return {person for person in found if by_mail(kind, preferences.get(person, ()))}


def listed(person: Person, *, state: str = "", kind: str = "") -> QuerySet[Notice]:
    """The inbox narrowed to what is "unread", or to one kind."""
    narrowed = Q(read_at=None) if state == "unread" else Q()
    return of_person(person).filter(narrowed & Q(kind=kind) if kind else narrowed)


def mailbox_of(person: Person) -> Mailbox | None:
    """Where the person wants e-mail, confirmed or not."""
    return Mailbox.objects.filter(person=person).first()


def mailed_kinds(person: Person) -> list[str]:
    """The kinds that the person has as e-mail."""
    preferences = list(Preference.objects.filter(person=person))
    return [kind for kind in Kind.values if by_mail(kind, preferences)]


def robots_of(unit: Organisation) -> QuerySet[Robot]:
    """The unit's group robots."""
    return Robot.objects.filter(organisation=unit).select_related("organisation")


def sent_lately(unit: Organisation, count: int = 20) -> list[Delivery]:
    """What went to the unit's groups last, and how."""
    return list(Delivery.objects.filter(robot__organisation=unit).select_related("robot").order_by("-id")[:count])


def units_with_robots(kind: str) -> set[int]:
    """Ids of the units that have a chat group which asks for this kind."""
    return set(Robot.objects.filter(is_enabled=True, kinds__contains=[kind]).values_list("organisation_id", flat=True))
