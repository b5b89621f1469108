"""How a refusal looks. Nothing else turns `Refused`, a missing page or an error into a response.

A person gets a page, htmx gets a line to show on the page that asked, a script that fetches gets JSON –
always with the reason in plain Chinese: what, why, what next.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from kepu.verdict import Refused

STATUS = {"forbidden": 403, "conflict": 409}


class RefusalMiddleware:
    """Turns a `Refused` that a view let pass into a response."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """403 where the person may not, 409 where state, clock or somebody else forbid it; other exceptions are not ours."""
        if is_gone(exception):
            return refusal(request, _("您办理期间，其中的单位或内容刚刚被他人合并或删除，这一步没有办成。请刷新后再试。"), 409)
        if not isinstance(exception, Refused):
            return None
        return refusal(request, exception.verdict.reason, STATUS[exception.verdict.kind])


def is_gone(exception: Exception) -> bool:
    """True where what was written names a row that somebody has removed at the same moment: 23503, foreign_key_violation."""
    return isinstance(exception, IntegrityError) and getattr(exception.__cause__, "sqlstate", "") == "23503"


def refusal(request: HttpRequest, reason: str, status: int, title: str = "") -> HttpResponse:
    """The answer in the form in which it was asked for."""
    if request.headers.get("HX-Request") == "true":
        line = render_to_string("ui/refusal_line.html", {"reason": reason}, request)
        return HttpResponse(line, status=status, headers={"HX-Retarget": "#notices", "HX-Reswap": "innerHTML"})
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"reason": reason}, status=status, json_dumps_params={"ensure_ascii": False})
    context = {"title": title or _("这一步没有办成"), "reason": reason, "back": back(request), "status": status}
    return HttpResponse(render_to_string("ui/refusal.html", context, request), status=status)


def back(request: HttpRequest) -> str:
    """The page of ours from which the person came, else the front page."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    try:
        ours = came_from.netloc == request.get_host()
    except DisallowedHost:
        ours = False
    return came_from.geturl() if ours and came_from.path != request.path else "/"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404. What a person may not see looks the same as what does not exist."""
    return refusal(
        request, _("网址可能已改变，或者您没有查看的权限。请返回上一页，或从首页重新进入。"), 404, _("没有找到这个页面")
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent could not be understood."""
    return refusal(request, _("浏览器发来的内容不完整或有误。请返回上一页，刷新后再试。"), 400, _("没有看懂这次请求"))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 without a verdict."""
    return refusal(request, _("您没有办理这件事的权限。需要时请联系本单位的组织方。"), 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: it is our fault, and nothing was saved."""
    reason = _("系统出了故障，刚才的操作没有保存，故障已记录。请稍后再试；多次出现时请联系管理员。")
    return refusal(request, reason, 500, _("系统出了故障"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token is missing or old – mostly a page that was left open for long, or blocked cookies."""
    return refusal(request, _("页面打开的时间太久，或浏览器禁用了 Cookie。请返回上一页，刷新后重新提交。"), 403, _("页面已失效"))
