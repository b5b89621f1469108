"""bin/kepu recount: prove the counters from the facts, and repair them where asked."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kepu.accounts.actor import system
from kepu.campaigns.models import Campaign
from kepu.progress.recount import recount

BY = system("bin/kepu recount")


class Command(BaseCommand):
    """Names every counter that differs; exit code 1 while differences remain, 2 for a campaign that does not exist."""

    help = "复核进度计数：从活动重新计算，与保存的计数比对"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--campaign", metavar="代号", help="只复核这一届；不写则为全部")
        parser.add_argument("--repair", action="store_true", help="按事实修正不符的计数")

    def handle(self, *args: Any, **options: Any) -> None:
        repair = options["repair"]
        found = [one for campaign in _campaigns(options["campaign"]) for one in recount(campaign, by=BY, repair=repair)]
        for difference in found:
            self.stdout.write(str(difference))
        if found and not repair:
            raise CommandError(f"共 {len(found)} 处不符；加 --repair 按事实修正。", returncode=1)
        self.stdout.write(f"已修正 {len(found)} 处。" if found else "全部相符。")


def _campaigns(slug: str | None) -> list[Campaign]:
    campaigns = Campaign.objects.select_related("owner").order_by("id")
    if slug is None:
        return list(campaigns)
    found = list(campaigns.filter(slug=slug))
    if not found:
        raise CommandError(f"没有代号为“{slug}”的科普日。", returncode=2)
    return found
