"""QR codes: an address as a small drawing that a phone's camera reads."""

from __future__ import annotations

import segno
from markupsafe import Markup


def qr(text: str) -> Markup:
    """An SVG as large as its place, with the quiet margin that cameras need."""
    code = segno.make(text, error="m", micro=False)
    return Markup(code.svg_inline(omitsize=True, svgclass="qr", lineclass=None, border=2))  # noqa: S704 - drawn, not quoted
