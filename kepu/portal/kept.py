"""Keeping public pages for a few seconds: a page that a thousand people open is made once.

Each process keeps its own; nothing is told apart by person, so a public page must not depend on who looks at it. What was
approved or changed shows after KEPU_PUBLIC_SECONDS at the latest (0 keeps nothing).
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, Generic, ParamSpec, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

T = TypeVar("T")
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class Kept(Generic[T]):
    """Values that are good for some seconds; the least used go when there are too many. Safe among threads."""

    def __init__(self, most: int, tick: Callable[[], float] = time.monotonic) -> None:
        self.most = most
        self.tick = tick
        self.values: OrderedDict[Hashable, tuple[float, T]] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key: Hashable) -> T | None:
        """The value while it is good."""
        with self.lock:
            until, value = self.values.get(key, (float("-inf"), None))
            if until <= self.tick():
                return None
            self.values.move_to_end(key)
            return value

    def put(self, key: Hashable, value: T) -> T:
        """Keep the value from now on."""
        if seconds := settings.PUBLIC_SECONDS:
            with self.lock:
                self.values[key] = (self.tick() + seconds, value)
                self.values.move_to_end(key)
                while len(self.values) > self.most:
                    self.values.popitem(last=False)
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self.lock:
            self.values.clear()


pages: Kept[tuple[bytes, str]] = Kept(400)


def kept(view: View[P]) -> View[P]:
    """A view whose page is the same for everybody: answered from what was kept, where it is still good."""

    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        key = (request.scheme, request.get_host(), get_language(), request.get_full_path())
        if (page := pages.get(key)) is not None:
            return HttpResponse(page[0], content_type=page[1])
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            pages.put(key, (response.content, response.headers["Content-Type"]))
        return response

    return answered
