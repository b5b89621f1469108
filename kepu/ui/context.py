"""What every page knows beside what its view says."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language


def page(request: HttpRequest) -> dict[str, Any]:
    """`language` of the page, and whether this is the demonstration. Looks at no session, so that pages can be kept."""
    return {"language": "zh-CN" if (get_language() or "zh").startswith("zh") else "en", "is_demo": settings.DEMO}
