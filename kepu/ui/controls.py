"""Widgets of Django forms with the classes of our styles, joined to their hint and error for screen readers."""

from __future__ import annotations

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select
from django.forms.widgets import Widget
from django.utils.safestring import SafeString


def style(widget: Widget) -> str:
    """The class of one widget."""
    if isinstance(widget, CheckboxInput | RadioSelect | CheckboxSelectMultiple):
        return "form-check-input"
    if isinstance(widget, Select) and not getattr(widget, "allow_multiple_selected", False):
        return "form-select"
    return "form-control form-control-file" if isinstance(widget, FileInput) else "form-control"


def is_group(field: BoundField) -> bool:
    """True for radio buttons and several checkboxes, which need a fieldset with a legend."""
    return isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple)


def is_tick(field: BoundField) -> bool:
    """True for a single checkbox, whose label stands behind it."""
    return isinstance(field.field.widget, CheckboxInput)


def control(field: BoundField, hint: str = "") -> SafeString:
    """The widget itself; `hint` (beside the field's own help text) is read out with it."""
    widget = field.field.widget
    described = " ".join(
        part
        for part, present in ((f"{field.auto_id}_helptext", hint or field.help_text), (f"{field.auto_id}_error", field.errors))
        if present
    )
    classes = f"{widget.attrs.get('class', '')} {style(widget)}{' is-invalid' if field.errors else ''}".strip()
    attrs: dict[str, str | bool] = {"class": classes}
    if described and not is_group(field):
        attrs["aria-describedby"] = described
    return field.as_widget(attrs=attrs)


def options(field: BoundField) -> list[Option]:
    """The radio buttons or checkboxes of a group, each with its label."""
    field.field.widget.attrs["class"] = "form-check-input"
    return [Option(part.id_for_label or "", str(part.choice_label), part.tag()) for part in field.subwidgets]


class Option:
    """One choice of a group: `tag` is its input."""

    def __init__(self, ident: str, label: str, tag: SafeString) -> None:
        self.ident, self.label, self.tag = ident, label, tag
