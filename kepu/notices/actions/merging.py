"""One unit of two: its chat groups pass to another unit. Called by kepu/register only."""

from __future__ import annotations

from kepu.notices.models import Robot
from kepu.organisations.models import Organisation


def hand_over_robots(unit: Organisation, into: Organisation) -> None:
    """A group of the same name in both gets the name of the unit that it came from."""
    taken = set(Robot.objects.filter(organisation=into).values_list("name", flat=True))
    for robot in Robot.objects.filter(organisation=unit):
        if robot.name in taken:
            robot.name = f"{unit.label[:30]}·{robot.name}"[:60]
        robot.organisation = into
        robot.save(update_fields=["name", "organisation"])
