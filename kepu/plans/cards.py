"""Tables of labels and values, without a heading row, and the activities that such tables describe one by one.

项目一   | “小巷科学家”开讲          活动名称 | 科普大集 | 活动时间 | 9月16日
负责单位 | 市科协、市教育局          责任单位 | 市科协   | 协办单位 | 市农业农村局
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kepu.plans.grids import NAME_LABEL, Grid, is_key_value
from kepu.plans.pieces import Piece
from kepu.plans.unit_labels import role_of


@dataclass(slots=True)
class Card:
    """One activity: its name and the cells that hold its units, each with the role that its label gives."""

    name: Piece
    units: list[tuple[Piece, str]] = field(default_factory=list)


def cards(g: Grid) -> list[Card]:
    """The activities of a table of labels and values that name their units; [] for any other table."""
    found: list[Card] = []
    if not is_key_value(g.block):
        return found
    for row in g.cells:
        shown = [p for i, p in enumerate(row) if not i or p.text != row[i - 1].text]
        for label, value in zip(shown[::2], shown[1::2], strict=False):
            folded = label.folded.strip(" :\n")
            if NAME_LABEL.fullmatch(folded):
                found.append(Card(value.trimmed()))
            elif found and (role := role_of(folded)) and value.text.strip():
                found[-1].units.append((value, role))
    return found if any(card.units for card in found) else []
