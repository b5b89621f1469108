"""bin/kepu demo build: build the invented city; where it stands already nothing is done."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from kepu import clock
from kepu.demo.building import build, built_on, is_begun, keep_plans
from kepu.demo.gate import may_build
from kepu.organisations.queries import is_set_up

STALE = 7
"""Days after which the demo's dates no longer lie in the middle of the campaign."""


class Command(BaseCommand):
    """Builds everything around today, or says that it is there."""

    help = "建立演示数据（只在演示中可用）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--migrate", action="store_true", help="先建立或更新数据表")
        parser.add_argument("--most", type=int, metavar="N", help="每个单位最多这么多项活动（试验用）")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["migrate"]:
            call_command("migrate", interactive=False, verbosity=0)
        since = built_on()
        is_built, begun, has_units = since is not None, is_begun(), is_set_up()
        verdict = may_build(in_demo=settings.DEMO, is_built=is_built, is_begun=begun, has_units=has_units)
        if not verdict:
            raise CommandError(verdict.reason)
        if since is None:
            self.build(options["most"])
        elif (days := (clock.today() - since).days) >= STALE:
            self.stderr.write(f"演示数据是 {days} 天前建立的，日期已不在活动期中；bin/demo --reset 可按今天重建。")

    def build(self, most: int | None) -> None:
        """Build, with a mark beside the data until it is done: by it bin/demo knows a build that was cut short."""
        self.stderr.write("建立演示数据：一座虚构的城市正在举办全国科普日（约半分钟）…")
        mark = Path(settings.VAR) / "building"
        mark.touch()
        count = build(lambda what: self.stderr.write(f"  {what}"), most=most)
        keep_plans(clock.now())
        mark.unlink()
        self.stderr.write(f"演示数据已建立：{count} 项活动。")
