"""Short plans as text, to try one form of writing at a time."""

from __future__ import annotations

from typing import Any

from kepu.plans.blocks import Block, Document, paragraph
from kepu.plans.reading import Reading
from kepu.plans.understanding import understand

TITLE = "关于开展2024年云山市全国科普日活动的通知"


def document(*blocks: str | Block, title: str = TITLE, **more: Any) -> Document:
    """A document of paragraphs (each line one) and ready blocks below a title."""
    parts = [title, *blocks] if title else list(blocks)
    made: list[Block] = []
    for part in parts:
        made += [paragraph(line) for line in part.split("\n") if line.strip()] if isinstance(part, str) else [part]
    return Document("方案.txt", tuple(made), **more)


def reading(*blocks: str | Block, title: str = TITLE, **more: Any) -> Reading:
    """What is understood of it."""
    return understand(document(*blocks, title=title, **more))


def demand(sentence: str) -> Reading:
    """A plan whose chapter 工作要求 holds one sentence."""
    return reading("一、工作要求", sentence)


def lines(found: Reading) -> list[str]:
    """Key, name and units of each line in one string."""
    made = []
    for t in found.values("track"):
        units = [*t["responsible"], *(f"*{g}" for g in t["groups"])] + ["等"] * t["open"]
        made.append(f"{t['key']} {t['name']} {'、'.join(units)}".strip())
    return made
