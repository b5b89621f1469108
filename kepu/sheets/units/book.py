"""What a register's spreadsheet says: the contract between reading and kepu/register."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

FIELDS: dict[str, str] = {
    "name": "单位名称",
    "short_name": "简称",
    "kind": "类别",
    "level": "层级",
    "parent": "上级",
    "aliases": "又名",
    "code": "单位代码",
    "district": "所在地",
    "person": "姓名",
    "phone": "手机号",
    "both": "姓名和手机号",
    "role": "角色",
    "reviews": "审核类别",
}
"""What a column may give, with its Chinese word."""


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """A sheet: where its header stands (from 1, None without one), letter → field, letter → heading."""

    name: str
    header_row: int | None = None
    columns: dict[str, str] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One row: a unit, perhaps with somebody who works there. `texts`: field → what the cell says; `letters`: field → column.

    A row that goes on with the unit above (a merged name, a blank one) has that unit's name. `problems`: fields whose cell
    cannot be taken as it stands, with the sentence that says why and a suggestion.
    """

    sheet: str
    row: int
    texts: dict[str, str]
    letters: dict[str, str]
    problems: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class UnitBook:
    """A whole file."""

    sheets: tuple[UnitSheet, ...]
    rows: tuple[UnitRow, ...]

    def to_json(self) -> dict[str, Any]:
        """JSON-able."""
        return {"sheets": [asdict(sheet) for sheet in self.sheets], "rows": [asdict(row) for row in self.rows]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> UnitBook:
        """The book that `to_json` wrote."""
        rows = (
            UnitRow(**{**row, "problems": {name: (said[0], said[1]) for name, said in row["problems"].items()}})
            for row in data["rows"]
        )
        return cls(tuple(UnitSheet(**sheet) for sheet in data["sheets"]), tuple(rows))
