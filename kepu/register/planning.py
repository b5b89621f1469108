"""Laying a register's spreadsheet beside the register: one pass, in which units of the file know each other."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from kepu.accounts import names as people_names
from kepu.accounts.models import Person
from kepu.accounts.names import typed
from kepu.campaigns.endings import kind_by_ending
from kepu.campaigns.newcomers import level_of
from kepu.organisations.kinds import Kind, Level
from kepu.organisations.models import Organisation, Role
from kepu.organisations.names import fold, is_name
from kepu.organisations.permissions import may_change_kind, may_grant, may_register
from kepu.register.ground import Ground
from kepu.register.importing import Change, Joining, NewUnit, Plan, PlannedRow, fault
from kepu.register.words import KIND_OF, LEVEL_OF, ROLE_OF, kinds_meant, meant, nearest
from kepu.sheets.units.book import UnitRow
from kepu.verdict import Verdict

Unit = Organisation | NewUnit
PLAIN = {"short_name": 40, "district": 40}
"""Fields that are taken as they are, and how long they may be."""


def plan(rows: Iterable[UnitRow], ground: Ground) -> Plan:
    """What the rows would do, in their order."""
    return Planner(ground).plan(list(rows))


class Planner:
    """One file beside the register. `new`: units of the file that the register lacks, by folded name."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.new: dict[str, list[NewUnit]] = {}
        self.phones: dict[str, str] = {}
        self.seen: dict[tuple[object, ...], int] = {}

    def plan(self, rows: list[UnitRow]) -> Plan:
        """Units first – a row may name a parent that stands further down – then who works where."""
        planned = [PlannedRow(row) for row in rows]
        waiting = planned
        while waiting:
            names = {fold(one.row.texts["name"]) for one in waiting}
            held = [one for one in waiting if self.waits(one, names)]
            for one in waiting if len(held) == len(waiting) else (one for one in waiting if one not in held):
                self.find(one)
            waiting = [] if len(held) == len(waiting) else held
        for one in planned:
            if one.unit is not None and not one.errors:
                self.join(one)
        return Plan(tuple(planned))

    # Units

    def waits(self, one: PlannedRow, names: set[str]) -> bool:
        """True where the parent is a unit of the file that has not been looked at yet."""
        parent = one.row.texts.get("parent", "")
        return bool(parent) and fold(parent) in names and fold(parent) not in self.new and not self.ground.named(parent)

    def find(self, one: PlannedRow) -> None:
        """The unit that the row means, or the one that it would add."""
        texts = one.row.texts
        if not (verdict := is_name(texts["name"])):
            one.errors.append(fault(one.row, "name", verdict.reason))
            return
        parent = self.parent(one)
        found = self.known(one, parent)
        if one.errors:
            return
        if found is None:
            self.add(one, parent)
        elif isinstance(found, NewUnit):
            one.unit = found
        elif found.closed_at is not None:
            one.reason = _("%(unit)s已停用，不作改动。需要时先在它的页面上启用。") % {"unit": found.label}
        else:
            one.unit = found
            self.compare(one, found, parent)

    def parent(self, one: PlannedRow) -> Unit | None:
        """The unit that the row names as the one above; None where it names none."""
        text = one.row.texts.get("parent", "")
        if not text:
            return None
        found: list[Unit] = [*self.ground.named(text), *self.new.get(fold(text), [])]
        if len(found) == 1:
            return found[0]
        if not found:
            message = _("名册里没有这个上级，也不在您的辖区内的单位之中。")
            one.errors.append(fault(one.row, "parent", message, self.ground.meant(text)))
        else:
            one.errors.append(fault(one.row, "parent", _("名册里有%(n)s个单位叫这个名称，请写全称或代码。") % {"n": len(found)}))
        return None

    def known(self, one: PlannedRow, parent: Unit | None) -> Unit | None:
        """The unit that the row means: by its code, else by name, below the parent where one is named."""
        texts = one.row.texts
        if code := texts.get("code", "").lower():
            if code in self.ground.by_code:
                return self.ground.by_code[code]
            if not one.errors and not self.ground.named(texts["name"]):
                one.hints.append(_("名册里没有代码“%(code)s”，按名称登记，代码另给。") % {"code": code})
        found: list[Unit] = [*self.ground.named(texts["name"]), *self.new.get(fold(texts["name"]), [])]
        if parent is not None and len(found) > 1:
            found = [unit for unit in found if above(unit) == parent] or found
        if parent is not None and found and self.is_namesake(found[0], parent, texts["name"]):
            return None
        if len(found) > 1:
            places = "、".join(unit.parent.label for unit in found if unit.parent)
            message = _("名册里有%(n)s个单位叫这个名称，请在“上级”里写明是哪一个的。") % {"n": len(found)}
            one.errors.append(fault(one.row, "name", message, places))
            return None
        return found[0] if found else None

    def is_namesake(self, unit: Unit, parent: Unit, name: str) -> bool:
        """True where the unit merely bears the same name: 中心小学 of another town."""
        small = (Kind.VILLAGE, Kind.SCHOOL)
        return unit.kind in small and above(unit) != parent and fold(unit.name) == fold(name)

    def add(self, one: PlannedRow, parent: Unit | None) -> None:
        """A unit that the register lacks: its kind told by the row, else by its name."""
        texts, home = one.row.texts, parent or self.ground.home
        kind = self.word(one, "kind", KIND_OF, [str(label) for label in Kind.labels])
        level = self.word(one, "level", LEVEL_OF, [str(label) for label in Level.labels])
        if not kind and "kind" not in texts:
            kind = str(kind_by_ending(fold(texts["name"])) or "")
            if kind:
                one.hints.append(_("类别按名称判断为“%(kind)s”。") % {"kind": Kind(kind).label})
            else:
                message = _("没有填类别，从名称也看不出来。")
                one.errors.append(fault(one.row, "kind", message, "、".join(map(str, Kind.labels[2:]))))
        if home is None:
            one.errors.append(fault(one.row, "parent", _("请写明上级单位。")))
        if not one.errors and isinstance(home, Organisation):
            self.refused(one, may_register(self.ground.reach, self.ground.by, home, kind), "name")
        self.short(one)
        if one.errors or home is None:
            return
        if near := self.ground.near(texts["name"]):
            one.hints.append(_("名册里有名称相近的“%(name)s”。如果是同一个单位，请改成这个名称。") % {"name": near})
        unit = NewUnit(texts["name"], kind, level or level_of(kind, home.level), home, aliases=self.others(one, set()))
        unit.short_name, unit.district = texts.get("short_name", ""), texts.get("district", "")
        self.new.setdefault(fold(unit.name), []).append(unit)
        one.unit, one.is_new = unit, True

    def compare(self, one: PlannedRow, unit: Organisation, parent: Unit | None) -> None:
        """What the row says otherwise than the register."""
        texts = one.row.texts
        self.short(one)
        values = {name: texts[name] for name in PLAIN if name in texts}
        if kind := self.word(one, "kind", KIND_OF, [str(label) for label in Kind.labels]):
            values["kind"] = kind
            self.refused(one, may_change_kind(self.ground.reach, self.ground.by, unit, kind), "kind")
        if level := self.word(one, "level", LEVEL_OF, [str(label) for label in Level.labels]):
            values["level"] = level
        names = {fold(unit.name), fold(unit.short_name), *self.ground.aliases.get(unit.pk, ())}
        if texts.get("code", "").lower() == unit.code and fold(texts["name"]) not in names:
            values["name"] = texts["name"]
        one.changes = [
            Change(name, value, str(unit._meta.get_field(name).verbose_name), said(unit, name), said(unit, name, value))  # type: ignore[union-attr]
            for name, value in values.items()
            if getattr(unit, name) != value
        ]
        one.aliases = self.others(one, names)
        if parent is not None and above(unit) != parent:
            where = unit.parent.label if unit.parent else _("最上级")
            one.hints.append(_("名册里它在%(where)s之下；导入不移动单位，需要时在单位页面点“移动”。") % {"where": where})

    def others(self, one: PlannedRow, known: set[str]) -> list[str]:
        """The other names that the row tells and that are new."""
        text = one.row.texts.get("aliases", "").replace("，", "、").replace("；", "、").replace(";", "、").replace("\n", "、")
        names = {fold(name): name.strip() for name in text.split("、") if name.strip()}
        for name in names.values():
            self.refused(one, is_name(name), "aliases")
        return [name for folded, name in names.items() if folded not in known]

    def short(self, one: PlannedRow) -> None:
        """Texts that are too long for the register."""
        for name, most in PLAIN.items():
            if len(one.row.texts.get(name, "")) > most:
                one.errors.append(fault(one.row, name, _("太长，不能超过%(most)s个字。") % {"most": most}))

    def word(self, one: PlannedRow, name: str, table: dict[str, str], labels: list[str]) -> str:
        """What a word of a closed list means; "" without one."""
        text = one.row.texts.get(name, "")
        if text and not meant(text, table):
            one.errors.append(fault(one.row, name, _("没有这一种。"), nearest(text, labels) or "、".join(labels)))
        return meant(text, table)

    # People

    def join(self, one: PlannedRow) -> None:
        """Who would get a role in the unit."""
        texts, row = one.row.texts, one.row
        name, phone = texts.get("person", ""), typed(texts.get("phone", ""))
        if not name and not phone:
            self.repeated(one, (one.unit, "unit"))
            return
        role = self.word(one, "role", ROLE_OF, [str(label) for label in Role.Name.labels]) or str(Role.Name.FILER)
        known = self.ground.works_in(one.unit, name) if isinstance(one.unit, Organisation) else None
        if "phone" in row.problems and known is not None and "*" in texts.get("phone", ""):
            phone = ""  # 138****5678: somebody whom the register knows in full
        elif "phone" in row.problems:
            one.errors.append(fault(row, "phone", *row.problems["phone"]))
        self.refused(one, people_names.is_name(name), "person")
        if phone and not one.errors:
            self.refused(one, people_names.is_phone(phone), "phone")
            known = self.holder(one, name, phone)
        kinds, unknown = kinds_meant(texts.get("reviews", ""))
        if unknown:
            one.errors.append(fault(row, "reviews", _("没有“%(kind)s”这一类单位。") % {"kind": unknown}))
        if not one.errors:
            self.permitted(one, role, kinds)
        if not one.errors and not self.repeated(one, (one.unit, phone or name, role)):
            self.joined(one, Joining(name, phone, role, tuple(kinds), known))

    def holder(self, one: PlannedRow, name: str, phone: str) -> Person | None:
        """Whose number it is – in the register, or further up in the file."""
        person = self.ground.people.get(phone)
        owner = person.name if person else self.phones.setdefault(phone, name)
        if owner != name:
            message = _("这个手机号已用另一个姓名登记，请核对姓名和号码。")
            one.errors.append(fault(one.row, "phone", message))
        elif person is not None and not person.is_active:
            one.errors.append(fault(one.row, "person", _("他的账号已停用，请先在“人员”里启用。")))
        return person

    def permitted(self, one: PlannedRow, role: str, kinds: list[str]) -> None:
        """May the actor name somebody for this?"""
        wide = role in (Role.Name.OFFICE, Role.Name.REVIEWER)
        if isinstance(one.unit, Organisation):
            self.refused(one, may_grant(self.ground.reach, self.ground.by, one.unit, role), "role")
        elif wide and not (self.ground.reach is None or self.ground.reach.person.is_steward):
            one.errors.append(fault(one.row, "role", _("新登记单位的组织方和审核员，请在导入后到单位页面指定。")))
        if kinds and role != Role.Name.REVIEWER:
            one.errors.append(fault(one.row, "reviews", _("只有审核员可以按单位类别划分。")))

    def joined(self, one: PlannedRow, joining: Joining) -> None:
        """Keep it, unless it is so already."""
        roles = self.ground.roles.get(one.unit.pk, ()) if isinstance(one.unit, Organisation) else ()
        held = [role for role in roles if role.person == joining.person and role.name == joining.role]
        if not held or (joining.kinds and sorted(held[0].kinds) != sorted(joining.kinds)):
            one.joining = joining

    def repeated(self, one: PlannedRow, key: tuple[object, ...]) -> bool:
        """True where an earlier row says the same."""
        first = self.seen.setdefault(key, one.row.row)
        if first == one.row.row or one.is_new or one.changes or one.aliases:
            return False
        one.reason = _("与第%(row)s行相同。") % {"row": first}
        return True

    def refused(self, one: PlannedRow, verdict: Verdict, name: str) -> None:
        """Put a refusal at its cell."""
        if not verdict:
            one.errors.append(fault(one.row, name, verdict.reason))


def above(unit: Unit) -> Unit | None:
    """The unit right above."""
    return unit.parent


def said(unit: Organisation, name: str, value: str | None = None) -> str:
    """A value of a unit's field as people read it."""
    kept = str(getattr(unit, name)) if value is None else value
    choices = {"kind": Kind, "level": Level}.get(name)
    return str(choices(kept).label) if choices and kept else kept
