"""bin/kepu demo accounts: who can sign in to the demo, with what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kepu.demo.building import plans_folder
from kepu.demo.people import CAST, PASSWORD
from kepu.documents.layout import width

GAP = 3


class Command(BaseCommand):
    """A table for the terminal; the password is the same for all."""

    help = "列出演示账号（只在演示中可用）"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("演示账号只在演示中可用：请用 bin/demo 启动演示。")
        rows = [("用户名", "姓名", "身份", "可以看什么"), *((one.username, one.name, one.who, one.look) for one in CAST)]
        self.stdout.write("\n".join(aligned(rows)))
        self.stdout.write(f"\n密码都是 {PASSWORD}。其他单位的填报员由组织方（linxiao）在“单位”中发放一次性登录链接。")
        self.stdout.write(f"工作方案的原件在 {plans_folder()}，可以再上传一次，看它怎样被读懂。")


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as lines with columns one below another; a Chinese character is two wide."""
    widths = [max(map(width, column)) + GAP for column in zip(*rows, strict=True)]
    return ["".join(text + " " * (room - width(text)) for text, room in zip(row, widths, strict=True)).rstrip() for row in rows]
