"""名单: a list as a person sees it, ready to be taken away as .xlsx or .csv by documents/formats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kepu.documents.workbook.sheet import Cell, Look, Note


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, how wide its column is (half-width characters), what is said about it in a note, what may be chosen in it."""

    heading: str
    width: float = 14
    note: str = ""
    words: tuple[str, ...] = ()
    is_hidden: bool = False
    look: Look = Look.TEXT


@dataclass(frozen=True, slots=True)
class Listing:
    """`rows` are asked for once. `above` stands over the headings, each text on a row of its own; `notes` count rows from the
    first below the headings. `guide` becomes a sheet of its own, a protected listing lets only its rows be changed.

    A .csv has the headings and the rows alone.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]
    above: tuple[str, ...] = ()
    notes: Sequence[Note] = field(default=())
    guide: tuple[str, ...] = ()
    is_protected: bool = False
