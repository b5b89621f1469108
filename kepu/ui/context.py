"""What every page knows beside what its view says."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from markupsafe import Markup


def page(request: HttpRequest) -> dict[str, Any]:
    """`language` of the page, and whether this is the demonstration. Looks at no session, so that pages can be kept.

    `csrf_token` and `csrf_input` are made where a page asks for them, once: Django's own mask the secret anew for each form.
    """
    token = SimpleLazyObject(lambda: get_token(request))
    return {
        "language": "zh-CN" if (get_language() or "zh").startswith("zh") else "en",
        "is_demo": settings.DEMO,
        "csrf_token": token,
        "csrf_input": SimpleLazyObject(
            lambda: Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(token)
        ),
    }
