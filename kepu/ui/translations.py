"""The English catalogue: strings are extracted from code and templates, merged, checked and compiled with Babel.

Chinese is the source language: the msgid is what a clerk reads. `bin/kepu translations` brings the catalogue up to date,
`--check` (in bin/check) says what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent
PO = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
METHODS = [("**/templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
OPTIONS = {"**/templates/**.html": {"newstyle_gettext": "true", "silent": "false", "trimmed": "true"}}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
}


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
    catalog = english() if PO.exists() else Catalog(locale="en", project="kepu", charset="utf-8")
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
    write_po(stream, catalog, sort_output=True, include_lineno=False, width=120, omit_header=False)
    lines = stream.getvalue().decode().splitlines(keepends=True)
    return "".join(
        line for line in lines if not line.startswith(('"POT-Creation', '"PO-Revision', '"Generated-By', '"Last-Translator'))
    ).encode()


def as_mo(catalog: Catalog) -> bytes:
    """The compiled catalogue."""
    stream = BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()
