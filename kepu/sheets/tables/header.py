"""Where the header of a sheet stands – in one row, or in two or three with merged cells – and what stands over each column.

Not the looks decide but the words: the first rows whose cells name what a table of this kind needs are its header.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kepu.sheets.cells.texts import shown
from kepu.sheets.folding import squeezed
from kepu.sheets.grids.grid import Area, Grid
from kepu.sheets.words.fields import IGNORED, Fields, Meaning

DEEPEST = 200  # rows down to which a header is looked for
TALLEST = 3  # rows of a header
LONGEST_HEADING = 40  # characters, remarks in brackets included
LONGEST_BELOW = 12
LEAST_KNOWN = 2  # headings
ENOUGH_KNOWN = 4  # fields, to take an unknown heading for that of the names


@dataclass(frozen=True, slots=True)
class Header:
    """First and last row of the header (from 0), and by column what stands there: from the group above to the heading."""

    first: int
    last: int
    paths: dict[int, tuple[str, ...]]
    meanings: dict[int, Meaning]

    def headings(self) -> dict[int, str]:
        """The headings as a person reads them: 联系人 / 电话."""
        return {column: " / ".join(path) for column, path in self.paths.items()}

    def fields(self) -> set[str]:
        """The fields that some column names."""
        return {meaning.field for meaning in self.meanings.values()} - {IGNORED}


def find_header(grid: Grid, fields: Fields, start: int = 0) -> Header | None:
    """The first header at or (not far) below a row; None where there is no table of this kind."""
    for row in range(start, min(start + DEEPEST, len(grid.rows))):
        if header := header_at(grid, fields, row):
            return header
    return None


def header_at(grid: Grid, fields: Fields, row: int) -> Header | None:
    """The header that begins in this row; of one row, unless further rows make more of it."""
    texts = texts_of(grid, row)
    if len(set(texts.values())) < LEAST_KNOWN or any(is_label(text) for text in texts.values()) or is_form(texts, fields):
        return None
    best: Header | None = None
    for last in range(row, min(row + TALLEST, len(grid.rows))):
        if last > row and not is_lower_row(grid, fields, row, last):
            break
        header = header_of(grid, fields, row, last)
        if is_table(header, fields) and (best is None or is_better(header, best, is_tied(grid, best.last, last))):
            best = header
    return best


def is_form(texts: dict[int, str], fields: Fields) -> bool:
    """True for a row of a form: headings and what belongs to them in turn (活动名称 | 科普大集 | 活动时间 | 9月17日)."""
    known = [fields.meaning(text) is not None for text in texts.values()]
    return len(known) > LEAST_KNOWN and known[::2] == [True] * len(known[::2]) and not any(known[1::2])


def is_table(header: Header, fields: Fields) -> bool:
    """True where the headings name what a table of this kind needs."""
    found = header.fields()
    return len(header.meanings) >= LEAST_KNOWN and all(group & found for group in fields.needed)


def is_better(header: Header, best: Header, is_tied: bool) -> bool:
    """True where the lower row belongs to the header: it makes more columns known, or cells go over both rows."""
    return is_tied or (len(header.fields()), len(header.meanings)) > (len(best.fields()), len(best.meanings))


def is_tied(grid: Grid, upper: int, lower: int) -> bool:
    """True where a merged cell goes over both rows."""
    return any(area.top <= upper and area.bottom >= lower for area in grid.areas)


def is_lower_row(grid: Grid, fields: Fields, first: int, row: int) -> bool:
    """True for a row that may be the lower row of a header: short words, known ones among them, under a row that leaves room."""
    texts = texts_of(grid, row)
    if not texts:
        return is_tied(grid, row - 1, row)
    if any(len(squeezed(text)) > LONGEST_BELOW or is_label(text) or text[:1].isdigit() for text in texts.values()):
        return False
    if all(fields.meaning(text) is None and not fields.is_heading(text) for text in texts.values()):
        return False
    above = texts_of(grid, row - 1)
    has_room = [column for column in texts if column not in above or is_group(grid, row - 1, column)]
    return bool(has_room) and (first < row - 1 or len(set(above.values())) > 1)


def is_group(grid: Grid, row: int, column: int) -> bool:
    """True for a cell over several columns, or with a blank one beside it."""
    area = area_at(grid, row, column)
    if area:
        return area.right > area.left and area.bottom == row
    return column + 1 >= len(grid.rows[row]) or grid.rows[row][column + 1] == ""


def header_of(grid: Grid, fields: Fields, first: int, last: int) -> Header:
    """The header in these rows, whatever they hold."""
    paths = dict(paths_of(grid, first, last))
    found = {column: meaning for column, path in paths.items() if (meaning := meaning_of(fields, path))}
    if fields.is_key_open and fields.key not in {meaning.field for meaning in found.values()}:
        found |= open_key(fields, paths, found)
    return Header(first, last, paths, found)


def open_key(fields: Fields, paths: dict[int, tuple[str, ...]], found: dict[int, Meaning]) -> dict[int, Meaning]:
    """The first heading that nobody knows as that of the names, beside enough that are known."""
    unknown = [column for column, path in paths.items() if column not in found and len(path[-1]) <= LONGEST_HEADING]
    known = {meaning.field for meaning in found.values()} - {IGNORED}
    return {unknown[0]: Meaning(fields.key)} if unknown and len(known) >= ENOUGH_KNOWN else {}


def meaning_of(fields: Fields, path: tuple[str, ...]) -> Meaning | None:
    """What a heading means: group and heading together (联系人电话), else the heading (姓名), else the group."""
    if len(path) == 1:
        return fields.meaning(path[0]) if len(path[0]) <= LONGEST_HEADING else None
    path = tuple(unbracketed(text) for text in path)
    whole = "".join(path)
    alone = fields.whole.get(squeezed(path[-1]))
    together = fields.meaning(whole)
    if alone and (together is None or together == fields.meaning(path[-2]) or alone.field in ("month", "day")):
        return alone
    return together


def unbracketed(text: str) -> str:
    """（开始） below 活动时间 is 开始."""
    bare = squeezed(text)
    return bare[1:-1] if bare[:1] == "(" and bare[-1:] == ")" else text


def paths_of(grid: Grid, first: int, last: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """By column the texts over it, from the top; a text over several columns or rows counts once for each column."""
    levels = [level(grid, row, is_lowest=row == last) for row in range(first, last + 1)]
    for column in range(max(len(row) for row in grid.rows[first : last + 1])):
        path: list[str] = []
        for texts in levels:
            if (text := texts.get(column, "")) and text not in path[-1:]:
                path.append(text)
        if path:
            yield column, tuple(path)


def level(grid: Grid, row: int, *, is_lowest: bool) -> dict[int, str]:
    """The texts of one header row by column; a merged one in every column that it covers.

    Without merged cells (csv) a blank beside a group belongs to it where the row below has a word there.
    """
    texts = texts_of(grid, row)
    for area in grid.areas:
        if area.top <= row <= area.bottom and (text := texts_of(grid, area.top).get(area.left)):
            texts |= dict.fromkeys(range(area.left, area.right + 1), text)
    if is_lowest:
        return texts
    below = texts_of(grid, row + 1)
    for column in sorted(below):
        if column not in texts and column - 1 in texts and area_at(grid, row, column - 1) is None and column - 1 in below:
            texts[column] = texts[column - 1]
    return texts


def texts_of(grid: Grid, row: int) -> dict[int, str]:
    """The texts of a row by column."""
    return {column: shown(value) for column, value in enumerate(grid.rows[row]) if isinstance(value, str) and value.strip()}


def area_at(grid: Grid, row: int, column: int) -> Area | None:
    """The merged area over a cell."""
    return next(
        (area for area in grid.areas if area.top <= row <= area.bottom and area.left <= column <= area.right),
        None,
    )


def is_label(text: str) -> bool:
    """填报单位：城东镇 is no heading; 活动名称： and 时间（格式：9月17日） are."""
    bare = text.replace("：", ":")
    before, colon, behind = bare.partition(":")
    return bool(colon and behind.strip()) and "(" not in before and "（" not in before
