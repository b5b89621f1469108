"""Another place in the tree: the paths of a unit and of everything below it, written anew. Called by kepu/register only.

Counters, duties and enrolments hang on paths, so whoever calls this has stopped their writers and brings them up to date.
"""

from __future__ import annotations

from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from kepu.organisations.actions.units import former_of, free_path, hold_siblings, require_free_name, spell
from kepu.organisations.models import Former, Organisation
from kepu.verdict import Refused, conflict

LONGEST: int = Organisation._meta.get_field("path").max_length or 0


def place_below(unit: Organisation, parent: Organisation) -> None:
    """Let the unit stand below `parent` as its last child. Every unit that moves along keeps what its path was."""
    hold_siblings(parent)
    require_free_name(unit.name, parent, but=unit)
    moving = list(Organisation.objects.filter(path__startswith=unit.path).select_related("parent"))
    old, new = unit.path, free_path(parent)
    if max(len(one.path) for one in moving) - len(old) + len(new) > LONGEST:
        raise Refused(conflict(_("上下级太多，%(unit)s放不到%(parent)s之下。") % {"unit": unit.label, "parent": parent.label}))
    Former.objects.bulk_create([former_of(one) for one in moving])
    below = Organisation.objects.filter(path__startswith=old)
    below.update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))
    Organisation.objects.filter(pk=unit.pk).update(parent=parent)
    unit.path, unit.parent = new, parent
    spell(unit)
