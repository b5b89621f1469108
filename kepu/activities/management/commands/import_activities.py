"""bin/kepu import-activities FILE: a spreadsheet's activities become drafts; with --dry-run it is said what would.

A dry run needs no installation: without a database, or before any campaign is running, the file alone is told.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Timer
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError

from kepu.accounts.actor import system
from kepu.activities.actions import import_at_once
from kepu.activities.importing.column_memory import remembered
from kepu.activities.importing.queries import desk_of, ground_of, plan_of, units_to_choose
from kepu.activities.importing.report import as_json, as_lines
from kepu.activities.importing.rows import Plan
from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import current
from kepu.organisations.models import Organisation
from kepu.sheets import Unreadable, read
from kepu.verdict import Refused

BY = system("导入命令")
PATIENCE = 1.0
"""Seconds after which it is said what is going on."""


class Command(BaseCommand):
    """Reads the file; errors are one Chinese sentence and exit code 2, bad rows are part of the answer."""

    help = "导入活动表格（.xlsx、.xls、.et、.csv）：好的行成为草稿，有错的行逐格说明"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="文件", help="活动表格")
        parser.add_argument("--campaign", metavar="代号", help="科普日的代号；不写则为正在进行的一届")
        parser.add_argument("--unit", metavar="单位代码", help="全部活动由这个单位填报；不写则看表中的填报单位")
        parser.add_argument("--year", type=int, metavar="年份", help="没有写年份的日期是哪一年；不写则为科普日的年份")
        parser.add_argument("--dry-run", action="store_true", help="只说明会怎样，什么也不写入")
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象")

    def handle(self, *args: Any, **options: Any) -> None:
        # Ten thousand rows live until the command ends: to look for garbage among them costs a third of the time.
        gc.disable()
        earnest = not options["dry_run"]
        try:
            plan = in_earnest(options) if earnest else dry(options)
        except Unreadable as error:
            raise refused(error.sentence) from error
        except Refused as error:
            raise refused(error.verdict.reason) from error
        if options["json"]:
            self.stdout.write(json.dumps(as_json(plan, in_earnest=earnest), ensure_ascii=False))
            return
        for line in as_lines(plan, in_earnest=earnest):
            self.stdout.write(line)
        if not earnest:
            self.stdout.write("这是试运行，没有写入任何内容；确认无误后去掉 --dry-run 再执行一次。")


def in_earnest(options: dict[str, Any]) -> Plan:
    """Import the file; what each row did."""
    content, campaign = content_of(options["file"]), chosen_campaign(options["campaign"])
    if campaign is None:
        raise refused("现在没有正在进行的科普日，不能导入；请用 --campaign 写明代号，或加 --dry-run 只看表格。")
    unit = chosen_unit(options["unit"], campaign)
    with progress("正在导入表格，请稍候…"):
        return import_at_once(
            content, options["file"].name, by=BY, campaign=campaign, unit=unit, year=options["year"], reader=read
        )[1]


def dry(options: dict[str, Any]) -> Plan:
    """What each row would do."""
    content = content_of(options["file"])
    with progress("正在读取表格，请稍候…"):
        if os.environ.get("KEPU_DATABASE_URL"):
            try:
                if (campaign := chosen_campaign(options["campaign"])) is not None:
                    return beside(campaign, content, options)
            except (DatabaseError, InterfaceError):
                print("（数据库里还没有数据，只看表格本身。）", file=sys.stderr)
        year = options["year"] or date.today().year  # noqa: DTZ011 – the operator's own day
        return plan_of(read(content, options["file"].name, year=year), None)


def beside(campaign: Campaign, content: bytes, options: dict[str, Any]) -> Plan:
    """The file beside what stands in the campaign, its columns understood as the desk was told."""
    unit = chosen_unit(options["unit"], campaign)
    name, year = options["file"].name, options["year"] or campaign.year
    book = read(content, name, year=year)
    if matches := remembered(book.sheets, desk_of(None, campaign, unit)):
        book = read(content, name, year=year, matches=matches)
    return plan_of(book, ground_of(campaign, None, given=unit))


def content_of(path: Path) -> bytes:
    """The file."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise refused(f"文件打不开：{path}（{error.strerror}）。") from error


def chosen_campaign(slug: str | None) -> Campaign | None:
    """The campaign of that slug, else the running one, if any."""
    if slug is None:
        running = current()
        return Campaign.objects.select_related("owner").get(pk=running.pk) if running else None
    found = Campaign.objects.select_related("owner").filter(slug=slug).first()
    if found is None:
        known = "、".join(Campaign.objects.values_list("slug", flat=True)) or "（还没有）"
        raise refused(f"没有代号为“{slug}”的科普日。现有：{known}。")
    return found


def chosen_unit(code: str | None, campaign: Campaign) -> Organisation | None:
    """The unit of that code, if one was named; it takes part in the campaign."""
    if code is None:
        return None
    if not Organisation.objects.filter(code=code).exists():
        raise refused(f"没有代码为“{code}”的单位。单位代码见“单位”页面。")
    found = units_to_choose(None, campaign).filter(code=code).first()
    if found is None:
        raise refused(f"代码为“{code}”的单位没有参加“{campaign}”。")
    return found


def refused(sentence: str) -> CommandError:
    """An error that ends the command with exit code 2."""
    return CommandError(sentence, returncode=2)


@contextmanager
def progress(sentence: str) -> Iterator[None]:
    """Say what is going on where it takes more than a second."""
    timer = Timer(PATIENCE, lambda: print(sentence, file=sys.stderr, flush=True))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
