"""Forms of a campaign's sections. A row form gives one part (campaigns/proposal.py), named by the row that it replaces."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kepu.campaigns import columns
from kepu.campaigns.actions.writing import Edited
from kepu.campaigns.dates import instant, last_day, start_day
from kepu.campaigns.matching import Register, match
from kepu.campaigns.models import Campaign, Deadline, EvidenceDemand, Host
from kepu.campaigns.proposal import (
    ColumnPart,
    ContactPart,
    DeadlinePart,
    EvidencePart,
    HostPart,
    Part,
    QuotaPart,
    ResourcePart,
    ThemePart,
)
from kepu.desk.fields import DayField, HourField, UnitField
from kepu.organisations.kinds import Kind

# Generic for the type checker only.
if TYPE_CHECKING:
    FormSet = forms.BaseFormSet[Any]
else:
    FormSet = forms.BaseFormSet
KINDS = [(kind.value, kind.label) for kind in Kind if kind != Kind.AREA]


class RowForm(forms.Form):
    """One row of a section; `part()` gives what was typed in it. `register` resolves units' names."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, register: Register, **kwargs: Any) -> None:
        self.register = register
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, UnitField):
                field.register = register

    @staticmethod
    def fill(row: Any) -> dict[str, Any]:
        """What the fields show of a stored row."""
        return {name: getattr(row, name) for name in (field.name for field in row._meta.fields)}

    def part(self) -> Part:
        """The part; only of a valid form."""
        raise NotImplementedError


class ThemeRow(RowForm):
    text = forms.CharField(label=_("主题"), max_length=200)

    def part(self) -> Part:
        return ThemePart(self.cleaned_data["text"])


class HostRow(RowForm):
    part_taken = forms.ChoiceField(label=_("身份"), choices=Host.Part.choices, initial=Host.Part.HOST)
    as_written = forms.CharField(label=_("原文写法"), max_length=120)
    unit = UnitField(label=_("单位库中的单位"), required=False)

    @staticmethod
    def fill(row: Any) -> dict[str, Any]:
        unit = row.organisation.name if row.organisation else ""
        return {"id": row.pk, "part_taken": row.part, "as_written": row.as_written, "unit": unit}

    def part(self) -> Part:
        typed = self.cleaned_data
        found = match(typed["as_written"], self.register, {}).entry
        return HostPart(typed["part_taken"], typed["as_written"], typed["unit"] or (found.id if found else None))


class QuotaRow(RowForm):
    as_written = forms.CharField(label=_("对象"), max_length=200, help_text=_("如“各乡镇”"))
    minimum = forms.IntegerField(label=_("至少"), min_value=0, max_value=9999, required=False)
    maximum = forms.IntegerField(label=_("至多"), min_value=0, max_value=9999, required=False)
    counts = forms.ChoiceField(label=_("计数方式"), choices=Campaign.Counts.choices, initial=Campaign.Counts.OCCURRENCE)
    measure = forms.CharField(label=_("量词"), max_length=10, initial="场次")
    kinds = forms.MultipleChoiceField(label=_("单位类别"), choices=KINDS, required=False, widget=forms.CheckboxSelectMultiple)
    unit = UnitField(label=_("或指定一个单位"), required=False, help_text=_("指定了单位，就不再看类别"))

    @staticmethod
    def fill(row: Any) -> dict[str, Any]:
        return RowForm.fill(row) | {"unit": row.organisation.name if row.organisation else ""}

    def clean(self) -> dict[str, Any]:
        least, most = self.cleaned_data.get("minimum"), self.cleaned_data.get("maximum")
        if self.errors:
            return self.cleaned_data
        if least is None and most is None:
            self.add_error("minimum", gettext("“至少”和“至多”请填一个。"))
        elif least is not None and most is not None and most < least:
            self.add_error("maximum", gettext("“至多”小于“至少”。"))
        if not self.cleaned_data["kinds"] and not self.cleaned_data["unit"]:
            self.add_error("kinds", gettext("请选择单位类别，或指定一个单位。"))
        return self.cleaned_data

    def part(self) -> Part:
        typed = self.cleaned_data
        kinds = () if typed["unit"] else tuple(typed["kinds"])
        return QuotaPart(
            typed["as_written"], kinds, typed["unit"], typed["minimum"], typed["maximum"], typed["counts"], typed["measure"]
        )


class DeadlineRow(RowForm):
    """Each instant as a day and, where it is not midnight, an hour; the last day counts until 24:00."""

    kind = forms.ChoiceField(label=_("任务"), choices=[("", _("请选择")), *Deadline.Kind.choices])
    label = forms.CharField(label=_("名称"), max_length=60, required=False)
    opens_day = DayField(label=_("开始"), required=False, help_text=_("空表示随时可报"))
    opens_hour = HourField(label=_("开始钟点"), required=False)
    due_day = DayField(label=_("按时截止"), required=False, help_text=_("当天 24:00 止，或填钟点；空表示另行通知"))
    due_hour = HourField(label=_("截止钟点"), required=False)
    lock_day = DayField(label=_("关闭"), required=False, help_text=_("空表示截止后仍可补报，记为逾期"))
    lock_hour = HourField(label=_("关闭钟点"), required=False)

    @staticmethod
    def fill(row: Any) -> dict[str, Any]:
        opens, due, lock = start_day(row.opens_at), last_day(row.on_time_until), last_day(row.locks_at)
        days = {"opens_day": opens[0], "opens_hour": opens[1], "due_day": due[0], "due_hour": due[1]}
        return {"id": row.pk, "kind": row.kind, "label": row.label, "lock_day": lock[0], "lock_hour": lock[1]} | days

    def clean(self) -> dict[str, Any]:
        if self.errors:
            return self.cleaned_data
        part = self.part()
        if part.opens_at and part.on_time_until and part.on_time_until <= part.opens_at:
            self.add_error("due_day", gettext("按时截止早于开始。"))
        if part.locks_at and part.on_time_until and part.locks_at < part.on_time_until:
            self.add_error("lock_day", gettext("关闭早于按时截止。"))
        if part.locks_at and part.opens_at and part.locks_at <= part.opens_at:
            self.add_error("lock_day", gettext("关闭早于开始。"))
        return self.cleaned_data

    def part(self) -> DeadlinePart:
        typed = self.cleaned_data
        opens = instant(typed["opens_day"], typed["opens_hour"] or time.min)
        return DeadlinePart(typed["kind"], typed["label"], opens, self.end("due"), self.end("lock"))

    def end(self, name: str) -> datetime | None:
        """An end: the hour that was typed, or the end of the day."""
        on: date | None = self.cleaned_data[f"{name}_day"]
        return instant(on, self.cleaned_data[f"{name}_hour"])


class EvidenceRow(RowForm):
    what = forms.ChoiceField(label=_("材料"), choices=[("", _("请选择")), *EvidenceDemand.What.choices])
    mode = forms.ChoiceField(label=_("适用"), choices=EvidenceDemand.Mode.choices, initial=EvidenceDemand.Mode.ANY)

    def part(self) -> Part:
        return EvidencePart(self.cleaned_data["what"], self.cleaned_data["mode"])


class ColumnRow(RowForm):
    heading = forms.CharField(label=_("栏目名称"), max_length=60)
    field = forms.ChoiceField(label=_("取自"), choices=[*columns.FIELDS.items()], required=False, initial="")

    def part(self) -> Part:
        return ColumnPart(self.cleaned_data["heading"], self.cleaned_data["field"])


class ContactRow(RowForm):
    unit = forms.CharField(label=_("部门"), max_length=120, required=False)
    name = forms.CharField(label=_("联系人"), max_length=40, required=False)
    phone = forms.CharField(label=_("电话"), max_length=60, required=False)
    email = forms.CharField(label=_("邮箱"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        if not self.errors and not any(self.cleaned_data[name] for name in ("unit", "name", "phone", "email")):
            self.add_error("name", gettext("请至少填写一项。"))
        return self.cleaned_data

    def part(self) -> Part:
        return ContactPart(*(self.cleaned_data[name] for name in ("unit", "name", "phone", "email")))


class ResourceRow(RowForm):
    name = forms.CharField(label=_("名称"), max_length=120)
    url = forms.CharField(label=_("网址"), max_length=300, required=False)

    def part(self) -> Part:
        return ResourcePart(self.cleaned_data["name"], self.cleaned_data["url"])


class Rows(FormSet):
    """The rows of a section with their order and what is to go; some sections need at least one, or each thing once."""

    once: str = ""

    def clean(self) -> None:
        if not self.once or any(self.errors):
            return
        typed = [form.cleaned_data[self.once] for form in self.kept()]
        if len(typed) != len(set(typed)):
            raise forms.ValidationError(gettext("同一项只能列一次。"))

    def kept(self) -> list[Any]:
        """The forms that hold something and stay, in the order that was typed."""
        filled = [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        last = len(self.forms)
        return sorted(filled, key=lambda form: form.cleaned_data.get("ORDER") or last)

    def edited(self) -> Sequence[Edited]:
        """What the action gets."""
        return [Edited(form.part(), form.cleaned_data["id"]) for form in self.kept()]


class EvidenceRows(Rows):
    once = "what"


class BasicsForm(forms.Form):
    """The campaign's own row; `parents` are the campaigns below which it may hang."""

    name = forms.CharField(label=_("名称"), max_length=120)
    kind = forms.ChoiceField(label=_("类型"), choices=Campaign.Kind.choices)
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)
    window_start = DayField(label=_("活动开始日期"))
    window_end = DayField(label=_("活动结束日期"))
    subtheme_rule = forms.ChoiceField(label=_("副主题"), choices=Campaign.Subtheme.choices)
    subtheme = forms.CharField(label=_("统一副主题"), max_length=120, required=False)
    award_gate = forms.BooleanField(label=_("信息完善是评优的必备条件"), required=False)
    summary_title = forms.CharField(label=_("汇总表标题"), max_length=120, required=False)
    parent = forms.ChoiceField(
        label=_("上级活动"), required=False, help_text=_("县（市、区）的科普日挂在市级之下，填报一次，两级都计入。")
    )

    def __init__(self, campaign: Campaign, parents: Sequence[Campaign], data: Any = None) -> None:
        self.campaign, self.parents = campaign, {one.slug: one for one in parents}
        super().__init__(data, initial=self.fill(campaign), label_suffix="")
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ChoiceField)
        parent.choices = [("", gettext("（没有上级）")), *((slug, one.name) for slug, one in self.parents.items())]
        if campaign.state != Campaign.State.DRAFT or not self.parents:
            del self.fields["parent"]

    def fill(self, campaign: Campaign) -> dict[str, Any]:
        """What the fields show."""
        values = {name: getattr(campaign, name) for name in self.base_fields if name != "parent"}
        return values | {"parent": campaign.parent.slug if campaign.parent else ""}

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("subtheme_rule") == Campaign.Subtheme.FIXED and not typed.get("subtheme"):
            self.add_error("subtheme", gettext("请写明统一副主题。"))
        start, end = typed.get("window_start"), typed.get("window_end")
        if start and end and end < start:
            self.add_error("window_end", gettext("结束日期早于开始日期。"))
        return typed

    def values(self) -> dict[str, Any]:
        """The columns to change."""
        typed = dict(self.cleaned_data)
        if "parent" in typed:
            typed["parent"] = self.parents.get(typed["parent"])
        return typed


class ReviewForm(forms.Form):
    stages = forms.TypedChoiceField(label=_("审核级数"), choices=Campaign.STAGES, coerce=int, widget=forms.RadioSelect)
    routing = forms.ChoiceField(label=_("审核方式"), choices=Campaign.Routing.choices, widget=forms.RadioSelect)

    def __init__(self, campaign: Campaign, data: Any = None) -> None:
        initial = {"stages": campaign.review_stages, "routing": campaign.review_routing}
        super().__init__(data, initial=initial, label_suffix="")


class NewCampaignForm(forms.Form):
    """A campaign by hand."""

    name = forms.CharField(label=_("名称"), max_length=120, help_text=_("如“2026年云湖市全国科普日”"))
    kind = forms.ChoiceField(label=_("类型"), choices=Campaign.Kind.choices)
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)
    start = DayField(label=_("活动开始日期"))
    end = DayField(label=_("活动结束日期"))

    def clean(self) -> dict[str, Any]:
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start and end and end < start:
            self.add_error("end", gettext("结束日期早于开始日期。"))
        return self.cleaned_data
