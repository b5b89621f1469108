"""The first start: the area, its office and the first administrator – who gets a link, never a default password."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from kepu.accounts.actions import appoint_steward, create_person, issue_link
from kepu.accounts.actor import system
from kepu.organisations.actions.people import grant_role
from kepu.organisations.actions.units import hold_siblings, register
from kepu.organisations.kinds import Kind, Level
from kepu.organisations.models import Role
from kepu.organisations.queries import is_set_up
from kepu.verdict import Refused, conflict


@transaction.atomic
def install(*, city: str, office: str, name: str = "管理员", days: int = 7) -> str:
    """Set the installation up and return the token of the first administrator's link; raises `Refused` the second time."""
    hold_siblings(None)
    if is_set_up():
        raise Refused(conflict(_("这里已经登记过单位，不能再次初始化。")))
    by = system(_("安装"))
    area = register(name=city, kind=Kind.AREA, level=Level.CITY, parent=None, by=by)
    unit = register(name=office, kind=Kind.OFFICE, level=Level.CITY, parent=area, by=by)
    person = create_person(name=name, by=by)
    grant_role(person, unit, Role.Name.OFFICE, by=by)
    appoint_steward(person, by=by)
    _link, token = issue_link(person, by=by, days=days)
    return token
