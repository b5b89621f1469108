"""The cells of a file as texts, for a sheet that is given back to be mended: what stood where, and which cells were merged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from kepu.sheets.grids.grid import DAY_ZERO, Area, Grid, Value
from kepu.sheets.grids.opening import open_book, open_pasted


@dataclass(frozen=True, slots=True)
class Written:
    """A sheet: `rows[0]` is row 1. `shift` is added to a bare number that stands for a day, where the days of this book are
    counted from 1904, to have it counted from 1900."""

    name: str
    rows: list[list[str]]
    areas: tuple[Area, ...] = ()
    shift: int = 0

    def to_json(self) -> dict[str, Any]:
        """JSON-able."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Written:
        """The sheet that `to_json` described."""
        return cls(**{**data, "areas": tuple(Area(**area) for area in data["areas"])})


def as_written(content: bytes, name: str, *, pasted: bool = False) -> list[Written]:
    """The sheets of a file. Raises Unreadable, as kepu.sheets.read does."""
    return written(open_pasted(content.decode("utf-8", "replace")) if pasted else open_book(content, name))


def written(grids: Iterable[Grid]) -> list[Written]:
    """The sheets as texts."""
    return [
        Written(grid.name, [[text_of(value) for value in row] for row in grid.rows], grid.areas, (grid.day_zero - DAY_ZERO).days)
        for grid in grids
    ]


def text_of(value: Value) -> str:
    """A cell as somebody would type it."""
    match value:
        case bool():
            return "是" if value else "否"
        case float():
            return f"{value:.0f}" if value.is_integer() else repr(value)
        case datetime():
            return value.isoformat(" ", "minutes") if value.time() != time() else value.date().isoformat()
        case date() | int():
            return str(value)
        case time():
            return value.isoformat("minutes")
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60:02}:{minutes % 60:02}"
        case _:
            return value
