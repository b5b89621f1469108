"""Correcting or adding one fact: a small form fitted to its family. What it gives has the form of kepu.plans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kepu.campaigns.dates import day
from kepu.campaigns.decisions import values
from kepu.campaigns.groups import group_of
from kepu.campaigns.models import Campaign, Deadline, EvidenceDemand
from kepu.campaigns.sheet import Sheet
from kepu.campaigns.wording import track_title
from kepu.desk.fields import DayField, NamesField
from kepu.organisations.kinds import Kind

Value = Any
"""A fact's value: text, number or mapping, as its family has it."""
Words = Any
"""Text that is translated when it is shown."""


class FactForm(forms.Form):
    """The form of one family. `sheet` is the plan in which the fact stands, `value` what holds now (None: a new one)."""

    def __init__(self, sheet: Sheet, value: Value = None, data: Mapping[str, Any] | None = None) -> None:
        self.sheet, self.old = sheet, value
        super().__init__(data, initial=self.fill(value) if value is not None else {}, prefix="fact", label_suffix="")

    def fill(self, value: Value) -> dict[str, Any]:
        """What the fields show of a value."""
        return dict(value)

    def value(self) -> Value:
        """The value that was typed; only of a valid form."""
        return {name: typed or None for name, typed in self.cleaned_data.items()}

    @property
    def year(self) -> int | None:
        """The plan's year as it stands."""
        return next(iter(values(self.sheet.items, "year")), None)


def text_form(label: Words, most: int, hint: Words = "") -> type[FactForm]:
    """A form of one line of text."""

    class TextForm(FactForm):
        text = forms.CharField(label=label, max_length=most, help_text=hint)

        def fill(self, value: Value) -> dict[str, Any]:
            return {"text": value}

        def value(self) -> Value:
            return self.cleaned_data["text"]

    return TextForm


def choice_form(label: Words, choices: Iterable[tuple[str, Any]]) -> type[FactForm]:
    """A form of one choice; a value that is none of them stays choosable."""
    known = list(choices)

    class ChoiceForm(FactForm):
        choice = forms.ChoiceField(label=label, choices=known)

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            if self.old is not None and self.old not in dict(known):
                self.fields["choice"].choices = [*known, (self.old, self.old)]  # type: ignore[attr-defined]

        def fill(self, value: Value) -> dict[str, Any]:
            return {"choice": value}

        def value(self) -> Value:
            return self.cleaned_data["choice"]

    return ChoiceForm


class YearForm(FactForm):
    year_number = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)

    def fill(self, value: Value) -> dict[str, Any]:
        return {"year_number": value}

    def value(self) -> Value:
        return self.cleaned_data["year_number"]


class SubthemeForm(FactForm):
    rule = forms.ChoiceField(label=_("副主题"), choices=Campaign.Subtheme.choices)
    text = forms.CharField(label=_("统一副主题"), max_length=120, required=False)

    def fill(self, value: Value) -> dict[str, Any]:
        known = value in Campaign.Subtheme.values
        return {"rule": value, "text": ""} if known else {"rule": Campaign.Subtheme.FIXED, "text": value}

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("rule") == Campaign.Subtheme.FIXED and not self.cleaned_data.get("text"):
            self.add_error("text", gettext("请写明统一副主题。"))
        return self.cleaned_data

    def value(self) -> Value:
        fixed = self.cleaned_data["rule"] == Campaign.Subtheme.FIXED
        return self.cleaned_data["text"] if fixed else self.cleaned_data["rule"]


class AwardGateForm(FactForm):
    gate = forms.TypedChoiceField(
        label=_("信息完善"),
        choices=[("yes", _("是评优的必备条件")), ("no", _("不作为评优条件"))],
        coerce=lambda typed: typed == "yes",
    )

    def fill(self, value: Value) -> dict[str, Any]:
        return {"gate": "yes" if value else "no"}

    def value(self) -> Value:
        return self.cleaned_data["gate"]


def in_order(form: forms.Form, first: str, last: str) -> None:
    """An error at the later date where it lies before the earlier one."""
    start, end = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if start and end and end < start:
        form.add_error(last, gettext("结束日期早于开始日期。"))


class DatedForm(FactForm):
    """Dates are kept as ISO text; a masked year shows as the plan's."""

    dates: tuple[str, str]

    def fill(self, value: Value) -> dict[str, Any]:
        return dict(value) | {name: day(value.get(name), self.year) for name in self.dates}

    def clean(self) -> dict[str, Any]:
        in_order(self, *self.dates)
        return self.cleaned_data

    def value(self) -> Value:
        return {
            name: typed.isoformat() if isinstance(typed, date) else typed or None for name, typed in self.cleaned_data.items()
        }


class WindowForm(DatedForm):
    dates = ("start", "end")
    start = DayField(label=_("开始"))
    end = DayField(label=_("结束"))


class MilestoneForm(DatedForm):
    dates = ("opens", "closes")
    kind = forms.ChoiceField(label=_("任务"), choices=Deadline.Kind.choices)
    label = forms.CharField(label=_("名称"), max_length=60, required=False, help_text=_("不填则用任务的名称"))
    opens = DayField(label=_("开始"), required=False)
    closes = DayField(label=_("截止（当天 24:00）"), required=False, help_text=_("空表示另行通知"))

    def value(self) -> Value:
        return super().value() | {"label": self.cleaned_data["label"]}


class TrackForm(FactForm):
    name = forms.CharField(label=_("板块名称"), max_length=120)
    parent = forms.ChoiceField(label=_("上级板块"), required=False)
    units = NamesField(
        label=_("责任单位"), required=False, max_length=120, help_text=_("用顿号隔开，可写“各镇”“各主办成员单位”这类泛指")
    )
    open = forms.BooleanField(label=_("不限于所列单位（原文以“等”收尾）"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.old["key"] if self.old else None
        above = [("", gettext("（最上一级）"))]
        above += [(t["key"], track_title(t)) for t in self.tracks() if t["key"] != own and not self.is_below(t, own)]
        self.fields["parent"].choices = above  # type: ignore[attr-defined]  # a ChoiceField

    def tracks(self) -> list[dict[str, Any]]:
        """The lines that hold."""
        return values(self.sheet.items, "track")

    def is_below(self, track: Mapping[str, Any], key: str | None) -> bool:
        """True for a line below the one of that key."""
        by_key = {one["key"]: one for one in self.tracks()}
        above, steps = track.get("parent"), len(by_key)
        while above in by_key and above != key and steps:
            above, steps = by_key[above].get("parent"), steps - 1
        return key is not None and above == key

    def fill(self, value: Value) -> dict[str, Any]:
        return dict(value) | {"units": [*value.get("responsible", []), *value.get("groups", [])]}

    def value(self) -> Value:
        typed = self.cleaned_data
        parent = typed["parent"] or None
        roles = (self.old or {}).get("roles") or {}
        return {
            "key": self.old["key"] if self.old else self.next_key(parent),
            "parent": parent,
            "name": typed["name"],
            "responsible": [name for name in typed["units"] if group_of(name) is None],
            "groups": [name for name in typed["units"] if group_of(name) is not None],
            "open": typed["open"],
            "roles": {name: role for name, role in roles.items() if name in typed["units"]},
        }

    def next_key(self, parent: str | None) -> str:
        """The number of a new line: after the last below the same parent."""
        taken = {one["key"] for one in self.tracks()}
        start = f"{parent}." if parent else ""
        return next(key for number in range(1, 1000) if (key := f"{start}{number}") not in taken)


class QuotaForm(FactForm):
    who = NamesField(label=_("对象"), max_length=120, help_text=_("如“各乡镇”，多个用顿号隔开"))
    minimum = forms.IntegerField(label=_("至少"), min_value=0, max_value=9999, required=False)
    maximum = forms.IntegerField(label=_("至多"), min_value=0, max_value=9999, required=False)
    counts = forms.CharField(label=_("量词"), max_length=10, initial="场次", help_text=_("“场次”按场次计，其余按活动计"))
    kinds = forms.MultipleChoiceField(
        label=_("指哪几类单位"),
        choices=[(kind.value, kind.label) for kind in Kind if kind != Kind.AREA],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("不选则由上面的对象推断"),
    )

    def clean(self) -> dict[str, Any]:
        least, most = self.cleaned_data.get("minimum"), self.cleaned_data.get("maximum")
        if least is None and most is None and not self.errors:
            self.add_error("minimum", gettext("“至少”和“至多”请填一个。"))
        if least is not None and most is not None and most < least:
            self.add_error("maximum", gettext("“至多”小于“至少”。"))
        return self.cleaned_data

    def value(self) -> Value:
        typed = dict(self.cleaned_data)
        return typed if typed["kinds"] else {name: one for name, one in typed.items() if name != "kinds"}


class ContactForm(FactForm):
    unit = forms.CharField(label=_("部门"), max_length=120, required=False)
    name = forms.CharField(label=_("联系人"), max_length=40, required=False)
    phone = forms.CharField(label=_("电话"), max_length=60, required=False)
    email = forms.CharField(label=_("邮箱"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        if not any(self.cleaned_data.values()) and not self.errors:
            self.add_error("name", gettext("请至少填写一项。"))
        return self.cleaned_data


class ResourceForm(FactForm):
    name = forms.CharField(label=_("名称"), max_length=120)
    url = forms.CharField(label=_("网址"), max_length=300, required=False)


class TableForm(FactForm):
    title = forms.CharField(label=_("表格标题"), max_length=120, required=False)
    columns = NamesField(label=_("栏目"), max_length=60, help_text=_("按从左到右的次序，用顿号隔开"))


FORMS: dict[str, type[FactForm]] = {
    "title": text_form(_("方案标题"), 200),
    "year": YearForm,
    "occasion": choice_form(_("活动类型"), Campaign.Kind.choices),
    "theme": text_form(_("主题"), 200, _("不带引号")),
    "subtheme": SubthemeForm,
    "window": WindowForm,
    "host": text_form(_("主办单位"), 120),
    "organiser": text_form(_("承办单位"), 120),
    "track": TrackForm,
    "quota": QuotaForm,
    "milestone": MilestoneForm,
    "evidence": choice_form(_("材料"), EvidenceDemand.What.choices),
    "award_gate": AwardGateForm,
    "table": TableForm,
    "contact": ContactForm,
    "resource": ResourceForm,
    "attachment": text_form(_("附件"), 200),
}
