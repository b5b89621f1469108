"""Text with separated cells: csv of Excel and WPS (UTF-8, GBK, UTF-16; , ; or tab), and cells pasted into a page."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from typing import Literal

from kepu.sheets.grids.grid import Grid, Value
from kepu.sheets.sentences import SHEET
from kepu.uploads.unreadable import Unreadable

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SEPARATORS = "\t,;|"
MARKED = frozenset("=+-@\t")
LOOKED_AT = 60  # records that tell the separator
DECLARED = re.compile(r'\A"?sep=(.)"?\r?\n')  # a first line for Excel, which does not show it
MOST_STRANGE = 0.02  # share of characters that no text holds
LONGEST_CELL = 1_000_000  # characters
CROWDED = 20  # line breaks in one cell: a quotation mark was opened and never closed


def read_csv(content: bytes, name: str) -> tuple[Grid, ...]:
    """The one sheet of a csv file. Raises Unreadable where it is no text."""
    text = decoded(content)
    if text is None:
        raise Unreadable(SHEET.damaged)
    return (separated(name, text),)


def decoded(content: bytes) -> str | None:
    """The text, by its mark, else UTF-8, else UTF-16 without a mark, else GB18030; None for what is no text."""
    for mark, code in BOMS:
        if content.startswith(mark):
            return plausible(content.decode(code, "replace"))
    try:
        return plausible(content.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    zeros = content[:4000].count(0)
    if zeros > 40:
        return plausible(content.decode("utf-16-le" if content[1:4000:2].count(0) * 2 > zeros else "utf-16-be", "replace"))
    return plausible(content.decode("gb18030", "replace"))  # one bad byte must not lose the rest


def plausible(text: str) -> str | None:
    """The text, or None where too much of it is nothing that people write."""
    strange = sum(count for sign, count in Counter(text).items() if sign == "\ufffd" or (sign < " " and sign not in "\t\n\r\f\v"))
    return None if strange > max(1, MOST_STRANGE * len(text)) else text


def separated(name: str, text: str) -> Grid:
    """The cells of a text; `name` becomes the sheet's."""
    separator = ""
    if declared := DECLARED.match(text):
        separator, text = declared[1], text[declared.end() :]
    separator = separator or told(text)
    rows = records(text, separator)
    if any(cell.count("\n") > CROWDED and separator in cell for row in rows for cell in row if len(cell) > CROWDED):
        rows = records(text, separator, csv.QUOTE_NONE)
    values: list[list[Value]] = [[bare(cell) for cell in row] for row in rows]
    return Grid(name, values)


def bare(cell: str) -> str:
    """A cell without the apostrophe that marks what looks like a formula as text: '=1+1, ''=1 (one goes)."""
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'")[:1] in MARKED and cell.strip("'") else cell


def told(text: str) -> str:
    """The separator that gives most of the first records one and the same number of cells."""
    best, most = ",", 0
    head = text[:200_000]
    for separator in SEPARATORS:
        widths = Counter(len(row) for row in records(head, separator, most=LOOKED_AT) if len(row) > 1)
        width, times = max(widths.items(), key=lambda pair: (pair[0] - 1) * pair[1], default=(1, 0))
        if (width - 1) * times > most:
            best, most = separator, (width - 1) * times
    return best


def records(text: str, separator: str, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL, most: int | None = None) -> list[list[str]]:
    """The records of a text, blank ones too. A quoted cell may go over several lines."""
    csv.field_size_limit(LONGEST_CELL)
    found: list[list[str]] = []
    lines = io.StringIO(text.replace("\0", ""), newline="")
    try:
        for record in csv.reader(lines, delimiter=separator, quoting=quoting):
            found.append(record)
            if most is not None and len(found) >= most:
                break
    except csv.Error as error:
        if quoting == csv.QUOTE_NONE:
            raise Unreadable(SHEET.damaged) from error
        return records(text, separator, csv.QUOTE_NONE, most)
    return found
