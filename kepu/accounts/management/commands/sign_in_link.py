"""kepu sign-in-link [USERNAME]: a new one-time link, for whoever has lost the first one and has nobody to ask."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from kepu.accounts.actions import issue_link
from kepu.accounts.actor import system
from kepu.accounts.queries import first_steward, person_typed
from kepu.verdict import Refused


class Command(BaseCommand):
    help = "重新发放一次性登录链接；不写用户名时发给第一位系统管理员"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", nargs="?", default="", help="用户名或手机号")
        parser.add_argument("--days", type=int, default=7, help="有效天数")
        parser.add_argument("--address", default="http://127.0.0.1:8000", help="用户打开本平台的网址")

    def handle(self, *args: Any, **options: Any) -> None:
        person = person_typed(options["username"]) if options["username"] else first_steward()
        if person is None:
            raise CommandError("没有这个用户名或手机号的人员。")
        try:
            _link, token = issue_link(person, by=system("命令行"), days=options["days"])
        except Refused as refused:
            raise CommandError(refused.verdict.reason) from refused
        url = options["address"].rstrip("/") + reverse("accounts:link", args=[token])
        self.stdout.write(f"{person.name}({person.username})的一次性登录链接，{options['days']}天内有效：\n\n  {url}\n")
