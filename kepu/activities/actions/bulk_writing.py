"""Many new working copies at once, by COPY. Called by actions only, inside their transaction; nothing is announced here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Field, JSONField, Model

from kepu.accounts.actor import Actor
from kepu.activities.actions.writing import PLAIN, own_columns, searched
from kepu.activities.content import LISTS, Content, OccurrencePart
from kepu.activities.models import Activity, Occurrence
from kepu.activities.models.activity import public_id
from kepu.activities.search import literal
from kepu.campaigns.models import Campaign
from kepu.organisations.models import Organisation

BLOCK = 500
"""Rows that are handed over at a time."""
ACTIVITY = ("id", "uid", "organisation_id", *PLAIN, *LISTS, "first_start", "occurrence_count", "unfinished", "search")
OCCURRENCE = ("activity_id", "position", "start", "end", "all_day", "mode", "place", "address", "district")
"""Columns that differ from row to row; the others are the same for all."""
SPECIAL = re.compile(r"[\\\t\n\r]")
ESCAPED = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
ABSENT = "\\N"


def write_many(campaign: Campaign, drafts: Sequence[tuple[Organisation, Content]], *, by: Actor, now: datetime) -> list[int]:
    """Write a draft of the unit for each content; their ids, in the same order. Contents are tidy and fit."""
    ids = fresh_ids(len(drafts))
    times = [settled(said) for _unit, said in drafts]
    shape = Activity(campaign=campaign, created_by=by.person, created_at=now, saved_at=now, saved_by_name=by.name)
    copy_rows(shape, ACTIVITY, map(activity_row, ids, drafts, times))
    copy_rows(Occurrence(), OCCURRENCE, (row for pk, each in zip(ids, times, strict=True) for row in occurrence_rows(pk, each)))
    return ids


def fresh_ids(count: int) -> list[int]:
    """So many ids that nobody else gets."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [Activity._meta.db_table])
        (sequence,) = cursor.fetchone()
        cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, count])
        return [pk for (pk,) in cursor.fetchall()]


Settled = tuple[int, OccurrencePart, datetime, datetime]
"""An occurrence that stands in the calendar: its place in the content, and when it begins and ends, computed once."""


def settled(said: Content) -> list[Settled]:
    """The settled occurrences of a content."""
    found = [(position, part, part.start, part.end) for position, part in enumerate(said.occurrences) if part.is_settled]
    return [(position, part, start, end) for position, part, start, end in found if start and end]


def activity_row(pk: int, draft: tuple[Organisation, Content], times: Sequence[Settled]) -> list[str]:
    """The values of ACTIVITY; what is derived is what writing.own_columns derives."""
    unit, said = draft
    first = min([start for _position, _part, start, _end in times]).isoformat() if times else ABSENT
    unfinished = "[]" if len(times) == len(said.occurrences) else as_json(own_columns(said)["unfinished"])
    return [
        *(str(pk), public_id(), str(unit.pk)),
        *[cell(getattr(said, name)) for name in PLAIN],
        *[array(getattr(said, name)) for name in LISTS],
        *(first, str(len(times)), unfinished, literal(searched(said, unit))),
    ]


def occurrence_rows(pk: int, times: Iterable[Settled]) -> Iterator[list[str]]:
    """The values of OCCURRENCE for the occurrences of one activity."""
    for position, part, start, end in times:
        texts = (part.mode, escaped(part.place), escaped(part.address), escaped(part.district))
        yield [str(pk), str(position), start.isoformat(), end.isoformat(), "t" if part.all_day else "f", *texts]


def copy_rows(shape: Model, names: Sequence[str], rows: Iterable[list[str]]) -> None:
    """COPY rows into the table of `shape`: `names` differ, every other column has the value that `shape` has."""
    meta, quoted = shape._meta, connection.ops.quote_name
    fields = {field.attname: field for field in meta.concrete_fields}
    same = [name for name, field in fields.items() if name not in names and not field.primary_key]
    tail = "".join(f"\t{same_cell(fields[name], getattr(shape, name))}" for name in same) + "\n"
    columns = ", ".join(quoted(fields[name].column or name) for name in (*names, *same))
    upcoming = iter(rows)
    with connection.cursor() as cursor, cursor.copy(f"COPY {quoted(meta.db_table)} ({columns}) FROM STDIN") as copy:
        while block := list(islice(upcoming, BLOCK)):
            copy.write("".join(["\t".join(row) + tail for row in block]))


def same_cell(field: Field[Any, Any], value: Any) -> str:
    """A value that all rows have, of any kind of field."""
    if isinstance(field, JSONField):
        return as_json(value)
    return array([str(one) for one in value]) if isinstance(field, ArrayField) else cell(value)


def cell(value: Any) -> str:
    """A single value as COPY reads it."""
    if value is None:
        return ABSENT
    return escaped(value if type(value) is str else str(value))


def array(words: Sequence[str]) -> str:
    """An array as COPY reads it."""
    if not words:
        return "{}"
    quoted = [word.replace("\\", "\\\\").replace('"', '\\"') for word in words]
    return escaped('{"' + '","'.join(quoted) + '"}')


def as_json(value: Any) -> str:
    """A JSON value as COPY reads it."""
    return escaped(json.dumps(value, ensure_ascii=False)) if value else json.dumps(value)


def escaped(text: str) -> str:
    """A text as COPY reads it."""
    if text.isprintable() and "\\" not in text:  # nearly every text
        return text
    return SPECIAL.sub(lambda found: ESCAPED[found[0]], text)
