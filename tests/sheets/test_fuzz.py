"""Whatever comes in: a book or one sentence, in good time – never another exception."""

from __future__ import annotations

import signal
from types import FrameType

from hypothesis import given, settings
from hypothesis import strategies as st

from kepu.sheets import Unreadable, read, read_pasted
from tests.sheets.building import Cell, Page, Rows, old_workbook, workbook
from tests.sheets.collection import examples

FILES = [example.content for example in examples()]
WORDS = (
    "序号|活动名称|活动时间|活动地点|联系人|联系电话|主办单位|参与方式|人数|填报单位：|合计|小计|示例|注：|一、|同上|9月17日|9.17-9.19|17日|每周六|"
    "下午2:30|2025年|46284|1.38E+10|13800138000|约200人|-5|线上|线上、广场|待定|科普讲座|1.讲座 2.展览|1|2|\t|\t|\t|\n|\n|\"|,|;"
)  # fmt: skip
SECONDS = 5


class Hangs(AssertionError):
    """The reading took longer than it may."""


def hangs(signum: int, frame: FrameType | None) -> None:
    """Interrupts also a pattern that runs away."""
    raise Hangs


def outcome(content: bytes | str) -> None:
    """Read; only Unreadable may come out, and soon."""
    before = signal.signal(signal.SIGPROF, hangs)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        book = read_pasted(content, year=2026) if isinstance(content, str) else read(content, "x", year=2026)
        assert type(book).from_json(book.to_json()) == book
    except Unreadable as error:
        assert error.sentence.endswith("。")  # noqa: PT017
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=3000))
def test_bytes(content: bytes) -> None:
    outcome(content)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"<?xml", b"<table><tr><td colspan="]),
    st.binary(max_size=2000),
)
def test_bytes_that_begin_like_a_kind_of_file(sign: bytes, content: bytes) -> None:
    outcome(sign + content)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split("|")) | st.text(max_size=6), max_size=120).map("".join))
def test_text_of_the_words_that_tables_are_made_of(text: str) -> None:
    outcome(text)
    outcome(text.encode("utf-8", "surrogatepass"))


FILLED = [word for word in WORDS.split("|") if word.strip()]
TYPED = st.floats() | st.dates() | st.datetimes() | st.times()
CELLS = st.none() | st.sampled_from(FILLED) | st.text(max_size=8) | TYPED


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=8), max_size=12))
def test_workbooks_of_any_cells(rows: list[list[Cell]]) -> None:
    header = ["序号", "活动名称", "活动时间", "活动地点", "人数", "联系人", "联系电话"]
    clean = [[tame(value) for value in row] for row in rows]
    outcome(workbook(Page("表", [header, *clean])))


def tame(value: Cell) -> Cell:
    """What openpyxl can write: no control characters, no endless numbers."""
    if isinstance(value, str):
        return "".join(sign for sign in value if sign >= " " or sign in "\t\n")
    if isinstance(value, float):
        return value if abs(value) < 1e300 else 0.0
    return value


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(FILES), st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=8))
def test_files_with_bytes_changed(content: bytes, changes: list[tuple[float, bytes]]) -> None:
    for place, value in changes:
        at = int(place * (len(content) - len(value)))
        content = content[:at] + value + content[at + len(value) :]
    outcome(content)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10), st.integers(0, 30), st.integers(0, 10)), max_size=6))
def test_any_merged_areas(areas: list[tuple[int, int, int, int]]) -> None:
    names = {f"{chr(65 + min(a, c) % 9)}{min(b, d) + 1}:{chr(65 + max(a, c) % 9)}{max(b, d) + 1}" for a, b, c, d in areas}
    merged = " ".join(name for name in names if name.split(":")[0] != name.split(":")[1] and name[0] <= name.split(":")[1][0])
    rows: Rows = [["序号", "活动名称", "时间", "地点"], *[(n, f"讲座{n}", "9月17日", "馆") for n in range(9)]]
    outcome(workbook(Page("表", rows, merged)))


def test_old_workbooks_cut_short() -> None:
    content = old_workbook(Page("表", [["活动名称", "时间"], ["讲座", "9月17日"]]))
    for length in range(0, len(content), 97):
        outcome(content[:length])
