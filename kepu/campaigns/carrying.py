"""沿用取舍: what the office decided on the facts of one document holds for the same facts of the next.

“读的还是那一句，不用再认一遍”: a revised plan repeats most of what the adopted one said. Where the reader reads the same
again, the office's correction of it is not asked for anew; what the document says otherwise is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kepu.campaigns.decisions import ADDED, keyed
from kepu.campaigns.families import FAMILIES

Json = Mapping[str, Any]


def carried(reading: Json, former: Json, decisions: Json) -> dict[str, Any]:
    """Decisions on `reading` that follow from those on a `former` one: of the same facts, and the facts that people added.

    Whoever decided stays named; `carried` marks that it was on the former document.
    """
    taken = by_fact(former, decisions)
    found = {}
    for key, fact in keyed(reading):
        if waiting := taken.get(same(fact["family"], fact["value"])):
            found[key] = {**waiting.pop(0), "seen": 1, "carried": True}
    read = {same(fact["family"], fact["value"]) for fact in reading["facts"]}
    families = {fact["family"] for fact in reading["facts"]}
    for key, said in decisions.items():
        family = said.get("family", "")
        is_needed = key.startswith(ADDED) and same(family, said["value"]) not in read
        # Of a year, a title, a window there is one: what the document says now wins over what was added to the former.
        if is_needed and not (FAMILIES[family].single and family in families):
            found[key] = {**said, "seen": 1, "carried": True}
    return found


def by_fact(former: Json, decisions: Json) -> dict[str, list[Any]]:
    """The decisions on facts that were read, under what was read."""
    taken: dict[str, list[Any]] = {}
    for key, fact in keyed(former):
        if (said := decisions.get(key)) and said["state"] != "open":
            taken.setdefault(same(fact["family"], fact["value"]), []).append(said)
    return taken


def same(family: str, value: Any) -> str:
    """A fact as a text that is the same for the same fact (the database keeps no order of keys)."""
    return json.dumps([family, value], ensure_ascii=False, sort_keys=True)
