"""The `by=` of every action: a person at an address, perhaps on a unit's behalf – or the system itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from kepu.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as rules and audit see it."""

    person: Person | None
    address: str | None = None
    behalf: str = ""
    label: str = ""

    @property
    def person_id(self) -> int | None:
        return self.person.pk if self.person else None

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.label

    def for_unit(self, unit: str) -> Actor:
        """The same person acting for another unit, which the record will show."""
        return replace(self, behalf=unit)


def system(label: str) -> Actor:
    """A command or a scheduled job that acts for nobody: `label` is what the record shows."""
    return Actor(None, label=label)


def client_address(request: HttpRequest) -> str | None:
    """The address of the caller; behind a trusted proxy the last hop that the proxy added."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return forwarded.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR") or None


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a request by a signed-in person (or by nobody)."""
    person = request.user if isinstance(request.user, Person) else None
    return Actor(person, client_address(request), label="" if person else "访客")


class AttachActor:
    """Middleware: `request.actor` is at hand in every view, made when first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]  # pages declare it
        return self.get_response(request)
