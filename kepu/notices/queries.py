"""Reads of notices shared by several callers. A notice is its own person's and nobody else's."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from kepu.accounts.models import Person
from kepu.notices.models import Mailbox, Notice, Preference
from kepu.notices.preferences import by_mail


def of_person(person: Person) -> QuerySet[Notice]:
    """The person's inbox, the newest first."""
    return Notice.objects.filter(person=person)


def unread(person: Person) -> int:
    """How many of them the person has not opened; one query on a small index."""
    return Notice.objects.filter(person=person, read_at=None).count()


def mailed(people: Iterable[int], kind: str) -> set[int]:
    """Those of the people (ids) who get this kind as e-mail: with a confirmed mailbox and an account in use. Two queries."""
    boxes = Mailbox.objects.filter(person__in=list(people), confirmed_at__isnull=False, person__is_active=True)
    found = set(boxes.values_list("person_id", flat=True))
    preferences: dict[int, list[Preference]] = {}
    for row in Preference.objects.filter(person__in=found, kind=kind):
        preferences.setdefault(row.person_id, []).append(row)
    return {person for person in found if by_mail(kind, preferences.get(person, ()))}
