"""The desk's navigation by duty: each person sees what his or her roles need, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kepu.organisations.models import Role
from kepu.organisations.reach import Reach

OFFICE, REVIEWER, FILER = Role.Name.OFFICE, Role.Name.REVIEWER, Role.Name.FILER
VIEWER, HEAD = Role.Name.VIEWER, Role.Name.HEAD


@dataclass(frozen=True, slots=True)
class Duty:
    """An entry as it may appear: its page, for which roles, and of which other pages it is the current entry too.

    Pages below an entry's page belong to it – but not to the front page, for all are below it (`alone`).
    """

    page: str
    label: Promise
    icon: str
    roles: tuple[str, ...]
    also: tuple[str, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of one person's navigation."""

    url: str
    label: str
    icon: str
    current: bool


DUTIES = (
    Duty("home", _("待办"), "home", (OFFICE, REVIEWER, FILER, VIEWER, HEAD), alone=True),
    Duty("activities", pgettext_lazy("many", "活动"), "calendar", (FILER, OFFICE, VIEWER, HEAD), also=("imports", "device")),
    Duty("review", _("审核"), "review", (REVIEWER, OFFICE)),
    Duty("progress", _("进度"), "progress", (OFFICE, REVIEWER, FILER, VIEWER, HEAD)),
    Duty("papers", _("公文"), "paper", (OFFICE, FILER, VIEWER, HEAD)),
    Duty("campaigns", _("方案与科普日"), "plan", (OFFICE,), also=("plans",)),
    Duty("units", pgettext_lazy("many", "单位"), "unit", (OFFICE,), also=("people", "sign-in-links")),
    Duty("record", _("留痕"), "record", (OFFICE, REVIEWER)),
)
OF_STEWARDS = ("home", "units")
"""What a steward needs who has no role (yet): setting up units."""


@dataclass(frozen=True, slots=True)
class Place:
    """A duty with its word and the addresses that belong to it, its own page's first."""

    duty: Duty
    label: str
    addresses: tuple[str, ...]

    def holds(self, path: str) -> bool:
        """True when the page at `path` belongs to the duty."""
        return path in self.addresses if self.duty.alone else path.startswith(self.addresses)


def entries(reach: Reach, path: str) -> list[Entry]:
    """The navigation of a person who looks at the page at `path`."""
    return [
        Entry(place.addresses[0], place.label, place.duty.icon, place.holds(path))
        for place in places(get_language(), get_script_prefix())
        if reach.has(*place.duty.roles) or (reach.person.is_steward and place.duty.page in OF_STEWARDS)
    ]


@lru_cache(maxsize=8)
def places(language: str | None, prefix: str) -> tuple[Place, ...]:
    """The duties in one language, below one prefix: they are the same on every page."""
    del language, prefix  # the key: they stand in words and addresses
    return tuple(
        Place(duty, str(duty.label), tuple(reverse(f"desk:{page}") for page in (duty.page, *duty.also))) for duty in DUTIES
    )
