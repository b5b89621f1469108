"""XML that a stranger wrote is refused where it declares a document type or entities: no office program writes them."""

from __future__ import annotations

from kepu.uploads.unreadable import Sentences, Unreadable

FORBIDDEN = tuple(word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be"))


def check_markup(content: bytes, sentences: Sentences) -> None:
    """Raises Unreadable where the XML could make its reader expand or fetch anything."""
    if any(word in content for word in FORBIDDEN):
        raise Unreadable(sentences.entities)
