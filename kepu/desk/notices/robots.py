"""群机器人 of a unit: which chat groups hear of what, a trial message, and what was sent there last."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kepu.desk.access import DeskRequest, desk
from kepu.desk.register.forms import put_at
from kepu.desk.register.unit import unit_of
from kepu.notices.actions import add_robot, change_robot, remove_robot, try_robot
from kepu.notices.models import Kind, Robot
from kepu.notices.permissions import may_keep_robots
from kepu.notices.preferences import GROUPED
from kepu.notices.queries import robots_of, sent_lately
from kepu.organisations.models import Organisation
from kepu.verdict import Refused

KEPT = gettext_lazy("已保存，不再显示；不改就留空。")


class RobotForm(forms.Form):
    """A robot as its group's settings page shows it."""

    name = forms.CharField(label=gettext_lazy("群名称"), max_length=60)
    provider = forms.ChoiceField(label=gettext_lazy("平台"), choices=Robot.Provider.choices, widget=forms.RadioSelect)
    address = forms.CharField(label=gettext_lazy("Webhook 地址"), max_length=500)
    secret = forms.CharField(
        label=gettext_lazy("加签密钥"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("钉钉、飞书选“加签（签名校验）”时填写；企业微信没有。"),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("发送哪些通知"), choices=Kind.choices, widget=forms.CheckboxSelectMultiple, initial=sorted(GROUPED)
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, label_suffix="", **more)
        for name in ("address", "secret"):
            # A browser would offer to keep them as a password, or fill in another one.
            self.fields[name].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}


class KeptRobotForm(RobotForm):
    """The same for a robot that is there: what is secret is not shown, and stays where it is left empty."""

    is_enabled = forms.BooleanField(label=gettext_lazy("启用"), required=False)

    def __init__(self, robot: Robot, data: Any = None) -> None:
        initial = {name: getattr(robot, name) for name in ("name", "kinds", "is_enabled")}
        super().__init__(data, initial=initial)
        del self.fields["provider"]
        self.fields["address"].required = False
        self.fields["address"].help_text = KEPT
        if robot.provider == Robot.Provider.WECOM:
            self.fields["secret"].widget = forms.HiddenInput()
        else:
            self.fields["secret"].help_text = KEPT if robot.secret else self.fields["secret"].help_text


@require_http_methods(["GET", "POST"])
@desk
def robots(request: DeskRequest, code: str) -> HttpResponseBase:
    """The robots of a unit; POST adds one."""
    unit = unit_kept(request, code)
    form = RobotForm(request.POST or None)
    if form.is_valid():
        try:
            add_robot(unit, **form.cleaned_data, by=request.actor)
        except Refused as refused:
            put_at(refused, form, "address")
        else:
            messages.success(request, _("已添加。请点“试发”，到群里看是否收到。"))
            return redirect("desk:robots", code)
    context = {"unit": unit, "form": form, "robots": robots_of(unit), "sent": sent_lately(unit), "kinds": dict(Kind.choices)}
    return render(request, "desk/robots.html", context, status=422 if form.errors else 200)


def unit_kept(request: DeskRequest, code: str) -> Organisation:
    """The unit, if the person may keep its robots; refused otherwise, 404 where it is not even seen."""
    unit = unit_of(request, code)
    may_keep_robots(request.reach, request.actor, unit).require()
    return unit


@require_http_methods(["GET", "POST"])
@desk
def robot(request: DeskRequest, code: str, pk: int) -> HttpResponseBase:
    """Change one."""
    unit = unit_kept(request, code)
    found = get_object_or_404(robots_of(unit), pk=pk)
    form = KeptRobotForm(found, request.POST or None)
    if form.is_valid():
        try:
            change_robot(found, **form.cleaned_data, by=request.actor)
        except Refused as refused:
            put_at(refused, form, "address")
        else:
            messages.success(request, _("已保存。"))
            return redirect("desk:robots", code)
    context = {"unit": unit, "form": form, "robot": found}
    return render(request, "desk/robot.html", context, status=422 if form.errors else 200)


@require_POST
@desk
def robot_trial(request: DeskRequest, code: str, pk: int) -> HttpResponseBase:
    """Send a message that says that it is a trial."""
    try_robot(get_object_or_404(robots_of(unit_kept(request, code)), pk=pk), by=request.actor)
    messages.success(request, _("正在发送。几秒后刷新本页，在“最近发送”里看结果。"))
    return redirect("desk:robots", code)


@require_POST
@desk
def robot_removal(request: DeskRequest, code: str, pk: int) -> HttpResponseBase:
    """Take one away."""
    remove_robot(get_object_or_404(robots_of(unit_kept(request, code)), pk=pk), by=request.actor)
    messages.success(request, _("已删除。群里的机器人请在群设置中一并删除。"))
    return redirect("desk:robots", code)


urlpatterns = [
    path("units/<slug:code>/robots/", robots, name="robots"),
    path("units/<slug:code>/robots/<int:pk>/", robot, name="robot"),
    path("units/<slug:code>/robots/<int:pk>/trial/", robot_trial, name="robot-trial"),
    path("units/<slug:code>/robots/<int:pk>/removal/", robot_removal, name="robot-removal"),
]
