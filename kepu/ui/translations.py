"""The English catalogue: strings are extracted from code and templates, merged, checked and compiled with Babel.

Chinese is the source language: the msgid is what a clerk reads. `bin/kepu translations` brings the catalogue up to date,
`--check` (in bin/check) says what is missing.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent
PO = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {
    "_": None,
    "_lazy": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
RECORDING = {"record", "note"}
"""Calls whose first argument is a verb of the record: it is kept in Chinese, and pages show it through gettext."""
TITLE = "# The English of kepu. `bin/kepu translations` keeps the list; written by hand are the lines msgstr."

Extracted = Iterator[tuple[int, str, Any, list[str]]]


class Plain(Catalog):
    """A catalogue whose head says nothing but the language, so that a file changes only when a message does."""

    mime_headers = property(
        lambda self: [
            ("Language", "en"),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]
    )


def python(stream: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Extracted:
    """Babel's extraction from Python, by the syntax tree: it also sees calls within f-strings and within other calls."""
    for node in ast.walk(ast.parse(stream.read())):
        if isinstance(node, ast.Call) and node.args:
            name = str(getattr(node.func, "id", "") or getattr(node.func, "attr", ""))
            if name in RECORDING or (name in KEYWORDS and KEYWORDS[name] is None):
                yield from ((node.lineno, "_", text, []) for text in texts(node.args[0]) if not text.isascii())
            elif name in KEYWORDS:
                yield node.lineno, name, tuple(text for argument in node.args[:2] for text in texts(argument)), []


def texts(node: ast.expr) -> list[str]:
    """A literal, or the literals between which a condition chooses."""
    if isinstance(node, ast.IfExp):
        return texts(node.body) + texts(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


METHODS: Any = [("**/templates/**.html", "jinja2.ext:babel_extract"), ("**.py", python)]
OPTIONS = {"**/templates/**.html": {"newstyle_gettext": "true", "silent": "false", "trimmed": "true"}}


def template() -> Catalog:
    """All strings of the interface, each with the files in which it stands."""
    catalog = Catalog(project="kepu", charset="utf-8")
    for name, line, message, comments, context in extract_from_dir(str(PACKAGE), METHODS, OPTIONS, KEYWORDS):
        del line  # line numbers would change the catalogue with every edit
        catalog.add(message, None, [(f"kepu/{Path(name).as_posix()}", 0)], auto_comments=comments, context=context)
    return catalog


def english() -> Catalog:
    """The catalogue as it stands in the repository."""
    with PO.open("rb") as stream:
        return read_po(stream, locale="en")


def merged() -> Catalog:
    """The catalogue brought up to date with the strings found; without guesses at changed ones."""
    catalog = english() if PO.exists() else Catalog(locale="en", charset="utf-8")
    catalog.update(template(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def untranslated(catalog: Catalog) -> Iterator[Message]:
    """The messages that have no English yet."""
    for message in catalog:
        if message.id and (
            not message.string or (isinstance(message.string, tuple) and not all(message.string)) or message.fuzzy
        ):
            yield message


def as_po(catalog: Catalog) -> bytes:
    """The catalogue as a file: sorted, without line numbers and dates, so that differences are real ones."""
    stream = BytesIO()
    write_po(stream, plain(catalog), sort_output=True, include_lineno=False, width=120)
    return stream.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """The compiled catalogue."""
    stream = BytesIO()
    write_mo(stream, plain(catalog))
    return stream.getvalue()


def plain(catalog: Catalog) -> Plain:
    """The same messages under a plain head."""
    copy = Plain(locale="en", charset="utf-8", header_comment=TITLE, fuzzy=False)
    for message in catalog:
        if message.id:
            copy[message.id] = message
    return copy
