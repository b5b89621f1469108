"""Formulas without a stored result, as programs write them that make workbooks: the plain ones are calculated here.

Understood: numbers, "texts", cells of the same sheet, + - * / &, and DATE, TEXT, SUM, ROW, CONCATENATE over these
(=B3&"科普讲座", =C5+7, =DATE(2026,9,18), =TEXT(C5,"m月d日")). Of any other formula the cell shows that it has no result.
Words behind an = are a text (=科学+生活=).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from kepu.sheets.grids.grid import Fault, Value, number_of

Place = tuple[int, int]
# One piece of a formula: a number, a text, a cell (A1, $A$1) or a range of them, a name before a bracket, a sign.
PIECE = re.compile(r'\s*(?:(\d+(?:\.\d+)?)|"((?:[^"]|"")*)"|\$?([A-Z]{1,3})\$?(\d+)(?![\w(])|([A-Z]+)(?=\()|([-+*/&(),:]))')
DEEPEST = 30
LARGEST_RANGE = 100_000  # cells
FORMAT_PART = re.compile(r"yyyy|yy|mm|m|dd|d|hh|h|ss")


class Unknown(Exception):
    """A formula that is not understood, or that leads in a circle."""


def calculated(pending: Mapping[Place, str], rows: list[list[Value]], day_zero: date) -> dict[Place, Value]:
    """The results by place; a Fault where there is none."""
    sheet = Sheet(pending, rows, day_zero)
    return {place: sheet.result(place) for place in pending}


@dataclass(slots=True)
class Sheet:
    """The cells that formulas refer to."""

    pending: Mapping[Place, str]
    rows: list[list[Value]]
    day_zero: date
    results: dict[Place, Value] = field(default_factory=dict)
    depth: int = 0

    def result(self, place: Place) -> Value:
        """What a formula comes to."""
        if place not in self.results:
            try:
                self.results[place] = Reading(self, place, self.pending[place]).whole()
            except (Unknown, ValueError, OverflowError, TypeError, ZeroDivisionError):
                formula = "=" + self.pending[place]
                self.results[place] = formula if is_text(formula) else Fault(formula)
        return self.results[place]

    def value(self, place: Place) -> Value:
        """What a cell holds."""
        if place not in self.pending:
            row, column = place
            return self.rows[row][column] if 0 <= row < len(self.rows) and column < len(self.rows[row]) else ""
        self.depth += 1
        try:
            if self.depth > DEEPEST:
                raise Unknown
            value = self.result(place)
        finally:
            self.depth -= 1
        if isinstance(value, Fault):
            raise Unknown
        return value


class Reading:
    """One formula, read from left to right."""

    def __init__(self, sheet: Sheet, place: Place, formula: str) -> None:
        self.sheet, self.place = sheet, place
        self.pieces = [match.groups() for match in PIECE.finditer(formula)]
        if "".join(match[0] for match in PIECE.finditer(formula)) != formula.rstrip():
            raise Unknown
        self.at = 0

    def whole(self) -> Value:
        """The value of the whole formula."""
        value = self.joined()
        if self.at < len(self.pieces):
            raise Unknown
        return value

    def sign(self, *signs: str) -> str:
        """The next piece if it is one of the signs, and then past it; else ""."""
        if self.at < len(self.pieces) and self.pieces[self.at][5] in signs:
            self.at += 1
            return self.pieces[self.at - 1][5] or ""
        return ""

    def joined(self) -> Value:
        """a & b"""
        value = self.added()
        while self.sign("&"):
            value = shown(value) + shown(self.added())
        return value

    def added(self) -> Value:
        """a + b - c; a day and a number make a day"""
        value = self.multiplied()
        while sign := self.sign("+", "-"):
            value = self.sum(value, self.multiplied(), 1 if sign == "+" else -1)
        return value

    def multiplied(self) -> Value:
        """a * b / c"""
        value = self.single()
        while sign := self.sign("*", "/"):
            other = number(self.single())
            value = number(value) * other if sign == "*" else number(value) / other
        return value

    def single(self) -> Value:
        """A number, a text, a cell, a function or a bracket."""
        if self.sign("("):
            return self.closed(self.joined())
        if self.sign("-"):
            return -number(self.single())
        if self.at >= len(self.pieces):
            raise Unknown
        figure, text, column, row, name, _ = self.pieces[self.at]
        self.at += 1
        if figure is not None:
            return float(figure)
        if text is not None:
            return text.replace('""', '"')
        if column is not None:
            return self.sheet.value((int(row) - 1, number_of(column)))
        if name in FUNCTIONS and self.sign("("):
            return FUNCTIONS[name](self, self.arguments())
        raise Unknown

    def arguments(self) -> list[Value]:
        """What stands between the brackets of a function; a range gives all its cells."""
        values: list[Value] = []
        while not self.sign(")"):
            values += self.range() or [self.joined()]
            if not self.sign(",") and (self.at >= len(self.pieces) or self.pieces[self.at][5] != ")"):
                raise Unknown
        return values

    def range(self) -> list[Value]:
        """A1:B9, cell by cell; nothing where the next pieces are no range."""
        pieces = self.pieces[self.at : self.at + 3]
        if len(pieces) < 3 or pieces[0][2] is None or pieces[1][5] != ":" or pieces[2][2] is None:
            return []
        self.at += 3
        (_, _, left, top, *_), _, (_, _, right, bottom, *_) = pieces
        columns = range(number_of(left or ""), number_of(right or "") + 1)
        if len(columns) * (int(bottom or 0) - int(top or 0) + 1) > LARGEST_RANGE:
            raise Unknown
        return [self.sheet.value((row, column)) for row in range(int(top or 0) - 1, int(bottom or 0)) for column in columns]

    def closed(self, value: Value) -> Value:
        """The value, past the closing bracket."""
        if not self.sign(")"):
            raise Unknown
        return value

    def sum(self, value: Value, other: Value, factor: int) -> Value:
        """A sum or a difference."""
        if isinstance(value, date) and not isinstance(other, date):
            return value + timedelta(days=factor * number(other))
        if isinstance(value, date) and isinstance(other, date):
            return float((value - other).days)
        return number(value) + factor * number(other)


def is_text(formula: str) -> bool:
    """True for words that somebody typed behind an = (=科学+生活=)."""
    return "(" not in formula and "!" not in formula and any(sign > "\u2e7f" for sign in formula)


def number(value: Value) -> float:
    """A value as a number, a blank cell as 0."""
    if isinstance(value, int | float):
        return float(value)
    if value == "":
        return 0.0
    if isinstance(value, str):
        return float(value)
    raise Unknown


def shown(value: Value) -> str:
    """A value as a cell with the usual format shows it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | time | timedelta):
        raise Unknown  # & would show the number of the day
    return str(value)


def text(reading: Reading, values: list[Value]) -> Value:
    """TEXT(value, format): days and whole numbers."""
    value, form = values
    if isinstance(value, float) and form in ("0", "#"):
        return str(round(value))
    if not isinstance(value, date):
        raise Unknown
    hour, minute = (value.hour, value.minute) if isinstance(value, datetime) else (0, 0)
    parts = {"yyyy": f"{value.year}", "yy": f"{value:%y}", "m": f"{value.month}", "d": f"{value.day}", "h": f"{hour}"}
    parts |= {"mm": f"{value.month:02}", "dd": f"{value.day:02}", "hh": f"{hour:02}", "ss": "00"}
    clock = re.sub(r"(?<=h[:时])mm", f"{minute:02}", str(form))
    return FORMAT_PART.sub(lambda match: parts[match[0]], clock)


def day(reading: Reading, values: list[Value]) -> Value:
    """DATE(year, month, day)"""
    year, month, of_month = map(number, values)
    return date(int(year), int(month), 1) + timedelta(days=int(of_month) - 1)


def total(reading: Reading, values: list[Value]) -> Value:
    """SUM(…): texts count nothing."""
    return float(sum(value for value in values if isinstance(value, int | float)))


def row(reading: Reading, values: list[Value]) -> Value:
    """ROW()"""
    if values:
        raise Unknown
    return float(reading.place[0] + 1)


def concatenated(reading: Reading, values: list[Value]) -> Value:
    """CONCATENATE(…), CONCAT(…)"""
    return "".join(map(shown, values))


FUNCTIONS: dict[str | None, Callable[[Reading, list[Value]], Value]] = {
    "DATE": day, "TEXT": text, "SUM": total, "ROW": row, "CONCATENATE": concatenated, "CONCAT": concatenated,
}  # fmt: skip
