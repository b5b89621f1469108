"""kepu install: the first start of an installation for real use. `--needed` only asks whether that is still to do."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from kepu.organisations.actions import install
from kepu.organisations.queries import is_set_up
from kepu.verdict import Refused


class Command(BaseCommand):
    help = "登记城市与组织单位，给出第一位管理员的一次性登录链接"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--needed", action="store_true", help="还没有人初始化时以 0 退出，否则以 1 退出")
        parser.add_argument("--city", default="", help="城市的名称，例如 清河市")
        parser.add_argument("--office", default="", help="组织单位的名称，例如 清河市科学技术协会")
        parser.add_argument("--name", default="管理员", help="第一位管理员的姓名")
        parser.add_argument("--address", default="http://127.0.0.1:8000", help="用户打开本平台的网址")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["needed"]:
            raise SystemExit(int(is_set_up()))
        if not (options["city"] and options["office"]):
            raise CommandError("请写明 --city 城市名称 和 --office 组织单位名称。")
        try:
            token = install(city=options["city"], office=options["office"], name=options["name"])
        except Refused as refused:
            raise CommandError(refused.verdict.reason) from refused
        url = options["address"].rstrip("/") + reverse("accounts:link", args=[token])
        self.stdout.write(
            f"已登记{options['city']}、{options['office']}。\n"
            f"第一位管理员({options['name']})请在7天内打开下面的链接登录并设置密码，链接只能用一次：\n\n  {url}\n"
        )
