"""The generated page of deadlines, exceptions, reminders and notices."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone, translation

from kepu.progress.reference import deadlines_page, whom_table

PAGE = settings.BASE_DIR / "docs" / "reference" / "deadlines.md"


def test_the_page_in_the_repository_is_what_the_code_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == deadlines_page()


def test_it_is_the_same_wherever_and_in_whatever_language_it_is_made() -> None:
    with translation.override("en"), timezone.override("America/Lima"):
        assert deadlines_page() == PAGE.read_text(encoding="utf-8")


def test_the_table_asks_the_rule() -> None:
    table = whom_table()
    assert "| 已报完 | — | — | — | — |" in table
    assert "| 报了一部分 | ✓ | — | ✓ | ✓ |" in table
    assert "| 尚未开始，截止即关闭 | ✓ | ✓ | — | — |" in table
