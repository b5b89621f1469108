"""From blocks to a reading: blocks → outline → facts → doubts."""

from __future__ import annotations

from dataclasses import replace

from kepu.plans.blocks import Document
from kepu.plans.doubts import doubts
from kepu.plans.facts import (
    attachments,
    contacts,
    evidence,
    gates,
    hosts,
    milestones,
    quotas,
    resources,
    tables,
    themes,
    titles,
    tracks,
    windows,
)
from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import FAMILIES, Fact
from kepu.plans.outline import outline
from kepu.plans.reading import Reading

# In this order: the year is needed for every date, the lines for everything that is said outside them.
FINDERS = (titles, tracks, themes, windows, hosts, quotas, milestones, evidence, gates, contacts, resources, attachments, tables)
MENDED = 0.95  # what a fact out of a mended text is worth
GLUED = {"table": 0.85}  # where headings, cells and lines had run together, and what suffers most


def understand(document: Document) -> Reading:
    """Read a document as a work plan. Anything else gives few facts, never an error."""
    context = Context(document, outline(document))
    facts = [f for finder in FINDERS for f in finder.find(context)]
    if document.mended:
        glued = GLUED if document.glued else {}
        facts = [replace(f, confidence=round(f.confidence * MENDED * glued.get(f.family, 1), 2)) for f in facts]
    ordered: tuple[Fact, ...] = tuple(sorted(facts, key=lambda f: FAMILIES.index(f.family)))
    return Reading(document.name, document.blocks, ordered, doubts(context, ordered))
