"""Handing files out: pictures are shown, everything else is downloaded, nothing is run."""

from __future__ import annotations

from urllib.parse import quote

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import condition, require_safe

from kepu.files.access import may_see
from kepu.files.models import StoredFile

FOREVER = "public, max-age=31536000, immutable"
"""What lies under an address never changes."""
ASK_FIRST = "private, no-cache"
"""A browser may keep it, but asks each time: on a shared computer nobody sees it after signing out."""


def allowed(request: HttpRequest, uid: str) -> StoredFile:
    """The file when this visitor may see it, otherwise 404."""
    file = get_object_or_404(StoredFile, uid=uid)
    if not file.public and not may_see(request.user, file):
        raise Http404
    return file


@require_safe
def file(request: HttpRequest, uid: str) -> HttpResponseBase:
    """The content of one file."""
    stored = allowed(request, uid)
    return condition(etag_func=lambda _request: f'"{stored.sha256}"')(lambda _request: content(stored))(request)


def content(stored: StoredFile) -> HttpResponseBase:
    """The bytes with all that keeps a browser from running them."""
    try:
        opened = default_storage.open(stored.place)
    except FileNotFoundError as lost:
        raise Http404 from lost
    response = FileResponse(opened, content_type=stored.content_type)
    how = "inline" if stored.is_picture else "attachment"
    response["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(stored.name, safe='')}"
    response["Content-Length"] = str(stored.size)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = FOREVER if stored.public else ASK_FIRST
    if not stored.public:
        patch_vary_headers(response, ["Cookie"])
    return response
