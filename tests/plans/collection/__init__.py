"""Own plans to try the reader on: invented places, forms as public plans have them, each with its expected reading.

NN-name.plan is a Word document in the light writing of `building.py`, NN-name.txt is text as it comes; NN-name.json is what
a careful human reads in it, in the form that Reading.to_plan() has. The rules of the reader are not made from these plans.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tests.plans.collection.building import build

FOLDER = Path(__file__).parent


@dataclass(frozen=True, eq=False)
class Example:
    """One plan: the file's name and bytes, and the expected reading."""

    name: str
    content: bytes = field(repr=False)
    expected: dict[str, Any] = field(repr=False)

    def __str__(self) -> str:
        return self.name


@cache
def examples() -> tuple[Example, ...]:
    """The whole collection, in order."""
    return tuple(example(path) for path in sorted(FOLDER.glob("[0-9]*")) if path.suffix in (".plan", ".txt"))


def example(path: Path) -> Example:
    """One plan by its path."""
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    if path.suffix == ".plan":
        return Example(f"{path.stem}.docx", build(path.read_text("utf-8")), expected)
    return Example(path.name, path.read_bytes(), expected)
