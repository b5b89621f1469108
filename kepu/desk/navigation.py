"""The desk's navigation by duty: each person sees what his or her roles need, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kepu.organisations.models import Role
from kepu.organisations.reach import Reach
from kepu.ui.jinja import url

OFFICE, REVIEWER, FILER, VIEWER = Role.Name.OFFICE, Role.Name.REVIEWER, Role.Name.FILER, Role.Name.VIEWER


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
    label: Promise
    icon: str
    current: bool


DUTIES = (
    Duty("home", _("待办"), "home", (OFFICE, REVIEWER, FILER, VIEWER), alone=True),
    Duty("activities", _("活动"), "calendar", (FILER, OFFICE, VIEWER)),
    Duty("review", _("审核"), "review", (REVIEWER, OFFICE)),
    Duty("progress", _("进度"), "progress", (OFFICE, REVIEWER, FILER, VIEWER)),
    Duty("papers", _("公文"), "paper", (OFFICE, FILER, VIEWER)),
    Duty("campaigns", _("方案与科普日"), "plan", (OFFICE,), also=("plans",)),
    Duty("units", _("单位"), "unit", (OFFICE,), also=("people", "sign-in-links")),
    Duty("record", _("留痕"), "record", (OFFICE, REVIEWER)),
)
OF_STEWARDS = ("home", "units")
"""What a steward needs who has no role (yet): setting up units."""


def entries(reach: Reach, path: str) -> list[Entry]:
    """The navigation of a person who looks at the page at `path`."""
    return [
        Entry(url(f"desk:{duty.page}"), duty.label, duty.icon, is_current(duty, path))
        for duty in DUTIES
        if reach.has(*duty.roles) or (reach.person.is_steward and duty.page in OF_STEWARDS)
    ]


def is_current(duty: Duty, path: str) -> bool:
    """True when the page at `path` belongs to the duty."""
    addresses = [url(f"desk:{page}") for page in (duty.page, *duty.also)]
    return path in addresses if duty.alone else path.startswith(tuple(addresses))
