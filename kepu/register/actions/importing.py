"""导入名册: a spreadsheet is read, shown as a plan, and – once a person has seen it – written, all of its good rows or none."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.audit.actions import record
from kepu.organisations.actions import add_alias, change, grant_role, register, rename
from kepu.organisations.actions.people import known_or_new
from kepu.organisations.models import Organisation
from kepu.register.ground import ground_of
from kepu.register.importing import NewUnit, Plan, PlannedRow
from kepu.register.models import RegisterImport, packed
from kepu.register.planning import plan
from kepu.sheets.guard import read_units_guarded
from kepu.sheets.units.book import UnitBook
from kepu.verdict import Refused, Verdict, conflict, forbid


def read_register(content: bytes, name: str, *, by: Actor, pasted: bool = False) -> RegisterImport:
    """Keep a file with what was read in it; nothing of the register changes. Raises Unreadable with one sentence."""
    if by.person is None:
        raise Refused(forbid(_("请先登录。")))
    book = read_units_guarded(content, name, matches={}, pasted=pasted)
    values = {"name": name[:200], "pasted": pasted, "content": content, "reading": packed(book)}
    return RegisterImport.objects.create(**values, read_by=by.person, read_at=clock.now())


def rematch_register(found: RegisterImport, columns: Mapping[str, Mapping[str, str]], *, by: Actor) -> RegisterImport:
    """Read the file again with what a person says that columns mean."""
    opened(found, by)
    matches = {**found.matches, **{sheet: dict(chosen) for sheet, chosen in columns.items()}}
    book = read_units_guarded(bytes(found.content), found.name, matches=matches, pasted=found.pasted)
    RegisterImport.objects.filter(pk=found.pk, state=RegisterImport.State.READ).update(matches=matches, reading=packed(book))
    return RegisterImport.objects.get(pk=found.pk)


def planned(found: RegisterImport, by: Actor) -> Plan:
    """What the file would do to the register as it stands now."""
    rows = found.book.rows
    return plan(rows, ground_of(by, rows))


def seal(plan_: Plan) -> str:
    """A plan in a word: whoever accepts names the one that he or she saw."""
    told = [(row.key, row.action, [(c.field, c.before, c.after) for c in row.changes], row.aliases) for row in plan_.rows]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


@transaction.atomic
def accept_register(found: RegisterImport, *, by: Actor, seen: str) -> RegisterImport:
    """Write the good rows of a plan that was seen; raises `Refused` where the register has changed since, and writes nothing."""
    held = opened(RegisterImport.objects.select_for_update(of=("self",)).get(pk=found.pk), by)
    now = planned(held, by)
    if seal(now) != seen:
        raise Refused(conflict(_("您看过以后，名册有了变化。请再看一遍预览，然后导入。")))
    Writing(by).write(now)
    held.state, held.accepted_at, held.outcome = RegisterImport.State.ACCEPTED, clock.now(), dict(now.counts)
    # What was written stands in the register; the file with everybody's numbers need not be kept.
    held.content, held.reading = b"", packed(UnitBook((), ()))
    held.save(update_fields=["state", "accepted_at", "outcome", "content", "reading"])
    note(held, now, by)
    return held


def opened(found: RegisterImport, by: Actor) -> RegisterImport:
    """The import, if it is the actor's own and still waits."""
    if by.person is None or found.read_by_id != by.person.pk:
        raise Refused(forbid(_("只有上传的人可以办理。")))
    if found.state != RegisterImport.State.READ:
        raise Refused(conflict(_("这份表格已经导入过了。")))
    return found


def note(held: RegisterImport, done: Plan, by: Actor) -> None:
    """Record the import as a whole where the office reads it; every change of a unit has its own event beside it."""
    home = ground_of(by, ()).home
    counts = done.counts
    about = _("新增%(add)s行，更新%(update)s行，跳过%(skip)s行，有问题%(error)s行") % counts
    record(gettext_noop("导入名册"), held, by=by, organisation_path=home.path if home else "", note=about)


class Writing:
    """Carries a plan out by the register's own actions, which ask, write and record each by itself."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.made: dict[int, Organisation] = {}

    def write(self, wanted: Plan) -> None:
        """Row by row; a unit that stands above another is registered before it."""
        for row in wanted.good:
            try:
                self.write_row(row)
            except Refused as refused:
                where = _("%(sheet)s第%(row)s行：") % {"sheet": row.row.sheet, "row": row.row.row}
                raise Refused(Verdict(False, where + refused.verdict.reason, refused.verdict.kind)) from refused

    def write_row(self, row: PlannedRow) -> None:
        """The unit, then who works there."""
        assert row.unit is not None
        unit = self.unit(row.unit)
        values = {one.field: one for one in row.changes}
        if "name" in values:
            rename(unit, row.row.texts["name"], by=self.by)
        rest = {name: str(getattr(unit, name)) for name in ("short_name", "kind", "level", "district")}
        told = {name: one.value for name, one in values.items() if name in rest}
        if told:
            change(unit, **(rest | told), by=self.by)
        for name in row.aliases:
            add_alias(unit, name, by=self.by)
        if (joining := row.joining) is None:
            return
        person = joining.person or known_or_new(joining.name, joining.phone, self.by)
        grant_role(person, unit, joining.role, kinds=joining.kinds, by=self.by)

    def unit(self, wanted: Organisation | NewUnit) -> Organisation:
        """The unit, registered now where the register lacks it."""
        if isinstance(wanted, Organisation):
            return wanted
        if id(wanted) not in self.made:
            self.made[id(wanted)] = register(
                name=wanted.name,
                kind=wanted.kind,
                level=wanted.level,
                parent=self.unit(wanted.parent),
                short_name=wanted.short_name,
                district=wanted.district,
                aliases=wanted.aliases,
                by=self.by,
            )
        return self.made[id(wanted)]
