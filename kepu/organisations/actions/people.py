"""Who works where: roles in units, and adding somebody with one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from kepu.accounts.actions import create_person
from kepu.accounts.actor import Actor
from kepu.accounts.models import Person
from kepu.accounts.queries import person_typed
from kepu.audit.actions import record
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Organisation, Role
from kepu.organisations.permissions import may_grant
from kepu.organisations.queries import reach_by
from kepu.verdict import Refused, conflict


@transaction.atomic
def grant_role(person: Person, organisation: Organisation, role: str, *, kinds: Sequence[str] = (), by: Actor) -> Role:
    """Give somebody a part in a unit; a reviewer's `kinds` limit whom he or she reviews. Granting again changes `kinds`."""
    role, kinds = Role.Name(role), [str(Kind(kind)) for kind in kinds]
    may_grant(reach_by(by), by, organisation, role).require()
    if not person.is_active:
        raise Refused(conflict(_("%(name)s的账号已停用，请先启用。") % {"name": person.name}))
    if kinds and role != Role.Name.REVIEWER:
        raise Refused(conflict(_("只有审核员可以按单位类别划分。")))
    granted, new = Role.objects.get_or_create(person=person, organisation=organisation, name=role, defaults={"kinds": kinds})
    changes = {"kinds": [granted.kinds, kinds]} if granted.kinds != kinds else {}
    if changes:
        granted.kinds = kinds
        granted.save(update_fields=["kinds"])
    if new or changes:
        note("授予角色" if new else "修改角色", granted, by, changes)
    return granted


@transaction.atomic
def revoke_role(role: Role, *, by: Actor) -> None:
    """Take somebody's part in a unit away; what was done in it stays in the record."""
    may_grant(reach_by(by), by, role.organisation, role.name).require()
    if by.person is not None and by.person.pk == role.person_id and role.name == Role.Name.OFFICE:
        raise Refused(conflict(_("不能收回自己的组织方角色，请由同事办理。")))
    note("收回角色", role, by, {})
    role.delete()


@transaction.atomic
def enlist(organisation: Organisation, *, name: str, phone: str, role: str, kinds: Sequence[str] = (), by: Actor) -> Role:
    """Add somebody to a unit: the person already known under the phone number and name, or a new account."""
    may_grant(reach_by(by), by, organisation, role).require()
    return grant_role(known_or_new(name, phone, by), organisation, role, kinds=kinds, by=by)


def known_or_new(name: str, phone: str, by: Actor) -> Person:
    """The person already known under the phone number and name, or a new account."""
    known = person_typed(phone) if phone.strip() else None
    if known is not None and known.name != name.strip():
        # The name is not told: whoever does not know it has no business to learn it from a number.
        raise Refused(conflict(_("这个手机号已用另一个姓名登记，请核对姓名和号码。")))
    return known or create_person(name=name, phone=phone, by=by)


@transaction.atomic
def grant_roles(person: Person, units: Sequence[Organisation], role: str, *, by: Actor) -> list[Role]:
    """Give somebody the same part in several units at once, all or none: one clerk who files for six villages."""
    if not units:
        raise Refused(conflict(_("请先勾选单位。")))
    return [grant_role(person, unit, role, by=by) for unit in units]


@transaction.atomic
def revoke_roles(roles: Sequence[Role], *, by: Actor) -> None:
    """Take several of somebody's parts away at once, all or none."""
    if not roles:
        raise Refused(conflict(_("请先勾选角色。")))
    for role in roles:
        revoke_role(role, by=by)


def note(verb: str, role: Role, by: Actor, changes: dict[str, list[list[str]]]) -> None:
    """Record on the unit what somebody's part in it has become."""
    unit = role.organisation
    about = f"{role.person.name}：{role.get_name_display()}"
    record(verb, unit, by=by, organisation_path=unit.path, note=about, changes=changes)
