"""`bin/kepu translations [--check]`: bring the English catalogue up to date, or say what is missing."""

from __future__ import annotations

from typing import Any

from babel.messages.catalog import Catalog
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kepu.ui import translations


class Command(BaseCommand):
    help = "更新界面英文译文；--check 只检查是否齐全"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="只检查，不改文件")

    def handle(self, *args: Any, **options: Any) -> None:
        catalog = translations.merged()
        missing = list(translations.untranslated(catalog))
        if options["check"]:
            self._check(catalog, len(missing))
            return
        translations.PO.parent.mkdir(parents=True, exist_ok=True)
        translations.PO.write_bytes(translations.as_po(catalog))
        translations.MO.write_bytes(translations.as_mo(catalog))
        self.stdout.write(f"共 {len(catalog)} 条，缺译文 {len(missing)} 条。")

    def _check(self, catalog: Catalog, missing: int) -> None:
        if missing:
            raise CommandError(f"英文译文缺 {missing} 条，请运行 bin/kepu translations 后补齐 {translations.PO.name}。")
        if translations.as_po(catalog) != translations.PO.read_bytes():
            raise CommandError("英文译文与界面文字不一致，请运行 bin/kepu translations。")
        if translations.as_mo(translations.english()) != translations.MO.read_bytes():
            raise CommandError("英文译文未编译，请运行 bin/kepu translations。")
