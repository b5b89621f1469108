"""Covers drawn for activities that have no picture of their own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kepu.ui import covers


@require_safe
def cover(request: HttpRequest, name: str) -> HttpResponse:
    """The drawing of that name; the same for ever."""
    if not covers.exists(name):
        raise Http404
    response = HttpResponse(covers.compose(name), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
