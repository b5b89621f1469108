"""What can be chosen in the form of an activity, read once for a unit and a campaign."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kepu.activities.models import Place, Snippet
from kepu.activities.offers import Group, districts, line_groups, places, snippets
from kepu.campaigns.models import Campaign
from kepu.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen for the activities of one unit."""

    campaign: Campaign
    unit: Organisation
    lines: list[Group]
    districts: list[str]
    places: list[Place]
    snippets: dict[str, list[Snippet]]

    @classmethod
    def of(cls, campaign: Campaign, unit: Organisation) -> Offer:
        """Everything, read once."""
        groups = line_groups(campaign, unit, _("本单位负责的板块"))
        return cls(campaign, unit, groups, districts(campaign, unit), places(unit), snippets(unit))

    @property
    def said(self) -> str:
        """All of it as one text, which changes when anything does."""
        kept_things: list[Place | Snippet] = [*self.places, *(one for some in self.snippets.values() for one in some)]
        kept = [{name: str(value) for name, value in vars(one).items() if name != "_state"} for one in kept_things]
        return repr((self.campaign.pk, self.lines, self.districts, kept))
