"""What the office types about units and people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kepu.accounts.links import LONGEST
from kepu.accounts.models import Person
from kepu.organisations.kinds import Kind, Level
from kepu.organisations.models import STEP, Organisation, Role
from kepu.verdict import Refused


def put_at(refused: Refused, form: forms.Form, field: str) -> None:
    """The refusal at its field; what somebody may not do at all goes on to the page of refusals."""
    if refused.verdict.kind == "forbidden":
        raise refused
    form.add_error(field, refused.verdict.reason)


class Filter(forms.Form):
    """Filters stand in the address; what cannot be understood there is passed over."""

    def asked(self) -> dict[str, Any]:
        """The filters that are set, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class UnitFilter(Filter):
    """Above the register of units."""

    text = forms.CharField(label=_("名称、又名或拼音首字母"), required=False, max_length=60)
    kind = forms.ChoiceField(label=_("类别"), required=False, choices=[("", _("全部类别")), *Kind.choices])
    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[("", _("在用")), ("unstaffed", _("还没有人员")), ("unseen", _("无人登录过")), ("closed", _("已停用"))],
    )


class PeopleFilter(Filter):
    """Above the list of people."""

    text = forms.CharField(label=_("姓名、手机号或用户名"), required=False, max_length=60)
    role = forms.ChoiceField(label=_("角色"), required=False, choices=[("", _("全部角色")), *Role.Name.choices])
    kind = forms.ChoiceField(label=_("单位类别"), required=False, choices=[("", _("全部类别")), *Kind.choices])
    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[("", _("在用")), ("unseen", _("从未登录")), ("unused", _("链接还没用")), ("stopped", _("已停用"))],
    )


class UnitForm(forms.Form):
    """The details of a unit that can change."""

    name = forms.CharField(label=_("单位名称"), max_length=120, help_text=_("公章上的全称，例如“云湖市教育局”。"))
    short_name = forms.CharField(label=_("简称"), max_length=40, required=False, help_text=_("列表和表格里用，例如“市教育局”。"))
    kind = forms.ChoiceField(label=_("类别"), choices=Kind.choices, help_text=_("方案按类别派任务，例如“各乡镇不少于30场”。"))
    level = forms.ChoiceField(label=_("层级"), choices=Level.choices)
    district = forms.CharField(
        label=_("所在地"), max_length=40, required=False, help_text=_("公众按地区查找活动时用；不填时与上级相同。")
    )


class NewUnitForm(UnitForm):
    """A unit to be registered: the details, where it stands, and its other names."""

    parent: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(label=_("上级"), queryset=None, empty_label=None)
    aliases = forms.CharField(
        label=_("又名"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("方案和表格里的其他叫法，一行一个，例如“科技局”。读方案时据此对应。"),
    )
    field_order = ["parent", "name", "short_name", "kind", "level", "district", "aliases"]

    def clean_aliases(self) -> list[str]:
        """One a line."""
        return [line.strip() for line in str(self.cleaned_data["aliases"]).splitlines() if line.strip()]


class AliasForm(forms.Form):
    """Another name of a unit."""

    name = forms.CharField(label=_("添加又名"), max_length=120)


class MemberForm(forms.Form):
    """Somebody to be added to a unit."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    phone = forms.CharField(
        label=_("手机号"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("以后可用手机号登录；没有时系统按姓名拼音给一个用户名。"),
    )
    role = forms.ChoiceField(label=_("角色"), choices=Role.Name.choices, widget=forms.RadioSelect, initial=Role.Name.FILER)
    kinds = forms.MultipleChoiceField(
        label=_("审核哪些类别的单位"),
        choices=Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("只用于审核员；都不选表示辖区内全部。"),
    )


class PersonForm(forms.Form):
    """The details of a person."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    phone = forms.CharField(
        label=_("手机号"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )


class HandoverForm(forms.Form):
    """Who takes over, and for how long the link is good."""

    name = forms.CharField(label=_("接任人姓名"), max_length=40)
    phone = forms.CharField(
        label=_("接任人手机号"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("已有账号的，按手机号和姓名认出；没有的建立新账号。"),
    )
    days = forms.IntegerField(label=_("登录链接有效期"), min_value=1, max_value=LONGEST, initial=30)


class SheetForm(forms.Form):
    """For whom links are issued, and for how long."""

    people: forms.ModelMultipleChoiceField[Person] = forms.ModelMultipleChoiceField(
        label=_("人员"), queryset=None, to_field_name="username", error_messages={"required": _("请先勾选人员。")}
    )
    days = forms.IntegerField(label=_("有效期"), min_value=1, max_value=LONGEST, initial=30)

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = people


def offer_parents(
    form: NewUnitForm, reachable: QuerySet[Organisation], usual: Sequence[Organisation], asked: Organisation | None
) -> None:
    """Offer the usual parents, indented as in the tree, and the one that was asked for; what is sent must be reachable."""
    field = form.fields["parent"]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = reachable
    offered = [*usual, *([asked] if asked is not None and asked not in usual else [])]
    top = min((len(unit.path) for unit in offered), default=0)
    field.choices = [(unit.pk, " " * ((len(unit.path) - top) // STEP) + unit.label) for unit in offered]
