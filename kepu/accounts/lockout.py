"""锁定: after five wrong passwords from one address for one account that pair waits a quarter of an hour.

Account and address together: a stranger elsewhere can lock nobody out. Unknown accounts are locked like known ones, so
that nobody learns from it who has an account.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kepu.accounts.forms import SignInForm
from kepu.accounts.names import typed
from kepu.accounts.queries import person_typed


def account(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """Under which name tries are counted: a person's user name also where the phone number was typed."""
    given = typed(str((credentials or request.POST).get("username") or ""))[:150]
    person = person_typed(given) if "\0" not in given else None
    return person.username if person else given


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The page with what to do; 429 is the status for “too many”."""
    context = {"form": SignInForm(), "locked": True, "next": request.POST.get("next", "")}
    return render(request, "accounts/sign_in.html", context, status=429)
