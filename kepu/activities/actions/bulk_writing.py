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
from kepu.activities.content import LISTS, Content
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
    shape = Activity(campaign=campaign, created_by=by.person, created_at=now, saved_at=now, saved_by_name=by.name)
    copy_rows(shape, ACTIVITY, (activity_row(pk, unit, said) for pk, (unit, said) in zip(ids, drafts, strict=True)))
    copy_rows(Occurrence(), OCCURRENCE, occurrence_rows(ids, [said for _unit, said in drafts]))
    return ids


def fresh_ids(count: int) -> list[int]:
    """So many ids that nobody else gets."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [Activity._meta.db_table])
        (sequence,) = cursor.fetchone()
        cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, count])
        return [pk for (pk,) in cursor.fetchall()]


def activity_row(pk: int, unit: Organisation, said: Content) -> list[str]:
    """The values of ACTIVITY."""
    kept = own_columns(said)
    plain = [cell(kept[name]) for name in PLAIN]
    lists = [array(kept[name]) for name in LISTS]
    derived = [cell(kept["first_start"]), str(kept["occurrence_count"]), as_json(kept["unfinished"])]
    return [str(pk), public_id(), str(unit.pk), *plain, *lists, *derived, escaped(literal(searched(said, unit)))]


def occurrence_rows(ids: Iterable[int], contents: Iterable[Content]) -> Iterator[list[str]]:
    """The values of OCCURRENCE, for every settled occurrence of each content."""
    for pk, said in zip(ids, contents, strict=True):
        for position, part in enumerate(said.occurrences):
            if part.is_settled:
                times = [cell(part.start), cell(part.end), cell(part.all_day)]
                yield [str(pk), str(position), *times, part.mode, *map(escaped, (part.place, part.address, part.district))]


def copy_rows(shape: Model, names: Sequence[str], rows: Iterable[list[str]]) -> None:
    """COPY rows into the table of `shape`: `names` differ, every other column has the value that `shape` has."""
    meta, quoted = shape._meta, connection.ops.quote_name
    fields = {field.attname: field for field in meta.concrete_fields}
    same = [name for name, field in fields.items() if name not in names and not field.primary_key]
    tail = "".join(f"\t{same_cell(fields[name], getattr(shape, name))}" for name in same) + "\n"
    columns = ", ".join(quoted(fields[name].column) for name in (*names, *same))
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
    if type(value) is str:
        return escaped(value)
    if value is None:
        return ABSENT
    return value.isoformat() if isinstance(value, datetime) else escaped(str(value))


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
