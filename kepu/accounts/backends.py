"""Signing in with a phone number or a user name and the password."""

from __future__ import annotations

import os
from threading import BoundedSemaphore
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from kepu.accounts.models import Person

HASHING = BoundedSemaphore(max(1, (os.cpu_count() or 1) - 1))
"""A hash takes 100 MB and a core on purpose; a wave of people signing in leaves the other pages one core."""


class PhoneOrUsernameBackend(ModelBackend):
    """Django's own check – as long for unknown names as for known ones; `People` finds by either form of the name."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Person | None:
        with HASHING:
            return super().authenticate(request, username=username, password=password, **kwargs)
