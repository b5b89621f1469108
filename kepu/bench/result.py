"""One figure of a bench, as a line for people or as a JSON object."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """`value` in `unit` for one case; `ratio` where it compares with a reference of the same run, `limit` the most it may be."""

    bench: str
    case: str
    value: float
    unit: str
    ratio: float | None = None
    limit: float | None = None

    def as_json(self) -> str:
        """One object on one line: bench, case, value, unit and, where there is one, ratio."""
        figures: dict[str, str | float] = {
            "bench": self.bench,
            "case": self.case,
            "value": round(self.value, 4),
            "unit": self.unit,
        }
        if self.ratio is not None:
            figures["ratio"] = round(self.ratio, 3)
        return json.dumps(figures, ensure_ascii=False)

    def __str__(self) -> str:
        ratio = "" if self.ratio is None else f"   对照的 {self.ratio:.2f} 倍"
        limit = "" if self.limit is None else f"（上限 {self.limit:g}）"
        return f"{self.bench}  {self.case:<16}{self.value:>10.3f} {self.unit}{ratio}{limit}"
