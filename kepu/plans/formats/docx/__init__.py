"""Word documents (.docx) as blocks, in the order in which a reader of the paper meets them."""

from __future__ import annotations

from kepu.plans.blocks import Block
from kepu.plans.formats.docx.body import Body
from kepu.plans.formats.docx.package import Archive, Package


def read_docx(archive: Archive) -> list[Block]:
    """All blocks: the body, then footnotes, then headers and footers, each text once. Raises Unreadable."""
    return list(Body(Package(archive)).all())
