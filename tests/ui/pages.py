"""Pieces of templates rendered as pages render them."""

from __future__ import annotations

from typing import Any

from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory


def request_for(path: str = "/desk/", **headers: Any) -> HttpRequest:
    """A request as it reaches a view, without session and person."""
    request = RequestFactory(headers=headers or None).get(path)
    request.csp_nonce = "nonce"  # type: ignore[attr-defined]  # given by the middleware
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]  # likewise
    return request


def rendered(source: str, path: str = "/desk/", **context: Any) -> str:
    """A piece of a template in which `ui` are the components; spaces between elements and around are left out."""
    whole = '{% import "ui/components.html" as ui %}' + source
    text = engines["jinja2"].from_string(whole).render(context, request_for(path))
    lines = (line.strip() for line in text.splitlines())
    return "".join(line for line in lines if line)
