"""通知: a person's inbox on the desk, and by which ways he or she hears of what."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kepu.desk.access import DeskRequest, desk
from kepu.notices.actions import (
    address_in,
    choose,
    confirm_mailbox,
    mark_all_read,
    mark_read,
    mark_unread,
    set_mailbox,
)
from kepu.notices.models import Kind
from kepu.notices.queries import listed, mailbox_of, mailed_kinds, of_person

A_PAGE = 30


@require_safe
@desk
def notices(request: DeskRequest) -> HttpResponse:
    """The inbox, all of it or what is unread."""
    state = "unread" if request.GET.get("show") == "unread" else ""
    page = Paginator(listed(request.user, state=state), A_PAGE).get_page(request.GET.get("page"))
    # Only how it is written hangs on the year, so any clock will do.
    return render(request, "desk/notices.html", {"page": page, "show": state, "year": timezone.localdate().year})


@require_POST
@desk
def notice_opening(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Mark a notice as read and go where it leads; without a place the inbox is it."""
    found = get_object_or_404(of_person(request.user), pk=pk)
    mark_read(found)
    safe = url_has_allowed_host_and_scheme(found.url, None) and found.url.startswith("/")
    return redirect(found.url if safe else "desk:notices")


@require_POST
@desk
def notice_keeping(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Let a notice look unread again."""
    mark_unread(get_object_or_404(of_person(request.user), pk=pk))
    return redirect("desk:notices")


@require_POST
@desk
def notices_reading(request: DeskRequest) -> HttpResponseBase:
    """Mark all as read."""
    mark_all_read(request.actor)
    return redirect("desk:notices")


class WaysForm(forms.Form):
    """An address, and what comes there."""

    address = forms.EmailField(label=gettext_lazy("邮箱"), required=False, max_length=120)
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("哪些通知同时发邮件"), required=False, choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )


@require_http_methods(["GET", "POST"])
@desk
def notice_ways(request: DeskRequest) -> HttpResponseBase:
    """接收方式: the inbox gets everything; e-mail what is ticked."""
    box = mailbox_of(request.user)
    initial = {"address": box.address if box else "", "kinds": mailed_kinds(request.user)}
    form = WaysForm(request.POST or None, initial=initial, label_suffix="")
    if form.is_valid():
        keep(request, form.cleaned_data)
        return redirect("desk:notice-ways")
    context = {"form": form, "mailbox": box, "by_mail": settings.EMAIL_ENABLED}
    return render(request, "desk/notice_ways.html", context, status=422 if form.errors else 200)


def keep(request: DeskRequest, typed: dict[str, Any]) -> None:
    """Keep what was chosen, and say what happens next."""
    before = mailbox_of(request.user)
    choose(typed["kinds"], by=request.actor)
    set_mailbox(typed["address"], by=request.actor)
    after = mailbox_of(request.user)
    asked = after is not None and after.confirmed_at is None and (before is None or before.address != after.address)
    said = _("已保存。请到邮箱里打开确认链接，确认后开始发送。") if asked else _("已保存。")
    messages.success(request, said)


@require_http_methods(["GET", "POST"])
@desk
def mailbox(request: DeskRequest, token: str) -> HttpResponseBase:
    """Where the confirming mail leads: the person says yes."""
    if request.method == "POST":
        confirm_mailbox(token, by=request.actor)
        messages.success(request, _("邮箱已确认，以后的通知会同时发到这里。"))
        return redirect("desk:notice-ways")
    return render(request, "desk/mailbox.html", {"address": address_in(token, by=request.actor), "token": token})


urlpatterns = [
    path("notices/", notices, name="notices"),
    path("notices/reading/", notices_reading, name="notices-reading"),
    path("notices/ways/", notice_ways, name="notice-ways"),
    path("notices/mailbox/<str:token>/", mailbox, name="mailbox"),
    path("notices/<int:pk>/opening/", notice_opening, name="notice-opening"),
    path("notices/<int:pk>/keeping/", notice_keeping, name="notice-keeping"),
]
