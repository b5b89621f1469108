"""A paper (documents/paper.py) as PDF, typeset by paper.typ with fonts that come with the installation."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst

from kepu.documents.layout import clean
from kepu.documents.paper import Paper, Part, numbered

CONTENT_TYPE = "application/pdf"
TEMPLATE = Path(__file__).with_name("paper.typ")
FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent


def write(paper: Paper) -> bytes:
    """The document as bytes."""
    said = {
        **{name: clean(getattr(paper, name)) for name in ("title", "addressee", "signed", "dated")},
        "is_dense": paper.is_dense,
        "parts": [as_data(part) for part in numbered(paper.parts)],
        "annex": [as_data(part) for part in paper.annex],
    }
    # The machine's own fonts stay out, so that a page breaks at the same place everywhere.
    made = typst.compile(
        str(TEMPLATE), font_paths=[str(FONTS)], ignore_system_fonts=True, sys_inputs={"paper": json.dumps(said)}, format="pdf"
    )
    assert isinstance(made, bytes)
    return made


def as_data(part: Part) -> dict[str, Any]:
    """A part as the template reads it."""
    return {"kind": type(part).__name__.lower(), **cleaned(asdict(part))}


def cleaned(value: Any) -> Any:
    """All texts in it without what no paper can hold."""
    match value:
        case str():
            return clean(value)
        case dict():
            return {key: cleaned(each) for key, each in value.items()}
        case list() | tuple():
            return [cleaned(each) for each in value]
        case _:
            return value
