"""python -m kepu.sheets FILE --year 2026: what a spreadsheet says, as JSON; needs no database.

With --worker it is the child of kepu.uploads.guard: the question and the file on standard input, the book as JSON out.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kepu.sheets import Book, Unreadable, read, read_pasted
from kepu.sheets.as_written import as_written
from kepu.sheets.sentences import SHEET
from kepu.sheets.units.reading import read_units
from kepu.uploads.child import confined, work

FAILED = 2


def main(arguments: Sequence[str]) -> int:
    """Carry out the command line (without the program's name); returns the exit code."""
    if "--worker" in arguments:
        return work(answer, SHEET)
    parser = ArgumentParser(prog="python -m kepu.sheets", description="读取一份活动表格，以 JSON 列出读到的内容。")
    parser.add_argument("file", type=Path, help=".xlsx、.xls、.et 或 .csv 文件")
    parser.add_argument("--year", type=int, default=date.today().year, help="活动年份")  # noqa: DTZ011 – the clerk's own day
    said = parser.parse_args(arguments)
    try:
        content = said.file.read_bytes()
        book: Book = confined(lambda: read(content, said.file.name, year=said.year), SHEET)
    except (Unreadable, OSError) as error:
        print(error, file=sys.stderr)
        return FAILED
    print(json.dumps(book.to_json(), ensure_ascii=False, indent=1))
    return 0


def answer(question: dict[str, Any], content: bytes) -> dict[str, Any]:
    """The book of a file, as the guard wants it; or what stands in its cells."""
    if question.get("as_written"):
        return {"sheets": [sheet.to_json() for sheet in as_written(content, question["name"], pasted=question["pasted"])]}
    if question.get("units"):
        return read_units(content, question["name"], matches=question["matches"], pasted=question["pasted"]).to_json()
    said = {"year": question["year"], "matches": question["matches"]}
    if question["pasted"]:
        return read_pasted(content.decode("utf-8", "replace"), **said).to_json()
    return read(content, question["name"], **said).to_json()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
