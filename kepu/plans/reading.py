"""读取结果: what was read in a plan – blocks, facts, doubts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kepu.plans.blocks import Block
from kepu.plans.facts.fact import Fact
from kepu.plans.pieces import Span

PLAN_KINDS = ("kind", "opens", "closes")
SURE = 0.8
"""Below this confidence a fact is put before the office by itself."""
TRACK_KEYS = ("key", "parent", "name", "responsible", "groups", "open")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A contradiction or an ambiguity in one plain sentence, where it stands, and which facts (by number) it touches."""

    text: str
    spans: tuple[Span, ...] = ()
    facts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A plan as understood. `facts` come in the order of their families, within a family in the text's."""

    name: str
    blocks: tuple[Block, ...]
    facts: tuple[Fact, ...]
    doubts: tuple[Doubt, ...] = ()

    def values(self, family: str) -> list[Any]:
        """The values of one family, in order."""
        return [f.value for f in self.facts if f.family == family]

    def first(self, family: str) -> Any:
        """The first value of a family, or None."""
        return next(iter(self.values(family)), None)

    @property
    def doubtful(self) -> frozenset[int]:
        """Numbers of the facts that the office must look at by themselves: unsure, or named by a doubt."""
        unsure = {number for number, fact in enumerate(self.facts) if fact.confidence < SURE}
        return frozenset(unsure.union(*(doubt.facts for doubt in self.doubts)))

    def to_plan(self) -> dict[str, Any]:
        """The plan as one object, nothing but what the text says."""
        return {
            "title": self.first("title"),
            "year": self.first("year"),
            "occasion": self.first("occasion"),
            "themes": self.values("theme"),
            "subtheme": self.first("subtheme") or "none",
            "window": self.first("window"),
            "hosts": self.values("host"),
            "organisers": self.values("organiser"),
            "tracks": [{k: t[k] for k in TRACK_KEYS} for t in self.values("track")],
            "quotas": self.values("quota"),
            "milestones": [{k: m[k] for k in PLAN_KINDS} for m in self.values("milestone")],
            "evidence": self.values("evidence"),
            "award_gate": bool(self.first("award_gate")),
            "contacts": self.values("contact"),
            "resources": self.values("resource"),
            "attachments": self.values("attachment"),
            "tables": self.values("table"),
        }

    def to_json(self) -> dict[str, Any]:
        """The whole reading as lists and dictionaries that JSON can hold."""
        return {
            "name": self.name,
            "blocks": [
                {
                    "kind": b.kind, "level": b.level, "number": b.number, "text": b.text, "rows": [list(r) for r in b.rows],
                    "header_rows": b.header_rows,
                }
                for b in self.blocks
            ],
            "facts": [_of_fact(f) for f in self.facts],
            "doubts": [{"text": d.text, "spans": [list(s) for s in d.spans], "facts": list(d.facts)} for d in self.doubts],
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Reading:
        """The reading that `to_json` wrote; how the document looked is not kept."""
        blocks = (
            Block(
                b["kind"],
                b["text"],
                b["level"],
                b["number"],
                rows=tuple(map(tuple, b["rows"])),
                header_rows=b.get("header_rows", 0),
            )
            for b in data["blocks"]
        )
        facts = (Fact(f["family"], f["value"], _spans(f["spans"]), f["confidence"], f["rule"]) for f in data["facts"])
        doubts = (Doubt(d["text"], _spans(d["spans"]), tuple(d["facts"])) for d in data["doubts"])
        return cls(data["name"], tuple(blocks), tuple(facts), tuple(doubts))


def _of_fact(f: Fact) -> dict[str, Any]:
    spans = [list(span) for span in f.spans]
    return {"family": f.family, "value": f.value, "spans": spans, "confidence": f.confidence, "rule": f.rule}


def _spans(spans: list[list[int]]) -> tuple[Span, ...]:
    return tuple((block, start, end) for block, start, end in spans)
