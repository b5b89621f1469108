"""The document cut into the pieces of facts."""

from __future__ import annotations

from typing import Any

from kepu.campaigns.decisions import Item
from kepu.desk.plans.text import Cell, Piece, Shown, document


def item(key: str, *spans: tuple[int, int, int]) -> Item:
    """A fact of the family that its key begins with."""
    return Item(key, key.split("-")[0], None, spans=spans)


def paragraph(text: str, **more: Any) -> dict[str, Any]:
    """A block as the reading has it."""
    return {"kind": "paragraph", "level": 0, "number": "", "text": text, "rows": []} | more


def test_text_is_cut_where_facts_begin_and_end() -> None:
    blocks = [paragraph("各乡镇至少30场次。", kind="heading", level=2, number="（一）")]
    found = document({"blocks": blocks}, [item("quota-1", (0, 0, 9)), item("milestone-1", (0, 3, 5))])
    assert found == [
        Shown(
            "heading",
            2,
            "（一）",
            [
                Piece("各乡镇", ("quota-1",), "quotas", ("quota-1",)),
                Piece("至少", ("milestone-1", "quota-1"), "deadlines", ("milestone-1",)),
                Piece("30场次", ("quota-1",), "quotas"),
                Piece("。"),
            ],
            [],
        )
    ]


def test_facts_of_unknown_families_and_spans_beyond_the_text_do_no_harm() -> None:
    found = document({"blocks": [paragraph("科普")]}, [item("slogan-1", (0, 0, 2)), item("theme-1", (0, 1, 9), (7, 0, 1))])
    assert found[0].pieces == [Piece("科"), Piece("普", ("theme-1",), "when", ("theme-1",))]
    assert document({"blocks": [paragraph("")]}, []) == [Shown("paragraph", 0, "", [], [])]


def test_merged_cells_are_as_wide_and_high_as_they_were() -> None:
    rows = [["任务", "期限", "期限"], ["任务", "开始", "截止"], ["填报", "9月5日", ""]]
    text = "任务\t期限\t\n\t开始\t截止\n填报\t9月5日\t"
    table = {"kind": "table", "text": text, "rows": rows, "header_rows": 2}
    start = text.index("9月5日")
    [shown] = document({"blocks": [table]}, [item("milestone-1", (0, start, start + 4))])
    assert (shown.head, shown.pieces) == (2, [])
    assert shown.rows == [
        [Cell([Piece("任务")], 1, 2), Cell([Piece("期限")], 2, 1)],
        [Cell([Piece("开始")]), Cell([Piece("截止")])],
        [Cell([Piece("填报")]), Cell([Piece("9月5日", ("milestone-1",), "deadlines", ("milestone-1",))]), Cell([])],
    ]
