"""One POST of JSON: no redirects, little time, a small answer – and no address in any message about it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from django.conf import settings
from django.utils.translation import gettext as _

from kepu.notices.channels import Undelivered

SECONDS = 10
MOST = 64 * 1024
"""Bytes of an answer that are read."""
TOO_MANY = 429


class Stay(HTTPRedirectHandler):
    """A redirect could lead anywhere: it is an answer like any other, and a wrong one."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


def post_json(address: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answer to the body, an object; raises `Undelivered` where none came."""
    data = json.dumps(body, ensure_ascii=False).encode()
    request = Request(address, data, {"Content-Type": "application/json; charset=utf-8"}, method="POST")  # noqa: S310 - checked before
    opener = build_opener(Stay, ProxyHandler({"https": settings.PROXY} if settings.PROXY else {}))
    try:
        with opener.open(request, timeout=SECONDS) as response:
            answer = json.loads(response.read(MOST))
    except HTTPError as failure:
        with failure:
            pause = timedelta(minutes=1) if failure.code == TOO_MANY else None
            raise Undelivered(_("对方回答 HTTP %(code)s") % {"code": failure.code}, pause) from None
    except OSError as failure:
        # `from None`, and only the kind of it: such an error may quote the address, and the address is a key.
        raise Undelivered(_("连接不上对方（%(why)s）") % {"why": type(failure).__name__}) from None
    except ValueError:
        raise Undelivered(_("对方的回答不是约定的格式")) from None
    if not isinstance(answer, dict):
        raise Undelivered(_("对方的回答不是约定的格式"))
    return answer
