"""The English catalogue: complete, with the same places to fill in, compiled; and pages that speak it."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from babel.messages.catalog import Message

from kepu.ui import translations

CHINESE = re.compile(r"[\u3400-\u9fff]")
PLACE = re.compile(r"%\((\w+)\)[sd]|(%%)|(\{\w+\})")


def messages() -> list[Message]:
    """What the catalogue of the repository says."""
    return [message for message in translations.english() if message.id]


def forms(text: Any) -> tuple[str, ...]:
    """One form, or singular and plural."""
    return (text,) if isinstance(text, str) else tuple(text)


def test_complete_and_up_to_date() -> None:
    catalog = translations.merged()
    assert [message.id for message in translations.untranslated(catalog)] == []
    assert translations.as_po(catalog) == translations.PO.read_bytes(), "run bin/kepu translations"


def test_compiled() -> None:
    assert translations.as_mo(translations.english()) == translations.MO.read_bytes(), "run bin/kepu translations"


def test_the_same_places_to_fill_in() -> None:
    wrong = [
        message.id
        for message in messages()
        for chinese, said in zip(forms(message.id), forms(message.string), strict=True)
        if set(PLACE.findall(chinese)) != set(PLACE.findall(said)) or "%" in PLACE.sub("", said)
    ]
    assert wrong == []


def test_chinese_only_where_it_is_quoted() -> None:
    wrong = [said for message in messages() for said in forms(message.string) if CHINESE.search(re.sub("“[^“”]*”", "", said))]
    assert wrong == []


def test_english_has_a_plural() -> None:
    assert translations.english().plural_forms == "nplurals=2; plural=(n != 1);"
    counted = {message.id[0]: message.string for message in messages() if message.pluralizable}
    assert counted["共 %(num)d 人"] == ("%(num)d person", "%(num)d people")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('_("保存")', [("_", "保存")]),
        ('_("共%(n)s" "项") % {"n": 3}', [("_", "共%(n)s项")]),
        ("f\"{unit or _('未对应')}\"", [("_", "未对应")]),
        ('_("保存") if new else _("删去")', [("_", "保存"), ("_", "删去")]),
        ('_("保存" if new else "删去")', [("_", "保存"), ("_", "删去")]),
        ('ngettext("%(n)d 人", "%(n)d 人", count)', [("ngettext", ("%(n)d 人", "%(n)d 人"))]),
        ('pgettext("brand", "科普日")', [("pgettext", ("brand", "科普日"))]),
        ('audit.record("发布", thing, by=by, note=_("手工"))', [("_", "发布"), ("_", "手工")]),
        ('note("授予角色" if new else "修改角色", role)', [("_", "授予角色"), ("_", "修改角色")]),
        ('note(verb, role); _(verb); other("其他"); note("prose")', []),
    ],
)
def test_what_is_taken_out_of_code(source: str, expected: list[tuple[str, object]]) -> None:
    found = translations.python(BytesIO(source.encode()), translations.KEYWORDS, (), {})
    assert sorted((name, said) for _line, name, said, _comments in found) == sorted(expected)
