"""登录状态: how long one stays signed in – half an hour idle, twelve hours at most – and the way back after a lapse.

Drafts save themselves while they are typed, so a lapse loses nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY, login
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from kepu.accounts.actions import note_sign_in
from kepu.accounts.actor import client_address
from kepu.accounts.models import Person

BEGUN, SEEN = "begun", "seen"
"""The session's keys: when one signed in, and when a page was last asked for; seconds of the web server's clock. No
deadline hangs on them, and the database's clock would cost each page a query."""
EVERY = 60
"""Seconds after which `SEEN` is written again: not every page needs to write."""
LAPSED = "kepu.lapsed"
"""Stands in the request's META when this very request found the session over."""
BACKEND = "kepu.accounts.backends.PhoneOrUsernameBackend"


class SessionLimits:
    """Middleware: a session that has lasted too long, or lain idle too long, is over."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Visitors without a cookie have no session; not touching it keeps public pages cacheable.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            now = int(time.time())
            if is_over(request.session, now):
                request.session.flush()
                request.user = AnonymousUser()
                request.META[LAPSED] = "1"
            elif now - request.session.get(SEEN, 0) >= EVERY:
                request.session.setdefault(BEGUN, now)
                request.session[SEEN] = now
        return self.get_response(request)


def is_over(session: SessionBase, now: int) -> bool:
    """True when the person was idle, or signed in, for longer than the settings permit."""
    idle, lasted = (now - int(session.get(key, now)) for key in (SEEN, BEGUN))
    return idle > int(settings.SESSION_IDLE_SECONDS) or lasted > int(settings.SESSION_COOKIE_AGE)


def begin(request: HttpRequest, person: Person, *, by_link: bool = False) -> None:
    """Sign the person in: a new session key, whatever was in the old session of somebody else is gone."""
    login(request, person, backend=BACKEND)
    request.session[BEGUN] = request.session[SEEN] = int(time.time())
    if not by_link:  # a link's redemption is recorded where it is redeemed
        note_sign_in(person, address=client_address(request))


def back_to(request: HttpRequest) -> str:
    """Where to go after signing in: `next` if it is an address of ours, else the desk's first page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if is_ours(request, wanted) else reverse(settings.LOGIN_REDIRECT_URL)


def is_ours(request: HttpRequest, url: str) -> bool:
    """True for an address on this host: nobody is led elsewhere after signing in."""
    return bool(url) and url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The answer to somebody who is not signed in (any more): the sign-in page, which leads back here.

    A form that was sent leads back to the page on which it stood. Scripts are told by 401, never by a page that they
    would take for success; htmx follows the header.
    """
    place = page_of(request)
    said = {"lapsed": "1"} if LAPSED in request.META else {}
    target = f"{reverse('accounts:sign-in')}?{urlencode({'next': place, **said})}"
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=401, headers={"HX-Redirect": target})
    if "text/html" not in request.headers.get("Accept", "text/html"):
        return HttpResponse(status=401)
    return HttpResponseRedirect(target)


def page_of(request: HttpRequest) -> str:
    """The page that a person was looking at: the address itself, or for what was sent or fetched the page it came from."""
    if request.method == "GET" and request.headers.get("HX-Request") != "true":
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if not is_ours(request, came_from):
        return reverse(settings.LOGIN_REDIRECT_URL)
    parts = urlsplit(came_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
