"""Which language a page speaks: Chinese, until the person chooses English.

The browser's own preference is not asked: an office with an English browser reads Chinese all the same. The choice is
a cookie of a year; public pages are kept apart by language (kepu/portal/kept.py).
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.i18n import set_language

SPOKEN = ("text/", "application/json")
"""Kinds of answers that are words; a picture is the same in every language, and caches may share it."""


class ChosenLanguage:
    """Middleware: everything behind it speaks the chosen language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with translation.override(chosen(request)):
            response = self.get_response(request)
            if response.get("Content-Type", "").startswith(SPOKEN):
                response.headers.setdefault("Content-Language", translation.get_language() or "")
                patch_vary_headers(response, ["Cookie"])
            return response


def chosen(request: HttpRequest) -> str:
    """The code of the language that the cookie names; Chinese without one or with another."""
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def language(request: HttpRequest) -> HttpResponse:
    """The page on which to choose: public pages are the same for everybody and can hold no form of one's own."""
    if request.method == "POST":
        return set_language(request)
    context = {"languages": settings.LANGUAGES, "chosen": chosen(request), "next": request.GET.get("next", "/")}
    return render(request, "ui/language.html", context)
