"""板块: adding, changing, moving and removing the lines of a campaign."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from kepu.accounts.actor import Actor
from kepu.campaigns.actions.gate import before_after, claim, note
from kepu.campaigns.actions.writing import drop, write_units
from kepu.campaigns.models import Campaign, Line
from kepu.campaigns.parts import line_values
from kepu.campaigns.proposal import LinePart
from kepu.verdict import Refused, conflict


@transaction.atomic
def add_line(
    campaign: Campaign, part: LinePart, *, parent: Line | None = None, by: Actor, seen: int | None = None, about: str = ""
) -> Line:
    """Add a line at the end. `about` says in the record what it was done for, here and below."""
    claim(campaign, seen, by)
    last = Line.objects.filter(campaign=campaign).order_by("-position").first()
    line = Line.objects.create(campaign=campaign, parent=parent, position=last.position + 1 if last else 0, **line_values(part))
    write_units(line, part.units)
    note("增加板块", campaign, by=by, about=about, changes={"line": [None, described(line)]})
    return line


@transaction.atomic
def change_line(line: Line, part: LinePart, *, parent: Line | None, by: Actor, seen: int | None = None, about: str = "") -> Line:
    """Give a line another name, number, place in the nesting or other units."""
    claim(line.campaign, seen, by)
    if parent is not None and is_within(parent, line):
        raise Refused(conflict(_("不能把“%(line)s”放到它自己的下级板块之下。") % {"line": line}))
    before = described(line)
    for name, value in line_values(part).items():
        setattr(line, name, value)
    line.parent = parent
    line.save()
    line.units.all().delete()
    write_units(line, part.units)
    about = "\n".join(text for text in (line.name, about) if text)
    note("修改板块", line.campaign, by=by, about=about, changes=before_after(before, described(line)))
    return line


@transaction.atomic
def move_line(line: Line, *, up: bool, by: Actor, seen: int | None = None) -> None:
    """Change places with the neighbour above or below in the campaign's order."""
    claim(line.campaign, seen, by)
    order = list(Line.objects.filter(campaign=line.campaign).order_by("position", "id"))
    here = next(index for index, one in enumerate(order) if one.pk == line.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    for position, one in enumerate(order):
        one.position = position
    Line.objects.bulk_update(order, ["position"])
    note("移动板块", line.campaign, by=by, about=line.name)


@transaction.atomic
def remove_line(line: Line, *, by: Actor, seen: int | None = None, about: str = "") -> None:
    """Remove a line and its sub-lines; refused where activities are filed under them."""
    claim(line.campaign, seen, by)
    note("删去板块", line.campaign, by=by, about=about, changes={"line": [described(line), None]})
    drop(line)


def described(line: Line) -> dict[str, object]:
    """A line as the audit keeps it."""
    units = [unit.as_written for unit in line.units.all()]
    return {
        "name": line.name,
        "number": line.number,
        "parent": line.parent.name if line.parent else "",
        "open": line.open_list,
        "units": units,
    }


def is_within(line: Line, above: Line) -> bool:
    """True when `line` is `above` or stands below it."""
    current: Line | None = line
    while current is not None:
        if current.pk == above.pk:
            return True
        current = current.parent
    return False
