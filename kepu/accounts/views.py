"""Signing in, by password or one-time link; signing out; setting a password."""

from __future__ import annotations

from django.contrib.auth import authenticate, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kepu import clock
from kepu.accounts.actions import redeem, set_password
from kepu.accounts.actor import actor_of, client_address
from kepu.accounts.forms import ChangePasswordForm, PasswordForm, SignInForm
from kepu.accounts.links import opens
from kepu.accounts.models import Person
from kepu.accounts.queries import link_of
from kepu.accounts.sessions import back_to, begin, to_sign_in
from kepu.verdict import Refused


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page. The answer to a wrong name and to a wrong password is the same."""
    form = SignInForm(request.POST or None)
    if request.user.is_authenticated and request.method == "GET":
        return redirect(back_to(request))
    if form.is_valid():
        person = authenticate(request, **form.cleaned_data)
        if isinstance(person, Person):
            begin(request, person)
            return redirect(back_to(request))
        form.add_error(None, _("手机号（用户名）或密码不对。忘记密码时，请组织方重新发放登录链接。"))
    context = {"form": form, "next": back_to(request), "locked": False}
    return render(request, "accounts/sign_in.html", context)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("accounts:sign-in")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """A one-time link: looking at it changes nothing – messengers look at every link – the button signs in."""
    if request.method == "POST":
        try:
            begin(request, redeem(token, address=client_address(request)), by_link=True)
            return redirect("accounts:password")
        except Refused:
            pass  # the page says why, as it does to whoever merely looks
    found = link_of(token)
    verdict = opens(found, clock.now())
    context = {"link": found, "verdict": verdict}
    return render(request, "accounts/link.html", context, status=200 if verdict else 410)


@never_cache
@sensitive_post_parameters("current", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Set one's password: without the present one after a link, with it otherwise."""
    person = request.user
    if not isinstance(person, Person):
        return to_sign_in(request)
    form = (PasswordForm if person.must_change_password else ChangePasswordForm)(request.POST or None)
    if form.is_valid() and knows(request, person, form):
        try:
            update_session_auth_hash(request, set_password(person, form.cleaned_data["new"], by=actor_of(request)))
            return redirect(back_to(request))
        except Refused as refused:
            form.add_error("new", refused.verdict.reason)
    context = {"form": form, "first": person.must_change_password, "next": back_to(request)}
    return render(request, "accounts/password.html", context)


def knows(request: HttpRequest, person: Person, form: PasswordForm) -> bool:
    """True when the present password is right or need not be known; wrong ones count towards the lock-out."""
    current = form.cleaned_data.get("current")
    if current is None or authenticate(request, username=person.username, password=current) is not None:
        return True
    form.add_error("current", _("现在的密码不对。"))
    return False
