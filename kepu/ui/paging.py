"""Pages of a list whose length is known already: one query less than counting it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

if TYPE_CHECKING:
    Pages = Paginator[Any]
else:
    Pages = Paginator  # knows its parameter in its types alone


class Counted(Pages):
    """A Paginator that is told how many rows there are."""

    def __init__(self, rows: QuerySet[Any], per_page: int, number: int) -> None:
        super().__init__(rows, per_page)
        self.number = number

    @property
    def count(self) -> int:
        return self.number
