"""常用意见: the sentences that an office offers to its reviewers, one a line, tended on one page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from kepu.activities.actions import set_reasons
from kepu.activities.reviewing.reasons import offered
from kepu.campaigns.permissions import may_run
from kepu.desk.access import DeskRequest, with_campaign
from kepu.verdict import Refused

LINES = forms.Textarea(attrs={"rows": 7})
ONE_A_LINE = _lazy("每行一条，排在前面的先显示；全部删去就恢复通用的几条。")


class ReasonsForm(forms.Form):
    """One field a decision."""

    endorse = forms.CharField(label=_lazy("初审通过时"), widget=LINES, required=False, max_length=4000, help_text=ONE_A_LINE)
    approve = forms.CharField(label=_lazy("终审通过时"), widget=LINES, required=False, max_length=4000, help_text=ONE_A_LINE)
    returned = forms.CharField(label=_lazy("退回修改时"), widget=LINES, required=False, max_length=4000, help_text=ONE_A_LINE)


FIELDS = {"returned": "return", "approve": "approve", "endorse": "endorse"}
"""The verb of each field; “return” cannot be the name of one."""


@require_http_methods(["GET", "POST"])
@with_campaign
def review_reasons(request: DeskRequest) -> HttpResponse:
    """The office's own sentences."""
    assert request.campaign
    office = request.campaign.owner
    may_run(request.reach, request.actor, office).require()
    form = ReasonsForm(request.POST or None, initial=first_values(offered(office)))
    if request.campaign.review_stages < 2:
        del form.fields["endorse"]
    if request.method == "POST" and form.is_valid():
        try:
            kept = offered(office) | {FIELDS[name]: form.cleaned_data[name].splitlines() for name in form.fields}
            set_reasons(office, kept, by=request.actor)
        except Refused as refused:
            form.add_error(None, refused.verdict.reason)
        else:
            messages.success(request, _("已保存，审核员下次打开审核页就能看到。"))
            return redirect("desk:review-reasons")
    status = 422 if form.errors else 200
    return render(request, "desk/review/reasons.html", {"form": form, "office": office}, status=status)


def first_values(reasons: dict[str, list[str]]) -> dict[str, Any]:
    """The sentences as the form shows them."""
    return {name: "\n".join(reasons[verb]) for name, verb in FIELDS.items()}


urlpatterns = [path("review/reasons/", review_reasons, name="review-reasons")]
