"""A spreadsheet of 10,000 rows: CPU seconds of the command's own way from the file to the drafts, the database included.

`import-10k` is the import, `dry-run-10k` the same with the dry run before it, `import-10k-peak` the memory of the command's
process. What the peer is asked to do with the same file is told in import_peer.py.
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import xlsxwriter
from django.core.management import call_command
from django.db import connection

from kepu.activities.models import Activity, SheetImport
from kepu.bench.cpu import Clock
from kepu.bench.crowd import BY, make_campaign, make_units
from kepu.bench.import_peer import Peer
from kepu.bench.result import Result
from kepu.campaigns.models import Campaign
from kepu.organisations.models import Organisation
from kepu.progress.obligations import derive
from kepu.progress.recount import recount
from kepu.uploads.guard import ROOT

ROUNDS, MILLISECONDS, KILOBYTE = 5, 1000, 1024
HEADINGS = (
    *("序号", "活动名称", "板块", "填报单位", "活动时间", "活动地点", "活动内容"),
    *("面向人群", "参加人数", "联系人", "联系电话", "主办单位"),
)
# The command, and then the most memory that it has held.
MEASURED = """
import re, sys
from kepu.__main__ import main
code = main(["kepu", *sys.argv[1:]])
print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1], file=sys.stderr)
sys.exit(code)
"""


def import_cases(size: int, rounds: int = ROUNDS) -> Iterator[Result]:
    """All cases, in a database that holds nothing else."""
    campaign = make_campaign()
    units = make_units(campaign)
    derive(campaign)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "活动表.xlsx"
        spreadsheet(file, campaign, units, size)
        spent = [one_round(file, campaign) for _round in range(rounds)]
        ours = statistics.median(imported for _dry, imported in spent)
        yield Result("filing", "import-10k", ours, "s", limit=1.2)
        yield Result("filing", "dry-run-10k", statistics.median(map(sum, spent)), "s", limit=2.0)
        empty(campaign)
        yield Result("filing", "import-10k-peak", peak(file), "MB", limit=150)
        peer = cpu_seconds(lambda: Peer().read_in(file.read_bytes(), campaign))
        assert Activity.objects.count() == 2 * size
        yield Result("filing", "import-vs-django-import-export", peer, "s", peer / ours)


def one_round(file: Path, campaign: Campaign) -> tuple[float, float]:
    """CPU seconds of a dry run and of the import after it, from an empty campaign."""
    empty(campaign)
    dry = cpu_seconds(lambda: command(file, dry_run=True))
    return dry, cpu_seconds(lambda: command(file))


def command(file: Path, **options: bool) -> None:
    """bin/kepu import-activities in this process; what it says is of no interest."""
    call_command("import_activities", str(file), stdout=StringIO(), **options)


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this process and its database's; garbage is collected as in a process that begins."""
    clock = Clock()
    gc.collect()
    gc.enable()
    before = clock.now()
    work()
    spent = (clock.now() - before) / MILLISECONDS
    gc.enable()
    return spent


def empty(campaign: Campaign) -> None:
    """Nothing was filed yet."""
    SheetImport.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {Activity._meta.db_table} CASCADE")
    recount(campaign, by=BY, repair=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def peak(file: Path) -> float:
    """The most megabytes that a process of the command holds while it imports."""
    url = urlsplit(os.environ["KEPU_DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "import-activities", str(file)],
        cwd=ROOT,
        env={**os.environ, "KEPU_DATABASE_URL": url},
        capture_output=True,
        check=True,
    )
    return int(done.stderr.split()[-1]) / KILOBYTE


def spreadsheet(file: Path, campaign: Campaign, units: list[Organisation], size: int) -> None:
    """The 汇总表 of a whole city, as an office keeps it."""
    book = xlsxwriter.Workbook(str(file), {"constant_memory": True})
    sheet = book.add_worksheet("汇总表")
    sheet.write(0, 0, f"{campaign.name}活动汇总表")
    sheet.write_row(1, 0, HEADINGS)
    lines = [line.name for line in campaign.lines.all()]
    for n in range(size):
        day, hour, unit = campaign.window_start + timedelta(days=n % 15), 8 + n % 12, units[n % len(units)].name
        title, about = (
            f"{unit}第{n}场科普讲座：身边的科学",
            f"请市里的专家讲第{n}个话题，现场演示并回答大家的问题，欢迎带家人一起参加。",
        )
        where = (f"{day.month}月{day.day}日 {hour}:00-{hour + 1}:30", f"第{n % 97}号文化礼堂")
        who = ("社会公众", f"约{40 + n % 200}人", "陈静", f"138{n:08d}", "市科学技术协会、市教育局")
        row = (n + 1, title, lines[n % len(lines)], unit, *where, about, *who)
        sheet.write_row(n + 2, 0, row)
    book.close()
