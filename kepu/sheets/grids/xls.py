"""Old workbooks (.xls, .et): calamine reads the cells; failed formulas and the date system are looked up in the records.

MS-XLS: a workbook is one stream of records – kind, length, data – in which each sheet begins with BOF and ends with EOF.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from kepu.sheets import sentences
from kepu.sheets.grids.compound import Compound
from kepu.sheets.grids.grid import DAY_ZERO, DAY_ZERO_1904, Fault, Grid
from kepu.sheets.grids.xlsx import calamine_sheets, put
from kepu.sheets.sentences import SHEET
from kepu.uploads.unreadable import Unreadable

STREAMS = ("Workbook", "Book", "WORKBOOK", "BOOK", "ET_Workbook")
ENCRYPTED = {"EncryptedPackage", "EncryptionInfo"}

# Kinds of records, MS-XLS 2.3.
BOF, EOF, BOUNDSHEET, LOCKED, DATE_SYSTEM, FAULT, FORMULA = 0x809, 0x0A, 0x85, 0x2F, 0x22, 0x205, 0x06
FAULTS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
NOT_A_NUMBER = b"\xff\xff"  # the last two bytes of a formula's result that is none
IS_FAULT = 2

Place = tuple[int, int]


def read_xls(content: bytes) -> tuple[Grid, ...]:
    """The sheets in their order. Raises Unreadable."""
    compound = Compound(content)
    names = compound.names()
    if names & ENCRYPTED:
        raise Unreadable(SHEET.locked)
    stream = next((compound.stream(name) for name in STREAMS if name in names), None)
    if stream is None:
        raise Unreadable(sentences.OFFICE)
    is_1904, starts, faults = looked_through(stream)
    grids = []
    for number, (name, rows, areas, hidden) in enumerate(calamine_sheets(content)):
        for place, fault in faults.get(starts[number] if number < len(starts) else -1, {}).items():
            put(rows, *place, fault)
        grids.append(Grid(name, rows, areas, hidden, DAY_ZERO_1904 if is_1904 else DAY_ZERO))
    return tuple(grids)


def looked_through(stream: bytes) -> tuple[bool, list[int], dict[int, dict[Place, Fault]]]:
    """Whether days count from 1904, where the worksheets begin, and the failed formulas by the sheet's beginning.

    Raises Unreadable where the workbook has a password.
    """
    is_1904, starts, faults, sheet = False, [], dict[int, dict[Place, Fault]](), -1
    for at, kind, data in records(stream):
        if kind == LOCKED:
            raise Unreadable(SHEET.locked)
        if kind == BOF:
            sheet = at
        elif kind == DATE_SYSTEM:
            is_1904 = data[:1] == b"\x01"
        elif kind == BOUNDSHEET and len(data) > 6 and data[5] == 0:  # a worksheet, not a chart or a macro sheet
            starts.append(struct.unpack_from("<L", data)[0])
        elif (fault := fault_of(kind, data)) is not None:
            faults.setdefault(sheet, {})[struct.unpack_from("<HH", data)] = fault
    return is_1904, starts, faults


def records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Where each record begins, its kind, its data."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def fault_of(kind: int, data: bytes) -> Fault | None:
    """The fault that a cell shows; None for other records."""
    if kind == FAULT and len(data) >= 8 and data[7] == 1:
        return Fault(FAULTS.get(data[6], "#N/A"))
    if kind == FORMULA and len(data) >= 14 and data[12:14] == NOT_A_NUMBER and data[6] == IS_FAULT:
        return Fault(FAULTS.get(data[8], "#N/A"))
    return None
