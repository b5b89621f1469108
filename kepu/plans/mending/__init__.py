"""修复: what document sites, OCR and copying did to a text is undone before anything is read from it.

Order of the repairs: lines of sites and pages go; chunk marks go and chunks join; lines broken at a fixed width join;
misread and doubled characters are mended; run-on text gets its paragraphs back; flattened tables become tables again.
Each repair first asks whether its damage is there at all, so that a clean document passes unchanged.
"""

from __future__ import annotations

from kepu.plans.blocks import Block, Document
from kepu.plans.mending.chunks import without_chunks
from kepu.plans.mending.flat_tables import with_tables
from kepu.plans.mending.noise import without_doublings, without_noise, without_slips, without_stray_blanks
from kepu.plans.mending.segmenting import with_paragraphs
from kepu.plans.mending.wrapping import unwrapped
from kepu.plans.patterns import lazy

MASKED_YEAR = lazy(r"20[XxＸ×*]{2}\s*年|[XxＸ×]{4}\s*年")


REPAIRS = (without_noise, without_chunks, unwrapped, without_slips, without_stray_blanks)


def mend(name: str, blocks: list[Block]) -> Document:
    """The document with the damage undone; it tells whether there was any."""
    found = blocks
    for repair in REPAIRS:
        found = repair(found)
    found = without_doublings(found, damaged=found is not blocks)
    damaged = found is not blocks
    paragraphs = with_paragraphs(found)
    glued = paragraphs is not found
    return Document(
        name,
        tuple(with_tables(paragraphs)),
        mended=damaged or glued,
        glued=glued,
        masked=any(MASKED_YEAR.search(block.text) for block in blocks),
    )
