"""Reads of people and links."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from kepu.accounts.models import Person, SignInLink, digest


def link_of(token: str, *, hold: bool = False) -> SignInLink | None:
    """The link with this token, or None; `hold` keeps others from it until the transaction ends."""
    links = SignInLink.objects.select_related("person").filter(digest=digest(token))
    return (links.select_for_update(of=("self",)) if hold else links).first()


def open_links(people: Iterable[Person]) -> QuerySet[SignInLink]:
    """The links of these people that were neither used nor revoked; some may have expired."""
    return SignInLink.objects.filter(person__in=people, used_at=None, revoked_at=None)


def usable_links(now: datetime) -> QuerySet[SignInLink]:
    """The links that would sign their people in now."""
    return SignInLink.objects.filter(used_at=None, revoked_at=None, expires_at__gt=now)


def good_links(people: Iterable[Person], now: datetime) -> dict[int, SignInLink]:
    """The link that would sign each of these people in now, by the person's id; one query."""
    return {link.person_id: link for link in open_links(people).filter(expires_at__gt=now)}


def person_typed(text: str) -> Person | None:
    """The person who signs in with this user name or phone number, or None."""
    return Person.objects.typed(text).first()


def names_of(people: Iterable[int]) -> dict[int, str]:
    """The names of these people (ids); no query for none."""
    ids = set(people)
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def first_steward() -> Person | None:
    """The first system administrator whose account is in use."""
    return Person.objects.filter(is_steward=True, is_active=True).order_by("pk").first()
