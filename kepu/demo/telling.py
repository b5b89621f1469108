"""Does the deeds of a story, each by the person whose deed it is, through the actions of the product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from zlib import crc32

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.accounts.models import Person
from kepu.activities import actions
from kepu.activities.content import Content
from kepu.activities.models import Activity, JointUnit, Version
from kepu.campaigns.models import Campaign
from kepu.demo.storyline import Deed, Story
from kepu.demo.units import COUNTY_CODES
from kepu.organisations.models import Organisation


@dataclass(slots=True)
class Run:
    """One activity on its way."""

    story: Story
    activity: Activity | None = None
    version: Version | None = None
    saves: int = 0


class Living:
    """Everybody who acts: units by code, people by unit's code and user name, the campaigns of city and county."""

    def __init__(
        self, units: Mapping[str, Organisation], people: Mapping[str, Person], campaigns: Mapping[str, Campaign]
    ) -> None:
        self.units, self.people, self.campaigns = units, people, campaigns
        self.lines = {name: dict(campaign.lines.values_list("number", "pk")) for name, campaign in campaigns.items()}

    def do(self, deed: Deed, run: Run) -> None:
        """One deed, at its time."""
        with clock.pretend(deed.at):
            self._do(deed, run)

    def _do(self, deed: Deed, run: Run) -> None:
        filer, reviewer = self.filer(run.story), self.reviewer(run.story, deed)
        match deed.verb:
            case "start":
                run.activity = actions.start(self.campaign(run.story), self.units[run.story.unit.code], by=filer)
            case "save":
                content = run.story.corrected if run.saves else run.story.content
                run.activity, run.saves = actions.save(of(run), self.filled(content, run.story), by=filer), run.saves + 1
            case "submit":
                run.version = actions.submit(of(run), by=filer)
                self.answer(of(run))
            case "withdraw":
                actions.withdraw(of(run), by=filer, reason="并入其他活动。")
            case "cancel":
                actions.cancel(of(run), by=filer, reason=deed.reason)
            case "endorse" if run.version:
                actions.endorse(run.version, by=reviewer)
            case "approve" if run.version:
                actions.approve(run.version, by=reviewer)
            case "return" if run.version:
                actions.send_back(run.version, by=reviewer, reason=deed.reason)

    def answer(self, activity: Activity) -> None:
        """The partners answer at once: most take part, a few decline, a few leave the invitation lying."""
        for joint in JointUnit.objects.filter(activity=activity, state=JointUnit.State.INVITED).select_related("organisation"):
            code, mood = joint.organisation.code, chance(f"{activity.title}{joint.organisation.code}", 10)
            answer = actions.decline if mood == 1 else actions.accept
            if mood:
                answer(joint, by=Actor(self.people[code], f"203.0.113.{20 + chance(code, 200)}"))

    def filled(self, content: Content, story: Story) -> Content:
        """The content with its line, partners and the filer as contact."""
        person = self.people[story.unit.code]
        return replace(
            content,
            line_id=self.lines[self.level(story)][story.line],
            joint=tuple(self.units[code].pk for code in story.partners),
            contact_name=person.name,
            contact_phone=person.phone or "",
        )

    def filer(self, story: Story) -> Actor:
        """Who files for the unit, at an address of its own."""
        return Actor(self.people[story.unit.code], f"203.0.113.{20 + chance(story.unit.code, 200)}")

    def reviewer(self, story: Story, deed: Deed) -> Actor:
        """周敏 or 吴刚; the county's first stage is its own office's."""
        if deed.verb in ("endorse", "return") and story.unit.code in COUNTY_CODES:
            return Actor(self.people["fangyuan"], "203.0.113.12")
        return Actor(self.people["wugang" if chance(story.content.title, 5) < 2 else "zhoumin"], "203.0.113.10")

    def level(self, story: Story) -> str:
        """Whose campaign the unit files in."""
        return "county" if story.unit.code in COUNTY_CODES else "city"

    def campaign(self, story: Story) -> Campaign:
        """The campaign that the unit files in."""
        return self.campaigns[self.level(story)]


def of(run: Run) -> Activity:
    """The activity of a run that has begun."""
    assert run.activity is not None
    return run.activity


def chance(text: str, below: int) -> int:
    """A number below `below` that is always the same for a text."""
    return crc32(text.encode()) % below
