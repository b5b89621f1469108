"""Lives through a small story in two processes: `python -m tests.demo.lives [broken]`, run by test_living.

In a process of its own, because forking is safe only where no other thread runs – and browser tests leave some.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import django

NOW = datetime(2026, 9, 18, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def main(broken: bool) -> int:
    """Register everybody, found the campaigns and live; exit code 3 where a process has failed. `broken`: one submits nothing."""
    django.setup()
    from kepu.demo.building import City, found_campaigns  # noqa: PLC0415 - after the set-up
    from kepu.demo.dates import Calendar  # noqa: PLC0415
    from kepu.demo.living import live_together  # noqa: PLC0415
    from kepu.demo.storyline import Deed, stories  # noqa: PLC0415
    from kepu.demo.telling import Living  # noqa: PLC0415

    calendar = Calendar(NOW.date())
    told = list(stories(calendar, NOW, most=1))
    if broken:
        told = [replace(told[0], deeds=(Deed(told[0].deeds[0].at, "submit"),)), *told[1:6]]
    city = City.registered(calendar)
    try:
        live_together(told, Living(city.units, city.people, found_campaigns(city, calendar)), 2)
    except RuntimeError as failed:
        print(failed)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main("broken" in sys.argv))
