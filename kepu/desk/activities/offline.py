"""没有网络时: what a device keeps so that one can go on filing – the service worker, the pages that it gives, its own page."""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from zlib import crc32

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kepu.activities.models import Activity
from kepu.activities.permissions import is_running
from kepu.activities.queries import filing_units, unfinished_of
from kepu.desk.access import DeskRequest, desk, with_campaign
from kepu.desk.activities.form import blank_filing, show
from kepu.desk.activities.offer import Offer
from kepu.ui.jinja import static

LOADED = (
    "ui/kepu.css",
    "ui/icons.svg",
    "ui/mark.svg",
    "ui/page.js",
    "django_htmx/htmx-2.min.js",
    *(f"desk/{name}.js" for name in ("occurrences", "partners", "suggest", "again", "reuse", "draft", "outbox", "device")),
    *(f"desk/{name}.js" for name in ("store", "delivery", "typing")),  # what those import
)
"""What pages that are kept on a device load."""
WORKER = "desk/worker.js"
MOST_UNITS, MOST_DRAFTS = 6, 12
"""So many units' empty forms and so many drafts are kept: what one person works at, not an archive."""


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, from an address above all pages of the desk: the same for everybody, with nothing of anybody in it."""
    says = {"title": _("没有网络"), "text": _("这一页要连上网才能打开。")}
    known = {"BUILD": build(), "FILES": [static(name) for name in LOADED], "DEVICE": reverse("desk:device"), "SAYS": says}
    lines = [f"const {name} = {json.dumps(value, ensure_ascii=False)};" for name, value in known.items()]
    text = "\n".join([*lines, content(WORKER).decode()])
    return HttpResponse(text, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@lru_cache(maxsize=1)
def build() -> str:
    """Names the files' contents as they are: a page that a device has kept goes with exactly these."""
    kept = sha256()
    for name in (*LOADED, WORKER):
        kept.update(content(name))
    return kept.hexdigest()[:16]


def content(name: str) -> bytes:
    """The content of a static file."""
    found = finders.find(name)
    assert isinstance(found, str), name
    return Path(found).read_bytes()


@require_safe
@desk
def kit(request: DeskRequest) -> JsonResponse:
    """The pages to keep – the device's own, empty forms, the person's drafts – each with a mark that changes when it does."""
    pages = [page(reverse("desk:device"), "", "device")]
    if request.campaign and is_running(request.campaign):
        for unit in filing_units(request.reach, request.campaign).filter(pk__in=[one.pk for one in request.reach.units])[
            :MOST_UNITS
        ]:
            offer = Offer.of(request.campaign, unit).said
            pages.append(page(reverse("desk:offline-form", args=[unit.code]), offer, "new", unit=unit.name))
    for draft in unfinished_of(request.reach)[:MOST_DRAFTS]:
        address = reverse("desk:activity-form", args=[draft.uid])
        own = {"uid": draft.uid, "title": str(draft), "unit": draft.organisation.name}
        pages.append(page(address, f"{draft.revision} {draft.state}", "draft", **own))
    return JsonResponse({"person": request.user.pk, "pages": pages}, json_dumps_params={"ensure_ascii": False})


def page(url: str, mark: str, kind: str, **more: str) -> dict[str, str]:
    """One page of the kit."""
    return {"url": url, "mark": f"{build()}-{crc32(mark.encode()):x}", "kind": kind, **more}


@require_safe
@desk
def device(request: DeskRequest) -> HttpResponse:
    """这台设备上的内容: the frame of it; what is in it only the device knows."""
    units = list(filing_units(request.reach, request.campaign)) if request.campaign and is_running(request.campaign) else []
    own = [unit for unit in units if unit in request.reach.units] or units
    return render(request, "desk/device.html", {"units": own[:MOST_UNITS]})


@require_safe
@with_campaign
def offline_form(request: DeskRequest, code: str) -> HttpResponse:
    """The form of a draft that there is not yet: it begins on the device."""
    assert request.campaign
    unit = get_object_or_404(filing_units(request.reach, request.campaign), code=code)
    is_running(request.campaign).require()
    activity = Activity(campaign=request.campaign, organisation=unit)
    return show(request, activity, blank_filing(request, activity))


urlpatterns = [
    path("worker.js", worker, name="worker"),
    path("offline/", device, name="device"),
    path("offline/kit/", kit, name="offline-kit"),
    path("offline/form/<slug:code>/", offline_form, name="offline-form"),
]
