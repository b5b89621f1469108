"""方案: taking in work plans, and the list of those taken in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kepu.campaigns.actions import upload_plan
from kepu.campaigns.queries import plans_listed
from kepu.desk.access import DeskRequest, desk
from kepu.desk.fields import office_field
from kepu.organisations.models import Organisation
from kepu.verdict import Refused

MOST = 20 * 2**20
"""Bytes of a document; a plan with pictures has a few million."""
PASTED = "粘贴的文字.txt"


class UploadForm(forms.Form):
    """A file, or text pasted from a page that gives none; for which office, where a person works in several."""

    document = forms.FileField(
        label=gettext_lazy("方案文件"), required=False, widget=forms.FileInput(attrs={"accept": ".docx,.txt,.pdf,.doc,.wps"})
    )
    text = forms.CharField(
        label=gettext_lazy("方案文字"), required=False, max_length=400_000, widget=forms.Textarea(attrs={"rows": 8})
    )

    def __init__(self, offices: list[Organisation], data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, label_suffix="")
        self.offices = {office.code: office for office in offices}
        self.fields["owner"] = office_field(offices)

    def clean_document(self) -> Any:
        document = self.cleaned_data["document"]
        if document is not None and document.size > MOST:
            raise ValidationError(_("文件超过20MB。请删去其中的图片后再上传，或粘贴文字。"))
        return document

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.cleaned_data["document"] and not self.cleaned_data["text"].strip():
            self.add_error("document", _("请选择方案文件，或把方案的文字粘贴进来。"))
        return self.cleaned_data

    @property
    def owner(self) -> Organisation:
        """The office that was chosen."""
        return self.offices[self.cleaned_data["owner"]]

    @property
    def content(self) -> tuple[bytes, str]:
        """The document's bytes and name."""
        document = self.cleaned_data["document"]
        return (document.read(), document.name) if document else (self.cleaned_data["text"].encode(), PASTED)


@require_http_methods(["GET", "POST"])
@desk
def plans(request: DeskRequest) -> HttpResponseBase:
    """The plans of the person's offices; POST reads another one."""
    form = UploadForm(request.reach.offices, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content, name = form.content
        try:
            return redirect("desk:plan", upload_plan(form.owner, content, name, by=request.actor).pk)
        except Refused as refused:
            form.add_error("text" if name == PASTED else "document", refused.verdict.reason)
    status = 422 if form.errors else 200
    context = {"form": form, "plans": plans_listed(request.reach)}
    return render(request, "desk/plans.html", context, status=status)


urlpatterns = [path("plans/", plans, name="plans")]
