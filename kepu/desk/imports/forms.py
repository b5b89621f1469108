"""What a person hands in for an import, and decides about its columns and units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kepu.campaigns.matching import Register
from kepu.desk.fields import UnitField
from kepu.organisations.models import Organisation
from kepu.sheets.book import FIELDS, Sheet
from kepu.sheets.sentences import LARGEST_FILE, SHEET

FEW = 40
"""So many units are chosen from a list; of more, one is found by its name."""
PASTED = gettext_lazy("粘贴的表格")
LONGEST_PASTE = 5_000_000


class UploadForm(forms.Form):
    """A file, or cells copied in a spreadsheet program; for which unit, where the person files for several."""

    document = forms.FileField(
        label=gettext_lazy("表格文件"), required=False, widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.et,.csv"})
    )
    text = forms.CharField(
        label=gettext_lazy("粘贴的单元格"),
        required=False,
        strip=False,
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 6, "wrap": "off"}),
    )

    def __init__(self, units: Sequence[Organisation], register: Register, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, label_suffix="")
        self.units, self.register = units, register
        if len(units) > 1:
            none = _("不选则由表中的填报单位决定")
            self.fields["unit"] = unit_field(units, register, _("填报单位"), none, none)

    def clean_document(self) -> Any:
        document = self.cleaned_data["document"]
        if document is not None and document.size > LARGEST_FILE:
            raise ValidationError(SHEET.too_large)
        return document

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.cleaned_data["document"] and not self.cleaned_data["text"].strip():
            self.add_error("document", _("请选择表格文件，或把单元格粘贴进来。"))
        return self.cleaned_data

    @property
    def unit(self) -> Organisation | None:
        """The unit of all rows; None where the sheet decides."""
        if len(self.units) == 1:
            return self.units[0]
        return unit_of(self.units, self.cleaned_data.get("unit"))

    @property
    def content(self) -> tuple[bytes, str, bool]:
        """The bytes, the name, and whether they were pasted."""
        document = self.cleaned_data["document"]
        return (document.read(), document.name, False) if document else (self.cleaned_data["text"].encode(), str(PASTED), True)


def unit_field(units: Sequence[Organisation], register: Register, label: str, empty: str, hint: str = "") -> forms.Field:
    """One of a few units from a list, one of many by its name. `empty` is what choosing none of a list means."""
    if len(units) <= FEW:
        choices = [("", empty), *((str(unit.pk), unit.name) for unit in units)]
        return forms.ChoiceField(label=label, required=False, choices=choices)
    field = UnitField(label=label, required=False, help_text=hint or _("输入名称或又名，从列表中选"))
    field.register = register
    return field


def unit_of(units: Iterable[Organisation], typed: str | int | None) -> Organisation | None:
    """The unit that was chosen."""
    return next((unit for unit in units if str(unit.pk) == str(typed)), None)


class UnitsForm(forms.Form):
    """Whose rows are those of a name that nobody knows, and those without any."""

    def __init__(self, names: Sequence[str], units: Sequence[Organisation], register: Register, data: Any = None) -> None:
        super().__init__(data, prefix="whose", label_suffix="")
        self.names, self.units = names, units
        for number, name in enumerate(names):
            label = _("“%(name)s”是") % {"name": name} if name else _("没有写填报单位的行是")
            self.fields[str(number)] = unit_field(units, register, label, _("还不知道"))

    def named(self) -> dict[str, int | None]:
        """The unit's id for each name of which one was chosen; under "" that of rows without a name."""
        chosen = ((name, unit_of(self.units, self.cleaned_data.get(str(at)))) for at, name in enumerate(self.names))
        return {name: unit.pk for name, unit in chosen if unit}


def field_choices() -> list[tuple[str, str]]:
    """What a column may mean, in words of the page's language."""
    return [("", _("不读这一列")), *((name, _(label)) for name, label in FIELDS.items())]


def columns_said(sheets: Sequence[Sheet], data: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """What a person said about the columns of the sheets, as far as something was said of one."""
    said: dict[str, dict[str, str]] = {}
    for number, sheet in enumerate(sheets):
        answers = {letter: str(data.get(f"column-{number}-{letter}", "?")) for letter in sheet.headings}
        known = {letter: name for letter, name in answers.items() if name in FIELDS or not name}
        if known and known != {letter: sheet.columns.get(letter, "") for letter in known}:
            said[sheet.name] = known
    return said
