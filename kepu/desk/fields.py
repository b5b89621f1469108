"""Fields that several forms of the desk use: days with the browser's picker, lists of names as one text."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kepu.campaigns.matching import Register, match
from kepu.organisations.models import Organisation

BETWEEN = re.compile(r"[、,，;；\n]")
"""What separates names that people type or paste."""


def plain(typed: str) -> str:
    """What stands in an address or a hidden field, without what the database refuses."""
    return typed.replace("\x00", "").strip()


def office_field(offices: list[Organisation]) -> forms.ChoiceField:
    """For which office, by code; hidden where the person works in one only."""
    widget = forms.HiddenInput if len(offices) == 1 else forms.Select
    field = forms.ChoiceField(label=_lazy("组织方"), choices=[(office.code, office.name) for office in offices], widget=widget)
    field.initial = offices[0].code if offices else None
    return field


class DayField(forms.DateField):
    """A date with the browser's own picker; the page says it in Chinese beside it."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class HourField(forms.TimeField):
    """An hour with the browser's own picker."""

    def __init__(self, **more: Any) -> None:
        picker = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(widget=picker, input_formats=["%H:%M", "%H:%M:%S"], **more)


class UnitField(forms.CharField):
    """A unit by any of its names; gives its id, or None for nothing. `register` is set by the form."""

    register: Register = Register(())

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=120, widget=forms.TextInput(attrs={"list": "unit-names", "autocomplete": "off"}), **more)

    def clean(self, value: Any) -> int | None:
        typed = super().clean(value)
        if not typed:
            return None
        found = match(typed, self.register, {})
        if found.entry is None:
            raise ValidationError(_("单位库中没有“%(name)s”，请从列表中选择。") % {"name": typed})
        return found.entry.id


class NamesField(forms.CharField):
    """Names apart by 、 as a list, each once; a script turns the text into chips. Brackets are never split."""

    def __init__(self, *, max_length: int, **more: Any) -> None:
        self.most = max_length
        super().__init__(widget=forms.Textarea(attrs={"rows": 2, "data-chips": ""}), **more)

    def prepare_value(self, value: Any) -> Any:
        return "、".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # a list of what CharField gives
        return list(dict.fromkeys(name for part in split(super().to_python(value) or "") if (name := part.strip())))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if long := next((name for name in value if len(name) > self.most), None):
            raise ValidationError(_("“%(name)s……”超过%(most)s字。") % {"name": long[:12], "most": self.most})

    def run_validators(self, value: Any) -> None:
        super().run_validators("".join(value))


def split(text: str) -> list[str]:
    """The parts between separators that stand outside brackets."""
    parts, depth = [""], 0
    for character in text:
        depth += (character in "(\uff08") - (character in ")\uff09")
        if depth <= 0 and BETWEEN.fullmatch(character):
            parts.append("")
        else:
            parts[-1] += character
    return parts
