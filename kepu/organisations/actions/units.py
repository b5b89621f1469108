"""登记, 更名, 修改, 停用: the units of the register. Moving and merging them concerns what hangs on them: kepu/register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.audit.actions import record
from kepu.organisations.kinds import Kind, Level
from kepu.organisations.models import STEP, Alias, Former, Organisation, Role
from kepu.organisations.names import base_code, fold, free_code, is_code, is_name, letters
from kepu.organisations.permissions import may_change_kind, may_manage, may_register
from kepu.organisations.queries import reach_by
from kepu.verdict import Refused, conflict

ROOTS = 0x6B657075
"""Number of the advisory lock that stands for the parent which roots do not have."""


@transaction.atomic
def register(
    *,
    name: str,
    kind: str,
    level: str,
    parent: Organisation | None,
    code: str = "",
    short_name: str = "",
    district: str = "",
    aliases: Iterable[str] = (),
    by: Actor,
) -> Organisation:
    """Add a unit below `parent`; raises `Refused` where the name or code is taken or the actor may not.

    Without a `code` it is spelt from the name; without a `district` a town is its own and others have their parent's.
    """
    may_register(reach_by(by), by, parent, kind).require()
    kind, level, name = Kind(kind), Level(level), name.strip()
    is_name(name).require()
    hold_siblings(parent)
    require_free_name(name, parent)
    place = parent.name if parent else ""
    own = name if kind in (Kind.TOWN, Kind.STREET) else parent.district if parent else ""
    unit = Organisation(
        name=name,
        short_name=short_name.strip(),
        kind=kind,
        level=level,
        parent=parent,
        district=district.strip() or own,
        path=free_path(parent),
    )
    insert(unit, code or base_code(unit.label, place), wished=bool(code))
    others = [alias for alias in dict.fromkeys(text.strip() for text in aliases) if alias]
    Alias.objects.bulk_create([alias_of(unit, text) for text in others], ignore_conflicts=True)
    spell(unit, others)
    note("登记单位", unit, by, about="、".join(others))
    return unit


def hold_siblings(parent: Organisation | None) -> None:
    """Keep others from adding a child of `parent` until the transaction ends; filing for the parent is not held up."""
    if parent is not None:
        Organisation.objects.select_for_update(no_key=True).get(pk=parent.pk)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ROOTS])


def free_path(parent: Organisation | None) -> str:
    """The next path below the parent, one that no unit has ever had. Safe only while the siblings are held."""
    above = parent.path if parent else ""
    once_here = Former.objects.filter(path__startswith=above).annotate(length=Length("path")).filter(length=len(above) + STEP)
    last = [rows.aggregate(last=Max("path"))["last"] for rows in (Organisation.objects.filter(parent=parent), once_here)]
    number = max((int(path[-STEP:]) for path in last if path), default=0) + 1
    return f"{above}{number:0{STEP}d}"


def insert(unit: Organisation, base: str, *, wished: bool) -> None:
    """The row under its code: the one wished for, or the first free one; two parents' children may race for it."""
    is_code(base).require()
    for _attempt in range(5):
        taken = {
            code
            for table in (Organisation, Former)
            for code in table._default_manager.filter(code__startswith=base).values_list("code", flat=True)
        }
        if wished and base in taken:
            break
        unit.code = base if wished else free_code(base, taken)
        try:
            with transaction.atomic():
                unit.save(force_insert=True)
        except IntegrityError:
            continue
        return
    raise Refused(conflict(_("单位代码“%(code)s”已被使用。") % {"code": base}))


def require_free_name(name: str, parent: Organisation | None, but: Organisation | None = None) -> None:
    """Raise `Refused` where another unit below the same parent has the name. Safe only while the siblings are held."""
    same = Organisation.objects.filter(parent=parent, name=name).first()
    if same is not None and same != but:
        raise Refused(conflict(_("%(parent)s下已有“%(name)s”。") % {"parent": parent or _("最上级"), "name": name}))


@transaction.atomic
def rename(unit: Organisation, name: str, *, by: Actor) -> Organisation:
    """Give the unit another name; the old one stays as 又名, so that old plans and tables still find it."""
    may_manage(reach_by(by), by, unit).require()
    name, old = name.strip(), unit.name
    is_name(name).require()
    if name == old:
        return unit
    hold_siblings(unit.parent)
    require_free_name(name, unit.parent, but=unit)
    Alias.objects.filter(organisation=unit, folded=fold(name)).delete()
    Alias.objects.bulk_create([alias_of(unit, old)], ignore_conflicts=True)
    Former.objects.bulk_create([former_of(unit)])
    unit.name = name
    unit.save(update_fields=["name"])
    spell(unit)
    note("单位更名", unit, by, changes={"name": [old, name]})
    return unit


@transaction.atomic
def change(unit: Organisation, *, short_name: str, kind: str, level: str, district: str, by: Actor) -> Organisation:
    """Change everything else about a unit; records what differs."""
    may_change_kind(reach_by(by), by, unit, kind).require()
    new = {"short_name": short_name.strip(), "kind": str(Kind(kind)), "level": str(Level(level)), "district": district.strip()}
    changes = {field: [getattr(unit, field), value] for field, value in new.items() if getattr(unit, field) != value}
    if not changes:
        return unit
    for field, value in new.items():
        setattr(unit, field, value)
    unit.save(update_fields=[*new])
    spell(unit)
    note("修改单位", unit, by, changes=changes)
    return unit


@transaction.atomic
def revise(unit: Organisation, *, name: str, by: Actor, **values: str) -> Organisation:
    """Name and everything else at once, as the page of a unit's details hands them in: `rename` and `change`."""
    return change(rename(unit, name, by=by), **values, by=by)


@transaction.atomic
def close(unit: Organisation, *, by: Actor) -> None:
    """Stop using a unit: it takes part in nothing new, its people's roles in it rest; what it filed stays."""
    may_manage(reach_by(by), by, unit).require()
    if Organisation.objects.filter(parent=unit, closed_at=None).exists():
        raise Refused(conflict(_("%(unit)s下面还有在用的单位，请先停用它们。") % {"unit": unit.label}))
    if by.person is not None and unit.roles.filter(person=by.person, name=Role.Name.OFFICE).exists():
        raise Refused(conflict(_("您是%(unit)s的组织方，不能停用自己所在的单位。") % {"unit": unit.label}))
    switch(unit, open_=False)
    note("停用单位", unit, by)


@transaction.atomic
def reopen(unit: Organisation, *, by: Actor) -> None:
    """Use a closed unit again."""
    may_manage(reach_by(by), by, unit).require()
    if unit.parent is not None and unit.parent.closed_at is not None:
        raise Refused(conflict(_("它的上级%(unit)s已停用，请先启用上级。") % {"unit": unit.parent.label}))
    switch(unit, open_=True)
    note("启用单位", unit, by)


def switch(unit: Organisation, *, open_: bool) -> None:
    """Open or close; raises `Refused` where it already is so."""
    closed_at = None if open_ else clock.now()
    if not Organisation.objects.filter(pk=unit.pk, closed_at__isnull=not open_).update(closed_at=closed_at):
        raise Refused(conflict(_("单位状态已经改过了，请刷新后再看。")))
    unit.closed_at = closed_at


@transaction.atomic
def add_alias(unit: Organisation, name: str, *, by: Actor) -> Alias:
    """Add another name under which plans and tables speak of the unit; adding it twice adds it once."""
    may_manage(reach_by(by), by, unit).require()
    name = name.strip()
    is_name(name).require()
    alias, new = Alias.objects.get_or_create(organisation=unit, folded=fold(name), defaults={"name": name})
    if new:
        spell(unit)
        note("添加又名", unit, by, about=name)
    return alias


@transaction.atomic
def remove_alias(alias: Alias, *, by: Actor) -> None:
    """Take another name away."""
    unit = alias.organisation
    may_manage(reach_by(by), by, unit).require()
    alias.delete()
    spell(unit)
    note("删除又名", unit, by, about=alias.name)


def alias_of(unit: Organisation, name: str) -> Alias:
    """The row of another name, not yet written."""
    is_name(name).require()
    return Alias(organisation=unit, name=name, folded=fold(name))


def former_of(unit: Organisation) -> Former:
    """The row of what the unit has been until now, not yet written."""
    place = unit.parent.name if unit.parent else ""
    return Former(organisation=unit, name=unit.name, place=place, path=unit.path, until=clock.now())


def spell(unit: Organisation, others: Iterable[str] | None = None) -> None:
    """Write the initials of all the unit's names, by which it is searched."""
    if others is None:
        others = unit.aliases.values_list("name", flat=True)
    place = unit.parent.name if unit.parent else ""
    unit.initials = letters([unit.name, unit.short_name, *others], place)
    Organisation.objects.filter(pk=unit.pk).update(initials=unit.initials)


def note(verb: str, unit: Organisation, by: Actor, *, changes: Mapping[str, Any] | None = None, about: str = "") -> None:
    """Record an act on a unit."""
    record(verb, unit, by=by, organisation_path=unit.path, note=about, changes=changes)
