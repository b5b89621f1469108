"""bin/kepu export summary-table: a paper as a file, without the browser."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import current
from kepu.documents.formats import FORMATS
from kepu.documents.summary_table import SummaryTable, summary_table
from kepu.organisations.models import Organisation


class Command(BaseCommand):
    """Writes the 汇总表 of a campaign, or of one of its units; errors are Chinese sentences and exit code 2."""

    help = "导出公文：汇总表（summary-table），.xlsx 或 .docx"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paper", choices=["summary-table"], help="公文：summary-table（汇总表）")
        parser.add_argument("--campaign", metavar="代号", help="科普日的代号；不写则为正在进行的一届")
        parser.add_argument("--unit", metavar="单位代码", help="只导出这个单位（及其下属）的；不写则为全部")
        parser.add_argument("--format", choices=sorted(FORMATS), help="文件格式；不写则按文件名的后缀")
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="文件", help="写到哪里")

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["output"]
        form = options["format"] or target.suffix.lstrip(".").lower()
        if form not in FORMATS:
            raise refused(f"看不出文件格式：请用 --format 指明 {' 或 '.join(sorted(FORMATS))}。")
        table = summary_table(_campaign(options["campaign"]), _unit(options["unit"]))
        self._save(target, FORMATS[form].write(table))
        self.stderr.write(_sentence(table, target))

    @staticmethod
    def _save(target: Path, content: bytes) -> None:
        try:
            target.write_bytes(content)
        except OSError as error:
            raise refused(f"文件没有写成：{target}（{error.strerror}）。") from error


def refused(sentence: str) -> CommandError:
    """An error that ends the command with exit code 2."""
    return CommandError(sentence, returncode=2)


def _campaign(slug: str | None) -> Campaign:
    if slug is None:
        campaign = current()
        if campaign is None:
            raise refused("现在没有正在进行的科普日；请用 --campaign 写明代号。")
        return campaign
    found = Campaign.objects.select_related("owner").filter(slug=slug).first()
    if found is None:
        known = "、".join(Campaign.objects.values_list("slug", flat=True)) or "（还没有）"
        raise refused(f"没有代号为“{slug}”的科普日。现有：{known}。")
    return found


def _unit(code: str | None) -> Organisation | None:
    if code is None:
        return None
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise refused(f"没有代码为“{code}”的单位。单位代码见“单位”页面。")
    return found


def _sentence(table: SummaryTable, target: Path) -> str:
    return f"{table.title}（{table.unit}）：{table.note.rstrip('。')}，已写入 {target}。"
