"""bin/kepu docs [--check]: write the pages of docs/reference/ that are generated, or compare them."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kepu.activities.reference import workflow_page
from kepu.progress.reference import deadlines_page

PAGES: dict[str, Callable[[], str]] = {
    "docs/reference/workflow.md": workflow_page,
    "docs/reference/deadlines.md": deadlines_page,
}


class Command(BaseCommand):
    """Each page is made by one function of the code that it describes."""

    help = "生成 docs/reference 中由代码得出的页面；--check 只比对，有出入时以 1 退出。"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="只比对，不写文件")

    def handle(self, *args: Any, **options: Any) -> None:
        differing = [path for path, page in PAGES.items() if self.is_stale(path, page())]
        if options["check"]:
            if differing:
                raise CommandError(f"与代码不符，请运行 bin/kepu docs：{'、'.join(differing)}")
            return
        for path in differing:
            (settings.BASE_DIR / path).parent.mkdir(parents=True, exist_ok=True)
            (settings.BASE_DIR / path).write_text(PAGES[path](), encoding="utf-8")
            self.stdout.write(f"已写 {path}")

    def is_stale(self, path: str, text: str) -> bool:
        """True when the page is missing or says something else."""
        file = settings.BASE_DIR / path
        return not file.exists() or file.read_text(encoding="utf-8") != text
