"""What the form offers to choose from: lines, districts, places that the unit used before, units to join with."""

from __future__ import annotations

from collections.abc import Iterable

from kepu.accounts.models import Person
from kepu.activities.content import Content
from kepu.activities.models import Place, Snippet
from kepu.activities.reuse import MOST_PLACES, places_of, snippets_of
from kepu.campaigns.models import Campaign, Host, Line, LineUnit
from kepu.campaigns.queries import lines_of, territory_units
from kepu.organisations.models import Organisation

Group = tuple[str, list[tuple[int, str]]]
"""A heading and the lines below it, each with its id and words."""


def contact_of(person: Person) -> Content:
    """With what an activity begins: its contact is the person who files."""
    return Content(contact_name=person.name, contact_phone=person.phone or "")


def line_groups(campaign: Campaign, unit: Organisation, own_heading: str) -> list[Group]:
    """The lines under which an activity can be filed: those for which the unit is responsible first, then the others by parent.

    A line that has sub-lines is only a heading. Four queries.
    """
    lines = list(lines_of(campaign))
    children = {line.parent_id for line in lines}
    leaves = [line for line in lines if line.pk not in children]
    is_host = Host.objects.filter(campaign=campaign, organisation=unit).exists()
    own = [line for line in leaves if any(means(entry, unit, is_host) for entry in line.units.all())]
    rest: dict[str, list[tuple[int, str]]] = {}
    for line in leaves:
        if line not in own:
            rest.setdefault(line.parent.name if line.parent else "", []).append(entry_of(line))
    return [*([(own_heading, [entry_of(line) for line in own])] if own else []), *rest.items()]


def entry_of(line: Line) -> tuple[int, str]:
    """A line as a choice: “2.1 农村科普联合行动”."""
    return line.pk, f"{line.number} {line.name}".strip()


def means(entry: LineUnit, unit: Organisation, is_host: bool) -> bool:
    """Is this entry of a line's responsible units the unit, or a group word that stands for it?"""
    return entry.organisation_id == unit.pk or unit.kind in entry.kinds or (entry.all_hosts and is_host)


def districts(campaign: Campaign, unit: Organisation) -> list[str]:
    """The districts of the campaign's territory by which the public looks for activities, the unit's own first."""
    named = territory_units(campaign.owner).exclude(district="").order_by("path").values_list("district", flat=True)
    return once([unit.district, *named])


def once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words if word))


def places(unit: Organisation) -> list[Place]:
    """The places of the unit's book, the one used last first."""
    return list(places_of(unit)[:MOST_PLACES])


def snippets(unit: Organisation) -> dict[str, list[Snippet]]:
    """The unit's texts by the field for which they are kept."""
    found: dict[str, list[Snippet]] = {}
    for snippet in snippets_of(unit):
        found.setdefault(snippet.field, []).append(snippet)
    return found
