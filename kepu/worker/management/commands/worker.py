"""bin/kepu worker: the process that sends, reminds and does what nobody waits for."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from kepu.worker.running import work


class Command(BaseCommand):
    """bin/serve and bin/demo start it themselves; further ones may run on other machines beside the same database."""

    help = "后台进程：发送通知、到期提醒、较长的任务。bin/serve 与 bin/demo 会自动启动它。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until-idle", action="store_true", help="做完眼前的任务就结束")
        parser.add_argument("--parent", type=int, help="启动它的进程的编号；那个进程不在了，自己也结束")

    def handle(self, *args: Any, **options: Any) -> None:
        work(until_idle=options["until_idle"], parent=options["parent"])
