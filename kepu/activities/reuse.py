"""常用: who may tend what a unit keeps for the next time, and what can be kept."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kepu.activities.content import LENGTHS, PLACE_LENGTHS
from kepu.activities.models import Place, Snippet
from kepu.organisations.models import Organisation, Role
from kepu.organisations.reach import Reach
from kepu.verdict import ALLOWED, Verdict, conflict, forbid

MOST_PLACES, MOST_SNIPPETS = 40, 60
"""So many are offered in the form, and so many texts a unit keeps."""
LONGEST = {
    Snippet.Field.DESCRIPTION: LENGTHS["description"],
    Snippet.Field.AUDIENCE: LENGTHS["audience"],
    Snippet.Field.CONTACT: LENGTHS["contact_name"],
}


def may_tend(reach: Reach, unit: Organisation) -> Verdict:
    """A filer of the unit, or the office acting for it."""
    if reach.covers(unit, Role.Name.FILER, Role.Name.OFFICE):
        return ALLOWED
    return forbid(_("只有%(unit)s的填报员可以修改它的常用内容。") % {"unit": unit.label})


def tended_by(reach: Reach) -> QuerySet[Organisation]:
    """The units whose places and texts the person may tend."""
    return Organisation.objects.filter(reach.q("", Role.Name.FILER, Role.Name.OFFICE))


def is_place(name: str, address: str) -> Verdict:
    """A place has a name, and both fit into the form of an activity."""
    if not name:
        return conflict(_("请填写地点名称。"))
    if len(name) > PLACE_LENGTHS["place"] or len(address) > PLACE_LENGTHS["address"]:
        return conflict(_("地点最多120字，详细地址最多200字。"))
    return ALLOWED


def is_snippet(field: str, text: str, phone: str) -> Verdict:
    """A text has something in it and fits into its field."""
    if field not in Snippet.Field.values:
        return conflict(_("请选择常用语用在哪一栏。"))
    if not text:
        return conflict(_("请填写常用语的内容。"))
    most = LONGEST[Snippet.Field(field)]
    if len(text) > most or len(phone) > LENGTHS["contact_phone"]:
        return conflict(_("“%(field)s”的常用语最多%(most)d字。") % {"field": Snippet.Field(field).label, "most": most})
    return ALLOWED


def places_of(unit: Organisation) -> QuerySet[Place]:
    """The unit's places, the one used last first."""
    return Place.objects.filter(organisation=unit)


def snippets_of(unit: Organisation) -> QuerySet[Snippet]:
    """The unit's texts by field, the newest first."""
    return Snippet.objects.filter(organisation=unit)
