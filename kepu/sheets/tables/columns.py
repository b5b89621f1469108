"""Which column gives which field, where the words of the headings leave a choice: by their rank, then by what stands below."""

from __future__ import annotations

from kepu.sheets.tables.header import Header
from kepu.sheets.words.fields import IGNORED, Fields


def columns_of(header: Header, fields: Fields) -> dict[int, str]:
    """Column → field. Of several columns for one field the one with the lowest rank gives it, of these the first."""
    found: dict[int, str] = {}
    for field in dict.fromkeys(meaning.field for meaning in header.meanings.values()):
        if field == IGNORED:
            continue
        ranked = [(meaning.rank, column) for column, meaning in sorted(header.meanings.items()) if meaning.field == field]
        best = min(rank for rank, _ in ranked)
        chosen = [column for rank, column in ranked if rank == best]
        if field not in fields.many:
            chosen = chosen[:1]
        elif field == "place":
            chosen = [column for column in chosen if header.paths[column][:-1] == header.paths[chosen[0]][:-1]]
        found |= dict.fromkeys(chosen, field)
    return found
